#include "suggestioncontroller.h"

#include "index/headings.h"

namespace docchat {

using async::Task;

namespace {

constexpr int mostSuggestions = 3;

} // namespace

SuggestionController::SuggestionController(Application *application, ui::MainWindow *window,
                                           ui::DocumentModel *documents, CollectionController *collections,
                                           ChatController *chat, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_background(background) {
    connect(window->chat(), &ui::ChatPane::suggestionTaken, chat, &ChatController::ask);
    connect(collections, &CollectionController::changed, this, [this] { // it loads again after the library
        m_background->spawn("suggest questions", &SuggestionController::suggest, this);
    });
    for (auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(documents, change, this, &SuggestionController::showWhetherThereAre);
    connect(documents, &QAbstractItemModel::modelReset, this, &SuggestionController::showWhetherThereAre);
    showWhetherThereAre();
}

void SuggestionController::showWhetherThereAre() {
    if (m_documents->isKnown())
        m_window->chat()->setHasDocuments(m_documents->rowCount() > 0);
}

Task<void> SuggestionController::suggest() {
    const auto collection = m_collections->current().id;
    const auto headings = co_await m_application->store().read([collection](index::Database &database) {
        return index::newestHeadings(database, mostSuggestions, collection);
    });
    if (collection != m_collections->current().id)
        co_return;
    QStringList questions;
    for (const auto &heading : headings.ok() ? *headings : QStringList())
        questions += tr("What does it say about “%1”?").arg(heading);
    m_window->chat()->setSuggestions(questions);
}

} // namespace docchat
