#pragma once

#include "answerwriting.h"
#include "application.h"
#include "draftkeeper.h"
#include "mainwindow.h"
#include "scopecontroller.h"
#include "stylecontroller.h"

#include <QPointer>

namespace docchat {

/// The open conversation: asks, streams the answer into the window, stops, keeps every message; edits
/// questions and answers anew, each as another version; opens chats, and with each its collection.
class ChatController : public QObject {
    Q_OBJECT

public:
    ChatController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                   CollectionController *collections, async::Background *background);

    void ask(const QString &question);
    void stop();
    void newChat();
    /// At a message; 0: at its end.
    void openChat(qint64 chat, qint64 message);
    void answerAgain(qint64 answer); ///< 0: the last one
    /// Writes the rest of an answer that was cut off, in its place; 0: of the last one.
    void goOn(qint64 answer);
    /// Asks a question of one document alone, in a new chat.
    void askOf(DocumentId document, const QString &question);
    void editLast();
    void cancelEdit();
    [[nodiscard]] bool editing() const { return m_edited != 0; }
    [[nodiscard]] bool writing() const { return m_writing; }
    [[nodiscard]] qint64 current() const { return m_chat; } ///< 0: a new one, not kept yet
    [[nodiscard]] DraftKeeper *drafts() { return &m_drafts; }
    [[nodiscard]] StyleController *styles() { return &m_styles; }

Q_SIGNALS:
    void answered();
    void searchWanted(const QString &text); ///< keywords were typed, no question
    void chatsChanged();                    ///< one of them, or which is open

private:
    using Kept = std::shared_ptr<chat::KeptAnswer>;
    enum class Wish { None, Again, GoOn };

    void connectSignals();
    void askOrSearch(const QString &typed);
    void edit(qint64 question);
    void begin(chat::AnswerPlace place, const QString &question);
    [[nodiscard]] const Message *messageOf(qint64 answer) const;
    [[nodiscard]] bool waitsForEnd(Wish wish);
    [[nodiscard]] Message messageFor(const chat::AnswerPlace &place) const;
    void takeWish();
    void saveSoon(const Kept &kept);
    void showKept(qint64 chat, quint64 opened);
    [[nodiscard]] const Message *find(qint64 message) const;
    async::Task<void> countPassages(QString question, index::Scope scope, QPointer<ui::AnswerView> view);
    async::Task<void> answer(chat::AnswerPlace place, QString question, Message begun);
    [[nodiscard]] std::vector<chat::Exchange> exchangesBefore(const chat::AnswerPlace &place) const;
    async::Task<void> write(chat::Question question, AnswerWriting *writing, async::Scope *scope);
    async::Task<void> askInNewChat(DocumentId document, QString question);
    async::Task<void> save(Kept kept, quint64 opened);
    async::Task<Status> keepNow(Kept kept, Message message);
    async::Task<void> keepAgain(Kept kept, Message message, Status *finished, ui::NoticeBar *notice,
                                async::Event *again);
    async::Task<Status> keepLater(Kept kept, Message message, Error error);
    void followVersion(int job);
    async::Task<void> showEnd(qint64 chat, quint64 opened);
    async::Task<void> openNewest();
    async::Task<void> enterCollection();
    async::Task<void> beginNew();
    async::Task<void> load(qint64 chat, qint64 message);
    async::Task<void> openLink(QUrl url);
    async::Task<void> copyWithSources(Message message);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    async::Background *m_background;
    ScopeController m_scopes;
    StyleController m_styles;
    DraftKeeper m_drafts;
    async::Scope *m_scope = nullptr; ///< of the answer that is being written
    bool m_stopsAtOnce = false;      ///< that answer, which was stopped before it began
    qint64 m_chat = 0;               ///< 0: a new one, not kept yet
    std::vector<Message> m_messages; ///< of the chosen branch, as they are kept
    qint64 m_edited = 0;             ///< the question that is edited
    quint64 m_opened = 0;            ///< counts the chats that were begun or opened
    quint64 m_loads = 0;             ///< counts what was asked to be opened
    bool m_writing = false;
    bool m_ending = false;    ///< an answer is written and not yet kept
    Wish m_wish = Wish::None; ///< meanwhile: of that answer
};

} // namespace docchat
