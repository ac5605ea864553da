#include "index/bm25.h"

#include "index/analysis.h"
#include "index/lexicon.h"

#include <algorithm>
#include <cmath>

namespace docchat::index {
namespace {

constexpr double tiny = 1e-6; ///< so that nothing is divided by zero

/// How much of the most it can be a term counts that comes `count` times; k1 .9, b .6.
double saturated(double count, double length, double averageLength) {
    const auto relative = averageLength > 0 ? length / averageLength : 1;
    return count / (count + .9 * (.4 + .6 * relative));
}

/// How often each term and each gram of the question comes in a text, and how many there are in all.
struct Counts {
    std::vector<double> terms;
    std::vector<double> grams;
    double words = 0;
    double gramCount = 0;
};

Counts count(Lexicon &lexicon, const PassageText &passage) {
    Counts counts{std::vector<double>(lexicon.termCount()), std::vector<double>(lexicon.grams().size())};
    for (const auto &[start, length] : cutIntoWords(passage.text)) {
        const auto &word = lexicon.look(passage.text.sliced(start, length), passage.language);
        counts.words += word.isWord;
        counts.gramCount += word.gramCount;
        for (const auto gram : word.grams)
            ++counts.grams[gram];
        if (word.term >= 0)
            ++counts.terms[std::size_t(word.term)];
    }
    return counts;
}

std::vector<double> termScores(const Lexicon &lexicon, const std::vector<Counts> &texts,
                               const Corpus &corpus) {
    std::vector<double> scores(texts.size());
    double most = tiny;
    for (std::size_t term = 0; term < lexicon.termCount(); ++term) {
        const auto weight = rarity(lexicon.frequency(term, corpus), corpus);
        most += weight;
        for (std::size_t i = 0; i < texts.size(); ++i)
            scores[i] += weight * saturated(texts[i].terms[term], texts[i].words, corpus.averageLength);
    }
    for (auto &score : scores)
        score /= most;
    return scores;
}

double gramFrequency(const Lexicon::Gram &gram, double with, std::size_t texts,
                     const std::vector<double> &termFrequencies, const Corpus &corpus) {
    if (corpus.gramFrequency)
        return corpus.gramFrequency(gram.hash);
    auto least = with;
    for (const auto term : gram.terms)
        least = std::max(least, termFrequencies[term]);
    const auto most = std::max(least, with / static_cast<double>(texts) * corpus.passages);
    return std::sqrt(least * most);
}

std::vector<double> gramScores(const Lexicon &lexicon, const std::vector<Counts> &texts,
                               const Corpus &corpus) {
    double gramCount = 0;
    double wordCount = 0;
    for (const auto &text : texts) {
        gramCount += text.gramCount;
        wordCount += text.words;
    }
    const auto averageGrams = wordCount > 0 ? corpus.averageLength * gramCount / wordCount : 0;
    std::vector<double> frequencies;
    for (std::size_t term = 0; term < lexicon.termCount(); ++term)
        frequencies.push_back(lexicon.frequency(term, corpus));
    std::vector<double> scores(texts.size());
    double most = tiny;
    for (std::size_t i = 0; i < lexicon.grams().size(); ++i) {
        const auto &gram = lexicon.grams()[i];
        const auto with = static_cast<double>(
            std::count_if(texts.begin(), texts.end(), [&](const Counts &text) { return text.grams[i] > 0; }));
        const auto weight =
            gram.times * rarity(gramFrequency(gram, with, texts.size(), frequencies, corpus), corpus);
        most += weight;
        for (std::size_t t = 0; t < texts.size(); ++t)
            scores[t] += weight * saturated(texts[t].grams[i], texts[t].gramCount, averageGrams);
    }
    for (auto &score : scores)
        score /= most;
    return scores;
}

} // namespace

double rarity(double frequency, const Corpus &corpus) {
    const auto seen = std::clamp(frequency, 0., corpus.passages);
    return std::log(1 + (corpus.passages - seen + .5) / (seen + .5));
}

WordScores scoreWords(Lexicon &lexicon, const std::vector<PassageText> &texts, const Corpus &corpus) {
    std::vector<Counts> counts;
    counts.reserve(texts.size());
    for (const auto &text : texts)
        counts.push_back(count(lexicon, text));
    return {termScores(lexicon, counts, corpus), gramScores(lexicon, counts, corpus)};
}

} // namespace docchat::index
