#include "index/analysis.h"

#include "index/stemmer.h"

#include <algorithm>
#include <utility>

namespace docchat::index {
namespace {

// ---- Characters ----

/// How the words of a script are cut: at gaps, or into overlapping pieces where it writes none.
enum class Cut { Gap, Words, Bigrams, Trigrams };

bool between(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool isMark(char32_t c) {
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing;
}

/// Soft hyphens and zero-width joiners stand inside words and mean nothing to a search.
bool isJoiner(char32_t c) {
    return c == 0x00AD || c == 0x200C || c == 0x200D;
}

Cut cutOf(char32_t c) {
    if (c < 0x80)
        return between(c | 0x20U, U'a', U'z') || between(c, U'0', U'9') ? Cut::Words : Cut::Gap;
    if (!QChar::isLetterOrNumber(c) && !isMark(c))
        return Cut::Gap;
    if (c < 0x0E00)
        return Cut::Words;
    if (c <= 0x0EFF || between(c, 0x1000, 0x109F) || between(c, 0x1780, 0x17FF))
        return Cut::Trigrams;
    const bool bigrams = between(c, 0x3005, 0x3007) || between(c, 0x3040, 0x30FF) ||
                         between(c, 0x3400, 0x4DBF) || between(c, 0x4E00, 0x9FFF) ||
                         between(c, 0xAC00, 0xD7AF) || between(c, 0xF900, 0xFAFF) ||
                         between(c, 0xFF66, 0xFF9F) || between(c, 0x20000, 0x3FFFF);
    return bigrams ? Cut::Bigrams : Cut::Words;
}

struct CodePoint {
    char32_t value;
    qsizetype length;
};

CodePoint codePointAt(QStringView text, qsizetype i) {
    const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
    return pair ? CodePoint{QChar::surrogateToUcs4(text[i], text[i + 1]), 2}
                : CodePoint{text[i].unicode(), 1};
}

/// A stretch of characters that are cut alike.
struct Run {
    Cut cut = Cut::Gap;
    qsizetype end = 0;
};

Run runAt(QStringView text, qsizetype start) {
    const auto first = codePointAt(text, start);
    Run run{cutOf(first.value), start + first.length};
    for (auto i = run.end; i < text.size();) {
        const auto [c, length] = codePointAt(text, i);
        const bool joiner = run.cut != Cut::Gap && isJoiner(c);
        if (!joiner && cutOf(c) != run.cut && !(run.cut == Cut::Words && isMark(c)))
            break;
        i += length;
        if (!joiner) // a joiner at the end of a word is not part of it
            run.end = i;
    }
    return run;
}

// ---- Folding ----

QString lowered(QStringView ascii) {
    QString word(ascii.size(), Qt::Uninitialized);
    std::transform(ascii.begin(), ascii.end(), word.begin(),
                   [](QChar c) { return between(c.unicode(), U'A', U'Z') ? QChar(c.unicode() | 0x20U) : c; });
    return word;
}

/// Marks of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts, and the Arabic stroke that only stretches.
bool isStripped(QChar mark) {
    const auto c = mark.unicode();
    return between(c, 0x0300, 0x036F) || between(c, 0x0483, 0x0487) || between(c, 0x0591, 0x05C7) ||
           between(c, 0x0610, 0x061A) || c == 0x0640 || between(c, 0x064B, 0x065F) || c == 0x0670 ||
           between(c, 0x1DC0, 0x1DFF) || isJoiner(c);
}

/// In Vietnamese a mark makes another word; these letters are used there and hardly anywhere else.
bool isVietnamese(QChar letter) {
    const auto c = letter.unicode();
    return between(c, 0x1EA0, 0x1EF9) || between(c, 0x01A0, 0x01A1) || between(c, 0x01AF, 0x01B0);
}

/// Most letters outside ASCII need no more than case folding.
bool isPlain(QChar c) {
    const bool hangul = between(c.unicode(), 0xAC00, 0xD7AF);
    return hangul || (QChar::decompositionTag(c.unicode()) == QChar::NoDecomposition && !c.isMark() &&
                      !c.isSurrogate() && !isStripped(c) && c != u'ß' && c != u'ẞ');
}

QString fold(QStringView word) {
    if (std::all_of(word.begin(), word.end(), isPlain))
        return word.toString().toCaseFolded();
    auto folded = word.toString().toCaseFolded().normalized(QString::NormalizationForm_KC);
    folded.replace(u'ß', QStringLiteral("ss")); // Qt folds one letter to one letter only
    if (!std::any_of(folded.cbegin(), folded.cend(), isVietnamese)) {
        folded = folded.normalized(QString::NormalizationForm_D);
        folded.removeIf(isStripped);
        folded = folded.normalized(QString::NormalizationForm_C);
    }
    // Compatibility forms can unfold to spaces or signs ("½"), which no word holds.
    folded.removeIf([](QChar c) { return !c.isSurrogate() && cutOf(c.unicode()) == Cut::Gap; });
    return folded;
}

// ---- Cutting ----

/// Every `size` neighbouring characters of a run, or the whole run if it is shorter.
void appendPieces(std::vector<Piece> &pieces, QStringView text, qsizetype start, const Run &run,
                  std::size_t size) {
    std::vector<qsizetype> borders;
    for (auto i = start; i < run.end;) {
        const auto [c, length] = codePointAt(text, i);
        const bool combines = run.cut == Cut::Bigrams && (isMark(c) || isJoiner(c));
        if (!combines || borders.empty())
            borders.push_back(i);
        i += length;
    }
    borders.push_back(run.end);
    const auto count = borders.size() > size ? borders.size() - size : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const auto end = borders[std::min(i + size, borders.size() - 1)];
        pieces.push_back({borders[i], end - borders[i]});
    }
}

} // namespace

std::vector<Piece> cutIntoWords(QStringView text) {
    std::vector<Piece> pieces;
    pieces.reserve(static_cast<std::size_t>(text.size() / 5));
    for (qsizetype start = 0; start < text.size();) {
        const auto run = runAt(text, start);
        if (run.cut == Cut::Words)
            pieces.push_back({start, run.end - start});
        else if (run.cut != Cut::Gap)
            appendPieces(pieces, text, start, run, run.cut == Cut::Bigrams ? 2 : 3);
        start = run.end;
    }
    return pieces;
}

QString folded(QStringView piece) {
    const bool ascii = std::all_of(piece.begin(), piece.end(), [](QChar c) { return c.unicode() < 0x80; });
    return ascii ? lowered(piece) : fold(piece);
}

std::vector<Token> tokenize(QStringView text) {
    std::vector<Token> tokens;
    const auto pieces = cutIntoWords(text);
    tokens.reserve(pieces.size());
    for (const auto &[start, length] : pieces) {
        auto term = folded(text.sliced(start, length));
        if (!term.isEmpty())
            tokens.push_back({std::move(term), start, length});
    }
    return tokens;
}

std::vector<Token> analyse(QStringView text, Language language) {
    auto tokens = tokenize(text);
    for (auto &token : tokens)
        token.term = stem(token.term, language);
    return tokens;
}

QStringList queryWords(QStringView question) {
    QStringList words;
    QStringList content;
    for (const auto &token : tokenize(question)) {
        words.append(token.term);
        if (!isStopWord(token.term))
            content.append(token.term);
    }
    return content.isEmpty() ? words : content;
}

QStringList queryTerms(QStringView question, Language language) {
    QStringList terms;
    for (const auto &word : queryWords(question))
        terms.append(stem(word, language));
    terms.removeDuplicates();
    return terms;
}

double countWords(QStringView text) {
    double words = 0;
    bool counted = false; // "don't" and "3.5" are one word each
    for (qsizetype start = 0; start < text.size();) {
        const auto run = runAt(text, start);
        const auto piece = text.sliced(start, run.end - start);
        if (run.cut == Cut::Gap)
            counted =
                counted && std::none_of(piece.begin(), piece.end(), [](QChar c) { return c.isSpace(); });
        else if (run.cut != Cut::Words)
            words += static_cast<double>(piece.size()) / (run.cut == Cut::Bigrams ? 2 : 4);
        else if (!std::exchange(counted, true))
            ++words;
        start = run.end;
    }
    return words;
}

} // namespace docchat::index
