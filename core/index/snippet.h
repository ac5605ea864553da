#pragma once

#include "index/quote.h"

#include <QString>

#include <vector>

namespace docchat::index {

/// A part of a passage on one line, and where in it the words stand that were looked for.
struct Snippet {
    QString text;
    std::vector<TextRange> marks; ///< in order, apart from each other
};

/// About `length` characters of `passage` around the place with most of the terms, with … where
/// something is left out. White space is single. Pure; any thread.
[[nodiscard]] Snippet snippetOf(const QString &passage, const Terms &terms, qsizetype length = 180);

} // namespace docchat::index
