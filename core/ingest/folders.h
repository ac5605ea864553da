#pragma once

#include "async/background.h"
#include "async/event.h"
#include "async/lock.h"
#include "async/semaphore.h"
#include "index/store.h"
#include "ingest/folderchanges.h"
#include "ingest/folderevents.h"
#include "ingest/jobs.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace docchat::ingest {

/// When folders are looked through, and how many folders of each the system is asked to watch.
struct FolderTimes {
    async::Milliseconds afterEvent{300};  ///< they come in bursts
    async::Milliseconds unsettled{1'000}; ///< for so long it must stay so
    async::Milliseconds polled{3'000};    ///< where nothing tells of changes; for large ones longer
    async::Milliseconds offline{2'000};
    async::Milliseconds watched{300'000}; ///< though nothing was told
    async::Milliseconds patience{10'000}; ///< with a drive that gives nothing at all
    int mostWatched = 8'000;
};

/// One thread, which a drive that hangs may hold up, also beyond the program's end.
class OwnThread {
public:
    OwnThread() {
        m_pool->setMaxThreadCount(1);
        m_pool->setExpiryTimeout(-1); // another one might be refused
    }
    OwnThread(const OwnThread &) = delete;
    OwnThread &operator=(const OwnThread &) = delete;
    ~OwnThread() {
        if (isBusy()) // it is not waited for
            std::ignore = m_pool.release();
    }
    [[nodiscard]] QThreadPool *pool() const { return m_pool.get(); }
    [[nodiscard]] bool isBusy() const { return m_pool->activeThreadCount() > 0; }

private:
    std::unique_ptr<QThreadPool> m_pool = std::make_unique<QThreadPool>();
};

/// Keeps folders and the library alike: what is added to a folder or changed in it is read, what is renamed
/// keeps its document, what is deleted is taken out of the list (and can be brought back, as documents that
/// the person removes). What cannot be seen is not deleted. Notices of the system say when to look; what has
/// happened is found by looking, so that nothing depends on them. A folder that cannot be reached is offline,
/// and nothing of it is removed. Each file's state is in the library, so that the next start reads only what
/// has changed since. A drive that hangs holds up one thread, and no other folder. Loop thread only.
class Folders : public QObject {
    Q_OBJECT

public:
    enum class State { Looking, Following, Offline };

    /// One of the folders, as people see it.
    struct Followed {
        Folder folder = {};
        State state = State::Looking;
        qsizetype files = 0;
        bool isPolled = false;       ///< nothing tells of changes: it is looked through every few seconds
        QString reason = {};         ///< why it is offline
        QDateTime offlineSince = {}; ///< in this run
        QStringList unreadable = {}; ///< folders in it that may not be looked into
    };

    /// How a folder is looked through, on a thread of its own (a test may have a drive that hangs).
    using Looker = std::function<Result<FolderTree>(std::stop_token, const QString &, Seen *)>;

    Folders(index::Store *store, Jobs *jobs, FolderTimes times = {}, Looker looker = &lookThrough,
            QObject *parent = nullptr);
    ~Folders() override;

    /// Follows all that the library knows; call once, when what was interrupted goes on. Error: Disk.
    async::Task<Status> start();

    /// One more, which is looked through at once, or when all has started; its id. Its documents join a
    /// collection, or (0) none. Errors: Missing, it is no folder; Usage, it is a part of one that is
    /// followed; Disk.
    async::Task<Result<qint64>> follow(QString path, qint64 collection);
    /// Not any more; its documents stay. Error: Disk.
    async::Task<Status> unfollow(qint64 id);
    /// Looks through all of them now.
    void lookNow();

    [[nodiscard]] std::vector<Followed> all() const;          ///< by path
    [[nodiscard]] bool isFollowed(const QString &path) const; ///< itself, or what it lies in
    /// Does it lie in a folder that cannot be reached?
    [[nodiscard]] bool isOffline(const QString &path) const;

    /// Ends what looks; what was found out stays. True: all has ended.
    async::Task<bool> shutdown(async::Clock::duration grace);

Q_SIGNALS:
    void changed();                                      ///< all()
    void reading(const QStringList &paths);              ///< jobs for these come right after
    void filesGone(const QStringList &paths);            ///< and what was left of reading them
    void documentsRemoved(const QList<DocumentId> &ids); ///< taken out of the list

private:
    struct Watch;
    struct Looked;
    using WatchPtr = std::shared_ptr<Watch>;

    [[nodiscard]] const Watch *over(const QString &path) const;
    void begin(const Folder &folder, QHash<QString, FileStamp> known);
    async::Task<void> keep(WatchPtr watch);
    async::Task<async::Milliseconds> look(WatchPtr watch);
    async::Task<Result<Looked>> lookAndCompare(WatchPtr watch);
    async::Task<std::optional<FolderEvents::Watching>> watchAll(WatchPtr watch, QStringList folders);
    async::Task<void> whileSeeing(Watch *watch, const Seen *seen, async::Task<void> task);
    async::Task<void> take(WatchPtr watch, FolderChanges changes);
    async::Task<void> drop(WatchPtr watch, QStringList gone);
    async::Task<void> letGo(WatchPtr watch, QStringList leftOut);
    void goOffline(Watch *watch, const QString &reason);
    [[nodiscard]] QStringList notMoving(Watch *watch, const FolderChanges &changes) const;

    index::Store *m_store;
    Jobs *m_jobs;
    FolderTimes m_times;
    async::Event m_started;
    std::vector<WatchPtr> m_watches;
    Looker m_looker;
    async::Mutex m_changing; ///< which folders are followed
    async::Semaphore m_lookers;
    OwnThread m_asking; ///< what lies at a path
    async::Background m_background{"folders"};
};

} // namespace docchat::ingest
