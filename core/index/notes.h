#pragma once

#include "index/sqlite.h"
#include "model/note.h"

#include <vector>

/// What is pinned, in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<Note> notesOf(Database &database, qint64 collection); ///< the newest first
[[nodiscard]] int noteCount(Database &database, qint64 collection);
/// A new one gets its id and time here; one that was removed keeps them. Its id.
qint64 addNote(Database &database, const Note &note);
/// False: it is not there any more.
bool changeNote(Database &database, qint64 id, const QString &text);
bool removeNote(Database &database, qint64 id);

} // namespace docchat::index
