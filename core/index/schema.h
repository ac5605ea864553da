#pragma once

#include "index/sqlite.h"

namespace docchat::index {

/// "DocC": what makes the file ours.
constexpr qint64 applicationId = 0x446F6343;

/// The schema that this program writes.
constexpr int schemaVersion = 13;

/// Throws SqliteError (SQLITE_MISUSE, a sentence for people) when the file is another program's, a newer
/// DocChat's, or not whole.
void checkOurs(Database &database);

/// Brings an empty or older database to `version` (tests make old ones), in one transaction. Throws
/// SqliteError; SQLITE_MISUSE with a sentence for people when the file belongs to another program or to a
/// newer DocChat.
void migrate(Database &database, int version = schemaVersion);

/// Makes the word indexes follow the passages and the messages; once, on the connection that writes.
void followWords(Database &database);

/// integrity_check, foreign_key_check and FTS5's own check; the findings, empty when all is well.
[[nodiscard]] QStringList checkIntegrity(Database &database);

} // namespace docchat::index
