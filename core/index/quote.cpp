#include "index/quote.h"

#include "index/analysis.h"

#include <QSet>

#include <algorithm>
#include <tuple>
#include <vector>

namespace docchat::index {
namespace {

constexpr double shortest = 5; ///< words
constexpr double longest = 60; ///< words

bool isClauseSign(QChar c) {
    return QStringView(u";:,—–،؛；：，、").contains(c);
}

/// Signs that need no gap behind them.
bool isWideSign(QChar c) {
    return QStringView(u"—；：，、").contains(c);
}

double wordsIn(QStringView passage, TextRange range) {
    return countWords(part(passage, range));
}

/// Whether nothing but white space without a blank line lies between two neighbouring sentences.
bool isSameParagraph(QStringView passage, TextRange first, TextRange second) {
    const auto gap = part(passage, {first.end, second.start});
    return gap.count(u'\n') < 2 && !gap.contains(QChar(QChar::ParagraphSeparator));
}

/// Adds whole sentences behind, else before, until the range is long enough.
TextRange extended(QStringView passage, TextRange range) {
    const auto all = sentences(passage);
    while (wordsIn(passage, range) < shortest) {
        const auto next =
            std::find_if(all.begin(), all.end(), [&](TextRange other) { return other.start >= range.end; });
        const auto after =
            std::find_if(all.rbegin(), all.rend(), [&](TextRange o) { return o.end <= range.start; });
        if (next != all.end() && isSameParagraph(passage, range, *next))
            range.end = next->end;
        else if (after != all.rend() && isSameParagraph(passage, *after, range))
            range.start = after->start;
        else
            break;
    }
    return range;
}

/// Adds to `places` cuts between words, so that no stretch from the last of them to `end` is too long to
/// quote.
void cutBetweenWords(std::vector<qsizetype> &places, QStringView passage, qsizetype end) {
    constexpr char16_t firstWide = 0x2E80; // Chinese, Japanese and Korean have no gaps to cut at
    for (auto i = places.back() + 1; i < end; ++i) {
        const bool gap =
            passage[i - 1].isSpace() || (passage[i].unicode() >= firstWide && !passage[i].isLowSurrogate());
        if (gap && wordsIn(passage, {places.back(), i}) >= longest / 2)
            places.push_back(i);
    }
}

/// Where a quotation from `range` may begin or end: between clauses, and between words where these are too
/// long.
std::vector<qsizetype> cuts(QStringView passage, TextRange range) {
    std::vector<qsizetype> places{range.start};
    for (auto i = range.start + 1; i <= range.end; ++i) {
        const auto sign = passage[i - 1];
        const bool clause = isWideSign(sign) || (isClauseSign(sign) && i < range.end && passage[i].isSpace());
        if (!clause && i < range.end)
            continue;
        if (wordsIn(passage, {places.back(), i}) > longest)
            cutBetweenWords(places, passage, i);
        places.push_back(i);
    }
    return places;
}

/// The stretch between two cuts that has the most terms; of several the longest.
TextRange richest(QStringView passage, const std::vector<qsizetype> &places, const Terms &terms) {
    TextRange best{places.front(), places.back()};
    std::tuple most{-1.0, 0.0}; // terms, words
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        QSet<QString> found;
        double words = 0;
        for (auto j = i + 1; j < places.size() && words <= longest; ++j) {
            const TextRange piece{places[j - 1], places[j]};
            words += wordsIn(passage, piece);
            for (const auto &token : analyse(part(passage, piece), terms.language)) {
                if (terms.stems.contains(token.term))
                    found.insert(token.term);
            }
            const std::tuple now{static_cast<double>(found.size()), words};
            if (words >= shortest && words <= longest && now > most) {
                most = now;
                best = {places[i], places[j]};
            }
        }
    }
    return best;
}

/// Without the white space around it, nor the sign of the clause that was cut off behind it.
TextRange trimmed(QStringView passage, TextRange range, qsizetype sentenceEnd) {
    const auto isLoose = [&](QChar c) { return c.isSpace() || (range.end < sentenceEnd && isClauseSign(c)); };
    while (range.start < range.end && passage[range.start].isSpace())
        ++range.start;
    while (range.end > range.start && isLoose(passage[range.end - 1]))
        --range.end;
    return range;
}

} // namespace

TextRange quoteRange(QStringView passage, TextRange sentence, const Terms &terms) {
    const auto whole = extended(passage, sentence);
    if (wordsIn(passage, whole) <= longest)
        return whole;
    return trimmed(passage, richest(passage, cuts(passage, whole), terms), whole.end);
}

} // namespace docchat::index
