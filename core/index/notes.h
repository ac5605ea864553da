#pragma once

#include "index/sqlite.h"
#include "model/note.h"

#include <vector>

/// What is pinned, in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

/// The newest first; those of a collection that is gone are of all documents (0).
[[nodiscard]] std::vector<Note> notesOf(Database &database, qint64 collection);
/// A new one gets its id and time here; one that was removed keeps them. Its id.
qint64 addNote(Database &database, const Note &note);
/// False: it is not there any more.
bool changeNote(Database &database, qint64 id, const QString &text);
bool removeNote(Database &database, qint64 id);

} // namespace docchat::index
