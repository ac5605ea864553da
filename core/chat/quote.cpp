#include "chat/quote.h"

#include "index/analysis.h"
#include "index/documents.h"

#include <QRegularExpression>

#include <algorithm>

namespace docchat::chat {
namespace {

constexpr size_t mostQuotes = 3;
constexpr double nearlyAsGood = 0.62; // of the best sentence's score
constexpr double enoughOfClaim = 0.4; // of its words

Citation citation(const index::Hit &hit, index::TextRange range) {
    Citation citation;
    citation.document = hit.passage.document;
    citation.passage = hit.passage.id;
    citation.name = hit.name;
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

Quotes quote(const QString &question, const index::Found &found) {
    Quotes quotes;
    quotes.fit = fitOf(question, found);
    if (found.sentences.empty())
        return quotes;
    const auto terms = index::queryTerms(question);
    const double best = found.sentences.front().score;
    std::vector<Citation> sameDocument;
    for (const auto &sentence : found.sentences) {
        if (sentence.score < best * nearlyAsGood)
            break;
        const auto &hit = found.hits[size_t(sentence.candidate)];
        auto next = citation(hit, index::quoteRange(hit.passage.text, sentence.range, terms));
        auto overlapsNext = [&](const Citation &other) { return overlaps(other, next); };
        if (std::any_of(quotes.citations.begin(), quotes.citations.end(), overlapsNext))
            continue;
        quotes.citations.push_back(std::move(next));
        if (quotes.citations.size() == mostQuotes)
            break;
    }
    // The best quote of another document that fits nearly as well takes the last place.
    const auto first = quotes.citations.front().document;
    const bool oneDocument = std::all_of(quotes.citations.begin(), quotes.citations.end(),
                                         [&](const Citation &other) { return other.document == first; });
    for (const auto &sentence : found.sentences) {
        const auto &hit = found.hits[size_t(sentence.candidate)];
        if (!oneDocument || sentence.score < best * nearlyAsGood)
            break;
        if (hit.passage.document == first)
            continue;
        if (quotes.citations.size() == mostQuotes)
            quotes.citations.pop_back();
        quotes.citations.push_back(citation(hit, index::quoteRange(hit.passage.text, sentence.range, terms)));
        break;
    }
    for (size_t i = 0; i < quotes.citations.size(); ++i)
        quotes.citations[i].number = int(i) + 1;
    return quotes;
}

Citation citeFor(const QString &claim, const index::Hit &hit) {
    const auto terms = index::queryTerms(claim);
    const auto sentences = index::sentences(hit.passage.text);
    index::TextRange best{0, hit.passage.text.size()};
    double bestShare = -1;
    for (const auto &sentence : sentences) {
        QStringList stems;
        for (const auto &token : index::analyse(index::part(hit.passage.text, sentence)))
            stems += token.term;
        const auto present = std::count_if(terms.begin(), terms.end(),
                                           [&](const QString &term) { return stems.contains(term); });
        const double share = terms.isEmpty() ? 0 : double(present) / double(terms.size());
        if (share > bestShare) {
            bestShare = share;
            best = sentence;
        }
    }
    auto cited = citation(hit, index::quoteRange(hit.passage.text, best, terms));
    const auto known = figures(hit.passage.text);
    const auto claimed = figures(claim);
    const bool figuresStand = std::all_of(claimed.begin(), claimed.end(),
                                          [&](const QString &figure) { return known.contains(figure); });
    cited.verified = bestShare >= enoughOfClaim && figuresStand;
    return cited;
}

void locate(index::Database &database, Citation &citation) {
    if (const int page = index::pageAt(database, citation.document, citation.start); page > 0)
        citation.page = page;
    citation.boxes = index::boxesOf(database, citation.document, citation.start, citation.end);
}

} // namespace docchat::chat
