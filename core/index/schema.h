#pragma once

#include "index/sqlite.h"

namespace docchat::index {

/// "DocC": what makes the file ours.
constexpr qint64 applicationId = 0x446F6343;

/// The schema that this program writes.
constexpr int schemaVersion = 15;

/// Throws SqliteError (SQLITE_MISUSE, a sentence for people) when the file is another program's, a newer
/// DocChat's, or not whole.
void checkOurs(Database &database);

/// Brings an empty or older database to `version` (tests make old ones), in one transaction. Throws
/// SqliteError; SQLITE_MISUSE with a sentence for people when the file belongs to another program or to a
/// newer DocChat.
void migrate(Database &database, int version = schemaVersion);

/// Makes the word indexes follow the passages and the messages, and notes that removed bytes are in the files
/// still; once, on the connection that writes.
void followWords(Database &database);

/// Notes that words were removed which the files still hold: as a part of the removal, so that it is known
/// whatever happens then. What removes passages does so by itself.
void oweScrub(Database &database);
[[nodiscard]] bool owesScrub(Database &database);

/// Makes one segment of all of a word index. Each FTS5 'optimize' of SQLite before 3.42 adds a level, and
/// past 2,000 of them the index counts as damaged: so it is now and then made anew.
void optimiseWords(Database &database, const QByteArray &table);

/// integrity_check, foreign_key_check and FTS5's own check; the findings, empty when all is well.
[[nodiscard]] QStringList checkIntegrity(Database &database);

} // namespace docchat::index
