#include "chatcontroller.h"

#include "async/deadline.h"
#include "async/event.h"
#include "chat/changed.h"
#include "chat/sourcecard.h"
#include "chat/title.h"
#include "index/chats.h"
#include "index/collections.h"
#include "index/documents.h"
#include "index/matches.h"
#include "index/messages.h"
#include "index/questionform.h"
#include "widgets/dialogs.h"
#include "widgets/noticebar.h"

#include <QClipboard>
#include <QDeadlineTimer>
#include <QDesktopServices>
#include <QGuiApplication>

namespace docchat {

using async::Task;

namespace {

constexpr auto longestCount = std::chrono::milliseconds(500);
constexpr auto saveGrace = std::chrono::seconds(5);
constexpr async::Milliseconds firstPause(2'000); // until a library is written again that could not be
constexpr async::Milliseconds longestPause(30'000);

} // namespace

ChatController::ChatController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                               CollectionController *collections, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_background(background)
    , m_scopes(application, window, documents, collections, background)
    , m_styles(application, window, collections, background)
    , m_drafts(application, window, background) {
    connectSignals();
    window->chat()->setTitle(tr("New chat"));
    m_background->spawn("open the newest chat", &ChatController::openNewest, this);
}

void ChatController::connectSignals() {
    auto *chat = m_window->chat();
    connect(chat->composer(), &ui::Composer::asked, this, &ChatController::askOrSearch);
    connect(chat->composer(), &ui::Composer::stopWanted, this, &ChatController::stop);
    connect(chat, &ui::ChatPane::againWanted, this, &ChatController::answerAgain);
    connect(chat, &ui::ChatPane::restWanted, this, &ChatController::goOn);
    connect(chat, &ui::ChatPane::editWanted, this, &ChatController::edit);
    connect(&m_application->jobs(), &ingest::Jobs::jobEnded, this, &ChatController::followVersion);
    connect(chat, &ui::ChatPane::editCancelled, this, &ChatController::cancelEdit);
    connect(chat, &ui::ChatPane::versionWanted, this, [this](qint64 message) {
        if (!writing())
            openChat(m_chat, message);
    });
    connect(chat, &ui::ChatPane::copyWanted, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    connect(chat, &ui::ChatPane::copyWithSourcesWanted, this, [this](const Message &message) {
        m_background->spawn("copy with sources", &ChatController::copyWithSources, this, message);
    });
    connect(chat, &ui::ChatPane::linkClicked, this, [this](const QUrl &url) {
        m_background->spawn("open link", &ChatController::openLink, this, url);
    });
    connect(m_collections, &CollectionController::opened, this,
            [this] { m_background->spawn("enter collection", &ChatController::enterCollection, this); });
    auto *list = m_window->library()->chats();
    connect(list, &ui::ChatList::newWanted, this, &ChatController::newChat);
    connect(list, &ui::ChatList::chatWanted, this, &ChatController::openChat);
}

/// An answer, and below it what each number in it cites.
Task<void> ChatController::copyWithSources(Message message) {
    QList<DocumentId> documents;
    for (const auto &citation : message.citations)
        documents += citation.document;
    const auto origins = co_await m_application->store().read(
        [documents](index::Database &database) { return index::originsOf(database, documents); });
    auto text = message.text.trimmed() + QLatin1Char('\n');
    for (const auto &citation : message.citations) {
        const auto origin = origins.ok() ? origins->value(citation.document) : Origin();
        text += QStringLiteral("\n[%1] %2, %3: “%4”")
                    .arg(QString::number(citation.number),
                         inMail(sourceName(origin, citation.name), citation.within), ui::placeWords(citation),
                         citation.quote.simplified());
    }
    QGuiApplication::clipboard()->setText(text);
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
    if (m_edited != 0 || question.isEmpty() || index::looksLikeQuestion(question))
        ask(typed);
    else
        Q_EMIT searchWanted(typed);
}

/// So that the answer can offer to list them; a count that takes long is left out.
Task<void> ChatController::countPassages(QString question, index::Scope scope,
                                         QPointer<ui::AnswerView> view) {
    const auto count = co_await m_application->store().read([=](index::Database &database) {
        const QDeadlineTimer late(longestCount);
        const auto matches =
            index::findMatches(database, question, scope, 0, [&late] { return !late.hasExpired(); });
        return late.hasExpired() ? std::nullopt : std::optional(matches.total);
    });
    if (view && count.ok() && *count)
        view->setPassages(**count);
}

void ChatController::ask(const QString &question) {
    if (writing())
        return;
    if (m_ending) { // the answer before it is just being kept
        m_window->chat()->composer()->setText(question);
        return;
    }
    const auto edited = std::exchange(m_edited, 0);
    const auto *before = find(edited);
    begin({m_chat, question, m_documents->ticked(), before ? std::optional(before->parent) : std::nullopt},
          question);
    if (edited != 0)
        cancelEdit();
}

/// What is wished for while an answer is still being kept comes when it is.
bool ChatController::waitsForEnd(Wish wish) {
    m_wish = m_ending ? wish : Wish::None;
    return m_ending;
}

void ChatController::answerAgain(qint64 answer) {
    if (waitsForEnd(Wish::Again))
        return;
    const auto *message = messageOf(answer);
    const auto *asked = message && message->role == Role::Answer ? find(message->parent) : message;
    if (asked && !writing())
        begin({m_chat, {}, m_documents->ticked(), asked->id}, asked->text);
}

void ChatController::goOn(qint64 answer) {
    if (waitsForEnd(Wish::GoOn))
        return;
    const auto *message = messageOf(answer);
    const auto *asked = message && message->role == Role::Answer ? find(message->parent) : nullptr;
    if (!asked || writing() || m_application->chatModel().isEmpty())
        return;
    chat::AnswerPlace place{m_chat, {}, m_documents->ticked(), asked->id};
    place.continues = message->id;
    begin(std::move(place), asked->text);
}

void ChatController::askOf(DocumentId document, const QString &question) {
    m_background->spawn("ask of a document", &ChatController::askInNewChat, this, document, question);
}

Task<void> ChatController::askInNewChat(DocumentId document, QString question) {
    if (writing()) {
        ui::tell(m_window, QStringLiteral("DocChat"),
                 tr("An answer is being written. Stop it, or wait for its end."));
        co_return;
    }
    co_await beginNew();
    m_documents->setTicks({document});
    ask(question);
}

/// 0: the last one.
const Message *ChatController::messageOf(qint64 answer) const {
    if (answer != 0)
        return find(answer);
    return m_messages.empty() ? nullptr : &m_messages.back();
}

void ChatController::begin(chat::AnswerPlace place, const QString &question) {
    if (const auto &viewOnly = m_application->viewOnly()) {
        if (!place.question.isEmpty())
            m_window->chat()->composer()->setText(question);
        ui::tell(m_window, QStringLiteral("DocChat"), viewOnly->text());
        return;
    }
    m_writing = true;
    m_stopsAtOnce = false;
    place.style = m_styles.ofChat();
    place.collection = m_collections->current().id;
    auto *pane = m_window->chat();
    if (place.follows && place.continues == 0)
        pane->keepUntil(*place.follows);
    pane->composer()->setWriting(true);
    if (m_messages.empty()) // its title when it is kept
        pane->setTitle(chat::titleOf(question));
    if (!place.question.isEmpty())
        pane->addQuestion(question);
    m_background->spawn("answer", &ChatController::answer, this, place, question, messageFor(place));
}

const Message *ChatController::find(qint64 message) const {
    const auto found = std::find_if(m_messages.begin(), m_messages.end(),
                                    [message](const Message &one) { return one.id == message; });
    return found == m_messages.end() ? nullptr : &*found;
}

void ChatController::edit(qint64 question) {
    const auto *message = find(question);
    if (!message || writing())
        return;
    m_drafts.setAside(true);
    m_edited = question;
    m_window->chat()->setEditing(true);
    m_window->chat()->composer()->setText(message->text);
    m_window->chat()->composer()->focusText();
}

void ChatController::editLast() {
    for (auto message = m_messages.rbegin(); message != m_messages.rend(); ++message) {
        if (message->role == Role::Question)
            return edit(message->id);
    }
}

void ChatController::cancelEdit() {
    m_edited = 0;
    m_window->chat()->setEditing(false);
    m_drafts.setAside(false);
}

void ChatController::stop() {
    if (m_scope)
        m_scope->cancel();
    else
        m_stopsAtOnce = m_writing; // its task has not begun yet
}

/// Each piece is saved as it comes; what comes meanwhile goes with the next.
void ChatController::saveSoon(const Kept &kept) {
    if (!kept->isSaving())
        m_background->spawn("save answer", &ChatController::save, this, kept, m_opened);
}

Task<void> ChatController::save(Kept kept, quint64 opened) {
    const bool isNew = kept->chat() == 0;
    const auto saved = co_await kept->save(); // the end tries again, and tells
    if (!saved.ok())
        qWarning("%s", qPrintable(saved.error().text()));
    if (isNew && kept->chat() != 0)
        showKept(kept->chat(), opened);
}

/// Waits until the library can be written again, and is asked to sooner by `again`.
Task<void> ChatController::keepAgain(Kept kept, Message message, Status *finished, ui::NoticeBar *notice,
                                     async::Event *again) {
    for (auto pause = firstPause; !finished->ok() && finished->error().transient;
         pause = std::min(2 * pause, longestPause)) {
        notice->say(
            tr("This answer is not kept yet. %1. It goes on by itself").arg(finished->error().text()));
        again->clear();
        std::ignore = co_await async::moveOnAt(async::Deadline(pause),
                                               [again]() -> Task<void> { co_await again->wait(); });
        *finished = co_await keepNow(kept, message);
    }
}

/// What takes too long may succeed later.
Task<Status> ChatController::keepNow(Kept kept, Message message) {
    try {
        co_return co_await async::shielded(saveGrace, kept->finish(std::move(message)));
    } catch (const async::TimeoutError &) {
    }
    co_return Error{ErrorKind::Disk, tr("The library takes too long to write"), tr("Check its disk"), true};
}

/// What could not be kept for want of room, or of a disk, is kept once it can; Stop ends that.
Task<Status> ChatController::keepLater(Kept kept, Message message, Error error) {
    Status finished = std::move(error);
    async::Event again;
    const std::unique_ptr<ui::NoticeBar> notice(m_window->addNotice(tr("Try again")));
    connect(notice.get(), &ui::NoticeBar::actionWanted, notice.get(), [&again] { again.set(); });
    m_writing = true;
    m_window->chat()->composer()->setWriting(true);
    std::exception_ptr shutdown;
    try {
        std::ignore = co_await async::cancellable([&](async::Scope &scope) {
            m_scope = &scope;
            return keepAgain(kept, message, &finished, notice.get(), &again);
        });
    } catch (async::Cancelled) {
        shutdown = std::current_exception();
    }
    m_scope = nullptr;
    m_writing = false;
    m_window->chat()->composer()->setWriting(false);
    if (shutdown)
        std::rethrow_exception(shutdown);
    co_return finished;
}

/// The new chat is in the library now.
void ChatController::showKept(qint64 chat, quint64 opened) {
    if (opened == m_opened) {
        m_chat = chat;
        m_scopes.setChat(chat);
        m_styles.setChat(chat);
        m_drafts.setChat(chat);
    }
    Q_EMIT chatsChanged();
}

/// What is there before the first word: nothing, or what was written of the answer that is gone on with.
Message ChatController::messageFor(const chat::AnswerPlace &place) const {
    const auto model = m_application->chatModel();
    const auto *before = place.continues != 0 ? find(place.continues) : nullptr;
    if (!before)
        return {0, Role::Answer, {}, AnswerState::Done, {}, model};
    auto message = *before;
    message.text = chat::withoutHalfMark(message.text);
    message.note.clear();
    if (message.model != model && !message.model.isEmpty())
        message.model = tr("%1, then %2").arg(message.model, model);
    return message;
}

/// One question to the kept answer; Stop ends it at any moment and keeps what came.
Task<void> ChatController::answer(chat::AnswerPlace place, QString question, Message begun) {
    auto *pane = m_window->chat();
    auto cut = begun;
    cut.note = tr("The program ended before the answer was whole");
    AnswerWriting writing(begun,
                          place.continues != 0 ? pane->continueAnswer(begun) : pane->beginAnswer(begun.model),
                          std::make_shared<chat::KeptAnswer>(&m_application->store(), place, cut));
    const chat::Question asked{
        question,        place.scope, exchangesBefore(place), m_styles.style(), {begun.text, begun.citations},
        place.collection};
    const auto opened = m_opened;
    saveSoon(writing.kept());

    std::exception_ptr shutdown;
    try {
        const bool whole =
            co_await async::cancellable([&](async::Scope &scope) { return write(asked, &writing, &scope); });
        if (!whole)
            writing.stop();
    } catch (async::Cancelled) {
        writing.stop();
        shutdown = std::current_exception();
    }
    m_scope = nullptr;
    m_writing = false;
    m_ending = true;
    pane->endAnswer();
    if (!shutdown) {
        writing.showEnd();
        m_background->spawn("count passages", &ChatController::countPassages, this, question,
                            index::Scope(place.scope, place.collection), writing.view());
    }
    auto finished = co_await keepNow(writing.kept(), writing.message());
    if (shutdown)
        std::rethrow_exception(shutdown);
    if (!finished.ok() && finished.error().transient)
        finished = co_await keepLater(writing.kept(), writing.message(), finished.error());
    if (!finished.ok())
        ui::tell(m_window, QStringLiteral("DocChat"),
                 tr("This chat could not be kept.\n%1").arg(finished.error().text()));
    co_await showEnd(writing.kept()->chat(), opened);
    m_ending = false;
    if (opened == m_opened)
        takeWish();
    m_wish = Wish::None;
    Q_EMIT answered();
}

void ChatController::takeWish() {
    const auto wish = std::exchange(m_wish, Wish::None);
    if (wish == Wish::Again)
        answerAgain(0);
    else if (wish == Wish::GoOn)
        goOn(0);
}

/// A document that the shown answers cite has a new version: what they say of it may not be true any more.
void ChatController::followVersion(int job) {
    const auto *ended = m_application->jobs().find(job);
    if (!ended || ended->before == 0 || ended->result.document == ended->before || m_chat == 0 || writing())
        return;
    const auto cites = [before = ended->before](const Message &message) {
        return std::ranges::find(message.citations, before, &Citation::document) != message.citations.end();
    };
    if (!editing() && std::ranges::any_of(m_messages, cites))
        m_background->spawn("show what has changed", &ChatController::load, this, m_chat, qint64(0));
}

/// What is shown gets its ids and versions; a chat that was left and opened again meanwhile is read anew.
Task<void> ChatController::showEnd(qint64 chat, quint64 opened) {
    if (opened == m_opened) {
        showKept(chat, opened);
        const auto loaded = co_await m_application->store().read([chat](index::Database &database) {
            auto messages = index::messagesOf(database, chat);
            chat::tellChanges(database, messages);
            return std::pair(index::findChat(database, chat), std::move(messages));
        });
        if (loaded.ok() && loaded->first && opened == m_opened && !writing()) {
            m_messages = loaded->second;
            m_window->chat()->setTitle(loaded->first->title);
            m_window->chat()->setKept(m_messages);
        }
    } else if (chat == m_chat && chat != 0) {
        co_await load(chat, 0);
    }
    Q_EMIT chatsChanged();
}

/// What was asked and answered before the place of a new answer.
std::vector<chat::Exchange> ChatController::exchangesBefore(const chat::AnswerPlace &place) const {
    std::vector<chat::Exchange> exchanges;
    const bool isAnother = place.question.isEmpty(); // answer to the question that it follows
    for (const auto &message : m_messages) {
        const bool isEnd = place.follows && message.id == *place.follows;
        if (place.follows == 0 || (isEnd && isAnother))
            break;
        if (message.role == Role::Question)
            exchanges.push_back({message.text, {}});
        else if (!exchanges.empty())
            exchanges.back().answer = message.text;
        if (isEnd)
            break;
    }
    return exchanges;
}

Task<void> ChatController::write(chat::Question question, AnswerWriting *writing, async::Scope *scope) {
    m_scope = scope;
    if (m_stopsAtOnce)
        scope->cancel();
    const auto note = [this, kept = writing->kept()](Sent sent) {
        kept->add(std::move(sent));
        saveSoon(kept);
    };
    auto events = chat::askEither(m_application->askTools(note), std::move(question));
    while (auto event = co_await events.next()) {
        writing->take(*event);
        saveSoon(writing->kept());
    }
}

void ChatController::newChat() {
    m_window->chat()
        ->composer()
        ->focusText(); // at once: later it would be taken from where it went meanwhile
    m_drafts.beginLeaving();
    m_background->spawn("new chat", &ChatController::beginNew, this);
}

Task<void> ChatController::beginNew() {
    const auto opened = ++m_opened;
    ++m_loads; // what is being opened is not wanted any more
    m_messages.clear();
    m_window->chat()->setTitle(tr("New chat"));
    m_window->chat()->setMessages({});
    cancelEdit();
    co_await m_drafts.leave();
    if (opened != m_opened)
        co_return;
    m_chat = 0;
    m_scopes.setChat(0);
    m_styles.openChat(0, {});
    const auto key = index::newChatOf(m_collections->current().id);
    const auto draft = co_await m_application->store().read(
        [key](index::Database &database) { return index::draftOf(database, key); });
    if (opened == m_opened)
        m_drafts.openChat(key, draft.ok() ? *draft : QString());
    Q_EMIT chatsChanged();
}

void ChatController::openChat(qint64 chat, qint64 message) {
    if (chat == m_chat && message == 0)
        return;
    m_drafts.beginLeaving();
    m_background->spawn("open chat", &ChatController::load, this, chat, message);
}

Task<void> ChatController::openNewest() {
    if (m_chat == 0 && !writing() && m_opened == 0)
        co_await enterCollection();
    else
        m_drafts.stay();
}

/// Where it was left: in its newest chat, else in a new one.
Task<void> ChatController::enterCollection() {
    const auto collection = m_collections->current().id;
    const auto opened = m_opened;
    const bool wrote = writing();
    co_await m_drafts.leave();
    const auto chats = co_await m_application->store().read(
        [collection](index::Database &database) { return index::chatsOf(database, collection); });
    if (collection != m_collections->current().id || opened != m_opened)
        co_return;
    if (!chats.ok() || (writing() && !wrote)) { // a question was asked meanwhile: it stays
        m_drafts.stay();
        co_return;
    }
    if (!chats->empty()) {
        co_await load(chats->front().id, 0);
    } else {
        co_await beginNew();
        co_await m_scopes.openCollection();
    }
}

/// Opens a chat, at a message of whatever branch when there is one.
Task<void> ChatController::load(qint64 chat, qint64 message) {
    struct Loaded {
        std::optional<Chat> chat;
        std::vector<Message> messages;
        QString draft;
    };
    const auto asked = ++m_loads;
    co_await m_drafts.leave();
    if (message != 0) {
        std::ignore = co_await m_application->store().write([message](index::Database &database) {
            index::chooseMessage(database, message);
            return Done{};
        });
    }
    auto loaded = co_await m_application->store().read([chat](index::Database &database) {
        Loaded found{index::findChat(database, chat), index::messagesOf(database, chat),
                     index::draftOf(database, chat)};
        chat::tellChanges(database, found.messages);
        return found;
    });
    if (asked != m_loads)
        co_return;
    if (!loaded.ok() || !loaded->chat) {
        m_drafts.stay();
        co_return;
    }
    if (loaded->chat->collection != m_collections->current().id)
        co_await m_collections->switchTo(loaded->chat->collection);
    if (asked != m_loads)
        co_return;
    ++m_opened;
    const bool isOther = chat != m_chat;
    m_chat = chat;
    m_messages = std::move(loaded->messages);
    cancelEdit();
    m_window->chat()->setTitle(loaded->chat->title);
    m_window->chat()->setMessages(m_messages);
    if (message != 0)
        m_window->chat()->showMessage(message);
    m_drafts.openChat(chat, loaded->draft);
    if (isOther)
        m_scopes.openChat(chat, loaded->chat->scope);
    m_styles.openChat(chat, loaded->chat->style);
    Q_EMIT chatsChanged();
}

} // namespace docchat
