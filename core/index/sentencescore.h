#pragma once

#include "index/answertype.h"
#include "index/bm25.h"
#include "index/sentences.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <vector>

/// How likely a sentence answers a question: step 6 of RETRIEVAL.md. Pure; any thread.
namespace docchat::index {

/// A question as sentences are measured by it.
struct Question {
    QStringList terms;           ///< stems
    std::vector<double> weights; ///< rarity() of each term
    double total = 0;            ///< of the weights
    AnswerType type = AnswerType::Other;
    QSet<QString> words;
};

[[nodiscard]] Question readQuestion(QStringView text, const Corpus &corpus);

/// Compares the stems of passages with the terms of one question, each different stem once.
class TermMatcher {
public:
    explicit TermMatcher(const QStringList &terms);

    /// By term: 1 for the term itself, .8 × Dice of the trigrams for one spelled alike, else 0. Empty if none
    /// is alike. Valid until the next call.
    [[nodiscard]] const std::vector<double> &likeness(const QString &stem);

private:
    [[nodiscard]] std::vector<double> compare(const QString &stem) const;

    QStringList m_terms;
    std::vector<std::vector<quint64>> m_trigrams;
    QHash<QString, std::vector<double>> m_known;
};

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

/// The sentences of a passage, measured by the question that `matcher` knows the `termCount` terms of.
[[nodiscard]] std::vector<Sentence> readSentences(const QString &passage, std::size_t termCount,
                                                  TermMatcher &matcher);

/// What the score of a sentence depends on beside the sentences of its passage.
struct Surroundings {
    QString passage;
    QString title;                     ///< and headings
    double averageLength = 0;          ///< tokens a sentence
    double f1 = 0;                     ///< bm25() of the passage
    double f2 = 0;                     ///< gramBm25() of the passage
    std::vector<Sentence> before = {}; ///< the last sentences of the text right before the passage
};

/// The last sentences of a text, as many as are context for what follows it.
[[nodiscard]] std::vector<Sentence> lastSentences(const QString &text, std::size_t termCount,
                                                  TermMatcher &matcher);

/// S of each sentence of a passage, about 0 to 20.
[[nodiscard]] std::vector<double>
sentenceScores(const Question &question, const std::vector<Sentence> &sentences, const Surroundings &around);

} // namespace docchat::index
