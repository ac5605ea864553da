#pragma once

#include "model/layout.h"

#include <QHash>
#include <QString>

#include <compare>

namespace docchat::ui {

/// The words of a page and where they stand.
struct PageWords {
    QString text;
    PageLayout layout;
    qsizetype start = 0; ///< of the page, in the text of its document
};

/// A place between two characters of a document of pages.
struct PagePlace {
    int page = 0;
    qsizetype offset = 0; ///< UTF-16 code units of the page's text

    auto operator<=>(const PagePlace &) const = default;
};

/// What is selected on pages, from where it was begun to where it has got. Knows the words of the pages that
/// it was told. Pure.
class PageSelection {
public:
    void setWords(int page, PageWords words) { m_words.insert(page, std::move(words)); }
    [[nodiscard]] bool knows(int page) const { return m_words.contains(page); }
    void forget();                          ///< the words too
    void forgetAllBut(int first, int last); ///< the words of pages that are neither these nor selected
    [[nodiscard]] qsizetype pages() const { return m_words.size(); } ///< whose words are known

    /// The place nearest to a point of a page, in points; nullopt: its words are not known, or it has none.
    [[nodiscard]] std::optional<PagePlace> placeAt(int page, QPointF point) const;
    /// Is there a word at the point?
    [[nodiscard]] bool isOnWord(int page, QPointF point) const;

    void begin(PagePlace place);
    void extendTo(PagePlace place) { m_head = place; }
    void selectWord(PagePlace place);
    void selectPage(int page);
    void clear() { m_anchor = m_head = {}; }

    [[nodiscard]] bool isEmpty() const { return m_anchor == m_head; }
    [[nodiscard]] PagePlace first() const { return std::min(m_anchor, m_head); }
    [[nodiscard]] PagePlace last() const { return std::max(m_anchor, m_head); }
    /// The selected words, pages parted by a blank line.
    [[nodiscard]] QString text() const;
    /// The same as positions in the text of the document: from the first to behind the last.
    [[nodiscard]] std::pair<qsizetype, qsizetype> range() const;
    /// What is selected of a page, in points: one rectangle a line.
    [[nodiscard]] QList<QRectF> rects(int page) const;

private:
    [[nodiscard]] std::pair<qsizetype, qsizetype> rangeOn(int page) const;

    QHash<int, PageWords> m_words;
    PagePlace m_anchor;
    PagePlace m_head;
};

} // namespace docchat::ui
