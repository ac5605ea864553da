#pragma once

#include "document/readers/textline.h"

namespace docchat::document {

/// Makes rows of the tables that it is sure of: poppler gives their cells column by column. A table is at
/// least three rows whose cells lie side by side on one baseline in columns that are aligned and parted by
/// gutters, with nothing else in between; columns of prose, of verse or of names, lists, contents and
/// numbered listings are not. Words are neither changed nor added. Pure.
[[nodiscard]] std::vector<TextLine> withTablesByRows(std::vector<TextLine> lines);

} // namespace docchat::document
