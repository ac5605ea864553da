#include "librarycontroller.h"

#include "async/blocking.h"
#include "async/sleep.h"
#include "base/paths.h"
#include "index/documents.h"
#include "index/keptfiles.h"
#include "ingest/open.h"
#include "library/origindialog.h"
#include "provider/gguf.h"
#include "showinfolder.h"
#include "widgets/dialogs.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>

namespace docchat {

using async::Task;
using ingest::Job;
using ingest::Reembedding;

namespace {

constexpr int showIntervalMs = 100;
constexpr int longestName = 200; // characters that a person may type
constexpr auto undoTime = std::chrono::seconds(10);
constexpr async::Milliseconds diskPause(2'000);
constexpr int scrubIntervalMs = 20'000; // removed words leave the file within a minute
constexpr qsizetype removedAtOnce = 20; // documents in one transaction
constexpr int reloadIntervalMs = 150;   // many small files end one right after the other
constexpr qsizetype addedAtOnce = 32;   // of ten thousand; the list is laid out after each pause
constexpr int fewJobs = 64;             // of more of them each is shown with the others, very soon

} // namespace

LibraryController::LibraryController(Application *application, ui::MainWindow *window,
                                     ui::DocumentModel *documents, CollectionController *collections,
                                     async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_notice(window)
    , m_background(background) {
    m_showSoon.setSingleShot(true);
    m_showSoon.setInterval(showIntervalMs);
    m_reloadSoon.setSingleShot(true);
    m_reloadSoon.setInterval(reloadIntervalMs);
    m_purgeSoon.setSingleShot(true);
    m_scrubSoon.setSingleShot(true);
    m_scrubSoon.setInterval(scrubIntervalMs);
    connectSignals();
    reload();
}

void LibraryController::connectSignals() {
    m_application->jobs().setDiskPause(diskPause); // a person is there, who sees what it waits for
    auto *library = m_window->library();
    auto *jobs = &m_application->jobs();
    auto choose = [this](bool folder) {
        m_background->spawn("choose files", &LibraryController::chooseAndAdd, this, folder);
    };
    auto chooseFiles = [choose] { choose(false); };
    auto chooseFolder = [choose] { choose(true); };
    connect(library, &ui::LibraryPane::addWanted, this, chooseFiles);
    connect(library, &ui::LibraryPane::addFolderWanted, this, chooseFolder);
    connect(library, &ui::LibraryPane::cancelWanted, jobs, &ingest::Jobs::cancel);
    connect(library, &ui::LibraryPane::pauseWanted, jobs, &ingest::Jobs::pause);
    const auto goOn = [jobs](int id) { jobs->goOn(id); };
    connect(library, &ui::LibraryPane::resumeWanted, jobs, goOn);
    connect(m_window->status(), &ui::StatusBar::failedWanted, library, &ui::LibraryPane::showFailed);
    connect(library, &ui::LibraryPane::retryWanted, this,
            [this](const ingest::Source &source) { readAgain(source, {}); });
    connect(library, &ui::LibraryPane::dismissWanted, this, &LibraryController::dismiss);
    connect(library, &ui::LibraryPane::unlockWanted, this, [this](const ingest::Source &source) {
        m_background->spawn("unlock", &LibraryController::unlock, this, source);
    });
    connect(library, &ui::LibraryPane::recogniseWanted, this,
            [this](const ingest::Source &source) { readAgain(source, {{}, true}); });
    connect(library, &ui::LibraryPane::removeWanted, this, &LibraryController::remove);
    connect(library, &ui::LibraryPane::undoWanted, this,
            [this] { m_background->spawn("bring documents back", &LibraryController::undo, this); });
    connect(&m_purgeSoon, &QTimer::timeout, this,
            [this] { m_background->spawn("remove for good", &LibraryController::purge, this); });
    connect(library, &ui::LibraryPane::renameWanted, this, [this](DocumentId id, const QString &name) {
        m_background->spawn("rename document", &LibraryController::rename, this, id, name);
    });
    connect(library, &ui::LibraryPane::detailsWanted, this, [this](DocumentId id) {
        m_background->spawn("title and author", &LibraryController::changeOrigin, this, id);
    });
    connect(library, &ui::LibraryPane::folderWanted, this, &showInFolder);
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) // files are moved and deleted while another window is in front
            lookForFilesSoon();
    });
    connect(m_window->chat(), &ui::ChatPane::addWanted, this, chooseFiles);
    connect(m_window->chat(), &ui::ChatPane::sampleWanted, this, &LibraryController::addSample);
    connect(m_window, &ui::MainWindow::filesDropped, this, &LibraryController::add);
    connect(m_window->activity(), &ui::ActivityPane::cancelWanted, jobs, &ingest::Jobs::cancel);
    connect(m_window->activity(), &ui::ActivityPane::pauseWanted, jobs, &ingest::Jobs::pause);
    connect(m_window->activity(), &ui::ActivityPane::tryWanted, jobs, &ingest::Jobs::tryNow);
    connect(m_window->activity(), &ui::ActivityPane::copyWanted, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    connect(m_window->activity(), &ui::ActivityPane::pauseAllWanted, jobs, &ingest::Jobs::pauseAll);
    connect(m_window->activity(), &ui::ActivityPane::resumeWanted, jobs, goOn);
    connect(m_window->activity(), &ui::ActivityPane::resumeAllWanted, this,
            [this] { m_background->spawn("resume all", &LibraryController::goOnWithAll, this); });
    connect(m_window->activity(), &ui::ActivityPane::cancelAllWanted, this, [this, jobs] {
        ++m_adding; // of a large folder not all may have been added
        jobs->cancelAll();
    });
    connect(m_window->activity(), &ui::ActivityPane::retryWanted, this, [this](int id) {
        const auto *job = m_application->jobs().find(id);
        if (!job)
            return;
        if (job->result.error && job->result.error->kind == ErrorKind::Password)
            m_background->spawn("unlock", &LibraryController::unlock, this, ingest::Source(*job));
        else
            readAgain(ingest::Source(*job), {});
    });
    connectReembedding();
    auto changed = [this](int id) {
        m_changed.insert(id);
        const auto *job = m_application->jobs().find(id);
        if (job && (job->cancelling || job->pausing) && m_application->jobs().running() <= fewJobs)
            showChanges(); // acknowledged at once
        else if (!m_showSoon.isActive())
            m_showSoon.start();
    };
    connect(jobs, &ingest::Jobs::jobAdded, this, [this, changed](int id) {
        m_documents->setJob(*m_application->jobs().find(id)); // its row is there at once
        changed(id);
    });
    connect(jobs, &ingest::Jobs::jobChanged, this, changed);
    connect(jobs, &ingest::Jobs::jobEnded, this, &LibraryController::jobEnded);
    connect(&m_showSoon, &QTimer::timeout, this, &LibraryController::showChanges);
    connect(&m_reloadSoon, &QTimer::timeout, this, &LibraryController::reload);
    connect(&m_scrubSoon, &QTimer::timeout, this, [this] { m_application->scrub(); });
}

void LibraryController::connectReembedding() {
    auto *activity = m_window->activity();
    auto *reembedding = &m_application->reembedding();
    connect(activity, &ui::ActivityPane::pauseEmbeddingWanted, this,
            [this] { m_application->holdEmbedding(Reembedding::State::Paused); });
    connect(activity, &ui::ActivityPane::cancelEmbeddingWanted, this,
            [this] { m_application->holdEmbedding(Reembedding::State::Idle); });
    connect(activity, &ui::ActivityPane::resumeEmbeddingWanted, this,
            [this] { m_application->embedLibrary(); });
    connect(reembedding, &Reembedding::whole, this, &LibraryController::reload);
    connect(reembedding, &Reembedding::changed, this, [this, reembedding] {
        if (reembedding->progress().state != Reembedding::State::Running)
            showChanges(); // acknowledged at once
        else if (!m_showSoon.isActive())
            m_showSoon.start();
    });
}

void LibraryController::showChanges() {
    const auto &jobs = m_application->jobs();
    auto *server = m_application->server();
    const int atOnce = server && m_application->embeds() ? server->inFlight() : 0;
    for (const int id : std::exchange(m_changed, {})) {
        const auto *job = jobs.find(id);
        if (!job)
            continue;
        m_window->activity()->setJob(*job, atOnce);
        if (!job->ended())
            m_documents->setJob(*job);
    }
    ui::JobCounts counts;
    double progress = 0;
    QString current;
    for (const auto &[id, job] : jobs.all()) {
        counts.failed += job.state == Job::State::Failed ? 1 : 0;
        counts.paused += job.state == Job::State::Paused ? 1 : 0;
        if (job.ended())
            continue;
        ++counts.running;
        progress += ui::progressOf(job);
        if (current.isEmpty())
            current = job.name;
    }
    m_window->activity()->setCounts(counts.running, counts.paused);
    if (counts.running == 0 && std::exchange(m_tellsOfGoingOn, false))
        m_window->library()->notify({});
    const auto &embedding = m_application->reembedding().progress();
    m_window->activity()->setReembedding(embedding, atOnce);
    counts.failed += embedding.state == Reembedding::State::Failed ? 1 : 0;
    counts.paused += embedding.state == Reembedding::State::Paused ? 1 : 0;
    if (embedding.state == Reembedding::State::Running && embedding.total > 0) {
        ++counts.running;
        progress += embedding.share();
        if (current.isEmpty())
            current = ui::nameOf(embedding);
    }
    const double share = counts.running > 0 ? progress / counts.running : 0;
    m_window->status()->setJobs(counts, share, current);
    m_taskbar.show(counts.running > 0 ? share : -1);
    m_notice.setRunning(counts.running);
    if (counts.running == 0 && m_unsaid.whole + m_unsaid.failed > 0)
        m_window->status()->sayReady(std::exchange(m_unsaid, {}).failed);
}

void LibraryController::jobEnded(int id) {
    const auto job = *m_application->jobs().find(id);
    const auto twin = twinOf(job);
    m_changed.insert(id);
    if (job.state == Job::State::Cancelled || job.before != 0)
        scrubSoon();
    if (job.state == Job::State::Cancelled && job.result.document == 0)
        m_documents->removeJob(id);
    else if (job.result.document != 0 && job.state != Job::State::Paused)
        m_documents->letGoOfJob(job); // its row stays until the library's own takes its place
    else
        m_documents->setJob(job);
    if (job.state == Job::State::Interrupted)
        m_notice.forget();
    if (job.state == Job::State::Done || job.state == Job::State::Failed) {
        m_notice.documentEnded(job.name, job.state == Job::State::Done);
        ++(job.state == Job::State::Done ? m_unsaid.whole : m_unsaid.failed);
    }
    if (job.state == Job::State::Failed && job.result.error)
        m_window->status()->setAccessibleDescription(job.result.error->message);
    showChanges();
    if (!twin.isEmpty())
        m_window->library()->notify(
            twin == job.name
                ? tr("%1 is in the library already.").arg(job.name)
                : tr("%1 is the same as %2, which is in the library already.").arg(job.name, twin));
    if (!m_reloadSoon.isActive())
        m_reloadSoon.start();
}

/// What was paused; many at once give way to a file that is added alone.
Task<void> LibraryController::goOnWithAll() {
    QList<int> paused;
    for (const auto &[id, job] : m_application->jobs().all()) {
        if (job.state == Job::State::Paused)
            paused += id;
    }
    for (qsizetype i = 0; i < paused.size(); ++i) {
        m_application->jobs().goOn(paused[i], ingest::Jobs::laneOf(paused.size()));
        if (i % addedAtOnce == addedAtOnce - 1)
            co_await async::yieldNow();
    }
}

/// What the library calls the same bytes, which were read from another place; empty: there are none.
QString LibraryController::twinOf(const Job &job) const {
    if (job.state != Job::State::Done || job.result.outcome != ingest::Ingested::Outcome::Unchanged)
        return {};
    const int row = m_documents->rowOf(job.result.document);
    if (row < 0)
        return {};
    const auto &known = m_documents->at(row);
    return known.isSameAs(job) || known.places.contains(job.path) ? QString() : known.name;
}

void LibraryController::reload() {
    m_background->spawn("load documents", &LibraryController::loadDocuments, this);
}

Task<void> LibraryController::loadDocuments() {
    auto documents = co_await m_application->store().read(
        [](index::Database &database) { return ui::DocumentModel::rowsOf(index::allDocuments(database)); });
    if (!documents.ok()) {
        ui::tell(m_window, QStringLiteral("DocChat"), documents.error().text());
        co_return;
    }
    m_documents->setRows(std::move(*documents));
    auto removed = m_removed; // without what was added again
    if (removed.removeIf([this](const Removed &one) { return m_documents->rowOf(one.document) >= 0; }) > 0)
        showRemoved(removed);
    m_window->status()->setDocuments(m_documents->documents());
    Q_EMIT documentsChanged();
    if (m_application->jobs().running() == 0) // else it comes back here soon
        lookForFilesSoon();
    if (!std::exchange(m_resumed, true) && !m_application->viewOnly()) {
        co_await purgeLeft();
        co_await resumeUnended();
    }
}

/// The words of what is not there any more leave the files too; where much goes, now and then.
void LibraryController::scrubSoon() {
    if (!m_scrubSoon.isActive())
        m_scrubSoon.start();
}

/// What had not ended when the program did goes on by itself.
Task<void> LibraryController::resumeUnended() {
    const auto resumed = co_await m_application->jobs().resume();
    if (!resumed.ok()) {
        ui::tell(m_window, QStringLiteral("DocChat"), resumed.error().text());
        Q_EMIT goingOn();
        co_return;
    }
    const auto count = int(resumed->goOn.size());
    m_tellsOfGoingOn = count > 0;
    if (count > 0)
        m_window->library()->notify(count == 1 ? tr("Going on with 1 document")
                                               : tr("Going on with %1 documents").arg(count));
    showChanges();
    Q_EMIT goingOn();
}

/// True: nothing can be read, and why.
bool LibraryController::tellsViewOnly() {
    if (const auto &viewOnly = m_application->viewOnly())
        ui::tell(m_window, tr("Add documents"), viewOnly->text());
    return m_application->viewOnly().has_value();
}

void LibraryController::add(const QStringList &paths) {
    if (tellsViewOnly())
        return;
    QStringList documents = paths;
    documents.removeIf(provider::isGgufPath);
    if (documents.size() < paths.size())
        Q_EMIT modelGiven(*std::ranges::find_if(paths, provider::isGgufPath)); // one at a time
    if (!documents.isEmpty())
        m_background->spawn("add documents", &LibraryController::addAll, this, documents);
}

Task<void> LibraryController::addAll(QStringList paths) {
    auto files = co_await ingest::filesUnder(paths);
    files.removeIf(provider::isGgufPath);
    if (files.size() > askAbove) {
        const bool yes =
            co_await ui::confirm(m_window, tr("Add documents"),
                                 tr("Add %1 files to the library?").arg(files.size()), tr("Add them"));
        if (!yes)
            co_return;
    }
    for (auto &file : files)
        file = QFileInfo(file).absoluteFilePath();
    co_await m_collections->joinWhenRead(files);
    forgetEnded(files);
    const auto adding = m_adding;
    QList<ingest::JobId> jobs;
    for (const auto &path : files) {
        if (adding != m_adding) // all was cancelled meanwhile
            break;
        jobs += m_application->jobs().add(path, {}, ingest::Jobs::laneOf(files.size()));
        if (jobs.size() % addedAtOnce == 0)
            co_await async::yieldNow();
    }
    Q_EMIT added(jobs);
    auto folders = paths;
    folders.removeIf([](const QString &path) { return !isFolder(path); });
    if (!folders.isEmpty() && adding == m_adding)
        Q_EMIT foldersAdded(folders);
}

void LibraryController::readAgain(const ingest::Source &source, ingest::ReadWishes wishes) {
    if (tellsViewOnly())
        return;
    if (!source.isAttachment() && wishes.password.isEmpty() && !wishes.recognise) {
        add({source.path});
        return;
    }
    forgetEnded(source);
    m_application->jobs().add(source, std::move(wishes));
}

void LibraryController::takeFollowed(const QStringList &paths) {
    forgetEnded(paths);
}

void LibraryController::forgetFiles(const QStringList &paths) {
    forgetEnded(paths);
    for (const auto &path : paths)
        m_documents->removeFailed(path);
    reload();
}

void LibraryController::showTakenOut(const QList<DocumentId> &documents) {
    showRemovedToo(documents);
    for (const auto id : documents)
        Q_EMIT documentGone(id);
    reload();
}

void LibraryController::lookForFilesSoon() {
    m_background->spawn("look for files", &LibraryController::lookForFiles, this);
}

/// Files that are read again: what became of them before is of no interest any more.
void LibraryController::forgetEnded(const QStringList &files) {
    const QSet<QString> paths(files.begin(), files.end());
    forgetEnded([&](const Job &job) { return paths.contains(job.path); });
}

/// The same of one; of an attachment not its mail.
void LibraryController::forgetEnded(const ingest::Source &source) {
    forgetEnded([&](const Job &job) {
        return job.isSameAs(source) || (!source.isAttachment() && job.path == source.path);
    });
}

void LibraryController::forgetEnded(const std::function<bool(const Job &)> &isMeant) {
    QList<int> ended;
    for (const auto &[id, job] : m_application->jobs().all()) {
        if (job.ended() && isMeant(job))
            ended += id;
    }
    for (const int id : ended) {
        m_window->activity()->removeJob(id);
        m_application->jobs().dismiss(id);
    }
}

void LibraryController::dismiss(ingest::Source source) {
    forgetEnded(source);
    m_documents->removeFailed(source);
    showChanges();
}

void LibraryController::addSample() {
    m_background->spawn("add the sample", &LibraryController::addSampleFile, this);
}

/// The sample lies inside the program; documents are read from files, so it gets one.
Task<void> LibraryController::addSampleFile() {
    const auto path = samplePathIn(m_application->options().dataFolder);
    const bool there = co_await async::runBlocking(
        [](std::stop_token, QString to) {
            return QFile::exists(to) ||
                   QFile::copy(QStringLiteral(":/sample/") + QFileInfo(to).fileName(), to);
        },
        path);
    if (there)
        add({path});
}

Task<void> LibraryController::chooseAndAdd(bool folder) {
    const auto title = folder ? tr("Add a folder of documents") : tr("Add documents");
    const auto filter = tr(
        "Documents (*.pdf *.docx *.pptx *.xlsx *.odt *.odp *.ods *.doc *.xls *.ppt *.epub *.html *.htm *.md "
        "*.markdown *.txt *.csv *.tsv *.rtf *.eml *.mbox *.png *.jpg *.jpeg *.tif *.tiff);;"
        "Models (*.gguf);;All files (*)");
    add(co_await ui::chooseFiles(m_window, title, folder ? QString() : filter, folder));
}

Task<void> LibraryController::unlock(ingest::Source source) {
    if (tellsViewOnly())
        co_return;
    const auto password =
        co_await ui::askPassword(m_window, tr("Unlock"), tr("Password of %1:").arg(source.name));
    if (password)
        m_application->jobs().add(source, {*password});
}

void LibraryController::remove(const QList<DocumentId> &documents) {
    m_background->spawn("remove documents", &LibraryController::askAndHide, this, documents);
}

/// A file that was deleted, and of which a copy is kept, would be gone for good.
Task<void> LibraryController::askAndHide(QList<DocumentId> documents) {
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

Task<void> LibraryController::hide(QList<DocumentId> documents) {
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
    co_await loadDocuments();
}

void LibraryController::showRemovedToo(const QList<DocumentId> &documents) {
    auto removed = m_removed;
    for (const auto id : documents)
        removed += Removed{id, QDeadlineTimer(undoTime)};
    showRemoved(removed);
}

/// What can be brought back, each for ten seconds.
void LibraryController::showRemoved(const QList<Removed> &documents) {
    m_removed = documents;
    m_window->library()->setRemoved(m_removed.size());
    if (m_removed.isEmpty())
        m_purgeSoon.stop();
    else
        m_purgeSoon.start(int(m_removed.first().goes.remainingTime()));
}

Task<void> LibraryController::undo() {
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
    co_await loadDocuments();
}

/// Some at a time, as others wait to write; what was added again meanwhile stays.
Task<void> LibraryController::purge() {
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

/// The program before this one ended before it came to it.
Task<void> LibraryController::purgeLeft() {
    const auto purged = co_await m_application->store().write(
        [](index::Database &database) { return index::purgeRemovedDocuments(database); });
    if (purged.ok())
        m_application->scrub();
}

Task<void> LibraryController::rename(DocumentId id, QString name) {
    const auto given = co_await ui::askName(m_window, tr("Rename the document"), tr("Name:"), name, {});
    const auto wanted = given ? given->simplified().left(longestName) : QString();
    if (wanted.isEmpty() || wanted == name)
        co_return;
    const auto renamed = co_await m_application->store().write([id, wanted](index::Database &database) {
        index::renameDocument(database, id, wanted);
        return Done{};
    });
    if (!renamed.ok())
        ui::tell(m_window, QStringLiteral("DocChat"), renamed.error().text());
    co_await loadDocuments();
}

Task<void> LibraryController::changeOrigin(DocumentId id) {
    const auto found = co_await m_application->store().read([id](index::Database &database) {
        return std::pair(index::findDocument(database, id), index::originsOf(database, {id}).value(id));
    });
    if (!found.ok() || !found->first) // removed meanwhile
        co_return;
    const auto dialog = std::make_unique<ui::OriginDialog>(found->second, found->first->name, m_window);
    if (!co_await ui::accepted(dialog.get()))
        co_return;
    const auto changed =
        co_await m_application->store().write([id, origin = dialog->origin()](index::Database &database) {
            index::setOrigin(database, id, origin);
            return Done{};
        });
    if (!changed.ok())
        ui::tell(m_window, tr("Title and author"), changed.error().text());
}

/// Which documents have no file left where one was. On a drive that sleeps this takes its time: it is neither
/// the loop's, nor that of the threads that everything else needs.
Task<void> LibraryController::lookForFiles() {
    m_looksAgain = true;
    if (std::exchange(m_looks, true))
        co_return; // the one that looks does so once more
    while (std::exchange(m_looksAgain, false)) {
        const auto found = co_await m_application->store().read([](index::Database &database) {
            return std::pair(index::allLocations(database), index::allKept(database));
        });
        if (!found.ok())
            break;
        const auto &places = found->first;
        Places reachable; // a drive that may hang is not asked
        ui::FilesAt files;
        files.kept = found->second;
        QHash<DocumentId, QStringList> where;
        for (const auto &[id, path] : places) {
            files.missing += id;
            if (m_application->folders().isOffline(path)) {
                files.offline += id;
                where[id] += path;
            } else {
                reachable.emplace_back(id, path);
            }
        }
        const auto there = co_await async::runBlocking(
            async::BlockingOptions{m_looking.pool(), async::OnCancel::Abandon},
            [](std::stop_token stop, Places looked) {
                std::erase_if(looked, [&stop](const auto &place) {
                    return !stop.stop_requested() && !isThere(place.second);
                });
                return looked;
            },
            reachable);
        for (const auto &[id, path] : there) {
            files.missing -= id;
            files.offline -= id;
            where[id] += path;
        }
        where.removeIf([](auto place) { return place.value().size() < 2; });
        files.several = where;
        m_documents->setFilesAt(files);
        co_await preferPlacesThere(places, there);
    }
    m_looks = false;
}

/// A document whose newest place is gone is opened, read again and shown in its folder at another.
Task<void> LibraryController::preferPlacesThere(Places all, Places there) {
    QHash<DocumentId, QString> newest;
    for (const auto &[id, path] : all)
        newest[id] = path;
    QHash<DocumentId, QString> newestThere;
    for (const auto &[id, path] : there)
        newestThere[id] = path;
    newestThere.removeIf([&](auto place) {
        const auto path = newest.value(place.key());
        return path == place.value() || m_application->folders().isOffline(path); // it comes back
    });
    if (newestThere.isEmpty() || m_application->viewOnly())
        co_return;
    const auto preferred = co_await m_application->store().write([newestThere](index::Database &database) {
        for (const auto &path : newestThere)
            index::preferLocation(database, path);
        return Done{};
    });
    if (preferred.ok())
        reload();
    else
        qWarning("%s", qPrintable(preferred.error().text()));
}

Task<Result<bool>> LibraryController::removeDocument(DocumentId id) {
    const auto family = co_await m_application->store().read(
        [id](index::Database &database) { return index::familyOf(database, id); });
    const auto ids = family.ok() ? *family : QList<DocumentId>();
    m_application->jobs().cancelOf(ids);
    const auto removed = co_await m_application->store().write(
        [id](index::Database &database) { return index::removeDocument(database, id); });
    scrubSoon();
    for (const auto each : ids)
        Q_EMIT documentGone(each);
    co_await loadDocuments();
    co_return removed;
}

} // namespace docchat
