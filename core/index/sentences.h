#pragma once

#include <QStringView>

#include <vector>

namespace docchat::index {

/// A stretch of a text: UTF-16 code units, `end` excluded.
struct TextRange {
    qsizetype start = 0;
    qsizetype end = 0;

    [[nodiscard]] qsizetype length() const { return end - start; }
    bool operator==(const TextRange &) const = default;
};

/// The part of `text` that `range` covers.
[[nodiscard]] inline QStringView part(QStringView text, TextRange range) {
    return text.sliced(range.start, range.length());
}

/// The sentences of `text` in order, without the white space around them. A blank line always ends one, a
/// single line break never. Closing quotes and brackets belong to the sentence that they end. Any thread.
[[nodiscard]] std::vector<TextRange> sentences(QStringView text);

} // namespace docchat::index
