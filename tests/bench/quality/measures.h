#pragma once

#include "questionset.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace docchat::quality {

/// What a search gave for one question.
struct Answered {
    QStringList documents; ///< ids, best first, each once
    QStringList sentences; ///< best first, as they stand in the documents
    QStringList quotes;    ///< what the person is shown
    QString excerpts;      ///< what a model is shown within 1,000 tokens
    double best = 0;       ///< the score of the best sentence
    bool found = false;    ///< the program says that the documents answer it
    double ms = 0;
};

/// The share of questions in per cent, or the mean; how RETRIEVAL and BEIR count them.
struct Measures {
    double hit1 = 0;
    double hit5 = 0;
    double mrr10 = 0;
    double ndcg10 = 0;     ///< with grades as 0 or 1
    double sentence1 = 0;  ///< the answer's string is in the best sentence
    double sentences3 = 0; ///< … in one of the best three
    double quotes = 0;     ///< … in one of the quotes shown
    double excerpts = 0;   ///< … in what a model is shown within 1,000 tokens
    double kept = 0;       ///< said to be answered
    double score5 = 0;     ///< of the best sentence: a twentieth of the questions have less
    double medianMs = 0;
    double p95Ms = 0;
};

[[nodiscard]] Measures measure(const std::vector<SetQuestion> &questions,
                               const std::vector<Answered> &answered);

/// How many of `absent` are rejected, in per cent, if the threshold keeps 95 % of `present`.
[[nodiscard]] double rejectedAt95(const std::vector<Answered> &present, const std::vector<Answered> &absent);

/// How many are said not to be answered, in per cent.
[[nodiscard]] double rejected(const std::vector<Answered> &answered);

} // namespace docchat::quality
