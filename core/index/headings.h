#pragma once

#include "index/sqlite.h"

#include <QStringList>

namespace docchat::index {

/// What the documents that were added last are about: some of their headings, without their numbers, from
/// each in turn. At most `most`. Throws SqliteError; any thread that may read.
[[nodiscard]] QStringList newestHeadings(Database &database, int most);

} // namespace docchat::index
