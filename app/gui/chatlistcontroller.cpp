#include "chatlistcontroller.h"

#include "chat/changed.h"
#include "chat/export.h"
#include "chat/formulas.h"
#include "chatpdf.h"
#include "index/chats.h"
#include "index/chatsearch.h"
#include "index/messages.h"
#include "widgets/dialogs.h"

namespace docchat {

using async::Task;

namespace {

constexpr auto pause = std::chrono::milliseconds(150); // in typing
constexpr auto undoTime = std::chrono::seconds(10);
constexpr int mostMatches = 100;

void keepFormulas(std::vector<Message> &messages) {
    for (auto &message : messages) {
        if (message.role == Role::Answer) // what a person wrote is no Markdown
            message.text = chat::withFormulasAsText(message.text, chat::LessThan::Kept);
    }
}

} // namespace

ChatListController::ChatListController(Application *application, ui::MainWindow *window,
                                       CollectionController *collections, ChatController *chat,
                                       async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_collections(collections)
    , m_chat(chat)
    , m_background(background) {
    for (auto *timer : {&m_searchSoon, &m_purgeSoon})
        timer->setSingleShot(true);
    m_searchSoon.setInterval(pause);
    m_purgeSoon.setInterval(undoTime);
    connectSignals();
    m_background->spawn("load chats", &ChatListController::start, this);
}

void ChatListController::connectSignals() {
    auto *list = m_window->library()->chats();
    connect(m_chat, &ChatController::chatsChanged, this, &ChatListController::reload);
    connect(m_collections, &CollectionController::opened, this, &ChatListController::reload);
    connect(list, &ui::ChatList::reloadWanted, this, [this] { m_searchSoon.start(); });
    connect(&m_searchSoon, &QTimer::timeout, this, &ChatListController::reload);
    connect(list, &ui::ChatList::renameWanted, this, [this](qint64 chat, const QString &title) {
        m_background->spawn("rename chat", &ChatListController::rename, this, chat, title);
    });
    connect(list, &ui::ChatList::removalWanted, this, [this](qint64 chat) {
        m_background->spawn("delete chat", &ChatListController::remove, this, chat);
    });
    connect(list, &ui::ChatList::undoWanted, this,
            [this] { m_background->spawn("bring chats back", &ChatListController::undo, this); });
    connect(&m_purgeSoon, &QTimer::timeout, this,
            [this] { m_background->spawn("purge chats", &ChatListController::purge, this); });
    connect(list, &ui::ChatList::markdownWanted, this, [this](qint64 chat) {
        m_background->spawn("export chat", &ChatListController::exportChat, this, chat, Format::Markdown);
    });
    connect(list, &ui::ChatList::pdfWanted, this, [this](qint64 chat) {
        m_background->spawn("export chat", &ChatListController::exportChat, this, chat, Format::Pdf);
    });
}

void ChatListController::tell(const Error &error) {
    ui::tell(m_window, QStringLiteral("DocChat"), error.text());
}

void ChatListController::renameCurrent() {
    if (m_chat->current() != 0)
        m_window->library()->chats()->startRenaming(m_chat->current());
}

void ChatListController::exportCurrent(Format format) {
    if (m_chat->current() != 0)
        m_background->spawn("export chat", &ChatListController::exportChat, this, m_chat->current(), format);
}

void ChatListController::reload() {
    m_background->spawn("load chats", &ChatListController::load, this);
}

/// What was deleted when the program ended cannot be brought back any more.
Task<void> ChatListController::start() {
    if (!m_application->viewOnly())
        co_await purge();
    co_await load();
}

Task<void> ChatListController::load() {
    auto *list = m_window->library()->chats();
    const auto searched = list->searched();
    const auto load = ++m_loads;
    const auto collection = m_collections->current().id;
    if (searched.isEmpty()) {
        const auto chats = co_await m_application->store().read(
            [collection](index::Database &database) { return index::chatsOf(database, collection); });
        if (chats.ok() && load == m_loads)
            list->setChats(*chats, m_chat->current());
    } else {
        const auto matches =
            co_await m_application->store().read([searched, collection](index::Database &database) {
                return index::searchChats(database, searched, mostMatches, collection);
            });
        if (matches.ok() && load == m_loads)
            list->setMatches(*matches);
    }
    Q_EMIT listed();
}

Task<void> ChatListController::rename(qint64 chat, QString title) {
    if (!title.isEmpty()) {
        const auto renamed = co_await m_application->store().write([=](index::Database &database) {
            index::renameChat(database, chat, title);
            return Done{};
        });
        if (!renamed.ok())
            tell(renamed.error());
        else if (chat == m_chat->current())
            m_window->chat()->setTitle(title);
    }
    co_await load();
}

Task<void> ChatListController::remove(qint64 chat) {
    const auto removed = co_await m_application->store().write([chat](index::Database &database) {
        index::setRemoved(database, chat, true);
        return Done{};
    });
    if (!removed.ok()) {
        tell(removed.error());
        co_return;
    }
    m_removed += chat;
    m_window->library()->chats()->setRemoved(int(m_removed.size()));
    m_purgeSoon.start();
    if (chat == m_chat->current()) {
        m_closedOne = true;
        m_chat->stop();
        m_chat->newChat();
    }
    co_await load();
}

Task<void> ChatListController::undo() {
    m_purgeSoon.stop();
    const auto chats = std::exchange(m_removed, {});
    m_window->library()->chats()->setRemoved(0);
    const auto restored = co_await m_application->store().write([chats](index::Database &database) {
        for (const auto chat : chats)
            index::setRemoved(database, chat, false);
        return Done{};
    });
    if (!restored.ok())
        tell(restored.error());
    else if (std::exchange(m_closedOne, false) && m_chat->current() == 0 && !chats.isEmpty())
        m_chat->openChat(chats.last(), 0);
    co_await load();
}

Task<void> ChatListController::purge() {
    m_removed.clear();
    m_closedOne = false;
    m_window->library()->chats()->setRemoved(0);
    const auto purged = co_await m_application->store().write(
        [](index::Database &database) { return index::purgeRemovedChats(database); });
    if (!purged.ok())
        qWarning("%s", qPrintable(purged.error().text()));
    else if (*purged > 0)
        m_application->scrub();
}

Task<void> ChatListController::exportChat(qint64 chat, Format format) {
    auto whole = co_await m_application->store().read([chat](index::Database &database) {
        auto messages = index::messagesOf(database, chat);
        chat::tellChanges(database, messages);
        return std::pair(index::findChat(database, chat), std::move(messages));
    });
    if (!whole.ok())
        tell(whole.error());
    if (!whole.ok() || !whole->first)
        co_return;
    const bool isPdf = format == Format::Pdf;
    if (isPdf) // a Markdown program may set them
        keepFormulas(whole->second);
    const auto title = whole->first->title;
    const auto path = co_await ui::chooseTarget(
        m_window, isPdf ? tr("Export as PDF") : tr("Export as Markdown"),
        chat::fileNameFor(title, isPdf ? QStringLiteral("pdf") : QStringLiteral("md")));
    if (path.isEmpty())
        co_return;
    const auto written = co_await async::runBlocking(
        [isPdf](std::stop_token, QString to, QString name, QString markdown) {
            return chat::writeWhole(to, isPdf ? pdfOf(markdown, name) : markdown.toUtf8());
        },
        path, title, chat::toMarkdown(*whole->first, whole->second));
    if (!written.ok())
        tell(written.error());
}

} // namespace docchat
