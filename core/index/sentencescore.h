#pragma once

#include "index/answertype.h"
#include "index/lexicon.h"
#include "index/sentences.h"

#include <QSet>
#include <QString>
#include <QStringView>

#include <vector>

/// How likely a sentence answers a question: step 6 of RETRIEVAL.md. Pure; any thread.
namespace docchat::index {

/// A question as sentences are measured by it.
struct Question {
    std::vector<double> weights; ///< rarity() of each term of the lexicon
    double total = 0;            ///< of the weights
    AnswerType type = AnswerType::Other;
    QSet<QString> words;
};

[[nodiscard]] Question readQuestion(QStringView text, const Lexicon &lexicon, const Corpus &corpus);

/// Where in a sentence a term of the question stands.
struct TermPlace {
    double position = 0; ///< in tokens
    std::size_t term = 0;
};

/// A sentence and what of a question is in it.
struct Sentence {
    TextRange range;
    std::vector<double> terms; ///< how much each term of the question is in it, 0 to 1
    std::vector<TermPlace> hits;
    double length = 0; ///< tokens
};

/// The sentences of a passage, measured by the terms of a question.
[[nodiscard]] std::vector<Sentence> readSentences(const PassageText &passage, Lexicon &lexicon);

/// What the score of a sentence depends on beside the sentences of its passage.
struct Surroundings {
    PassageText passage;
    QString title;
    QString heading;
    double averageLength = 0;          ///< tokens a sentence
    double f1 = 0;                     ///< WordScores::words of the passage
    double f2 = 0;                     ///< WordScores::grams of the passage
    std::vector<Sentence> before = {}; ///< the last sentences of the text right before the passage
};

/// The last sentences of a text, as many as are context for what follows it.
[[nodiscard]] std::vector<Sentence> lastSentences(const PassageText &text, Lexicon &lexicon);

/// S of each sentence of a passage, about 0 to 20.
[[nodiscard]] std::vector<double> sentenceScores(const Question &question,
                                                 const std::vector<Sentence> &sentences,
                                                 const Surroundings &around, Lexicon &lexicon);

} // namespace docchat::index
