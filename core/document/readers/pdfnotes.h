#pragma once

#include "document/readers/pagetext.h"

namespace Poppler {
class Page;
}

namespace docchat::document {

/// What a page of a PDF says beside its text: "name: value" of filled form fields, "author: comment" of
/// annotations and their replies. Left out: what is hidden, what the page's text shows at the same place (the
/// drawn value of a field, the text of a box), links. `size`: of the page, points; `words`: its text.
[[nodiscard]] std::vector<PageNote> notesOf(const Poppler::Page &page, QSizeF size,
                                            const std::vector<FoundWord> &words);

} // namespace docchat::document
