#include "source/pageselection.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace docchat::ui {

void PageSelection::forget() {
    m_words.clear();
    clear();
}

void PageSelection::forgetAllBut(int first, int last) {
    if (!isEmpty()) {
        first = std::min(first, this->first().page);
        last = std::max(last, this->last().page);
    }
    m_words.removeIf([=](const auto &words) { return words.key() < first || words.key() > last; });
}

std::optional<PagePlace> PageSelection::placeAt(int page, QPointF point) const {
    const auto words = m_words.constFind(page);
    if (words == m_words.constEnd())
        return std::nullopt;
    const auto offset = words->layout.offsetAt(point);
    return offset ? std::optional(PagePlace{page, *offset}) : std::nullopt;
}

bool PageSelection::isOnWord(int page, QPointF point) const {
    const auto words = m_words.constFind(page);
    return words != m_words.constEnd() &&
           std::ranges::any_of(words->layout.words(),
                               [point](const LayoutWord &word) { return word.box.contains(point); });
}

void PageSelection::begin(PagePlace place) {
    m_anchor = place;
    m_head = place;
}

void PageSelection::selectWord(PagePlace place) {
    const auto text = m_words.value(place.page).text;
    auto at = std::min(place.offset, text.size());
    if (at > 0 && (at == text.size() || text[at].isSpace())) // behind the word that was meant
        --at;
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, text);
    words.setPosition(at);
    if (!words.isAtBoundary())
        words.toPreviousBoundary();
    m_anchor = {place.page, std::max<qsizetype>(0, words.position())};
    const auto end = words.toNextBoundary();
    m_head = {place.page, end < 0 ? text.size() : end};
}

void PageSelection::selectPage(int page) {
    m_anchor = {page, 0};
    m_head = {page, m_words.value(page).text.size()};
}

/// The code units of a page that are selected.
std::pair<qsizetype, qsizetype> PageSelection::rangeOn(int page) const {
    const auto from = first();
    const auto to = last();
    if (isEmpty() || page < from.page || page > to.page)
        return {0, 0};
    const auto size = m_words.value(page).text.size();
    return {page == from.page ? std::min(from.offset, size) : 0,
            page == to.page ? std::min(to.offset, size) : size};
}

QString PageSelection::text() const {
    QStringList pages;
    for (int page = first().page; !isEmpty() && page <= last().page; ++page) {
        const auto [start, end] = rangeOn(page);
        if (end > start)
            pages += m_words.value(page).text.mid(start, end - start).trimmed();
    }
    return pages.join(QStringLiteral("\n\n"));
}

std::pair<qsizetype, qsizetype> PageSelection::range() const {
    const auto positionOf = [this](PagePlace place) {
        return m_words.value(place.page).start + place.offset;
    };
    return {positionOf(first()), positionOf(last())};
}

QList<QRectF> PageSelection::rects(int page) const {
    const auto words = m_words.constFind(page);
    const auto [start, end] = rangeOn(page);
    return words == m_words.constEnd() || end <= start ? QList<QRectF>() : words->layout.rects(start, end);
}

} // namespace docchat::ui
