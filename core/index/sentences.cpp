#include "index/sentences.h"

#include <QString>

#include <algorithm>
#include <array>
#include <string_view>

namespace docchat::index {
namespace {

/// Words that a full stop shortens rather than ends, in lower case.
constexpr std::array abbreviations = std::to_array<std::u16string_view>({
    u"mr",  u"mrs",  u"ms",  u"dr",   u"prof", u"st",     u"sr",   u"jr",   u"vs",   u"etc", // English
    u"al",  u"inc",  u"ltd", u"co",   u"corp", u"approx", u"dept", u"gen",  u"col",  u"lt",
    u"sgt", u"capt", u"rev", u"hon",  u"gov",  u"sen",    u"rep",  u"mt",   u"ft",   u"ph.d",
    u"jan", u"feb",  u"mar", u"apr",  u"jun",  u"jul",    u"aug",  u"sep",  u"sept", u"oct",
    u"nov", u"dec",  u"ca",  u"cf",   u"eds",  u"bzw",    u"ggf",  u"usw",  u"vgl",  u"str", // German
    u"tel", u"hl",   u"jh",  u"jhd",  u"chr",  u"evtl",   u"inkl", u"bspw", u"sog",  u"zzgl",
    u"mio", u"mrd",  u"okt", u"dez",  u"geb",  u"gest",   u"hrsg", u"mme",  u"mlle", u"env", // Romance
    u"sra", u"dra",  u"ud",  u"uds",  u"dott", u"гг",     u"вв",   u"им",   u"см",   u"стр", // Russian
    u"рис", u"руб",  u"млн", u"млрд", u"тыс",  u"ул",
});

/// Shortened before a number only: "no. 5", but "he said no. Then".
constexpr std::array beforeNumbers = std::to_array<std::u16string_view>({
    u"no", u"nos", u"vol", u"vols", u"fig", u"figs", u"eq",  u"eqs", u"sec", u"ch",   u"p",
    u"pp", u"art", u"nr",  u"abb",  u"abs", u"bd",   u"kap", u"núm", u"pág", u"págs", u"ed",
});

/// Words in lower case that begin a sentence: a full stop before one of them ends the sentence before.
constexpr std::array openers = std::to_array<std::u16string_view>({
    u"the",   u"in",     u"it",    u"he",      u"she",   u"this",     u"that", u"these", u"those",
    u"they",  u"we",     u"there", u"however", u"after", u"although", u"as",   u"at",    u"but",
    u"by",    u"during", u"for",   u"from",    u"his",   u"her",      u"its",  u"on",    u"since",
    u"their", u"when",   u"while", u"with",    u"der",   u"die",      u"das",  u"er",    u"sie",
    u"es",    u"im",     u"le",    u"les",     u"il",    u"elle",     u"los",  u"las",
});

/// German words before an ordinal: "am 3. Oktober", "des 2. Weltkriegs".
constexpr std::array beforeOrdinals = std::to_array<std::u16string_view>({
    u"am",
    u"im",
    u"vom",
    u"zum",
    u"beim",
    u"dem",
    u"der",
    u"des",
    u"den",
    u"das",
    u"die",
    u"bis",
    u"seit",
    u"ab",
    u"ins",
    u"und",
});

/// Titles stand before names, whatever these begin with.
constexpr std::array titles = std::to_array<std::u16string_view>({
    u"mr",
    u"mrs",
    u"ms",
    u"dr",
    u"prof",
    u"st",
    u"gen",
    u"col",
    u"lt",
    u"sgt",
    u"capt",
    u"rev",
    u"hon",
    u"gov",
    u"sen",
    u"mt",
    u"vs",
    u"cf",
});

template <class List>
bool contains(const List &list, QStringView word) {
    const auto lower = word.toString().toLower();
    const std::u16string_view key(QStringView(lower).utf16(), static_cast<std::size_t>(lower.size()));
    return std::find(list.begin(), list.end(), key) != list.end();
}

bool isOneOf(QChar c, QStringView set) {
    return set.contains(c);
}

/// Ends a sentence whatever follows: Chinese, Japanese, Indic, Burmese.
bool alwaysEnds(QChar c) {
    return isOneOf(c, u"。！？｡।॥။");
}

/// Ends a sentence if a gap follows: Latin, Arabic, Urdu, Armenian, Ethiopic.
bool mayEnd(QChar c) {
    return isOneOf(c, u".!?…؟۔։።‼⁇⁈⁉");
}

bool isCloser(QChar c) {
    return isOneOf(c, u"\"'”’»›)]}」』）】〉》〕");
}

bool isWordPart(QChar c) {
    return c.isLetterOrNumber() || c.isMark() || c == u'.' || c == u'-';
}

/// The word that ends before `end`, with the full stops inside it ("e.g").
QStringView wordBefore(QStringView text, qsizetype begin, qsizetype end) {
    auto start = end;
    while (start > begin && isWordPart(text[start - 1]))
        --start;
    return text.sliced(start, end - start);
}

bool isBlankLine(QStringView text, qsizetype i) {
    if (text[i] == QChar::ParagraphSeparator)
        return true;
    if (text[i] != u'\n')
        return false;
    for (++i; i < text.size() && text[i].isSpace(); ++i) {
        if (text[i] == u'\n')
            return true;
    }
    return false;
}

/// The first word of the same paragraph at or after `start`, behind opening quotes.
QStringView wordAfter(QStringView text, qsizetype start) {
    while (start < text.size() && !text[start].isLetterOrNumber() && !isBlankLine(text, start))
        ++start;
    auto end = start;
    while (end < text.size() && text[end].isLetterOrNumber())
        ++end;
    return text.sliced(start, end - start);
}

bool isNumber(QStringView word) {
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

/// "J", "U.S", "e.g", "J.-P": single letters, each but the last followed by a full stop.
bool isInitials(QStringView word) {
    bool letter = false; // the last seen
    for (const auto c : word) {
        if (c == u'-' && !letter)
            continue;
        if (letter ? c != u'.' : !c.isLetter())
            return false;
        letter = !letter;
    }
    return letter;
}

/// Whether the full stop at `stop` belongs to its word rather than to the sentence that began at `begin`.
bool isShortening(QStringView text, qsizetype begin, qsizetype stop) {
    const auto word = wordBefore(text, begin, stop);
    const auto next = wordAfter(text, stop + 1);
    const auto start = stop - word.size();
    if (isNumber(word) && word.size() <= 3) { // "1. Introduction", "am 3. Oktober"
        const auto before = wordBefore(text, begin, std::max(begin, start - 1));
        return part(text, {begin, start}).trimmed().isEmpty() ||
               (word.size() <= 2 && contains(beforeOrdinals, before));
    }
    if (isInitials(word)) // "J. Smith", but "the U.S. The", "World War I. In"
        return !contains(openers, next);
    if (!next.isEmpty() && next.front().isDigit() && contains(beforeNumbers, word))
        return true;
    return contains(abbreviations, word) && (contains(titles, word) || !contains(openers, next));
}

/// The end of the sentence whose closing sign is at `i`, behind all its signs and closers; 0 if it goes on.
qsizetype endAt(QStringView text, qsizetype begin, qsizetype i) {
    auto end = i;
    bool always = false;
    while (end < text.size() && (alwaysEnds(text[end]) || mayEnd(text[end])))
        always = alwaysEnds(text[end++]) || always;
    const auto signs = end - i;
    while (end < text.size() && isCloser(text[end]))
        ++end;
    if (always || end == text.size())
        return end;
    const auto next = wordAfter(text, end);
    if (!text[end].isSpace() || (!next.isEmpty() && next.front().isLower()))
        return 0;
    return signs == 1 && end == i + 1 && text[i] == u'.' && isShortening(text, begin, i) ? 0 : end;
}

void append(std::vector<TextRange> &ranges, QStringView text, TextRange range) {
    while (range.start < range.end && text[range.start].isSpace())
        ++range.start;
    while (range.end > range.start && text[range.end - 1].isSpace())
        --range.end;
    if (range.length() > 0)
        ranges.push_back(range);
}

} // namespace

std::vector<TextRange> sentences(QStringView text) {
    std::vector<TextRange> ranges;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = 0;
        if (alwaysEnds(text[i]) || mayEnd(text[i]))
            end = endAt(text, begin, i);
        else if (isBlankLine(text, i))
            end = i + 1;
        if (end > 0) {
            append(ranges, text, {begin, end});
            begin = end;
        }
        i = std::max(i + 1, end);
    }
    append(ranges, text, {begin, text.size()});
    return ranges;
}

} // namespace docchat::index
