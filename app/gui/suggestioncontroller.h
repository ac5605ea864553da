#pragma once

#include "application.h"
#include "chatcontroller.h"
#include "collectioncontroller.h"
#include "mainwindow.h"

namespace docchat {

/// What an empty chat says: how to begin, or what could be asked of the newest documents.
class SuggestionController : public QObject {
    Q_OBJECT

public:
    SuggestionController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                         CollectionController *collections, ChatController *chat,
                         async::Background *background);

private:
    void showWhetherThereAre();
    async::Task<void> suggest();

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    async::Background *m_background;
};

} // namespace docchat
