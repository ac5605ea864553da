#include "searchcontroller.h"

#include "index/matches.h"

namespace docchat {

using async::Task;

namespace {

constexpr auto pause = std::chrono::milliseconds(150); // in typing
constexpr int mostPassages = 1'000;

} // namespace

SearchController::SearchController(Application *application, ui::MainWindow *window,
                                   ui::DocumentModel *documents, CollectionController *collections,
                                   async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_background(background) {
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(pause);
    auto *chat = window->chat();
    auto *composer = chat->composer();
    auto *results = chat->results();
    connect(&m_lookSoon, &QTimer::timeout, this, &SearchController::look);
    connect(composer, &ui::Composer::textEdited, this, &SearchController::lookSoon);
    connect(composer, &ui::Composer::resultsWanted, this, [this] {
        m_focusList = true;
        look();
    });
    connect(composer, &ui::Composer::modeWanted, this,
            [this](ui::Composer::Mode mode) { mode == ui::Composer::Mode::Search ? start() : close(); });
    connect(documents, &ui::DocumentModel::ticksChanged, this, &SearchController::lookSoon);
    connect(collections, &CollectionController::opened, this, &SearchController::close);
    connect(documents, &QAbstractItemModel::modelReset, this, [this, results] {
        if (results->model()->rowCount() == 0) // nobody is reading there
            lookSoon();
    });
    connect(window->library()->chats(), &ui::ChatList::newWanted, this, &SearchController::close);
    connect(window->library()->chats(), &ui::ChatList::chatWanted, this, &SearchController::close);
    connect(results, &ui::ResultsPane::passageWanted, this, &SearchController::passageWanted);
    connect(results, &ui::ResultsPane::closeWanted, this, &SearchController::close);
    connect(results, &ui::ResultsPane::askWanted, this, [this] {
        const auto question = m_window->chat()->composer()->text().trimmed();
        close();
        if (!question.isEmpty())
            Q_EMIT askWanted(question);
    });
    connect(chat, &ui::ChatPane::passagesWanted, this, &SearchController::open);
    connect(window, &ui::MainWindow::closing, this, [this] { m_stop.request_stop(); });
}

bool SearchController::isOpen() const {
    return m_window->chat()->composer()->mode() == ui::Composer::Mode::Search;
}

void SearchController::open(const QString &text) {
    auto *composer = m_window->chat()->composer();
    m_draft = isOpen() ? m_draft : composer->text();
    m_opened = text;
    composer->setText(text);
    start();
    m_focusList = true;
}

void SearchController::start() {
    auto *chat = m_window->chat();
    chat->composer()->setMode(ui::Composer::Mode::Search);
    chat->showResults(true);
    chat->composer()->focusText();
    look();
}

void SearchController::close() {
    if (!isOpen())
        return;
    m_stop.request_stop();
    m_lookSoon.stop();
    auto *chat = m_window->chat();
    auto *composer = chat->composer();
    composer->setMode(ui::Composer::Mode::Ask);
    if (!m_opened.isEmpty() && composer->text() == m_opened)
        composer->setText(m_draft);
    m_opened.clear();
    m_draft.clear();
    chat->showResults(false);
    composer->focusText();
}

void SearchController::lookSoon() {
    m_focusList = false;
    if (isOpen())
        m_lookSoon.start();
}

void SearchController::look() {
    m_lookSoon.stop();
    m_stop.request_stop();
    m_stop = std::stop_source();
    const auto text = m_window->chat()->composer()->text();
    if (m_documents->documents() == 0 || text.trimmed().isEmpty()) {
        m_window->chat()->results()->setSentence(
            m_documents->documents() == 0 ? tr("There are no documents to search yet.")
                                          : tr("Type words: every passage with all of them is listed here."));
        m_focusList = false;
        Q_EMIT shown();
        return;
    }
    m_background->spawn("search", &SearchController::find, this, text,
                        index::Scope(m_documents->ticked(), m_collections->current().id), m_stop.get_token());
}

Task<void> SearchController::find(QString text, index::Scope scope, std::stop_token stop) {
    auto found = co_await m_application->store().read([text, scope, stop](index::Database &database) {
        return index::findMatches(database, text, scope, mostPassages,
                                  [&stop] { return !stop.stop_requested(); });
    });
    if (stop.stop_requested())
        co_return; // the text has changed, and another search runs
    auto *results = m_window->chat()->results();
    if (found.ok())
        results->setMatches(std::move(*found));
    else
        results->setSentence(found.error().text());
    if (std::exchange(m_focusList, false))
        results->focusList();
    Q_EMIT shown();
}

} // namespace docchat
