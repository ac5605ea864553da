#pragma once

#include <QByteArray>
#include <QList>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace docchat {

/// A run of characters on one line whose boxes touch: a word. Coordinates are points from the page's top
/// left.
struct LayoutWord {
    qsizetype start = 0;   ///< of its first UTF-16 code unit in the page's text
    bool vertical = false; ///< characters follow each other downwards (rotated text)
    QRectF box;            ///< around all of it
    std::vector<double>
        edges; ///< one more than there are code units: where each begins, along x (or y if vertical)

    [[nodiscard]] qsizetype length() const { return qsizetype(edges.size()) - 1; }
};

/// Where the characters of a page stand; stored beside its text. Pure.
class PageLayout {
public:
    explicit PageLayout(QSizeF pageSize = {}) : m_size(pageSize) {}

    void add(LayoutWord word) { m_words.push_back(std::move(word)); }
    [[nodiscard]] const std::vector<LayoutWord> &words() const { return m_words; }

    /// The rectangles that cover the code units [start, end) of the page's text: one a line, in points.
    [[nodiscard]] QList<QRectF> rects(qsizetype start, qsizetype end) const;

    /// Before which code unit of the page's text a point lies, on the word that is nearest to it; a line
    /// above or below is farther away than anything on the same one. nullopt: there are no words.
    [[nodiscard]] std::optional<qsizetype> offsetAt(QPointF point) const;

    /// Little-endian; coordinates to a 65,535th of the page.
    [[nodiscard]] QByteArray encode() const;

    /// nullopt for bytes that encode() did not make; never reads beyond them.
    [[nodiscard]] static std::optional<PageLayout> decode(const QByteArray &bytes, QSizeF pageSize);

private:
    QSizeF m_size;
    std::vector<LayoutWord> m_words; ///< in the order of the text
};

} // namespace docchat
