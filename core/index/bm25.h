#pragma once

#include "model/language.h"

#include <QString>

#include <functional>
#include <vector>

/// How well texts match words, by BM25 with k1 .9 and b .6 (Robertson & Zaragoza 2009). Pure; any thread.
namespace docchat::index {

class Lexicon;

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

/// A passage to be scored.
struct PassageText {
    QStringView text;
    Language language = Language::Unknown;
};

/// By text, each divided by the most that it can be, so 0 to 1.
struct WordScores {
    std::vector<double> words; ///< f1: BM25 over the question's stems
    std::vector<double> grams; ///< f2: BM25 over the 4-grams of its words, which are folded but not stemmed
};

[[nodiscard]] WordScores scoreWords(Lexicon &lexicon, const std::vector<PassageText> &texts,
                                    const Corpus &corpus);

} // namespace docchat::index
