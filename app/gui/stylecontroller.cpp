#include "stylecontroller.h"

#include "chat/answerstyledialog.h"
#include "index/chats.h"
#include "widgets/dialogs.h"

#include <QScopedValueRollback>

namespace docchat {

using async::Task;

StyleController::StyleController(Application *application, ui::MainWindow *window,
                                 CollectionController *collections, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_collections(collections)
    , m_background(background)
    , m_settings(application->options().dataFolder) {
    connect(window->chat(), &ui::ChatPane::styleWanted, this, &StyleController::open);
    connect(collections, &CollectionController::changed, this, &StyleController::showStyle);
    showStyle();
}

void StyleController::tell(const Error &error) {
    ui::tell(m_window, tr("Answer style"), error.text());
}

void StyleController::openChat(qint64 chat, const AnswerStyle &style) {
    m_chat = chat;
    m_style = style;
    showStyle();
}

AnswerStyle StyleController::style() const {
    return m_style.over(m_collections->current().style.over(m_settings.answerStyle()));
}

void StyleController::showStyle() {
    m_window->chat()->setAnswerStyle(ui::styleWords(style()), style() != AnswerStyle());
}

void StyleController::open() {
    if (!m_isOpen)
        m_background->spawn("answer style", &StyleController::choose, this);
}

Task<void> StyleController::choose() {
    const QScopedValueRollback opened(m_isOpen, true);
    const auto presets = co_await m_application->store().read(
        [](index::Database &database) { return index::allPresets(database); });
    const auto chat = m_chat;
    const auto collection = m_collections->current();
    const auto dialog = std::make_unique<ui::AnswerStyleDialog>(
        m_style, m_settings.answerStyle(), presets.ok() ? *presets : std::vector<AnswerPreset>(), m_window,
        collection);
    connect(dialog.get(), &ui::AnswerStyleDialog::presetSaved, this, [this](const AnswerPreset &preset) {
        m_background->spawn("save preset", &StyleController::savePreset, this, preset);
    });
    connect(dialog.get(), &ui::AnswerStyleDialog::presetRemoved, this, [this](const QString &name) {
        m_background->spawn("delete preset", &StyleController::removePreset, this, name);
    });
    if (!co_await ui::accepted(dialog.get()))
        co_return;
    m_settings.setAnswerStyle(dialog->ofAll());
    if (chat == m_chat)
        m_style = dialog->ofChat();
    showStyle();
    const auto ofChat = dialog->ofChat();
    if (collection.id != 0)
        co_await m_collections->keepStyle(collection.id, dialog->ofCollection());
    if (chat != 0)
        co_await keep(chat, ofChat);
}

Task<void> StyleController::keep(qint64 chat, AnswerStyle style) {
    const auto kept = co_await m_application->store().write([=](index::Database &database) {
        index::setStyle(database, chat, style);
        return Done{};
    });
    if (!kept.ok())
        tell(kept.error());
}

Task<void> StyleController::savePreset(AnswerPreset preset) {
    const auto saved = co_await m_application->store().write([preset](index::Database &database) {
        index::savePreset(database, preset);
        return Done{};
    });
    if (!saved.ok())
        tell(saved.error());
}

Task<void> StyleController::removePreset(QString name) {
    const auto removed = co_await m_application->store().write(
        [name](index::Database &database) { return index::removePreset(database, name); });
    if (!removed.ok())
        tell(removed.error());
}

} // namespace docchat
