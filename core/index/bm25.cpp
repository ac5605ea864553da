#include "index/bm25.h"

#include "index/analysis.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace docchat::index {
namespace {

double frequencyOf(const QString &stem, const Corpus &corpus) {
    return corpus.documentFrequency ? corpus.documentFrequency(stem) : 0;
}

/// How much of the most it can be a term counts that comes `count` times; k1 .9, b .6.
double saturated(double count, double length, double averageLength) {
    const auto relative = averageLength > 0 ? length / averageLength : 1;
    return count / (count + .9 * (.4 + .6 * relative));
}

/// One 4-gram of the question's words.
struct Gram {
    quint32 hash = 0;
    double times = 0;         ///< in the question
    double wordFrequency = 0; ///< passages with the word it was read from
};

std::vector<Gram> gramsOf(const QStringList &words, const Corpus &corpus) {
    std::vector<Gram> grams;
    for (const auto &word : words) {
        const auto frequency = frequencyOf(stem(word), corpus);
        forEachGram(word, [&](quint32 hash) {
            auto gram =
                std::find_if(grams.begin(), grams.end(), [&](const Gram &g) { return g.hash == hash; });
            if (gram == grams.end())
                gram = grams.insert(grams.end(), {hash, 0, 0});
            ++gram->times;
            gram->wordFrequency = std::max(gram->wordFrequency, frequency);
        });
    }
    return grams;
}

/// How often each gram of the question comes in a text, and how many grams there are in all.
struct GramCounts {
    std::vector<double> counts;
    double grams = 0;
    double words = 0;
};

std::vector<GramCounts> countGrams(const std::vector<Gram> &grams, const std::vector<QString> &texts) {
    std::vector<quint16> place(gramTableSize); // behind the gram's index by one; 0 for grams not asked for
    for (std::size_t i = 0; i < std::min<std::size_t>(grams.size(), 0xFFFE); ++i)
        place[grams[i].hash] = static_cast<quint16>(i + 1);
    std::vector<GramCounts> all;
    for (const auto &text : texts) {
        GramCounts found{std::vector<double>(grams.size())};
        for (const auto &token : tokenize(text)) {
            ++found.words;
            forEachGram(token.term, [&](quint32 hash) {
                ++found.grams;
                if (place[hash] > 0)
                    ++found.counts[place[hash] - 1U];
            });
        }
        all.push_back(std::move(found));
    }
    return all;
}

double gramFrequency(const Gram &gram, std::size_t index, const std::vector<GramCounts> &found,
                     const Corpus &corpus) {
    if (corpus.gramFrequency)
        return corpus.gramFrequency(gram.hash);
    const auto with = static_cast<double>(std::count_if(
        found.begin(), found.end(), [&](const GramCounts &text) { return text.counts[index] > 0; }));
    const auto least = std::max(with, gram.wordFrequency);
    const auto most = std::max(least, with / static_cast<double>(found.size()) * corpus.passages);
    return std::sqrt(least * most);
}

} // namespace

double rarity(double frequency, const Corpus &corpus) {
    const auto seen = std::clamp(frequency, 0., corpus.passages);
    return std::log(1 + (corpus.passages - seen + .5) / (seen + .5));
}

double rarity(const QString &stem, const Corpus &corpus) {
    return rarity(frequencyOf(stem, corpus), corpus);
}

std::vector<double> bm25(const QStringList &terms, const std::vector<QString> &texts, const Corpus &corpus) {
    QHash<QString, double> weights;
    double most = 1e-6;
    for (const auto &term : terms)
        most += weights[term] = rarity(term, corpus);
    std::vector<double> scores;
    for (const auto &text : texts) {
        QHash<QString, double> counts;
        const auto tokens = analyse(text);
        for (const auto &token : tokens) {
            if (weights.contains(token.term))
                ++counts[token.term];
        }
        double sum = 0;
        for (auto count = counts.cbegin(); count != counts.cend(); ++count)
            sum += weights[count.key()] *
                   saturated(*count, static_cast<double>(tokens.size()), corpus.averageLength);
        scores.push_back(sum / most);
    }
    return scores;
}

std::vector<double> gramBm25(const QStringList &words, const std::vector<QString> &texts,
                             const Corpus &corpus) {
    const auto grams = gramsOf(words, corpus);
    const auto found = countGrams(grams, texts);
    double gramCount = 0;
    double wordCount = 0;
    for (const auto &text : found) {
        gramCount += text.grams;
        wordCount += text.words;
    }
    const auto averageGrams = wordCount > 0 ? corpus.averageLength * gramCount / wordCount : 0;
    std::vector<double> scores(texts.size());
    double most = 1e-6;
    for (std::size_t i = 0; i < grams.size(); ++i) {
        const auto weight = grams[i].times * rarity(gramFrequency(grams[i], i, found, corpus), corpus);
        most += weight;
        for (std::size_t c = 0; c < found.size(); ++c)
            scores[c] += weight * saturated(found[c].counts[i], found[c].grams, averageGrams);
    }
    for (auto &score : scores)
        score /= most;
    return scores;
}

} // namespace docchat::index
