#include "index/snippet.h"

#include "index/analysis.h"

#include <QSet>

#include <algorithm>

namespace docchat::index {
namespace {

struct Place {
    TextRange range;
    QString term;
};

/// Where the terms stand in a text.
std::vector<Place> placesOf(const QString &text, const Terms &terms) {
    const QSet<QString> wanted(terms.stems.begin(), terms.stems.end());
    std::vector<Place> places;
    for (auto &token : analyse(text, terms.language)) {
        if (wanted.contains(token.term))
            places.push_back({{token.start, token.start + token.length}, std::move(token.term)});
    }
    return places;
}

/// The first of the places from which `length` characters hold the most different terms.
qsizetype bestStart(const std::vector<Place> &places, qsizetype length) {
    qsizetype best = 0;
    qsizetype most = 0;
    for (auto from = places.begin(); from != places.end(); ++from) {
        QSet<QString> held;
        for (auto at = from; at != places.end() && at->range.end - from->range.start <= length; ++at)
            held.insert(at->term);
        if (held.size() > most) {
            most = held.size();
            best = from->range.start;
        }
    }
    return best;
}

/// The nearest beginning of a word at or after `at`, if there is one close by; never inside a surrogate pair.
qsizetype wordStart(const QString &text, qsizetype at) {
    constexpr qsizetype close = 20;
    for (auto i = at; i < std::min(text.size(), at + close); ++i) {
        if (i > 0 && text[i - 1].isSpace())
            return i;
    }
    return at < text.size() && text[at].isLowSurrogate() ? at + 1 : at;
}

qsizetype wordEnd(const QString &text, qsizetype at) {
    constexpr qsizetype close = 20;
    for (auto i = at; i > std::max<qsizetype>(0, at - close); --i) {
        if (i < text.size() && text[i].isSpace())
            return i;
    }
    return at < text.size() && text[at].isLowSurrogate() ? at - 1 : at;
}

} // namespace

Snippet snippetOf(const QString &passage, const Terms &terms, qsizetype length) {
    const auto flat = passage.simplified();
    const auto places = placesOf(flat, terms);
    constexpr qsizetype before = 40; // characters that lead to the first mark
    const auto first = std::max<qsizetype>(0, bestStart(places, length - before) - before);
    const auto latest = std::max<qsizetype>(0, flat.size() - length);
    const auto start = first == 0 ? 0 : wordStart(flat, std::min(first, latest));
    const auto end = start + length >= flat.size() ? flat.size() : wordEnd(flat, start + length);
    Snippet snippet{flat.mid(start, end - start), {}};
    const auto shift = start > 0 ? 1 - start : 0;
    if (start > 0)
        snippet.text.prepend(u'…');
    if (end < flat.size())
        snippet.text += u'…';
    for (const auto &place : places) {
        if (place.range.start < start || place.range.end > end)
            continue;
        const TextRange mark{place.range.start + shift, place.range.end + shift};
        if (!snippet.marks.empty() && mark.start <= snippet.marks.back().end) // pieces of Chinese overlap
            snippet.marks.back().end = std::max(snippet.marks.back().end, mark.end);
        else
            snippet.marks.push_back(mark);
    }
    return snippet;
}

} // namespace docchat::index
