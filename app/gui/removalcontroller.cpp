#include "removalcontroller.h"

#include "index/documents.h"
#include "widgets/dialogs.h"

#include <algorithm>

namespace docchat {

using async::Task;
using ingest::Job;

namespace {

constexpr auto undoTime = std::chrono::seconds(10);
constexpr int scrubIntervalMs = 20'000; // removed words leave the file within a minute
constexpr qsizetype removedAtOnce = 20; // documents in one transaction

} // namespace

RemovalController::RemovalController(Application *application, ui::MainWindow *window,
                                     ui::DocumentModel *documents, LibraryController *library,
                                     async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_library(library)
    , m_background(background) {
    m_purgeSoon.setSingleShot(true);
    m_scrubSoon.setSingleShot(true);
    m_scrubSoon.setInterval(scrubIntervalMs);
    connectSignals();
}

void RemovalController::connectSignals() {
    auto *pane = m_window->library();
    connect(pane, &ui::LibraryPane::removeWanted, this, &RemovalController::remove);
    connect(pane, &ui::LibraryPane::undoWanted, this,
            [this] { m_background->spawn("bring documents back", &RemovalController::undo, this); });
    connect(&m_purgeSoon, &QTimer::timeout, this,
            [this] { m_background->spawn("remove for good", &RemovalController::purge, this); });
    connect(&m_scrubSoon, &QTimer::timeout, this, [this] { m_application->scrub(); });
    connect(m_library, &LibraryController::documentsChanged, this, &RemovalController::forgetAddedAgain);
    connect(&m_application->folders(), &ingest::Folders::documentsRemoved, this,
            &RemovalController::showTakenOut);
    auto *jobs = &m_application->jobs();
    connect(jobs, &ingest::Jobs::jobEnded, this, [this, jobs](int id) {
        const auto *job = jobs->find(id);
        if (job && (job->state == Job::State::Cancelled || job->before != 0))
            scrubSoon();
    });
}

void RemovalController::scrubSoon() {
    if (!m_scrubSoon.isActive())
        m_scrubSoon.start();
}

void RemovalController::showTakenOut(const QList<DocumentId> &documents) {
    showRemovedToo(documents);
    for (const auto id : documents)
        Q_EMIT documentGone(id);
    m_library->reload();
}

void RemovalController::remove(const QList<DocumentId> &documents) {
    m_background->spawn("remove documents", &RemovalController::askAndHide, this, documents);
}

/// A file that was deleted, and of which a copy is kept, would be gone for good.
Task<void> RemovalController::askAndHide(QList<DocumentId> documents) {
    const auto last = std::ranges::find_if(documents, [this](DocumentId id) {
        const int row = m_documents->rowOf(id);
        return row >= 0 && m_documents->at(row).isLastCopy();
    });
    if (last == documents.end() ||
        co_await ui::confirm(m_window, tr("Remove from the library"),
                             tr("The file of %1 is not there, and its copy goes with the document.")
                                 .arg(m_documents->at(m_documents->rowOf(*last)).name),
                             tr("Remove")))
        co_await hide(std::move(documents));
}

Task<void> RemovalController::hide(QList<DocumentId> documents) {
    documents.removeIf([this](DocumentId id) {
        return std::ranges::any_of(m_removed, [id](const Removed &one) { return one.document == id; });
    });
    const auto families = co_await m_application->store().write([documents](index::Database &database) {
        QList<DocumentId> ids;
        for (const auto id : documents) {
            ids += index::familyOf(database, id);
            index::markRemoved(database, id, true);
        }
        return ids;
    });
    if (!families.ok()) {
        ui::tell(m_window, QStringLiteral("DocChat"), families.error().text());
        co_return;
    }
    m_application->jobs().cancelOf(*families);
    showRemovedToo(documents);
    for (const auto id : *families)
        Q_EMIT documentGone(id);
    co_await m_library->loadDocuments();
}

void RemovalController::showRemovedToo(const QList<DocumentId> &documents) {
    auto removed = m_removed;
    for (const auto id : documents)
        removed += Removed{id, QDeadlineTimer(undoTime)};
    showRemoved(removed);
}

void RemovalController::forgetAddedAgain() {
    auto removed = m_removed;
    if (removed.removeIf([this](const Removed &one) { return m_documents->rowOf(one.document) >= 0; }) > 0)
        showRemoved(removed);
}

/// What can be brought back, each for ten seconds.
void RemovalController::showRemoved(const QList<Removed> &documents) {
    m_removed = documents;
    m_window->library()->setRemoved(m_removed.size());
    if (m_removed.isEmpty())
        m_purgeSoon.stop();
    else
        m_purgeSoon.start(int(m_removed.first().goes.remainingTime()));
}

Task<void> RemovalController::undo() {
    const auto documents = m_removed;
    showRemoved({});
    const auto restored = co_await m_application->store().write([documents](index::Database &database) {
        for (const auto &one : documents)
            index::markRemoved(database, one.document, false);
        return Done{};
    });
    if (!restored.ok()) {
        showRemoved(documents);
        ui::tell(m_window, QStringLiteral("DocChat"), restored.error().text());
    }
    co_await m_library->loadDocuments();
}

/// Some at a time, as others wait to write; what was added again meanwhile stays.
Task<void> RemovalController::purge() {
    QList<DocumentId> documents;
    auto left = m_removed;
    while (!left.isEmpty() && left.first().goes.hasExpired())
        documents += left.takeFirst().document;
    showRemoved(left);
    if (documents.isEmpty()) // a timer may be early
        co_return;
    while (!documents.isEmpty()) {
        const auto some = documents.first(std::min(documents.size(), removedAtOnce));
        documents.remove(0, some.size());
        const auto purged = co_await m_application->store().write([some](index::Database &database) {
            for (const auto id : some) {
                if (index::isMarkedRemoved(database, id))
                    index::removeDocument(database, id);
            }
            return Done{};
        });
        if (!purged.ok()) { // they stay out of the list, and the next start goes on
            qWarning("%s", qPrintable(purged.error().text()));
            co_return;
        }
    }
    m_application->scrub();
}

Task<Result<bool>> RemovalController::removeNow(DocumentId id) {
    const auto family = co_await m_application->store().read(
        [id](index::Database &database) { return index::familyOf(database, id); });
    const auto ids = family.ok() ? *family : QList<DocumentId>();
    m_application->jobs().cancelOf(ids);
    const auto removed = co_await m_application->store().write(
        [id](index::Database &database) { return index::removeDocument(database, id); });
    scrubSoon();
    for (const auto each : ids)
        Q_EMIT documentGone(each);
    co_await m_library->loadDocuments();
    co_return removed;
}

} // namespace docchat
