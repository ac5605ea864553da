#include "chatcontroller.h"

#include "index/chats.h"
#include "index/matches.h"
#include "index/messages.h"
#include "index/questionform.h"
#include "widgets/dialogs.h"

#include <QClipboard>
#include <QDeadlineTimer>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>

namespace docchat {

using async::Task;

namespace {

constexpr qsizetype longestTitle = 60;
constexpr int mostMenuDocuments = 30;
constexpr auto longestCount = std::chrono::milliseconds(500);

QString titleOf(const QString &question) {
    const auto flat = question.simplified();
    return flat.size() > longestTitle ? flat.left(longestTitle - 1) + QStringLiteral("…") : flat;
}

} // namespace

ChatController::ChatController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                               async::Background *background)
    : m_application(application), m_window(window), m_documents(documents), m_background(background) {
    auto *chat = window->chat();
    auto *composer = chat->composer();
    connect(composer, &ui::Composer::asked, this, &ChatController::askOrSearch);
    connect(composer, &ui::Composer::clearTicksWanted, documents, &ui::DocumentModel::clearTicks);
    connect(composer, &ui::Composer::stopWanted, this, &ChatController::stop);
    connect(chat, &ui::ChatPane::againWanted, this, &ChatController::ask);
    connect(chat, &ui::ChatPane::copyWanted, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    connect(chat, &ui::ChatPane::linkClicked, this, [this](const QUrl &url) {
        m_background->spawn("open link", &ChatController::openLink, this, url);
    });
    connect(chat, &ui::ChatPane::scopeMenuWanted, this, &ChatController::showScopeMenu);
    connect(composer, &ui::Composer::documentMenuWanted, this, &ChatController::showDocumentMenu);
    connect(window->library(), &ui::LibraryPane::newChatWanted, this, &ChatController::newChat);
    connect(window->library(), &ui::LibraryPane::chatWanted, this, &ChatController::openChat);
    connect(window->library(), &ui::LibraryPane::chatRemovalWanted, this,
            [this](qint64 id) { m_background->spawn("delete chat", &ChatController::removeChat, this, id); });
    connect(documents, &ui::DocumentModel::ticksChanged, this, &ChatController::showScope);
    connect(documents, &QAbstractItemModel::modelReset, this, &ChatController::showScope);
    chat->setTitle(tr("New chat"));
    showScope();
    m_background->spawn("load chats", &ChatController::loadChats, this, true);
}

void ChatController::showScope() {
    const auto ticked = m_documents->ticked().size();
    m_window->chat()->composer()->setTicked(int(ticked));
    if (ticked == 0)
        m_window->chat()->setScope(m_documents->documents() == 0 ? QString() : tr("Asking all documents"));
    else
        m_window->chat()->setScope(ticked == 1 ? tr("Asking 1 ticked document")
                                               : tr("Asking %1 ticked documents").arg(ticked));
}

void ChatController::showScopeMenu(const QPoint &at) {
    auto *menu = new QMenu(m_window);
    auto *all = menu->addAction(tr("Ask all documents"), m_documents, &ui::DocumentModel::clearTicks);
    all->setEnabled(!m_documents->ticked().isEmpty());
    menu->addAction(tr("Tick documents in the library to ask only these"))->setEnabled(false);
    ui::popUp(menu, at);
}

void ChatController::showDocumentMenu(const QPoint &at) {
    auto *menu = new QMenu(m_window);
    for (int row = 0; row < std::min(m_documents->rowCount(), mostMenuDocuments); ++row) {
        const auto &document = m_documents->at(row);
        if (document.id == 0 || document.failed())
            continue;
        auto *action =
            menu->addAction(document.name.simplified().replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(document.ticked);
        connect(action, &QAction::toggled, m_documents, [this, id = document.id](bool ticked) {
            if (const int at = m_documents->rowOf(id); at >= 0)
                m_documents->setTicked(at, ticked);
        });
    }
    if (menu->isEmpty())
        menu->addAction(tr("No documents yet"))->setEnabled(false);
    ui::popUp(menu, at - QPoint(0, menu->sizeHint().height()));
}

/// An address in an answer is a model's word: only the web and mail, and only after a look at all of it.
Task<void> ChatController::openLink(QUrl url) {
    const bool safe = url.scheme() == QLatin1StringView("http") ||
                      url.scheme() == QLatin1StringView("https") ||
                      url.scheme() == QLatin1StringView("mailto");
    const auto address = QString::fromLatin1(url.toEncoded());
    if (safe && co_await ui::confirm(m_window, tr("Open link"), tr("Open this address?\n\n%1").arg(address),
                                     tr("Open")))
        QDesktopServices::openUrl(url);
}

void ChatController::askOrSearch(const QString &typed) {
    const auto question = index::parseQuery(typed).question;
    if (question.isEmpty() || index::looksLikeQuestion(question))
        ask(typed);
    else
        Q_EMIT searchWanted(typed);
}

/// So that the answer can offer to list them; a count that takes long is left out.
Task<void> ChatController::countPassages(QString question, QList<DocumentId> documents,
                                         QPointer<ui::AnswerView> view) {
    const auto count = co_await m_application->store().read([=](index::Database &database) {
        const QDeadlineTimer late(longestCount);
        const auto matches =
            index::findMatches(database, question, documents, 0, [&late] { return !late.hasExpired(); });
        return late.hasExpired() ? std::nullopt : std::optional(matches.total);
    });
    if (view && count.ok() && *count)
        view->setPassages(**count);
}

void ChatController::ask(const QString &question) {
    if (writing())
        return;
    m_writing = true;
    m_window->chat()->composer()->setWriting(true);
    m_lastQuestion = question;
    m_background->spawn("answer", &ChatController::answer, this, question, m_documents->ticked());
}

void ChatController::askAgain() {
    if (!m_lastQuestion.isEmpty())
        ask(m_lastQuestion);
}

void ChatController::stop() {
    if (m_scope)
        m_scope->cancel();
}

Task<qint64> ChatController::keep(qint64 chat, QString title, Message message) {
    const auto kept = co_await m_application->store().write([=](index::Database &database) {
        const auto id = chat != 0 ? chat : index::addChat(database, title);
        index::addMessage(database, id, message);
        return id;
    });
    if (!kept.ok())
        ui::tell(m_window, QStringLiteral("DocChat"),
                 tr("This chat could not be kept.\n%1").arg(kept.error().text()));
    co_return kept.ok() ? *kept : chat;
}

/// One question from the composer to the kept answer; Stop ends it at any moment and keeps what came.
Task<void> ChatController::answer(QString question, QList<DocumentId> documents) {
    auto *pane = m_window->chat();
    pane->addQuestion(question);
    const auto model = m_application->askTools().model ? m_application->provider()->chatModel : QString();
    QPointer<ui::AnswerView> view = pane->beginAnswer(model);
    Message message{0, Role::Answer, {}, AnswerState::Done, {}, model};
    const auto opened = m_opened;

    std::exception_ptr shutdown;
    QString error;
    qint64 chat = m_chat;
    try {
        const bool whole = co_await async::cancellable(
            [&](async::Scope &scope) { return write(question, documents, &message, &error, view, &scope); });
        if (!whole) {
            message.state = AnswerState::Interrupted;
            message.note = tr("Stopped");
        }
    } catch (async::Cancelled) {
        message.state = AnswerState::Interrupted;
        message.note = tr("Stopped");
        shutdown = std::current_exception();
    }
    m_scope = nullptr;
    m_writing = false;
    pane->endAnswer();
    if (view && !shutdown)
        view->finish(message.state, message.note, error);
    if (view && !shutdown)
        m_background->spawn("count passages", &ChatController::countPassages, this, question, documents,
                            view);

    // Kept even at the end of the program: question and answer together.
    Message asked{0, Role::Question, question};
    const bool isNew = chat == 0;
    chat = co_await async::shielded(std::chrono::seconds(5), keep(chat, titleOf(question), asked));
    chat = co_await async::shielded(std::chrono::seconds(5), keep(chat, {}, message));
    if (shutdown)
        std::rethrow_exception(shutdown);
    if (isNew && opened == m_opened) {
        m_chat = chat;
        pane->setTitle(titleOf(question));
    }
    co_await loadChats(false);
    Q_EMIT answered();
}

Task<void> ChatController::write(QString question, QList<DocumentId> documents, Message *message,
                                 QString *error, QPointer<ui::AnswerView> view, async::Scope *scope) {
    m_scope = scope;
    auto events = chat::ask(m_application->askTools(), {question, documents});
    while (auto event = co_await events.next()) {
        if (const auto *text = std::get_if<chat::AnswerText>(&*event)) {
            message->text += text->text;
            if (view)
                view->append(text->text);
        } else if (const auto *cited = std::get_if<chat::AnswerCitation>(&*event)) {
            message->citations.push_back(cited->citation);
            if (view)
                view->addCitation(cited->citation);
        } else if (const auto *end = std::get_if<chat::AnswerEnd>(&*event)) {
            message->state = end->state;
            message->note = end->note;
            if (end->error)
                message->note = *error = end->error->text();
        }
    }
}

void ChatController::newChat() {
    ++m_opened;
    m_chat = 0;
    m_window->chat()->setTitle(tr("New chat"));
    m_window->chat()->setMessages({});
    m_window->chat()->composer()->focusText();
    m_background->spawn("load chats", &ChatController::loadChats, this, false);
}

void ChatController::openChat(qint64 chat) {
    if (chat != m_chat)
        m_background->spawn("open chat", &ChatController::loadMessages, this, chat);
}

Task<void> ChatController::loadChats(bool openNewest) {
    const auto chats = co_await m_application->store().read(
        [](index::Database &database) { return index::allChats(database); });
    if (!chats.ok())
        co_return;
    if (openNewest && !chats->empty() && m_chat == 0 && !writing())
        co_await loadMessages(chats->front().id);
    m_window->library()->setChats(*chats, m_chat);
}

Task<void> ChatController::loadMessages(qint64 chat) {
    const auto loaded = co_await m_application->store().read([chat](index::Database &database) {
        const auto chats = index::allChats(database);
        const auto found =
            std::find_if(chats.begin(), chats.end(), [chat](const Chat &one) { return one.id == chat; });
        return std::pair(found == chats.end() ? QString() : found->title, index::messagesOf(database, chat));
    });
    if (!loaded.ok())
        co_return;
    ++m_opened;
    m_chat = chat;
    m_window->chat()->setTitle(loaded->first);
    m_window->chat()->setMessages(loaded->second);
    for (const auto &message : loaded->second) {
        if (message.role == Role::Question)
            m_lastQuestion = message.text;
    }
}

Task<void> ChatController::removeChat(qint64 chat) {
    const auto removed = co_await m_application->store().write(
        [chat](index::Database &database) { return index::removeChat(database, chat); });
    if (removed.ok() && chat == m_chat)
        newChat();
    co_await loadChats(false);
}

} // namespace docchat
