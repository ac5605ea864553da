#include "textfilter.h"

#include "index/matches.h"

namespace docchat {

using async::Task;

namespace {

constexpr auto pause = std::chrono::milliseconds(200); // in typing
constexpr qsizetype leastLetters = 2;

} // namespace

TextFilter::TextFilter(Application *application, ui::MainWindow *window, LibraryController *documents,
                       async::Background *background)
    : m_application(application), m_library(window->library()) {
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(pause);
    connect(m_library, &ui::LibraryPane::filterTyped, this, [this](const QString &typed) {
        m_typed = typed.trimmed();
        lookSoon();
    });
    connect(documents, &LibraryController::documentsChanged, this, &TextFilter::lookSoon);
    connect(&m_lookSoon, &QTimer::timeout, this, [this, background] {
        m_stop = std::stop_source();
        background->spawn("filter by text", &TextFilter::look, this, m_typed, m_stop.get_token());
    });
    connect(window, &ui::MainWindow::closing, this, [this] {
        m_typed.clear();
        lookSoon();
    });
}

void TextFilter::lookSoon() {
    m_stop.request_stop();
    m_typed.size() < leastLetters ? m_lookSoon.stop() : m_lookSoon.start();
}

/// In all documents: the pane lists those of the open collection.
Task<void> TextFilter::look(QString typed, std::stop_token stop) {
    const auto found = co_await m_application->store().read([typed, stop](index::Database &database) {
        return index::findMatches(database, typed, {}, 0, [&stop] { return !stop.stop_requested(); });
    });
    if (stop.stop_requested() || !found.ok())
        co_return;
    QSet<DocumentId> documents;
    for (const auto &matched : found->documents) {
        if (!found->someWords)
            documents += matched.document;
    }
    m_library->setTextMatches(documents);
}

} // namespace docchat
