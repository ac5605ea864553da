#include "librarycontroller.h"

#include "async/blocking.h"
#include "async/sleep.h"
#include "base/paths.h"
#include "index/documents.h"
#include "library/origindialog.h"
#include "provider/gguf.h"
#include "showinfolder.h"
#include "widgets/dialogs.h"

#include <QClipboard>
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
constexpr async::Milliseconds diskPause(2'000);
constexpr int reloadIntervalMs = 150; // many small files end one right after the other
constexpr qsizetype addedAtOnce = 32; // of ten thousand; the list is laid out after each pause
constexpr int fewJobs = 64;           // of more of them each is shown with the others, very soon

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
    connect(library, &ui::LibraryPane::renameWanted, this, [this](DocumentId id, const QString &name) {
        m_background->spawn("rename document", &LibraryController::rename, this, id, name);
    });
    connect(library, &ui::LibraryPane::detailsWanted, this, [this](DocumentId id) {
        m_background->spawn("title and author", &LibraryController::changeOrigin, this, id);
    });
    connect(library, &ui::LibraryPane::folderWanted, this, &showInFolder);
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
        if (!m_documents->isKnown())
            m_documents->setRows({});
        ui::tell(m_window, QStringLiteral("DocChat"), documents.error().text());
        co_return;
    }
    m_documents->setRows(std::move(*documents));
    m_window->status()->setDocuments(m_documents->documents());
    Q_EMIT documentsChanged();
    if (!std::exchange(m_resumed, true) && !m_application->viewOnly()) {
        co_await purgeLeft();
        co_await resumeUnended();
    }
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

} // namespace docchat
