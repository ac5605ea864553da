#pragma once

#include "index/sqlite.h"

#include <QStringList>

namespace docchat::index {

/// What the documents that were added last are about: some of their headings, without their numbers, from
/// each in turn. At most `most`. Of the documents in a collection; 0: of all. Throws SqliteError; any thread
/// that may read.
[[nodiscard]] QStringList newestHeadings(Database &database, int most, qint64 collection = 0);

} // namespace docchat::index
