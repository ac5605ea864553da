#include "index/rerank.h"

#include "index/analysis.h"
#include "index/bm25.h"
#include "index/sentencescore.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace docchat::index {
namespace {

constexpr std::size_t sentencesOf = 20; ///< passages whose sentences are scored
constexpr double gramShare = .5;        ///< of f2 in a passage's score
constexpr double sentenceShare = .1;    ///< of the best sentence in a passage's score

using Order = std::vector<qsizetype>;

/// Sorts the first `count` of `order`, best first.
void sortBest(Order &order, std::size_t count, const std::vector<double> &scores) {
    const auto key = [&](qsizetype i) { return std::pair(-scores[static_cast<std::size_t>(i)], i); };
    std::sort(order.begin(), order.begin() + static_cast<qsizetype>(count),
              [&](qsizetype a, qsizetype b) { return key(a) < key(b); });
}

/// The sentences of the passages `best`, in the order of these, and their scores.
std::vector<RankedSentence> scoreSentences(const Question &question, Lexicon &lexicon, const Order &best,
                                           const std::vector<Candidate> &candidates, const WordScores &words,
                                           const TextBefore &textBefore) {
    std::vector<std::vector<Sentence>> passages;
    double tokens = 0;
    double count = 0;
    for (const auto i : best) {
        const auto &candidate = candidates[static_cast<std::size_t>(i)];
        passages.push_back(readSentences({candidate.text, candidate.language}, lexicon));
        count += static_cast<double>(passages.back().size());
        for (const auto &sentence : passages.back())
            tokens += sentence.length;
    }
    std::vector<RankedSentence> ranked;
    for (std::size_t p = 0; p < best.size(); ++p) {
        const auto i = static_cast<std::size_t>(best[p]);
        const auto &candidate = candidates[i];
        const auto before = textBefore ? textBefore(best[p]) : QString();
        const auto scores = sentenceScores(question, passages[p],
                                           {.passage = {candidate.text, candidate.language},
                                            .title = candidate.title,
                                            .heading = candidate.heading,
                                            .averageLength = count > 0 ? tokens / count : 0,
                                            .f1 = words.words[i],
                                            .f2 = words.grams[i],
                                            .before = lastSentences({before, candidate.language}, lexicon)},
                                           lexicon);
        for (std::size_t s = 0; s < scores.size(); ++s)
            ranked.push_back({best[p], passages[p][s].range, scores[s]});
    }
    return ranked;
}

/// Words that hardly any language but English has, and hardly any English question lacks.
bool isEnglish(QStringView question) {
    static const QSet<QString> signs{
        QStringLiteral("what"),  QStringLiteral("who"),  QStringLiteral("whom"),  QStringLiteral("whose"),
        QStringLiteral("which"), QStringLiteral("when"), QStringLiteral("where"), QStringLiteral("why"),
        QStringLiteral("how"),   QStringLiteral("the"),  QStringLiteral("does"),  QStringLiteral("did"),
        QStringLiteral("is"),    QStringLiteral("are"),  QStringLiteral("of"),    QStringLiteral("and"),
    };
    const auto words = tokenize(question);
    return std::any_of(words.begin(), words.end(),
                       [&](const Token &word) { return signs.contains(word.term); });
}

/// The best sentence for 95 % of the questions that have an answer among 1,283 passages scores more than
/// this; for some 87 % of the questions about other topics it scores less.
double scoreOfMatches(QStringView question) {
    qsizetype latin = 0;
    qsizetype han = 0;
    qsizetype other = 0;
    for (const auto c : question) {
        const auto script = c.script();
        if (script == QChar::Script_Hiragana || script == QChar::Script_Katakana)
            return 7; // Japanese, however much of it is Han
        if (c.isLetter())
            ++(script == QChar::Script_Latin ? latin : script == QChar::Script_Han ? han : other);
    }
    if (han > std::max(latin, other))
        return 6.5;
    if (other > latin)
        return 6.6;
    return isEnglish(question) ? 8.3 : 7.1;
}

} // namespace

Ranking rerank(QStringView question, Lexicon &lexicon, const std::vector<Candidate> &candidates,
               const Corpus &corpus, bool isQuestion, const TextBefore &textBefore) {
    std::vector<PassageText> texts;
    for (const auto &candidate : candidates)
        texts.push_back({candidate.text, candidate.language});
    const auto words = scoreWords(lexicon, texts, corpus);
    Ranking ranking;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        ranking.passageScore.push_back(words.words[i] + gramShare * words.grams[i] + candidates[i].vector);
    ranking.order.resize(candidates.size());
    std::iota(ranking.order.begin(), ranking.order.end(), 0);
    sortBest(ranking.order, candidates.size(), ranking.passageScore);

    const auto count = std::min(sentencesOf, candidates.size());
    const Order best(ranking.order.begin(), ranking.order.begin() + static_cast<qsizetype>(count));
    ranking.sentences =
        scoreSentences(readQuestion(question, lexicon, corpus), lexicon, best, candidates, words, textBefore);
    std::sort(ranking.sentences.begin(), ranking.sentences.end(), [](const auto &a, const auto &b) {
        return std::tuple(-a.score, a.candidate, a.range.start) <
               std::tuple(-b.score, b.candidate, b.range.start);
    });
    if (isQuestion) {
        std::vector<bool> raised(candidates.size());
        for (const auto &sentence : ranking.sentences) { // the first of a passage is its best
            const auto i = static_cast<std::size_t>(sentence.candidate);
            if (!raised[i])
                ranking.passageScore[i] += sentenceShare * sentence.score;
            raised[i] = true;
        }
        sortBest(ranking.order, count, ranking.passageScore);
    }
    return ranking;
}

double notFoundThreshold(QStringView question, double passages) {
    // Rare words weigh the less the fewer passages there are: measured on 10 to 1,283 of them.
    const auto size = std::clamp(passages, 10., 1283.);
    return scoreOfMatches(question) * (1 + .077 * std::log(size / 1283.));
}

double weakThreshold(QStringView question, double passages) {
    return 1.15 * notFoundThreshold(question, passages);
}

} // namespace docchat::index
