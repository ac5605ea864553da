#include "index/backup.h"

#include "index/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <sqlite3.h>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace docchat::index {
namespace {

constexpr int allPages = -1;

void copyInto(Database &copy, Database &database) {
    auto *backup = sqlite3_backup_init(copy.handle(), "main", database.handle(), "main");
    if (!backup)
        copy.fail(sqlite3_extended_errcode(copy.handle()));
    sqlite3_backup_step(backup, allPages);
    if (const int result = sqlite3_backup_finish(backup); result != SQLITE_OK)
        throw SqliteError(result, QString::fromUtf8(sqlite3_errstr(result)));
}

/// A new name is on the disk once its folder is.
void syncFolderOf(const QString &path) {
    const int folder =
        ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

void removeWithJournals(const QString &path) {
    for (const auto *ending : {"", "-journal", "-wal", "-shm"})
        QFile::remove(path + QLatin1StringView(ending));
}

void removeOthers(const QString &library, const QString &kept) {
    static const QRegularExpression version(QStringLiteral("\\.v[0-9]+$"));
    const QFileInfo info(library);
    const auto copies = info.dir().entryInfoList({info.fileName() + QStringLiteral(".v*")}, QDir::Files);
    for (const auto &copy : copies) {
        if (copy.absoluteFilePath() != kept && version.match(copy.fileName()).hasMatch())
            QFile::remove(copy.absoluteFilePath());
    }
}

} // namespace

void backUp(Database &database, const QString &path) {
    const auto beside = path + QStringLiteral(".part");
    removeWithJournals(beside); // of a program that was killed
    try {
        Database copy(beside, Database::Mode::ReadWrite);
        QFile::setPermissions(beside, QFile::ReadOwner | QFile::WriteOwner);
        copyInto(copy, database);
    } catch (const SqliteError &) {
        removeWithJournals(beside);
        throw;
    }
    if (std::rename(QFile::encodeName(beside).constData(), QFile::encodeName(path).constData()) != 0) {
        removeWithJournals(beside);
        throw SqliteError(SQLITE_IOERR, QStringLiteral("%1 cannot be written").arg(path));
    }
    syncFolderOf(path);
}

void backUpBeforeMigration(Database &database) {
    const auto version = database.integer("PRAGMA user_version");
    if (version <= 0 || version >= schemaVersion)
        return;
    const auto path = QStringLiteral("%1.v%2").arg(database.path()).arg(version);
    backUp(database, path);
    removeOthers(database.path(), path);
}

} // namespace docchat::index
