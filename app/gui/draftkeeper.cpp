#include "draftkeeper.h"

#include "index/chats.h"

namespace docchat {

using async::Task;

namespace {

constexpr auto pause = std::chrono::milliseconds(500); // in typing

} // namespace

DraftKeeper::DraftKeeper(Application *application, ui::MainWindow *window, async::Background *background)
    : m_application(application), m_composer(window->chat()->composer()) {
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(pause);
    connect(m_composer, &ui::Composer::textEdited, this, [this] {
        if (isDraft())
            m_saveSoon.start();
    });
    connect(&m_saveSoon, &QTimer::timeout, this,
            [this, background] { background->spawn("save draft", &DraftKeeper::save, this); });
}

/// Neither a search nor an earlier question that is edited.
bool DraftKeeper::isDraft() const {
    return !m_aside && m_composer->mode() == ui::Composer::Mode::Ask;
}

void DraftKeeper::openChat(qint64 chat, const QString &draft) {
    m_aside.reset();
    m_chat = chat;
    m_saved = draft;
    if (m_composer->text() != draft)
        m_composer->setText(draft);
    m_saveSoon.stop();
}

void DraftKeeper::setChat(qint64 chat) {
    if (std::exchange(m_chat, chat) <= 0)
        m_saved.clear();
}

void DraftKeeper::setAside(bool aside) {
    if (aside && !m_aside)
        m_aside = m_composer->text();
    else if (!aside && m_aside)
        m_composer->setText(*std::exchange(m_aside, std::nullopt));
}

Task<void> DraftKeeper::save() {
    m_saveSoon.stop();
    const auto text = m_aside ? *m_aside : m_composer->text();
    if (text == m_saved || (!m_aside && !isDraft()))
        co_return;
    m_saved = text;
    const auto saved =
        co_await m_application->store().write([chat = m_chat, text](index::Database &database) {
            index::setDraft(database, chat, text);
            return Done{};
        });
    if (!saved.ok())
        qWarning("%s", qPrintable(saved.error().text()));
}

} // namespace docchat
