#include "index/store.h"

#include "async/sleep.h"
#include "async/threads.h"
#include "base/words.h"
#include "index/backup.h"
#include "index/documents.h"
#include "index/exchange.h"
#include "index/health.h"
#include "index/messages.h"
#include "index/postingsfile.h"
#include "index/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <sqlite3.h>

#include <new>
#include <tuple>

namespace docchat::index {
namespace {

constexpr qint64 bytesOfMegabyte = 1'000'000;
constexpr auto settling = std::chrono::seconds(1); // many writes come together
constexpr auto readersPause = std::chrono::milliseconds(200);
constexpr int mostReadersPauses = 150; // some read for seconds; the next scrub is then as good
constexpr const char *writing = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                                "PRAGMA wal_autocheckpoint=4000";

QString folderProblem(const QString &folder) {
    return Words::tr("The data folder %1 cannot be used").arg(folder);
}

/// False: there is no memory for it. What was read or written holds all the same; it is told the next time.
bool wasTold(const std::function<void()> &call) {
    try {
        call();
        return true;
    } catch (const std::bad_alloc &) {
        return false;
    }
}

} // namespace

Store::Store(QString path) : m_path(std::move(path)), m_postings(postingsPath(m_path)) {
    m_writerPool.setMaxThreadCount(1);
    m_postingsPool.setMaxThreadCount(1);
    async::keepThreads(&m_writerPool);
    async::keepThreads(&m_postingsPool);
}

Store::~Store() {
    m_writerPool.waitForDone(); // what is running ends; nobody is left to start more
    m_postingsPool.waitForDone();
}

Result<std::unique_ptr<Store>> Store::open(const QString &folder, Access access) {
    std::unique_ptr<Store> store(new Store(libraryIn(folder)));
    if (access == Access::ReadOnly)
        return store;
    if (!QDir().mkpath(folder))
        return Error{ErrorKind::Disk, folderProblem(folder),
                     Words::tr("Give yourself permission to write there")};
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (const auto finished = finishExchange(store->m_path); !finished.ok())
        return finished.error();
    try {
        store->m_writer = std::make_unique<Database>(store->m_path, Database::Mode::ReadWrite);
        store->m_writable = true;
        checkOurs(*store->m_writer);
        QFile::setPermissions(store->m_path,
                              QFile::ReadOwner | QFile::WriteOwner); // the -wal and -shm get the same
        store->m_writer->execute(writing);
        if (const auto kept = store->keepCopy(); !kept.ok())
            return kept.error();
        const bool isNew = store->m_writer->integer("PRAGMA user_version") < schemaVersion;
        migrate(*store->m_writer);
        followWords(*store->m_writer);
        Transaction transaction(*store->m_writer);
        joinPieces(*store->m_writer);
        transaction.commit();
        if (!isNew) // it has been opened well since it was migrated
            removeMigrationCopies(store->m_path);
    } catch (const SqliteError &error) {
        return store->translate(error);
    }
    return store;
}

/// Of an older library, before it is changed for good.
Status Store::keepCopy() {
    try {
        backUpBeforeMigration(*m_writer);
        return Done{};
    } catch (const SqliteError &error) {
        // A quota, or a file system without large files, says "cannot be written" where there is no room.
        const bool noRoom = (error.code & 0xFF) == SQLITE_FULL || error.code == SQLITE_IOERR_WRITE;
        if (!noRoom)
            return translate(error);
    }
    return Error{ErrorKind::Disk,
                 Words::tr("There is no room for a copy of %1, which is made before a newer DocChat "
                           "changes it; nothing was changed")
                     .arg(m_path),
                 Words::tr("Free %1 MB on its disk, then start again")
                     .arg(QFileInfo(m_path).size() / bytesOfMegabyte + 1)};
}

void Store::noteDamage() const {
    if (writable() && !m_damaged.exchange(true)) // a reader may have met a library that was just exchanged
        markDamaged(m_path);
}

void Store::tellDamage() {
    if (!m_damaged || !m_onDamaged)
        return;
    auto call = std::exchange(m_onDamaged, {}); // what it does may come here again
    if (!wasTold(call))
        m_onDamaged = std::move(call);
}

async::Task<void> Store::lookForDamage() {
    const auto findings = co_await async::runBlocking([this](std::stop_token stop) {
        return guarded<QStringList>([&] {
            const Lease lease(*this);
            return quickCheck(*lease.database, stop);
        });
    });
    if (findings.ok() && !findings->isEmpty()) {
        qWarning("%s is damaged: %s", qPrintable(m_path), qPrintable(findings->first()));
        noteDamage();
    }
    tellDamage();
}

async::Task<Status> Store::scrub() {
    const auto lock = co_await m_scrubs.lock();
    const auto owed = co_await read(&owesScrub);
    if (!owed.ok())
        co_return owed.error();
    if (!*owed)
        co_return Done{};
    const auto scrubbed = co_await async::runBlocking(
        async::BlockingOptions{&m_writerPool}, [this](std::stop_token stop) -> Status {
            return guarded<Done>([&] {
                Transaction transaction(writer());
                if (writer().integer("SELECT EXISTS (SELECT 1 FROM owed WHERE what='words')") != 0) {
                    const Stoppable stoppable(writer(), std::move(stop));
                    scrubRemovedWords(writer());
                }
                transaction.commit();
                return Done{};
            });
        });
    if (!scrubbed.ok())
        co_return scrubbed.error();
    const auto emptied = co_await emptyWal();
    changed(); // only now: who makes the postings reads
    co_return emptied;
}

/// Once nobody reads what is in it; else it is owed still.
async::Task<Status> Store::emptyWal() {
    for (int pauses = 0; pauses < mostReadersPauses; ++pauses) {
        const auto emptied = co_await async::runBlocking(
            async::BlockingOptions{&m_writerPool}, [this](std::stop_token) -> Result<bool> {
                return guarded<bool>([&] {
                    const bool isEmpty = writer().emptyWal();
                    if (isEmpty) // at once: what is removed next is owed anew
                        writer().execute("DELETE FROM owed WHERE what='checkpoint'");
                    return isEmpty;
                });
            });
        if (!emptied.ok())
            co_return emptied.error();
        if (*emptied)
            co_return Done{};
        co_await async::sleepFor(readersPause);
    }
    co_return Done{};
}

void Store::changed() {
    m_changed = true;
    if (!m_keeping && m_onChanged)
        std::ignore = wasTold(m_onChanged);
}

async::Task<void> Store::keepPostings() {
    if (std::exchange(m_keeping, true))
        co_return;
    const auto end = qScopeGuard([this] { m_keeping = false; });
    for (;;) {
        m_changed = false;
        const auto kept = co_await async::runBlocking(
            async::BlockingOptions{&m_postingsPool}, [this](std::stop_token stop) -> Status {
                return guarded<Done>([&] {
                    const Lease lease(*this);
                    m_postings.upkeep(*lease.database, stop, writable());
                    return Done{};
                });
            });
        if (!kept.ok())
            qWarning("%s", qPrintable(kept.error().text()));
        if (!m_changed)
            break;
        co_await async::sleepFor(settling);
    }
}

Database &Store::writer() {
    if (!m_writable)
        throw SqliteError(SQLITE_READONLY, Words::tr("opened for reading only"));
    if (m_writer->isSpent()) {
        auto next = std::make_unique<Database>(m_path, Database::Mode::ReadWrite);
        next->execute(writing);
        followWords(*next);
        m_writer = std::move(next);
    }
    return *m_writer;
}

Store::Lease::Lease(Store &owner) : store(owner) {
    {
        const std::lock_guard lock(store.m_mutex);
        if (!store.m_readers.empty()) {
            database = std::move(store.m_readers.back());
            store.m_readers.pop_back();
        }
    }
    if (!database) {
        database = std::make_unique<Database>(store.m_path, store.writable() ? Database::Mode::ReadOnly
                                                                             : Database::Mode::View);
        if (!store.writable())
            checkOurs(*database);
    }
}

Store::Lease::~Lease() {
    if (sqlite3_get_autocommit(database->handle()) == 0)
        return; // what ended its Snapshot failed: it would never see anything new
    const std::lock_guard lock(store.m_mutex);
    store.m_readers.push_back(std::move(database));
}

Error Store::translate(const SqliteError &error) const {
    const auto says = QString::fromUtf8(error.what());
    switch (error.code & 0xFF) {
    case SQLITE_FULL:
        return {ErrorKind::Disk, Words::tr("The disk of %1 is full").arg(m_path), Words::tr("Free some room"),
                true};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorKind::Disk, Words::tr("%1 may not be written").arg(m_path),
                Words::tr("Give yourself permission to write it"), true};
    case SQLITE_CANTOPEN:
        return {ErrorKind::Disk, Words::tr("%1 cannot be opened").arg(m_path),
                Words::tr("Check that the folder is there and may be written"), true};
    case SQLITE_IOERR: // a quota says so where there is no room; a bad sector stays bad
        return {ErrorKind::Disk, QStringLiteral("%1: %2").arg(m_path, says), Words::tr("Check the disk"),
                error.code != SQLITE_IOERR_READ && error.code != SQLITE_IOERR_SHORT_READ};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Disk, Words::tr("%1 is in use by another program").arg(m_path),
                Words::tr("Close that program"), true};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        noteDamage();
        return {ErrorKind::Disk, Words::tr("%1 is damaged (%2)").arg(m_path, says),
                Words::tr("Start DocChat again: it saves what can be read, and keeps the damaged file")};
    default:
        return {ErrorKind::Disk, QStringLiteral("%1: %2").arg(m_path, says), Words::tr("Check the disk")};
    }
}

} // namespace docchat::index
