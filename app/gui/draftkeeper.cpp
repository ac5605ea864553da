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
        if (!m_aside && written().isDraft)
            m_saveSoon.start();
    });
    connect(&m_saveSoon, &QTimer::timeout, this,
            [this, background] { background->spawn("save draft", &DraftKeeper::save, this); });
}

DraftKeeper::Written DraftKeeper::written() const {
    if (m_aside)
        return {*m_aside, true};
    return {m_composer->text(), m_composer->mode() == ui::Composer::Mode::Ask};
}

void DraftKeeper::beginLeaving() {
    if (!m_left && written().isDraft) // a search is closed first, which may bring the draft back
        m_left = written();
}

Task<void> DraftKeeper::leave() {
    if (!m_left)
        m_left = written();
    return save();
}

void DraftKeeper::stay() {
    m_left.reset();
    if (const auto [text, isDraft] = written(); isDraft && text != m_saved)
        m_saveSoon.start();
}

void DraftKeeper::openChat(qint64 chat, const QString &draft) {
    m_aside.reset();
    m_chat = chat;
    m_saved = draft;
    if (!m_left) // nothing was typed meanwhile
        m_left = written();
    const auto left = std::exchange(m_left, std::nullopt)->text;
    const auto text = m_composer->text();
    auto typed = text.startsWith(left) ? text.mid(left.size()) : text;
    if (!text.startsWith(left) && !text.isEmpty() && !draft.isEmpty())
        typed.prepend(QLatin1Char('\n'));
    if (text != draft + typed)
        m_composer->setText(draft + typed);
    m_saveSoon.stop();
    if (!typed.isEmpty() && written().isDraft)
        m_saveSoon.start();
}

void DraftKeeper::setChat(qint64 chat) {
    if (std::exchange(m_chat, chat) > 0)
        return;
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
    const auto [text, isDraft] = m_left ? *m_left : written();
    if (text == m_saved || !isDraft)
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
