#pragma once

#include "index/bm25.h"
#include "index/quote.h"
#include "index/sentences.h"

#include <QString>
#include <QStringView>

#include <vector>

/// Orders the passages that a look-up found, and finds the sentences that answer: steps 3 to 8 of
/// RETRIEVAL.md. Everything here is pure and may run on any thread.
namespace docchat::index {

/// A passage that the look-up found; `bm25` is f1, 0 to 1, as bm25() gives it.
struct Candidate {
    QString text;
    QString heading;
    QString title;
    double bm25 = 0;
    double vector = 0;   ///< what its score gains by its vector, as vectorShare() gives it
    QString before = {}; ///< the text right before `text` in its document: context of the first sentences
};

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

/// Ranks up to some hundred candidates (200 is usual) and the sentences of the best 20. With `isQuestion`
/// false, for searches by keywords, sentences are scored but do not move passages.
[[nodiscard]] Ranking rerank(QStringView question, const std::vector<Candidate> &candidates,
                             const Corpus &corpus, bool isQuestion = true);

/// The score of the best sentence below which the topic of a question is not in the documents. It depends on
/// the alphabet of the question and on how many passages there are. It cannot tell that a topic which is
/// there lacks this one answer.
[[nodiscard]] double notFoundThreshold(QStringView question, double passages);

/// The score of the best sentence below which a match is weak; above notFoundThreshold().
[[nodiscard]] double weakThreshold(QStringView question, double passages);

} // namespace docchat::index
