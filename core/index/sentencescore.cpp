#include "index/sentencescore.h"

#include "index/analysis.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace docchat::index {
namespace {

constexpr std::size_t reach = 2;        ///< sentences before one that are its context
constexpr std::size_t mostHeadings = 3; ///< that a passage begins with

/// What the terms missing in the last sentence of `run` get from those before it, its passage and the title.
double context(const Question &question, const std::vector<const Sentence *> &run,
               const std::vector<double> &inTitle, const std::vector<double> &inPassage) {
    const auto last = run.rbegin();
    double sum = 0;
    for (std::size_t i = 0; i < question.weights.size(); ++i) {
        auto around = std::max(.5 * inTitle[i], .3 * inPassage[i]);
        if (run.size() > 1)
            around = std::max(around, last[1]->terms[i]);
        if (run.size() > 2)
            around = std::max(around, .6 * last[2]->terms[i]);
        sum += std::max(0., around - last[0]->terms[i]) * question.weights[i];
    }
    return sum / question.total;
}

/// How near to each other, and in which order, neighbouring terms of the question stand.
double adjacency(const Question &question, const Sentence &sentence) {
    double sum = 0;
    double most = 1e-6;
    for (std::size_t i = 0; i + 1 < question.weights.size(); ++i) {
        const auto weight = std::min(question.weights[i], question.weights[i + 1]);
        auto distance = std::numeric_limits<double>::infinity();
        for (const auto &first : sentence.hits) {
            for (const auto &second : sentence.hits) {
                if (first.term == i && second.term == i + 1) {
                    const auto gap = second.position - first.position;
                    distance = std::min(distance, gap > 0 ? gap : 1.5 - gap);
                }
            }
        }
        const auto near = distance <= 1   ? 1
                          : distance <= 2 ? .8
                          : distance <= 4 ? .6
                          : distance <= 8 ? .35
                                          : .1;
        sum += std::isinf(distance) ? 0 : weight * near;
        most += weight;
    }
    return sum / most;
}

double coverage(const Question &question, const Sentence &sentence) {
    double sum = 0;
    for (std::size_t i = 0; i < question.weights.size(); ++i)
        sum += sentence.terms[i] == 1 ? question.weights[i] : 0;
    return sum / question.total;
}

double likeness(const Question &question, const Sentence &sentence) {
    double sum = 0;
    for (std::size_t i = 0; i < question.weights.size(); ++i)
        sum += sentence.terms[i] * question.weights[i];
    return sum / question.total;
}

std::vector<double> termsOf(const PassageText &title, Lexicon &lexicon) {
    std::vector<double> found(lexicon.termCount());
    for (const auto &[start, length] : cutIntoWords(title.text)) {
        const auto &word = lexicon.look(title.text.sliced(start, length), title.language);
        if (word.term >= 0)
            found[std::size_t(word.term)] = 1;
    }
    return found;
}

std::vector<double> termsOf(const std::vector<Sentence> &passage, std::size_t termCount) {
    std::vector<double> found(termCount);
    for (const auto &sentence : passage) {
        for (std::size_t i = 0; i < termCount; ++i)
            found[i] = std::max(found[i], sentence.terms[i]);
    }
    return found;
}

/// How many of the first sentences are the headings that the text stands under: as far as its own.
std::size_t headingCount(const std::vector<Sentence> &sentences, const Surroundings &around) {
    for (std::size_t i = 0; i < std::min(mostHeadings, sentences.size()); ++i) {
        if (part(around.passage.text, sentences[i].range) == around.heading)
            return i + 1;
    }
    return 0;
}

} // namespace

Question readQuestion(QStringView text, const Lexicon &lexicon, const Corpus &corpus) {
    Question question{.weights = {}, .total = 1e-6, .type = answerType(text), .words = questionWords(text)};
    for (std::size_t term = 0; term < lexicon.termCount(); ++term) {
        question.weights.push_back(rarity(lexicon.frequency(term, corpus), corpus));
        question.total += question.weights.back();
    }
    return question;
}

std::vector<Sentence> readSentences(const PassageText &passage, Lexicon &lexicon) {
    std::vector<Sentence> read;
    for (const auto range : sentences(passage.text))
        read.push_back({range, std::vector<double>(lexicon.termCount()), {}});
    std::size_t at = 0;
    for (const auto &[start, length] : cutIntoWords(passage.text)) {
        while (at < read.size() && start >= read[at].range.end)
            ++at;
        if (at == read.size())
            break;
        auto &sentence = read[at];
        const auto word = passage.text.sliced(start, length);
        const auto &likeness = lexicon.likeness(word, passage.language);
        for (std::size_t i = 0; i < likeness.size(); ++i) {
            sentence.terms[i] = std::max(sentence.terms[i], likeness[i]);
            if (likeness[i] == 1)
                sentence.hits.push_back({sentence.length, i});
        }
        sentence.length += lexicon.look(word, passage.language).isWord;
    }
    return read;
}

std::vector<Sentence> lastSentences(const PassageText &text, Lexicon &lexicon) {
    const auto all = sentences(text.text);
    if (all.empty())
        return {};
    const auto first = all.size() > reach ? all[all.size() - reach] : all.front();
    return readSentences({text.text.sliced(first.start), text.language}, lexicon);
}

std::vector<double> sentenceScores(const Question &question, const std::vector<Sentence> &sentences,
                                   const Surroundings &around, Lexicon &lexicon) {
    const auto inTitle =
        termsOf({QString(around.title + u' ' + around.heading), around.passage.language}, lexicon);
    const auto inPassage = termsOf(sentences, question.weights.size());
    std::vector<const Sentence *> run;
    for (const auto &sentence : around.before)
        run.push_back(&sentence);
    const auto headings = headingCount(sentences, around);
    std::vector<double> scores;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto &sentence = sentences[i];
        run.push_back(&sentence);
        const auto type =
            matchesType(question.type, part(around.passage.text, sentence.range), question.words);
        const auto lacksType = type == 0 && expectsMatch(question.type) ? 1. : 0.;
        const auto length = std::log1p(sentence.length / std::max(1., around.averageLength));
        const auto position = i < headings ? 0 : 1. / static_cast<double>(1 + i - headings);
        scores.push_back(-.94 * coverage(question, sentence) + 10.41 * likeness(question, sentence) +
                         6.79 * context(question, run, inTitle, inPassage) +
                         2.49 * adjacency(question, sentence) + .19 * type - 1.27 * lacksType - .46 * length +
                         1.19 * position + 2.47 * around.f1 + 8.32 * around.f2);
    }
    return scores;
}

} // namespace docchat::index
