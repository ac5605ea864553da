#include "ingest/folders.h"

#include "async/blocking.h"
#include "async/deadline.h"
#include "async/race.h"
#include "async/sleep.h"
#include "base/paths.h"
#include "base/words.h"
#include "index/collections.h"
#include "index/folders.h"
#include "index/journal.h"
#include "ingest/journalled.h"

#include <QElapsedTimer>

#include <algorithm>

namespace docchat::ingest {

using async::Milliseconds;
using async::Task;

namespace {

constexpr int lookersAtOnce = 3; // folders
constexpr qsizetype atOnce = 32; // of ten thousand; the window is drawn after each pause
constexpr int pollShare = 20;    // a look may take this part of the time between two, where nothing tells
constexpr int busyShare = 4;     // the same while much happens
constexpr Milliseconds longestPoll(60'000);
constexpr qint64 longSince = 0; // of what is gone, and may be found elsewhere

Error doesNotAnswer(const QString &path) {
    return {ErrorKind::TimedOut, Words::tr("The drive of the folder %1 does not answer").arg(shownName(path)),
            Words::tr("Check its connection; once it answers it goes on by itself")};
}

Task<void> waitFor(async::Event *event) {
    co_await event->wait();
}

} // namespace

/// A look, and what it says.
struct Folders::Looked {
    FolderTree tree;
    FolderChanges changes;
    Milliseconds took{};
};

/// One folder: what is known of it, and what wakes its task.
struct Folders::Watch {
    explicit Watch(int mostWatched) : events(mostWatched) {}

    Followed shown;
    QHash<QString, FileStamp> known;
    Unsettled unsettled;
    FolderEvents events;
    async::Event happened;
    Milliseconds took{};    ///< by the last look
    OwnThread thread;       ///< which looks
    bool isHanging = false; ///< its thread, when a look was given up
    bool isOver = false;    ///< it is followed no more
};

Folders::Folders(index::Store *store, Jobs *jobs, FolderTimes times, Looker looker, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_jobs(jobs)
    , m_times(times)
    , m_looker(std::move(looker))
    , m_lookers(lookersAtOnce) {}

Folders::~Folders() = default;

Task<Status> Folders::start() {
    auto found = co_await m_store->read([](index::Database &database) {
        std::vector<std::pair<Folder, QHash<QString, FileStamp>>> folders;
        for (const auto &folder : index::allFolders(database))
            folders.emplace_back(folder, index::folderFiles(database, folder.id));
        return folders;
    });
    m_started.set();
    if (!found.ok())
        co_return found.error();
    for (auto &[folder, known] : *found)
        begin(folder, std::move(known));
    co_return Done{};
}

void Folders::begin(const Folder &folder, QHash<QString, FileStamp> known) {
    auto watch = std::make_shared<Watch>(m_times.mostWatched);
    watch->shown.folder = folder;
    watch->shown.files = known.size();
    watch->known = std::move(known);
    connect(&watch->events, &FolderEvents::happened, this,
            [one = watch.get()] { one->happened.set(); }); // it goes with its watch
    m_watches.push_back(watch);
    std::ranges::sort(m_watches, {}, [](const WatchPtr &one) { return one->shown.folder.path; });
    m_background.spawn("follow a folder", &Folders::keep, this, watch);
    Q_EMIT changed();
}

Task<Result<qint64>> Folders::follow(QString path, qint64 collection) {
    co_await m_started.wait(); // what it knows is all that is followed
    QString canonical;
    const auto ask = [&]() -> Task<void> {
        canonical = co_await async::runBlocking(
            async::BlockingOptions{m_asking.pool(), async::OnCancel::Abandon},
            [](std::stop_token, const QString &given) {
                return isFolder(given) ? canonicalPath(given) : QString();
            },
            path);
    };
    if (!co_await async::moveOnAt(async::Deadline(m_times.patience), ask))
        co_return doesNotAnswer(path);
    const auto lock = co_await m_changing.lock();
    if (canonical.isEmpty())
        co_return Error{ErrorKind::Missing, Words::tr("%1 is not a folder").arg(shownName(path)),
                        Words::tr("Choose a folder that can be opened")};
    if (const auto *watch = over(canonical))
        co_return Error{ErrorKind::Usage,
                        Words::tr("%1 is watched already, as a part of %2")
                            .arg(shownName(canonical), shownPath(watch->shown.folder.path)),
                        Words::tr("What is added there is read by itself")};
    const auto added = co_await m_store->write([canonical, collection](index::Database &database) {
        const auto id = index::addFolder(database, canonical, collection);
        return std::pair(id, index::folderFiles(database, id));
    });
    if (!added.ok())
        co_return added.error();
    std::erase_if(m_watches, [&](const WatchPtr &watch) { // they are parts of it now
        const bool isPart = liesIn(canonical, watch->shown.folder.path);
        if (isPart) {
            watch->isOver = true;
            watch->happened.set();
        }
        return isPart;
    });
    begin({added->first, canonical, collection, {}}, added->second);
    co_return added->first;
}

Task<Status> Folders::unfollow(qint64 id) {
    const auto lock = co_await m_changing.lock();
    const auto removed = co_await m_store->write(
        [id](index::Database &database) { return index::removeFolder(database, id); });
    if (!removed.ok())
        co_return removed.error();
    const auto found =
        std::ranges::find_if(m_watches, [&](const WatchPtr &one) { return one->shown.folder.id == id; });
    if (found != m_watches.end()) {
        (*found)->isOver = true;
        (*found)->happened.set();
        m_watches.erase(found);
        Q_EMIT changed();
    }
    co_return Done{};
}

void Folders::lookNow() {
    for (const auto &watch : m_watches)
        watch->happened.set();
}

std::vector<Folders::Followed> Folders::all() const {
    std::vector<Followed> folders;
    for (const auto &watch : m_watches)
        folders.push_back(watch->shown);
    return folders;
}

/// The one that it lies in, of which there is at most one; null: none.
const Folders::Watch *Folders::over(const QString &path) const {
    const auto found = std::ranges::find_if(
        m_watches, [&](const WatchPtr &watch) { return liesIn(watch->shown.folder.path, path); });
    return found == m_watches.end() ? nullptr : found->get();
}

bool Folders::isFollowed(const QString &path) const {
    return over(path) != nullptr;
}

bool Folders::isOffline(const QString &path) const {
    const auto *watch = over(path);
    return watch && watch->shown.state == State::Offline;
}

Task<void> Folders::keep(WatchPtr watch) {
    while (!watch->isOver) {
        watch->happened.clear();
        const auto pause = co_await look(watch);
        const bool isTold =
            co_await async::moveOnAt(async::Deadline(pause), [watch] { return waitFor(&watch->happened); });
        if (isTold && !watch->isOver)
            co_await async::sleepFor(std::max(m_times.afterEvent, watch->took * busyShare));
    }
}

/// Whatever its drive does, this ends: a thread that hangs in it is left to itself.
Task<Result<Folders::Looked>> Folders::lookAndCompare(WatchPtr watch) {
    const auto path = watch->shown.folder.path;
    watch->isHanging = watch->isHanging && watch->thread.isBusy();
    if (watch->isHanging)
        co_return doesNotAnswer(path);
    const auto permit = co_await m_lookers.acquire();
    const auto seen = std::make_shared<Seen>(0);
    const auto compare = [seen, looker = m_looker](std::stop_token stop, const QString &root,
                                                   const QHash<QString, FileStamp> &known,
                                                   const Unsettled &before,
                                                   Milliseconds settle) -> Result<Looked> {
        QElapsedTimer clock;
        clock.start();
        auto tree = looker(stop, root, seen.get());
        if (!tree.ok())
            return tree.error();
        Looked looked{std::move(*tree), {}, {}};
        examineAbsent(&looked.tree, root, known, seen.get());
        looked.changes =
            changesSince(known, before, looked.tree, clock.msecsSinceReference(), settle.count());
        looked.took = Milliseconds(clock.elapsed());
        return looked;
    };
    std::optional<Result<Looked>> looked;
    const auto look = [&]() -> Task<void> {
        looked = co_await async::runBlocking(
            async::BlockingOptions{watch->thread.pool(), async::OnCancel::Abandon}, compare, path,
            watch->known, watch->unsettled, m_times.unsettled);
    };
    co_await whileSeeing(watch.get(), seen.get(), look());
    co_return looked ? std::move(*looked) : doesNotAnswer(path);
}

/// Nothing: its drive does not answer.
Task<std::optional<FolderEvents::Watching>> Folders::watchAll(WatchPtr watch, QStringList folders) {
    const auto seen = std::make_shared<Seen>(0);
    std::optional<FolderEvents::Watching> watching;
    const auto add = [&]() -> Task<void> {
        watching = co_await watch->events.watch(watch->thread.pool(), folders, seen);
    };
    co_await whileSeeing(watch.get(), seen.get(), add());
    co_return watching;
}

/// Runs `task`, which has the folder's thread at work, as long as that sees something; else gives it up.
Task<void> Folders::whileSeeing(Watch *watch, const Seen *seen, Task<void> task) {
    const auto hang = [&]() -> Task<void> {
        for (qint64 before = -1; before != *seen;) {
            before = *seen;
            co_await async::sleepFor(m_times.patience);
        }
        watch->isHanging = true;
    };
    std::vector<Task<void>> tasks;
    tasks.push_back(std::move(task));
    tasks.push_back(hang());
    std::ignore = co_await async::race(std::move(tasks));
}

/// How long it may wait for the next one.
Task<Milliseconds> Folders::look(WatchPtr watch) {
    auto looked = co_await lookAndCompare(watch);
    if (watch->isOver)
        co_return Milliseconds(0);
    if (!looked.ok()) {
        goOffline(watch.get(), looked.error().text());
        co_return m_times.offline;
    }
    auto &[tree, changes, took] = *looked;
    auto &folder = watch->shown.folder;
    watch->took = took;
    const auto isKnown = [&](const QString &path) { return watch->known.contains(path); };
    const bool isOther = folder.root.isKnown() && tree.root != folder.root && !watch->known.isEmpty() &&
                         std::ranges::none_of(tree.files.keys(), isKnown);
    if (isOther) {
        goOffline(watch.get(), Words::tr("The folder %1 holds none of its documents, as without its drive. "
                                         "Connect the drive")
                                   .arg(shownName(folder.path)));
        co_return m_times.offline;
    }
    if (tree.root != folder.root) {
        folder.root = tree.root;
        std::ignore = co_await m_store->write([id = folder.id, root = tree.root](index::Database &database) {
            index::setFolderRoot(database, id, root);
            return Done{};
        });
    }
    auto watching = std::optional(FolderEvents::Watching::Not);
    if (tree.tellsChanges)
        watching = co_await watchAll(watch, tree.folders);
    if (watch->isOver)
        co_return Milliseconds(0);
    if (!watching) {
        goOffline(watch.get(), doesNotAnswer(folder.path).text());
        co_return m_times.offline;
    }
    watch->unsettled = changes.unsettled;
    const auto gone = notMoving(watch.get(), changes);
    co_await take(watch, changes);
    if (!gone.isEmpty() && !watch->isOver)
        co_await drop(watch, gone);
    if (!tree.leftOut.isEmpty() && !watch->isOver)
        co_await letGo(watch, tree.leftOut.values());
    const auto before = std::tuple(watch->shown.state, watch->shown.files, watch->shown.isPolled);
    watch->shown.state = State::Following;
    watch->shown.reason.clear();
    watch->shown.offlineSince = {};
    watch->shown.files = watch->known.size();
    watch->shown.isPolled = watching == FolderEvents::Watching::Not;
    const bool hasOthers = std::exchange(watch->shown.unreadable, tree.unreadable) != tree.unreadable;
    if (hasOthers || before != std::tuple(State::Following, watch->shown.files, watch->shown.isPolled))
        Q_EMIT changed();
    if (watching == FolderEvents::Watching::Since) // once more, now that everything is told
        co_return std::max(m_times.afterEvent, took * busyShare);
    const auto &unsettled = watch->unsettled;
    if (!unsettled.changed.isEmpty() ||
        std::ranges::any_of(unsettled.gone, [](qint64 since) { return since != longSince; }))
        co_return std::max(m_times.unsettled, took * busyShare);
    if (!unsettled.gone.isEmpty())
        co_return std::max(m_times.polled, took * pollShare);
    co_return watching == FolderEvents::Watching::Before
        ? m_times.watched
        : std::clamp(took * pollShare, m_times.polled, std::max(longestPoll, m_times.polled));
}

void Folders::goOffline(Watch *watch, const QString &reason) {
    const bool isNew = watch->shown.state != State::Offline;
    if (isNew)
        watch->shown.offlineSince = QDateTime::currentDateTime();
    watch->unsettled = {};
    watch->events.end(); // it is watched anew when it is back
    watch->shown.state = State::Offline;
    if (std::exchange(watch->shown.reason, reason) != reason || isNew)
        Q_EMIT changed();
}

/// The gone ones without those that another file of the same size may have been, which is new here or being
/// read: a document that is moved finds its new place before it loses the old one. These are looked for
/// again.
QStringList Folders::notMoving(Watch *watch, const FolderChanges &changes) const {
    if (changes.gone.isEmpty())
        return {};
    const QSet<QString> gone(changes.gone.begin(), changes.gone.end());
    QSet<qint64> sizes;
    bool isAllKnown = true; // of the other folders
    for (const auto &stamp : changes.toRead)
        sizes += stamp.bytes;
    for (const auto &other : m_watches) {
        isAllKnown = isAllKnown && (other.get() == watch || other->shown.state != State::Looking);
        for (const auto &change : std::as_const(other->unsettled.changed))
            sizes += change.stamp.bytes;
        for (const auto &[id, job] : m_jobs->all()) {
            const bool isPaused = job.state == Job::State::Paused && !gone.contains(job.path);
            if (!job.ended() || isPaused)
                sizes += other->known.value(job.path).bytes;
        }
    }
    QStringList left;
    for (const auto &path : changes.gone) {
        if (!isAllKnown || sizes.contains(watch->known.value(path).bytes))
            watch->unsettled.gone.insert(path, longSince);
        else
            left += path;
    }
    return left;
}

/// Both are written at once, the wishes and that they were made: whatever happens then, each is read. What
/// the person has paused stays so, and is read as it is then; what left the folder's collection stays
/// outside.
Task<void> Folders::take(WatchPtr watch, FolderChanges changes) {
    if (changes.order.isEmpty())
        co_return;
    QSet<QString> paused;
    for (const auto &[id, job] : m_jobs->all()) {
        if (!job.isAttachment() && (job.state == Job::State::Paused || job.pausing))
            paused += job.path;
    }
    auto wishes = changes.order;
    wishes.removeIf([&](const QString &path) { return paused.contains(path); });
    auto added = wishes;
    added.removeIf([&](const QString &path) { return watch->known.contains(path); });
    const auto wished = co_await m_store->write(
        [folder = watch->shown.folder, changes, wishes, added](index::Database &database) {
            if (folder.collection != 0 &&
                index::findCollection(database, folder.collection)) // else it was removed
                index::joinWhenRead(database, folder.collection, added);
            std::vector<index::JournalEntry> entries;
            for (const auto &path : wishes)
                entries.push_back(entryOf(Source(path), {}));
            index::enqueue(database, entries);
            index::keepFolderFiles(database, folder.id, changes.toRead);
            return Done{};
        });
    if (!wished.ok()) { // the next look does it again
        for (const auto &path : changes.order)
            watch->unsettled.changed.insert(path, {changes.toRead.value(path), 0});
        co_return;
    }
    Q_EMIT reading(wishes);
    const auto lane = Jobs::laneOf(wishes.size());
    for (const auto &path : paused) {
        if (const auto stamp = changes.toRead.constFind(path); stamp != changes.toRead.constEnd())
            watch->known.insert(path, *stamp);
    }
    for (qsizetype i = 0; i < wishes.size() && !watch->isOver; ++i) {
        watch->known.insert(wishes[i], changes.toRead.value(wishes[i]));
        m_jobs->add(wishes[i], {}, lane);
        if (i % atOnce == atOnce - 1)
            co_await async::yieldNow();
    }
}

/// What is there and belongs to the folder no more, by a .docchatignore or as a program builds it: its
/// document stays, and is the person's.
Task<void> Folders::letGo(WatchPtr watch, QStringList leftOut) {
    const auto forgotten =
        co_await m_store->write([id = watch->shown.folder.id, leftOut](index::Database &database) {
            index::forgetStamps(database, id, leftOut);
            return Done{};
        });
    if (!forgotten.ok())
        co_return;
    for (const auto &path : leftOut)
        watch->known.remove(path);
}

Task<void> Folders::drop(WatchPtr watch, QStringList gone) {
    const QSet<QString> paths(gone.begin(), gone.end());
    for (const auto &[id, job] : m_jobs->all()) {
        if (paths.contains(job.path))
            m_jobs->cancel(id);
    }
    const auto removed =
        co_await m_store->write([id = watch->shown.folder.id, gone](index::Database &database) {
            return index::forgetFolderFiles(database, id, gone);
        });
    if (!removed.ok())
        co_return; // the next look says so again
    for (const auto &path : gone)
        watch->known.remove(path);
    Q_EMIT filesGone(gone);
    if (!removed->isEmpty())
        Q_EMIT documentsRemoved(*removed);
}

Task<bool> Folders::shutdown(async::Clock::duration grace) {
    co_return co_await m_background.shutdown(grace);
}

} // namespace docchat::ingest
