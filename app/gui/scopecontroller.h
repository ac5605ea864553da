#pragma once

#include "collectioncontroller.h"

namespace docchat {

/// Which documents the open chat is about: those that are ticked in the open collection, shown above it and
/// kept with it and with the collection.
class ScopeController : public QObject {
    Q_OBJECT

public:
    ScopeController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                    CollectionController *collections, async::Background *background);

    /// Another chat is open: its documents are ticked.
    void openChat(qint64 chat, const QList<DocumentId> &scope);
    /// The new chat is kept from now on; 0: a new one is begun. The ticks stay.
    void setChat(qint64 chat) { m_chat = chat; }
    /// A new chat is begun in another collection: what was ticked there last is ticked.
    async::Task<void> openCollection();

private:
    void showScope();
    void showScopeMenu(const QPoint &at);
    async::Task<void> keep(qint64 chat, qint64 collection, QList<DocumentId> scope);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    async::Background *m_background;
    qint64 m_chat = 0;
};

} // namespace docchat
