#pragma once

#include "application.h"
#include "mainwindow.h"

#include <QPointer>

namespace docchat {

/// Conversations: asks, streams the answer into the window, stops, keeps every message, opens and deletes
/// chats.
class ChatController : public QObject {
    Q_OBJECT

public:
    ChatController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                   async::Background *background);

    void ask(const QString &question);
    void stop();
    void newChat();
    void openChat(qint64 chat);
    void askAgain();
    [[nodiscard]] bool writing() const { return m_writing; }

Q_SIGNALS:
    void answered();
    void searchWanted(const QString &text); ///< keywords were typed, no question

private:
    void askOrSearch(const QString &typed);
    async::Task<void> countPassages(QString question, QList<DocumentId> documents,
                                    QPointer<ui::AnswerView> view);
    async::Task<void> answer(QString question, QList<DocumentId> documents);
    async::Task<void> write(QString question, QList<DocumentId> documents, Message *message, QString *error,
                            QPointer<ui::AnswerView> view, async::Scope *scope);
    async::Task<void> loadChats(bool openNewest);
    async::Task<void> loadMessages(qint64 chat);
    async::Task<void> removeChat(qint64 chat);
    async::Task<qint64> keep(qint64 chat, QString title, Message message);
    void showScope();
    void showScopeMenu(const QPoint &at);
    void showDocumentMenu(const QPoint &at);
    async::Task<void> openLink(QUrl url);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    async::Background *m_background;
    async::Scope *m_scope = nullptr; ///< of the answer that is being written
    qint64 m_chat = 0;               ///< 0: a new one, not kept yet
    QString m_lastQuestion;
    quint64 m_opened = 0; ///< counts the chats that were begun or opened
    bool m_writing = false;
};

} // namespace docchat
