#pragma once

#include "index/search.h"

#include <vector>

namespace docchat::chat {

/// What of a passage is shown to a model: some of its sentences.
struct Excerpt {
    qsizetype hit = 0;                    ///< in Found::hits
    std::vector<index::TextRange> ranges; ///< in the passage's text, in order, apart from each other
};

/// About how many tokens a model makes of a text: four letters of Latin script each, two of other alphabets,
/// one for each Chinese, Japanese, Korean or Thai character. Pure.
[[nodiscard]] double estimateTokens(QStringView text);

/// The best sentences with a neighbour on each side, as many as fit into the budget (tokens); then whole
/// passages of which no sentence was ranked. In the order of each passage's best sentence; the first sentence
/// is always there. Pure.
[[nodiscard]] std::vector<Excerpt> pickExcerpts(const index::Found &found, double tokenBudget);

/// The words of an excerpt; what is left out shows as "…". Pure.
[[nodiscard]] QString textOf(const Excerpt &excerpt, const index::Hit &hit);

} // namespace docchat::chat
