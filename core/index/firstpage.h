#pragma once

#include <QString>

namespace docchat::index {

/// A library's first page says where all tables begin; with it gone SQLite reads nothing. What it pointed to,
/// the rows of the schema, lies on other pages: `copy` becomes a copy of the library with a first page made
/// anew from those. False: none were found, or there is no room. Leaves the library as it is. The format is
/// SQLite's, fileformat2.html.
[[nodiscard]] bool copyWithNewFirstPage(const QString &library, const QString &copy);

} // namespace docchat::index
