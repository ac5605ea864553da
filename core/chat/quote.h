#pragma once

#include "chat/retrieve.h"

#include <vector>

namespace docchat::chat {

/// How well the best passages fit a question.
enum class Fit { Good, Weak, None };

/// Sentences of the documents, word for word, that answer a question; without a model.
struct Quotes {
    Fit fit = Fit::None;
    std::vector<Citation> citations; ///< best first, without boxes; with Fit::None the closest passages
};

constexpr size_t usualQuotes = 3;

/// The best sentences, at most `most` quotes (from 1) of 5 to 60 words, from more than one document where
/// more than one fits. Neighbouring sentences are one quote. A quote of a PDF stands on one page. It has
/// fewer words only where a paragraph has, or the part of a sentence before and after the end of a page.
/// Pure.
[[nodiscard]] Quotes quote(const QString &question, const index::Found &found, size_t most = usualQuotes);

/// The words of a passage that carry a claim best, as a citation without number and boxes. verified: enough
/// of the claim's words and all of its figures stand in the passage. Of a PDF, the words stand on one page.
/// Pure.
[[nodiscard]] Citation citeFor(const QString &claim, const index::Hit &hit);

/// Looks up the page, the place and the rectangles of a citation.
void locate(index::Database &database, Citation &citation);

} // namespace docchat::chat
