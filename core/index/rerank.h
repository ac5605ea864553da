#pragma once

#include "index/lexicon.h"
#include "index/quote.h"
#include "index/sentences.h"

#include <QString>
#include <QStringView>

#include <functional>
#include <vector>

/// Orders the passages that a look-up found, and finds the sentences that answer: steps 3 to 8 of
/// RETRIEVAL.md. Everything here is pure and may run on any thread.
namespace docchat::index {

/// A passage that the look-up found.
struct Candidate {
    QString text;
    QString heading;
    QString title;
    Language language = Language::Unknown;
    double vector = 0; ///< what its score gains by its vector, as vectorShare() gives it
};

/// The text right before a candidate in its document: context of its first sentences.
using TextBefore = std::function<QString(qsizetype candidate)>;

/// A sentence of one of the best candidates; `score` is S of RETRIEVAL.md, about 0 to 20.
struct RankedSentence {
    qsizetype candidate = 0;
    TextRange range; ///< in the candidate's text
    double score = 0;
};

struct Ranking {
    std::vector<qsizetype> order;          ///< the candidates, best first
    std::vector<double> passageScore;      ///< by candidate, in the order given
    std::vector<RankedSentence> sentences; ///< of the best 20 passages, best first
};

/// Ranks up to some hundred candidates (200 is usual) and the sentences of the best 20, which alone are asked
/// for the text before them. With `isQuestion` false, for searches by keywords, sentences are scored but do
/// not move passages.
[[nodiscard]] Ranking rerank(QStringView question, Lexicon &lexicon, const std::vector<Candidate> &candidates,
                             const Corpus &corpus, bool isQuestion = true, const TextBefore &textBefore = {});

/// The score of the best sentence below which the topic of a question is not in the documents. It depends on
/// the alphabet of the question and on how many passages there are. It cannot tell that a topic which is
/// there lacks this one answer.
[[nodiscard]] double notFoundThreshold(QStringView question, double passages);

/// The score of the best sentence below which a match is weak; above notFoundThreshold().
[[nodiscard]] double weakThreshold(QStringView question, double passages);

} // namespace docchat::index
