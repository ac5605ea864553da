#pragma once

#include "base/result.h"
#include "index/sqlite.h"

#include <QDateTime>

#include <atomic>
#include <stop_token>

/// Copies of a library: the person's backups, and those from before a migration. These block; any thread.
namespace docchat::index {

/// How far a copy has come, in the database's pages; read by any thread.
struct CopyProgress {
    std::atomic<qint64> done = 0;
    std::atomic<qint64> total = 0;
};

/// Writes a copy of the library, as it is now, to `path` while it is in use. It is written beside, looked
/// through and renamed, so that `path` holds a whole backup or what it held before; only the person may read
/// it. Errors: Usage, something is there and may not be replaced; Disk, naming the file; Cancelled.
Status backUpTo(const QString &library, const QString &path, bool replace, CopyProgress *progress = nullptr,
                const std::stop_token &stop = {});

/// What a backup holds.
struct BackupContents {
    int version = 0; ///< of its schema
    int chats = 0;
    int documents = 0;
    QDateTime changed; ///< the file
};

/// "12 chats and 340 documents"
[[nodiscard]] QString summary(const BackupContents &contents);

/// Looks whether a file could be restored: it is ours, not of a newer DocChat, and sound. Errors: Missing,
/// Unsupported, Damaged, naming it; Cancelled.
Result<BackupContents> lookAtBackup(const QString &file, const std::stop_token &stop = {});

/// Copies a backup, which was looked at, beside the library, so that the next finishExchange() puts it in the
/// place of the present one. Gives the name under which that one will be kept. Errors: Usage, it is the
/// library itself; Disk; Cancelled.
Result<QString> prepareRestore(const QString &library, const QString &file, CopyProgress *progress = nullptr,
                               const std::stop_token &stop = {});

/// Before an older library is brought to this version: a copy of it is kept beside it, as library.sqlite.v8,
/// and those of versions before are removed. Throws SqliteError; SQLITE_FULL when there is no room for it.
void backUpBeforeMigration(Database &database);

/// Removes those copies: they hold the text also of documents that are removed later.
void removeMigrationCopies(const QString &library);

} // namespace docchat::index
