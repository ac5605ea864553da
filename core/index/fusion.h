#pragma once

#include <vector>

/// How much vectors count beside words: by what this question shows, never by a model's name. Pure.
///
/// A cosine is read as a surprise: how many standard deviations it is over those of passages taken at random.
/// Vectors count when the passages that the words rank first surprise (by chance they would not), or when the
/// nearest passage surprises more than the best of as many random ones would.
namespace docchat::index {

/// The cosines of passages taken at random.
struct Background {
    double mean = 0;
    double deviation = 0; ///< 0: nothing can be said
    double passages = 0;  ///< that have vectors
};

[[nodiscard]] Background backgroundOf(const std::vector<double> &cosines, double passages);

/// Standard deviations over the background; 0 without one.
[[nodiscard]] double surprise(double cosine, const Background &background);

/// 0 to 1. `byWords`: the surprises of the passages that the words rank first, in their order; `nearest`:
/// that of the nearest passage.
[[nodiscard]] double vectorWeight(const std::vector<double> &byWords, double nearest,
                                  const Background &background);

/// What a passage's score gains by its vector.
[[nodiscard]] double vectorShare(double weight, double cosine, const Background &background);

} // namespace docchat::index
