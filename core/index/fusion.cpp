#include "index/fusion.h"

#include <algorithm>
#include <cmath>

namespace docchat::index {
namespace {

// Measured on squad_en, xquad_de, xquad_zh, xquad_ar and cran with random vectors, hashed n-grams, and the
// answering passage's vector with noise (core/README.md).
constexpr double shareOfDeviation = .05; ///< of a passage's score, for each deviation over `usual`
constexpr double usual = 3;              ///< deviations that topics alike reach
constexpr double most = 10;
constexpr std::size_t firstOfWords = 10;
constexpr double mostOfOne = 6;         ///< one passage alone does not make vectors and words agree
constexpr double agreementBegins = 3.5; ///< by chance in one of 4,000 questions
constexpr double agreementIsFull = 7;
constexpr double overTheBestOfRandom = .9; ///< by chance in about one of 400 questions, and then hardly
constexpr double nearestIsFull = 3;
constexpr double tieBreak = 1e-6;

double ramp(double value, double begin, double end) {
    return std::clamp((value - begin) / (end - begin), 0., 1.);
}

} // namespace

Background backgroundOf(const std::vector<double> &cosines, double passages) {
    if (cosines.empty())
        return {};
    Background background{0, 0, passages};
    const auto count = double(cosines.size());
    for (const auto cosine : cosines)
        background.mean += cosine / count;
    for (const auto cosine : cosines)
        background.deviation += (cosine - background.mean) * (cosine - background.mean) / count;
    background.deviation = std::sqrt(background.deviation);
    return background;
}

double surprise(double cosine, const Background &background) {
    return background.deviation > 1e-9 ? (cosine - background.mean) / background.deviation : 0;
}

double vectorWeight(const std::vector<double> &byWords, double nearest, const Background &background) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < std::min(firstOfWords, byWords.size()); ++i) {
        const double weight = 1 / double(i + 1);
        sum += weight * std::min(byWords[i], mostOfOne);
        squares += weight * weight;
    }
    const double agreement = squares > 0 ? sum / std::sqrt(squares) : 0;
    const double best = std::sqrt(2 * std::log(std::max(background.passages, 2.))) + overTheBestOfRandom;
    return std::max(ramp(agreement, agreementBegins, agreementIsFull),
                    ramp(nearest, best, best + nearestIsFull));
}

double vectorShare(double weight, double cosine, const Background &background) {
    const double over = std::max(0., std::min(surprise(cosine, background), most) - usual);
    return weight * shareOfDeviation * over + tieBreak * cosine;
}

} // namespace docchat::index
