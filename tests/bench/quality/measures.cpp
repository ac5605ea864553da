#include "measures.h"

#include <algorithm>
#include <cmath>

namespace docchat::quality {
namespace {

double percent(double part, std::size_t whole) {
    return whole == 0 ? 0 : 100 * part / static_cast<double>(whole);
}

bool holdsAnswer(const QStringList &texts, const QStringList &answers, qsizetype most) {
    return std::any_of(texts.begin(), texts.begin() + std::min(most, texts.size()), [&](const QString &text) {
        return std::any_of(answers.begin(), answers.end(),
                           [&](const QString &answer) { return text.contains(answer); });
    });
}

double discount(qsizetype rank) {
    return 1 / std::log2(static_cast<double>(rank) + 2);
}

double ndcg10(const QStringList &documents, const QHash<QString, int> &relevant) {
    double gain = 0;
    double ideal = 0;
    for (qsizetype rank = 0; rank < 10; ++rank) {
        gain += rank < documents.size() && relevant.contains(documents[rank]) ? discount(rank) : 0;
        ideal += rank < relevant.size() ? discount(rank) : 0;
    }
    return gain / ideal;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace

Measures measure(const std::vector<SetQuestion> &questions, const std::vector<Answered> &answered) {
    Measures sums;
    std::size_t withAnswers = 0;
    std::vector<double> times;
    std::vector<double> scores;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto &documents = answered[i].documents;
        const auto first =
            std::find_if(documents.begin(), documents.end(),
                         [&](const QString &id) { return questions[i].relevant.contains(id); }) -
            documents.begin();
        sums.hit1 += documents.empty() ? 0 : first == 0;
        sums.hit5 += first < std::min<qsizetype>(5, documents.size());
        sums.mrr10 += first < std::min<qsizetype>(10, documents.size()) ? 1. / double(first + 1) : 0;
        sums.ndcg10 += ndcg10(documents, questions[i].relevant);
        sums.kept += answered[i].found;
        times.push_back(answered[i].ms);
        scores.push_back(answered[i].best);
        if (questions[i].answers.isEmpty())
            continue;
        ++withAnswers;
        sums.sentence1 += holdsAnswer(answered[i].sentences, questions[i].answers, 1);
        sums.sentences3 += holdsAnswer(answered[i].sentences, questions[i].answers, 3);
        sums.quotes += holdsAnswer(answered[i].quotes, questions[i].answers, 3);
        sums.excerpts += holdsAnswer({answered[i].excerpts}, questions[i].answers, 1);
    }
    const auto count = questions.size();
    return {percent(sums.hit1, count),
            percent(sums.hit5, count),
            percent(sums.mrr10, count),
            percent(sums.ndcg10, count),
            percent(sums.sentence1, withAnswers),
            percent(sums.sentences3, withAnswers),
            percent(sums.quotes, withAnswers),
            percent(sums.excerpts, withAnswers),
            percent(sums.kept, count),
            quantile(scores, .05),
            quantile(times, .5),
            quantile(times, .95)};
}

double rejectedAt95(const std::vector<Answered> &present, const std::vector<Answered> &absent) {
    std::vector<double> scores;
    for (const auto &answer : present)
        scores.push_back(answer.best);
    const auto threshold = quantile(scores, .05);
    const auto below = std::count_if(absent.begin(), absent.end(),
                                     [&](const Answered &answer) { return answer.best < threshold; });
    return percent(static_cast<double>(below), absent.size());
}

double rejected(const std::vector<Answered> &answered) {
    const auto count =
        std::count_if(answered.begin(), answered.end(), [](const Answered &answer) { return !answer.found; });
    return percent(static_cast<double>(count), answered.size());
}

} // namespace docchat::quality
