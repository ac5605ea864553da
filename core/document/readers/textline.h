#pragma once

#include "document/readers/pagetext.h"

namespace docchat::document {

/// A word and the box around all of it.
struct PlacedWord {
    const FoundWord *word = nullptr;
    QRectF box;
};

/// A line of a page, or a row of a table, its words in the order they are read.
struct TextLine {
    void add(const PlacedWord &placed);
    [[nodiscard]] bool isRow() const { return !columns.empty(); }

    std::vector<PlacedWord> words;
    std::vector<size_t> columns; ///< of a row: the column of each word, from 0; empty for a line
    QRectF box;
    QString text;
    double height = 0;
};

/// The box around all of a word's characters.
[[nodiscard]] PlacedWord placed(const FoundWord &word);

/// Words up to each line's end; words without text or boxes are left out.
[[nodiscard]] std::vector<TextLine> linesOf(const std::vector<FoundWord> &words);

} // namespace docchat::document
