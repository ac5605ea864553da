#include "chat/quote.h"

#include "index/analysis.h"
#include "index/documents.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace docchat::chat {
namespace {

constexpr double nearlyAsGood = 0.62; // of the best sentence's score
constexpr double enoughOfClaim = 0.4; // of its words
constexpr double fewestWords = 5;     // of a quote
constexpr double mostWords = 60;

/// Whether a page of a PDF ends at `i`: its pages are joined by one line feed, its paragraphs by two.
bool isPageBreak(QStringView text, qsizetype i) {
    const auto isLineFeed = [&](qsizetype at) {
        return at >= 0 && at < text.size() && text[at] == QLatin1Char('\n');
    };
    return isLineFeed(i) && !isLineFeed(i - 1) && !isLineFeed(i + 1);
}

/// Whether the word before `i` goes on behind the break there.
bool isHyphenated(QStringView text, qsizetype i) {
    return i > 1 && QStringView(u"-\u2010\u00AD").contains(text[i - 1]) && text[i - 2].isLetter();
}

/// Without the white space around it.
index::TextRange trimmed(QStringView text, index::TextRange range) {
    while (range.start < range.end && text[range.start].isSpace())
        ++range.start;
    while (range.end > range.start && text[range.end - 1].isSpace())
        --range.end;
    return range;
}

/// Without a first or last word that is broken at the end of a page; a lone word stays.
index::TextRange withoutBrokenWords(QStringView text, index::TextRange page) {
    const auto isGap = [&](qsizetype i) { return text[i].isSpace(); };
    auto whole = page;
    if (isPageBreak(text, page.start - 1) && isHyphenated(text, page.start - 1)) {
        while (whole.start < whole.end && !isGap(whole.start))
            ++whole.start;
    }
    if (isPageBreak(text, page.end) && isHyphenated(text, page.end)) {
        while (whole.end > whole.start && !isGap(whole.end - 1))
            --whole.end;
    }
    whole = trimmed(text, whole);
    return whole.length() > 0 ? whole : page;
}

qsizetype countTerms(QStringView text, const index::Terms &terms) {
    QStringList stems;
    for (const auto &token : index::analyse(text, terms.language))
        stems += token.term;
    return std::count_if(terms.stems.begin(), terms.stems.end(),
                         [&](const QString &term) { return stems.contains(term); });
}

/// The part of a range that stands on one page: the one with the most of `terms` that is long enough to
/// quote, or else the longest.
index::TextRange onOnePage(QStringView text, index::TextRange range, const index::Terms &terms) {
    auto best = range;
    std::tuple most{false, qsizetype{-1}, 0.0}; // long enough, terms, words
    auto start = range.start;
    for (auto i = range.start; i <= range.end; ++i) {
        if (i < range.end && !isPageBreak(text, i))
            continue;
        const auto page = withoutBrokenWords(text, {start, i});
        const auto words = index::countWords(index::part(text, page));
        const bool enough = words >= fewestWords;
        const std::tuple now{enough, enough ? countTerms(index::part(text, page), terms) : 0, words};
        if (now > most) {
            most = now;
            best = page;
        }
        start = i + 1;
    }
    return best;
}

/// What a question asks for, in the words of a passage's language.
index::Terms termsFor(const QString &question, const index::Hit &hit) {
    return {index::queryTerms(question, hit.passage.language), hit.passage.language};
}

/// The words of a passage to quote for one of its sentences.
index::TextRange quotable(const index::Hit &hit, index::TextRange sentence, const index::Terms &terms) {
    const auto range = index::quoteRange(hit.passage.text, sentence, terms);
    return hit.kind == DocumentKind::Pdf ? onOnePage(hit.passage.text, range, terms) : range;
}

Citation citation(const index::Hit &hit, index::TextRange range) {
    Citation citation;
    citation.document = hit.passage.document;
    citation.passage = hit.passage.id;
    citation.name = hit.name;
    citation.within = hit.within;
    citation.kind = hit.kind;
    citation.page = hit.passage.firstPage;
    citation.start = hit.passage.start + range.start;
    citation.end = hit.passage.start + range.end;
    citation.quote = index::part(hit.passage.text, range).toString();
    citation.verified = true; // to the letter, by construction
    return citation;
}

bool overlaps(const Citation &a, const Citation &b) {
    return a.document == b.document && a.start < b.end && b.start < a.end;
}

/// A heading, or a cell of a table: too little to say something by itself.
bool isTooShort(const Citation &citation) {
    return index::countWords(citation.quote) < fewestWords;
}

/// Makes one quote of two that stand side by side in a paragraph, on one page, if it is not too long.
bool join(Citation &quote, const Citation &next, const index::Hit &hit) {
    if (quote.passage != next.passage)
        return false;
    const auto &text = hit.passage.text;
    const auto base = hit.passage.start;
    const index::TextRange gap{std::min(quote.end, next.end) - base,
                               std::max(quote.start, next.start) - base};
    const auto between = index::part(text, gap);
    const int lineFeeds = hit.kind == DocumentKind::Pdf ? 0 : 1; // a page break, or a line's
    if (!between.trimmed().isEmpty() || between.count(QLatin1Char('\n')) > lineFeeds)
        return false;
    const index::TextRange both{std::min(quote.start, next.start) - base,
                                std::max(quote.end, next.end) - base};
    if (index::countWords(index::part(text, both)) > mostWords)
        return false;
    quote = citation(hit, both);
    return true;
}

/// Joins `next` to the quote beside it. False: it stands apart from all, and no part of it is quoted yet.
bool mergeInto(std::vector<Citation> &quotes, const Citation &next, const index::Hit &hit) {
    return std::any_of(quotes.begin(), quotes.end(),
                       [&](const Citation &quote) { return overlaps(quote, next); }) ||
           std::any_of(quotes.begin(), quotes.end(), [&](Citation &quote) { return join(quote, next, hit); });
}

/// The best quote of another document takes the last place, if it scores enough and all are of one.
void makeRoomForOtherDocument(std::vector<Citation> &quotes, const index::Found &found, double enough,
                              const QString &question) {
    const auto isOther = [first = quotes.front().document](const Citation &other) {
        return other.document != first;
    };
    if (std::any_of(quotes.begin(), quotes.end(), isOther))
        return;
    for (const auto &sentence : found.sentences) {
        if (sentence.score < enough)
            return;
        const auto &hit = found.hits[size_t(sentence.candidate)];
        auto next = citation(hit, quotable(hit, sentence.range, termsFor(question, hit)));
        if (isOther(next) && !isTooShort(next)) {
            quotes.back() = std::move(next);
            return;
        }
    }
}

Fit fitOf(const QString &question, const index::Found &found) {
    if (found.sentences.empty())
        return Fit::None;
    const double best = found.sentences.front().score;
    if (best < index::notFoundThreshold(question, found.corpusPassages))
        return Fit::None;
    return best < index::weakThreshold(question, found.corpusPassages) ? Fit::Weak : Fit::Good;
}

QStringList figures(const QString &text) {
    static const QRegularExpression figure(QStringLiteral("\\d[\\d.,]*\\d|\\d"));
    QStringList found;
    for (auto matches = figure.globalMatch(text); matches.hasNext();)
        found += matches.next().captured();
    return found;
}

} // namespace

Quotes quote(const QString &question, const index::Found &found, size_t most) {
    Quotes quotes;
    quotes.fit = fitOf(question, found);
    if (found.sentences.empty())
        return quotes;
    const auto enough = found.sentences.front().score * nearlyAsGood;
    for (const auto &sentence : found.sentences) {
        const bool isFirst = quotes.citations.empty();
        if (!isFirst && sentence.score < enough)
            break;
        const auto &hit = found.hits[size_t(sentence.candidate)];
        auto next = citation(hit, quotable(hit, sentence.range, termsFor(question, hit)));
        const bool isNew = isFirst || (!isTooShort(next) && !mergeInto(quotes.citations, next, hit));
        if (isNew && quotes.citations.size() < most)
            quotes.citations.push_back(std::move(next));
    }
    if (quotes.citations.size() == most && most > 1)
        makeRoomForOtherDocument(quotes.citations, found, enough, question);
    for (size_t i = 0; i < quotes.citations.size(); ++i)
        quotes.citations[i].number = int(i) + 1;
    return quotes;
}

Citation citeFor(const QString &claim, const index::Hit &hit) {
    const auto terms = termsFor(claim, hit);
    const auto sentences = index::sentences(hit.passage.text);
    index::TextRange best{0, hit.passage.text.size()};
    double bestShare = -1;
    for (const auto &sentence : sentences) {
        const auto present = countTerms(index::part(hit.passage.text, sentence), terms);
        const double share = terms.stems.isEmpty() ? 0 : double(present) / double(terms.stems.size());
        if (share > bestShare) {
            bestShare = share;
            best = sentence;
        }
    }
    auto cited = citation(hit, quotable(hit, best, terms));
    const auto known = figures(hit.passage.text);
    const auto claimed = figures(claim);
    const bool figuresStand = std::all_of(claimed.begin(), claimed.end(),
                                          [&](const QString &figure) { return known.contains(figure); });
    cited.verified = bestShare >= enoughOfClaim && figuresStand;
    return cited;
}

void locate(index::Database &database, Citation &citation) {
    if (auto place = index::placeAt(database, citation.document, citation.start); place.page > 0) {
        citation.page = place.page;
        citation.place = std::move(place.name);
    }
    citation.boxes = index::boxesOf(database, citation.document, citation.start, citation.end);
}

} // namespace docchat::chat
