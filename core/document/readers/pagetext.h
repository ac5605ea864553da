#pragma once

#include "model/document.h"
#include "model/layout.h"

#include <QString>

#include <deque>
#include <vector>

namespace docchat::document {

/// A word as a parser finds it on a page: one box a character (code point of `text`), points from the top
/// left.
struct FoundWord {
    QString text;
    std::vector<QRectF> boxes;
    bool spaceAfter = false;
    bool endsLine = false;
};

/// What a page says beside its text: a comment, the value of a form's field. `box`: where it stands, points.
struct PageNote {
    QString text;
    QRectF box;
};

struct TextLine;

/// Makes the normalised text of pages out of words in reading order: lines unwrapped, hyphenated ends joined,
/// NFKC, paragraphs parted by a blank line, a table's row a paragraph whose cells are parted by tabs (one
/// more for each empty cell between them), every code unit with its box. Leaves out page numbers, line
/// numbers in the margin, and running heads from their second appearance on (so it is used for the pages of
/// one document in order; any order is correct, only less tidy). Pure.
class PageTextBuilder {
public:
    /// `size`: of the page, points. `notes` follow the text, a paragraph each.
    [[nodiscard]] Page build(int number, QSizeF size, const std::vector<FoundWord> &words,
                             const std::vector<PageNote> &notes = {});

private:
    void dropFurniture(std::vector<TextLine> &lines, QSizeF size);

    std::deque<QString> m_heads; ///< running heads of the last pages, digits taken out
};

} // namespace docchat::document
