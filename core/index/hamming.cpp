#include "index/hamming.h"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace docchat::index {
namespace {

using std::size_t;

void plainDistances(const quint64 *query, const quint64 *rows, size_t words, size_t count,
                    quint32 *distances) {
    for (size_t row = 0; row < count; ++row, rows += words) {
        int distance = 0;
        for (size_t word = 0; word < words; ++word)
            distance += std::popcount(query[word] ^ rows[word]);
        distances[row] = quint32(distance);
    }
}

#if defined(__x86_64__)

/// Looks up the bits of each half byte, then sums the bytes (Muła, Kurz, Lemire: "Faster population counts
/// using AVX2 instructions").
[[gnu::target("avx2,popcnt")]] void avx2Distances(const quint64 *query, const quint64 *rows, size_t words,
                                                  size_t count, quint32 *distances) {
    const auto bitsOf = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2,
                                         3, 1, 2, 2, 3, 2, 3, 3, 4);
    const auto low = _mm256_set1_epi8(0x0F);
    for (size_t row = 0; row < count; ++row, rows += words) {
        auto sums = _mm256_setzero_si256();
        size_t word = 0;
        for (; word + 4 <= words; word += 4) {
            const auto different =
                _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(query + word)),
                                 _mm256_loadu_si256(reinterpret_cast<const __m256i *>(rows + word)));
            const auto counts = _mm256_add_epi8(
                _mm256_shuffle_epi8(bitsOf, _mm256_and_si256(different, low)),
                _mm256_shuffle_epi8(bitsOf, _mm256_and_si256(_mm256_srli_epi16(different, 4), low)));
            sums = _mm256_add_epi64(sums, _mm256_sad_epu8(counts, _mm256_setzero_si256()));
        }
        const auto half = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
        auto distance = _mm_extract_epi64(half, 0) + _mm_extract_epi64(half, 1);
        for (; word < words; ++word)
            distance += _mm_popcnt_u64(query[word] ^ rows[word]);
        distances[row] = quint32(distance);
    }
}

/// The counts of the bits in which a row differs, in eight sums; `tail`: the words beyond the last whole
/// eight.
[[gnu::target("avx512f,avx512vpopcntdq")]] inline __m512i
differences(const quint64 *query, const quint64 *row, size_t whole, __mmask8 tail) {
    auto sums = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_maskz_loadu_epi64(tail, query + whole),
                                                     _mm512_maskz_loadu_epi64(tail, row + whole)));
    for (size_t word = 0; word < whole; word += 8)
        sums = _mm512_add_epi64(sums, _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(query + word),
                                                                           _mm512_loadu_si512(row + word))));
    return sums;
}

/// Of two vectors of 128-bit blocks: the sums of neighbouring blocks, those of `a` first.
[[gnu::target("avx512f")]] inline __m512i foldBlocks(__m512i a, __m512i b) {
    return _mm512_add_epi64(_mm512_shuffle_i64x2(a, b, 0x88), _mm512_shuffle_i64x2(a, b, 0xDD));
}

/// Of two vectors, by turns: the sums of neighbouring numbers.
[[gnu::target("avx512f")]] inline __m512i foldPairs(__m512i a, __m512i b) {
    return _mm512_add_epi64(_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b));
}

/// Eight rows at a time, whose eight sums each are added up side by side.
[[gnu::target("avx512f,avx512vpopcntdq")]] void
avx512Distances(const quint64 *query, const quint64 *rows, size_t words, size_t count, quint32 *distances) {
    const auto whole = words / 8 * 8;
    const auto tail = __mmask8((1U << (words - whole)) - 1);
    size_t row = 0;
    for (; row + 8 <= count; row += 8, rows += 8 * words) {
        __m512i sums[8]; // NOLINT(modernize-avoid-c-arrays): an attribute of the type is lost in a template
        for (size_t i = 0; i < 8; ++i)
            sums[i] = differences(query, rows + i * words, whole, tail);
        const auto low = foldBlocks(foldPairs(sums[0], sums[1]), foldPairs(sums[2], sums[3]));
        const auto high = foldBlocks(foldPairs(sums[4], sums[5]), foldPairs(sums[6], sums[7]));
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(distances + row),
                            _mm512_cvtepi64_epi32(foldBlocks(low, high)));
    }
    for (; row < count; ++row, rows += words)
        distances[row] = quint32(_mm512_reduce_add_epi64(differences(query, rows, whole, tail)));
}

#endif

} // namespace

bool isAvailable(Kernel kernel) {
#if defined(__x86_64__)
    if (kernel == Kernel::Avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
    if (kernel == Kernel::Avx512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq");
#endif
    return kernel == Kernel::Plain;
}

Kernel fastestKernel() {
    for (const auto kernel : {Kernel::Avx512, Kernel::Avx2}) {
        if (isAvailable(kernel))
            return kernel;
    }
    return Kernel::Plain;
}

void hammingDistances(Kernel kernel, const quint64 *query, const quint64 *rows, size_t words, size_t count,
                      quint32 *distances) {
#if defined(__x86_64__)
    if (kernel == Kernel::Avx512)
        return avx512Distances(query, rows, words, count, distances);
    if (kernel == Kernel::Avx2)
        return avx2Distances(query, rows, words, count, distances);
#endif
    Q_UNUSED(kernel)
    plainDistances(query, rows, words, count, distances);
}

} // namespace docchat::index
