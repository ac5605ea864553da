#include "index/sentencescore.h"

#include "index/analysis.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace docchat::index {
namespace {

constexpr std::size_t reach = 2; ///< sentences before one that are its context

std::vector<quint64> trigrams(const QString &word) {
    const auto bounded = u'_' + word + u'_';
    std::vector<quint64> grams;
    for (qsizetype i = 0; i + 3 <= bounded.size(); ++i) {
        grams.push_back(quint64{bounded[i].unicode()} << 32U | quint64{bounded[i + 1].unicode()} << 16U |
                        bounded[i + 2].unicode());
    }
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
}

/// Dice's coefficient of two sorted sets.
double dice(const std::vector<quint64> &a, const std::vector<quint64> &b) {
    std::vector<quint64> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return 2. * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

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

std::vector<double> termsOf(const QString &title, const QStringList &terms) {
    std::vector<double> found(static_cast<std::size_t>(terms.size()));
    for (const auto &token : analyse(title)) {
        if (const auto i = terms.indexOf(token.term); i >= 0)
            found[static_cast<std::size_t>(i)] = 1;
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

} // namespace

Question readQuestion(QStringView text, const Corpus &corpus) {
    Question question{.terms = queryTerms(text),
                      .weights = {},
                      .total = 1e-6,
                      .type = answerType(text),
                      .words = questionWords(text)};
    for (const auto &term : question.terms) {
        question.weights.push_back(rarity(term, corpus));
        question.total += question.weights.back();
    }
    return question;
}

TermMatcher::TermMatcher(const QStringList &terms) : m_terms(terms) {
    std::transform(terms.begin(), terms.end(), std::back_inserter(m_trigrams), trigrams);
}

const std::vector<double> &TermMatcher::likeness(const QString &stem) {
    auto known = m_known.find(stem);
    if (known == m_known.end())
        known = m_known.insert(stem, compare(stem));
    return *known;
}

std::vector<double> TermMatcher::compare(const QString &stem) const {
    std::vector<double> row;
    std::vector<quint64> grams;
    for (qsizetype i = 0; i < m_terms.size(); ++i) {
        const auto &term = m_terms[i];
        double likeness = term == stem ? 1 : 0;
        const bool related = term.front() == stem.front() || (term.size() >= 6 && stem.size() >= 6);
        if (likeness == 0 && related && term.size() >= 4 && stem.size() >= 4) {
            grams = grams.empty() ? trigrams(stem) : grams;
            const auto alike = dice(grams, m_trigrams[static_cast<std::size_t>(i)]);
            likeness = alike >= .5 ? .8 * alike : 0;
        }
        if (likeness > 0) {
            row.resize(static_cast<std::size_t>(m_terms.size()));
            row[static_cast<std::size_t>(i)] = likeness;
        }
    }
    return row;
}

std::vector<Sentence> readSentences(const QString &passage, std::size_t termCount, TermMatcher &matcher) {
    std::vector<Sentence> read;
    for (const auto range : sentences(passage))
        read.push_back({range, std::vector<double>(termCount), {}});
    std::size_t at = 0;
    for (const auto &token : analyse(passage)) {
        while (at < read.size() && token.start >= read[at].range.end)
            ++at;
        if (at == read.size())
            break;
        auto &sentence = read[at];
        const auto &likeness = matcher.likeness(token.term);
        for (std::size_t i = 0; i < likeness.size(); ++i) {
            sentence.terms[i] = std::max(sentence.terms[i], likeness[i]);
            if (likeness[i] == 1)
                sentence.hits.push_back({sentence.length, i});
        }
        ++sentence.length;
    }
    return read;
}

std::vector<Sentence> lastSentences(const QString &text, std::size_t termCount, TermMatcher &matcher) {
    const auto all = sentences(text);
    if (all.empty())
        return {};
    const auto first = all.size() > reach ? all[all.size() - reach] : all.front();
    return readSentences(text.sliced(first.start), termCount, matcher);
}

std::vector<double> sentenceScores(const Question &question, const std::vector<Sentence> &sentences,
                                   const Surroundings &around) {
    const auto inTitle = termsOf(around.title, question.terms);
    const auto inPassage = termsOf(sentences, question.weights.size());
    std::vector<const Sentence *> run;
    for (const auto &sentence : around.before)
        run.push_back(&sentence);
    std::vector<double> scores;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto &sentence = sentences[i];
        run.push_back(&sentence);
        const auto type = matchesType(question.type, part(around.passage, sentence.range), question.words);
        const auto lacksType = type == 0 && expectsMatch(question.type) ? 1. : 0.;
        const auto length = std::log1p(sentence.length / std::max(1., around.averageLength));
        const auto position = 1. / static_cast<double>(1 + i);
        scores.push_back(-.94 * coverage(question, sentence) + 10.41 * likeness(question, sentence) +
                         6.79 * context(question, run, inTitle, inPassage) +
                         2.49 * adjacency(question, sentence) + .19 * type - 1.27 * lacksType - .46 * length +
                         1.19 * position + 2.47 * around.f1 + 8.32 * around.f2);
    }
    return scores;
}

} // namespace docchat::index
