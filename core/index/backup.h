#pragma once

#include "index/sqlite.h"

namespace docchat::index {

/// A copy of the whole database at `path`, in the place of what was there; only the person may read it. It is
/// written beside and renamed, so that `path` holds a whole copy or the one before. Throws SqliteError.
void backUp(Database &database, const QString &path);

/// Before an older library is brought to this version: a copy of it is kept beside it, as library.sqlite.v8,
/// and those of versions before are removed. Throws SqliteError; SQLITE_FULL when there is no room for it.
void backUpBeforeMigration(Database &database);

} // namespace docchat::index
