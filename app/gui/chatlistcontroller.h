#pragma once

#include "chatcontroller.h"

#include <QTimer>

namespace docchat {

/// The list of the chats of the open collection, or of all documents: lists, searches, renames, deletes with
/// undo, exports.
class ChatListController : public QObject {
    Q_OBJECT

public:
    enum class Format { Markdown, Pdf };

    ChatListController(Application *application, ui::MainWindow *window, CollectionController *collections,
                       ChatController *chat, async::Background *background);

    void renameCurrent();
    void exportCurrent(Format format);

Q_SIGNALS:
    void listed();

private:
    void connectSignals();
    void reload();
    async::Task<void> start();
    async::Task<void> load();
    async::Task<void> rename(qint64 chat, QString title);
    async::Task<void> remove(qint64 chat);
    async::Task<void> undo();
    async::Task<void> purge();
    async::Task<void> exportChat(qint64 chat, Format format);
    void tell(const Error &error);

    Application *m_application;
    ui::MainWindow *m_window;
    CollectionController *m_collections;
    ChatController *m_chat;
    async::Background *m_background;
    QTimer m_searchSoon;
    QTimer m_purgeSoon;
    QList<qint64> m_removed;  ///< that can be brought back
    bool m_closedOne = false; ///< the open chat is among them
    quint64 m_loads = 0;
};

} // namespace docchat
