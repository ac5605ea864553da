#pragma once

#include <QtGlobal>

#include <cstddef>

/// Hamming distances between rows of bits, by the instructions that the processor has.
namespace docchat::index {

/// Ways to count bits; all give the same distances.
enum class Kernel { Plain, Avx2, Avx512 };

/// Does this processor have what the kernel needs?
[[nodiscard]] bool isAvailable(Kernel kernel);

/// The last of the available ones.
[[nodiscard]] Kernel fastestKernel();

/// The distances from `query` (`words` words of 64 bits) to each of `count` rows of as many words, which lie
/// one after another. The kernel has to be available.
void hammingDistances(Kernel kernel, const quint64 *query, const quint64 *rows, std::size_t words,
                      std::size_t count, quint32 *distances);

} // namespace docchat::index
