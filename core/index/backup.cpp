#include "index/backup.h"

#include "base/words.h"
#include "index/exchange.h"
#include "index/health.h"
#include "index/salvage.h"
#include "index/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <functional>

#include <fcntl.h>

namespace docchat::index {
namespace {

constexpr int pagesAtOnce = 256;
constexpr int busyPauseMs = 20;
constexpr qint64 bytesOfMegabyte = 1'000'000;

const auto partEnding = QStringLiteral(".docchat-part");

bool isFull(const SqliteError &error) {
    // A quota, or a file system without large files, says "cannot be written" where there is no room.
    return (error.code & 0xFF) == SQLITE_FULL || error.code == SQLITE_IOERR_WRITE;
}

/// Throws Stopped, too. What is written to `source` meanwhile is not in the copy.
void copyInto(Database &copy, Database &source, CopyProgress *progress, const std::stop_token &stop) {
    const Snapshot snapshot(source);
    std::ignore = source.integer("SELECT count(*) FROM sqlite_schema"); // from here on it stays as it is
    auto *backup = sqlite3_backup_init(copy.handle(), "main", source.handle(), "main");
    if (!backup)
        copy.fail(sqlite3_extended_errcode(copy.handle()));
    int result = SQLITE_OK;
    while (!stop.stop_requested()) {
        result = sqlite3_backup_step(backup, pagesAtOnce);
        if (progress) {
            progress->total = sqlite3_backup_pagecount(backup);
            progress->done = sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
        }
        if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
            sqlite3_sleep(busyPauseMs);
        else if (result != SQLITE_OK)
            break;
    }
    const int finished = sqlite3_backup_finish(backup);
    if (result != SQLITE_DONE && stop.stop_requested())
        throw Stopped{};
    if (finished != SQLITE_OK)
        throw SqliteError(finished, QString::fromUtf8(sqlite3_errstr(finished)));
}

/// A file that the person alone may read, from its first byte.
void makePrivate(const QString &path) {
    QFile file(path);
    std::ignore = file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

/// A whole copy at `part`, one file alone; nothing there when it throws.
void writeCopy(Database &source, const QString &part, CopyProgress *progress, const std::stop_token &stop) {
    removeWithJournals(part); // of a program that was killed
    try {
        makePrivate(part);
        Database copy(part, Database::Mode::ReadWrite);
        copyInto(copy, source, progress, stop);
        copy.execute("PRAGMA journal_mode=DELETE");
        if (const auto findings = quickCheck(copy, stop); !findings.isEmpty())
            throw SqliteError(SQLITE_CORRUPT, findings.first());
        if (stop.stop_requested())
            throw Stopped{};
    } catch (...) {
        removeWithJournals(part);
        throw;
    }
}

/// What SQLite puts beside a file that it only reads goes with this, where it was not there before.
class NothingLeftBeside {
public:
    explicit NothingLeftBeside(const QString &file) : m_wal(file + QStringLiteral("-wal")) {
        for (const auto &path : {file + QStringLiteral("-shm"), m_wal}) {
            if (!QFileInfo::exists(path))
                m_ours += path;
        }
    }
    ~NothingLeftBeside() {
        if (QFileInfo(m_wal).size() > 0) // somebody writes it meanwhile
            return;
        for (const auto &path : m_ours)
            QFile::remove(path);
    }
    NothingLeftBeside(const NothingLeftBeside &) = delete;
    NothingLeftBeside &operator=(const NothingLeftBeside &) = delete;

private:
    QString m_wal;
    QStringList m_ours;
};

bool isSameFile(const QString &one, const QString &other) {
    const auto place = QFileInfo(one).canonicalFilePath();
    return !place.isEmpty() && place == QFileInfo(other).canonicalFilePath();
}

bool renamedUnlessThere(const QString &from, const QString &to) {
    const auto old = QFile::encodeName(from);
    const auto name = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, old.constData(), AT_FDCWD, name.constData(), RENAME_NOREPLACE) == 0)
        return true;
    const bool notKnown = errno == EINVAL || errno == ENOSYS; // by this file system
    return notKnown && !QFileInfo::exists(to) && std::rename(old.constData(), name.constData()) == 0;
}

Error isThere(const QString &path) {
    return {ErrorKind::Usage, Words::tr("%1 is there already").arg(path),
            Words::tr("Choose another name, or say that it may be replaced")};
}

Error cancelled(const QString &what) {
    return {ErrorKind::Cancelled, what, Words::tr("Nothing was changed")};
}

Error notCopied(const QString &library, const QString &to, const SqliteError &error) {
    if (isFull(error))
        return {ErrorKind::Disk, Words::tr("There is no room for %1").arg(to),
                Words::tr("Free %1 MB there, or choose another place")
                    .arg(QFileInfo(library).size() / bytesOfMegabyte + 1)};
    if (saysDamaged(error))
        return {ErrorKind::Disk,
                Words::tr("%1 is damaged (%2)").arg(library, QString::fromUtf8(error.what())),
                Words::tr("Start DocChat again: it saves what can be read, and keeps the damaged file")};
    return {ErrorKind::Disk, Words::tr("%1 cannot be written: %2").arg(to, QString::fromUtf8(error.what())),
            Words::tr("Choose a folder that is there and that you may write to")};
}

void removeCopies(const QString &library, const QString &kept) {
    static const QRegularExpression version(QStringLiteral("\\.v[0-9]+$"));
    const QFileInfo info(library);
    const auto copies = info.dir().entryInfoList({info.fileName() + QStringLiteral(".v*")}, QDir::Files);
    for (const auto &copy : copies) {
        if (copy.absoluteFilePath() != kept && version.match(copy.fileName()).hasMatch())
            QFile::remove(copy.absoluteFilePath());
    }
}

Error noBackup(ErrorKind kind, const QString &file, const QString &why) {
    return {kind, QStringLiteral("%1 %2").arg(file, why), Words::tr("Choose a backup that DocChat has made")};
}

Result<BackupContents> contentsOf(Database &backup, const QString &file, const std::stop_token &stop) {
    const auto tables = backup.integer("SELECT count(*) FROM sqlite_schema");
    const auto version = backup.integer("PRAGMA user_version");
    if (tables == 0 || version < 1 || backup.integer("PRAGMA application_id") != applicationId)
        return noBackup(ErrorKind::Unsupported, file, Words::tr("is no library of DocChat"));
    if (version > schemaVersion)
        return Error{ErrorKind::Unsupported, Words::tr("%1 was made by a newer DocChat").arg(file),
                     Words::tr("Restore it with that one")};
    if (backup.integer("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')") > 0)
        return noBackup(ErrorKind::Unsupported, file, Words::tr("holds what no DocChat wrote"));
    const auto findings = quickCheck(backup, stop);
    if (stop.stop_requested())
        return cancelled(Words::tr("%1 was not looked through").arg(file));
    if (!findings.isEmpty())
        return noBackup(ErrorKind::Damaged, file, Words::tr("is damaged (%1)").arg(findings.first()));
    return BackupContents{int(version), int(backup.integer("SELECT count(*) FROM chat")),
                          int(backup.integer("SELECT count(*) FROM document")),
                          QFileInfo(file).lastModified()};
}

} // namespace

Status backUpTo(const QString &library, const QString &path, bool replace, CopyProgress *progress,
                const std::stop_token &stop) {
    const QFileInfo target(path);
    if (isSameFile(library, path) || target.isDir())
        return Error{ErrorKind::Usage, Words::tr("%1 cannot be a backup").arg(path),
                     Words::tr("Choose another name")};
    if (!replace && target.exists())
        return isThere(path);
    const auto part = path + partEnding;
    try {
        Database source(library, Database::Mode::ReadOnly);
        checkOurs(source);
        writeCopy(source, part, progress, stop);
    } catch (const SqliteError &error) {
        return notCopied(library, path, error);
    } catch (const Stopped &) {
        return cancelled(Words::tr("%1 was not made").arg(path));
    }
    const bool renamed =
        replace ? std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) == 0
                : renamedUnlessThere(part, path);
    if (!renamed) {
        const auto why = std::error_code(errno, std::generic_category());
        QFile::remove(part);
        if (!replace && (why == std::errc::file_exists || QFileInfo::exists(path)))
            return isThere(path);
        return Error{ErrorKind::Disk,
                     Words::tr("%1 cannot be made: %2").arg(path, QString::fromStdString(why.message())),
                     Words::tr("Choose another folder")};
    }
    syncFolderOf(path);
    return Done{};
}

QString summary(const BackupContents &contents) {
    return Words::tr("%1 and %2").arg(Words::chats(contents.chats), Words::documents(contents.documents));
}

Result<BackupContents> lookAtBackup(const QString &file, const std::stop_token &stop) {
    if (!QFileInfo(file).isFile())
        return Error{ErrorKind::Missing, Words::tr("%1 is not there").arg(file),
                     Words::tr("Check the name of the backup")};
    const NothingLeftBeside guard(file);
    try {
        Database backup(file, Database::Mode::ReadOnly);
        return contentsOf(backup, file, stop);
    } catch (const SqliteError &error) {
        if ((error.code & 0xFF) == SQLITE_NOTADB)
            return noBackup(ErrorKind::Unsupported, file, Words::tr("is no library of DocChat"));
        if (saysDamaged(error))
            return noBackup(ErrorKind::Damaged, file,
                            Words::tr("is damaged (%1)").arg(QString::fromUtf8(error.what())));
        return Error{ErrorKind::Unreadable,
                     Words::tr("%1 cannot be opened: %2").arg(file, QString::fromUtf8(error.what())),
                     Words::tr("Copy it to a folder that you may write to, and restore it from there")};
    }
}

Result<QString> prepareRestore(const QString &library, const QString &file, CopyProgress *progress,
                               const std::stop_token &stop) {
    if (isSameFile(library, file))
        return Error{ErrorKind::Usage, Words::tr("%1 is the library itself").arg(file),
                     Words::tr("Choose a backup")};
    const auto exchange = newExchange(library, QStringLiteral("before-restore"));
    const NothingLeftBeside guard(file);
    try {
        Database source(file, Database::Mode::ReadOnly);
        writeCopy(source, exchange.part, progress, stop);
    } catch (const SqliteError &error) {
        return notCopied(file, exchange.part, error);
    } catch (const Stopped &) {
        return cancelled(Words::tr("%1 was not restored").arg(file));
    }
    if (const auto ready = makeReady(exchange); !ready.ok())
        return ready.error();
    return exchange.aside;
}

void backUpBeforeMigration(Database &database) {
    const auto version = database.integer("PRAGMA user_version");
    if (version <= 0 || version >= schemaVersion)
        return;
    const auto path = QStringLiteral("%1.v%2").arg(database.path()).arg(version);
    const auto part = path + QStringLiteral(".part");
    writeCopy(database, part, nullptr, {});
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) != 0) {
        removeWithJournals(part);
        throw SqliteError(SQLITE_IOERR, Words::tr("%1 cannot be written").arg(path));
    }
    syncFolderOf(path);
    removeCopies(database.path(), path);
}

void removeMigrationCopies(const QString &library) {
    removeCopies(library, {});
}

} // namespace docchat::index
