#pragma once

#include "application.h"
#include "mainwindow.h"

namespace docchat {

/// Which documents the open chat is about: those that are ticked, shown above it and kept with it.
class ScopeController : public QObject {
    Q_OBJECT

public:
    ScopeController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                    async::Background *background);

    /// Another chat is open: its documents are ticked.
    void openChat(qint64 chat, const QList<DocumentId> &scope);
    /// The new chat is kept from now on; 0: a new one is begun. The ticks stay.
    void setChat(qint64 chat) { m_chat = chat; }

private:
    void showScope();
    void showScopeMenu(const QPoint &at);
    void showDocumentMenu(const QPoint &at);
    async::Task<void> keep(qint64 chat, QList<DocumentId> scope);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    async::Background *m_background;
    qint64 m_chat = 0;
};

} // namespace docchat
