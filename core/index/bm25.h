#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

/// How well texts match words, by BM25 with k1 .9 and b .6 (Robertson & Zaragoza 2009). Pure; any thread.
namespace docchat::index {

/// What the weights of words depend on.
struct Corpus {
    double passages = 0;
    std::function<double(const QString &stem)> documentFrequency; ///< passages with the stem; 0 if unseen
    double averageLength = 0;                                     ///< tokens a passage
    /// Passages with a gram of forEachGram(). If empty it is estimated as the geometric mean of the least it
    /// can be (the passages with the word it was read from) and the most (its share of the texts given).
    std::function<double(quint32 gram)> gramFrequency = {};
};

/// What a term counts that is in `frequency` of the passages: ln(1 + (N − df + .5)/(df + .5)).
[[nodiscard]] double rarity(double frequency, const Corpus &corpus);

/// rarity() of a stem; of one never seen, where the corpus does not know frequencies.
[[nodiscard]] double rarity(const QString &stem, const Corpus &corpus);

/// f1 of each text: BM25 over the stems `terms`, divided by the most that it can be, so 0 to 1.
[[nodiscard]] std::vector<double> bm25(const QStringList &terms, const std::vector<QString> &texts,
                                       const Corpus &corpus);

/// f2 of each text: the same over the 4-grams of `words`, which are folded but not stemmed.
[[nodiscard]] std::vector<double> gramBm25(const QStringList &words, const std::vector<QString> &texts,
                                           const Corpus &corpus);

} // namespace docchat::index
