#pragma once

#include "index/stopwords.h"
#include "model/language.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <vector>

/// How text becomes the terms that the index stores and that a question is looked up by.
/// Everything here is pure and may run on any thread; offsets are UTF-16 code units into the given text.
namespace docchat::index {

/// One term and the place in the original text it was read from.
struct Token {
    QString term;
    qsizetype start = 0;
    qsizetype length = 0;
};

/// A word as it stands in a text, or the part of a run of characters that counts as one.
struct Piece {
    qsizetype start = 0;
    qsizetype length = 0;
};

/// The words of `text` in order. Chinese, Japanese and Korean come as overlapping bigrams, Thai, Lao, Khmer
/// and Burmese as overlapping trigrams.
[[nodiscard]] std::vector<Piece> cutIntoWords(QStringView text);

/// A word of cutIntoWords() with compatibility forms unified, case folded, accents stripped (Vietnamese,
/// Indic and South-East Asian marks are kept). Empty if nothing is left of it.
[[nodiscard]] QString folded(QStringView word);

/// The folded words of `text` in order, not stemmed.
[[nodiscard]] std::vector<Token> tokenize(QStringView text);

/// tokenize() and stem(): what the index stores and what questions are looked up by.
[[nodiscard]] std::vector<Token> analyse(QStringView text, Language language = Language::Unknown);

/// The folded words of a question without stop words, in order; all its words if that leaves none.
[[nodiscard]] QStringList queryWords(QStringView question);

/// The distinct stems of queryWords(), in order.
[[nodiscard]] QStringList queryTerms(QStringView question, Language language = Language::Unknown);

/// The length of `text` in words: half a word a Chinese, Japanese or Korean character, a quarter a Thai one.
[[nodiscard]] double countWords(QStringView text);

/// The number of different grams: a table of gram frequencies has this many entries.
inline constexpr quint32 gramTableSize = 1U << 18U;

/// Calls `visit` with the hash, below gramTableSize, of every 4-gram of `_word_` for a folded word.
template <class Visit>
void forEachGram(QStringView word, Visit visit) {
    constexpr auto boundary = u'_';
    constexpr char16_t firstWide = 0x2E80; // a bigram of Chinese, Japanese or Korean: its characters
    if (word.size() == 2 && word[0].unicode() >= firstWide) {
        for (const auto c : word)
            visit(static_cast<quint32>(c.unicode() * 0x9E3779B97F4A7C15ULL >> 46U));
        return;
    }
    const auto at = [&](qsizetype i) -> quint64 {
        return i > word.size() + 1 ? 0 : i == 0 || i > word.size() ? boundary : word[i - 1].unicode();
    };
    quint64 window = at(0) << 32U | at(1) << 16U | at(2);
    for (qsizetype i = 3; i == 3 || i < word.size() + 2; ++i) {
        window = window << 16U | at(i);
        visit(static_cast<quint32>(window * 0x9E3779B97F4A7C15ULL >> 46U));
    }
}

} // namespace docchat::index
