#include "palette/paletteentry.h"

#include <algorithm>

namespace docchat::ui {
namespace {

bool beginsWord(const QString &text, const QString &word) {
    for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; ++at) {
        if (at == 0 || !text[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

std::optional<int> paletteRank(const QString &text, const QStringList &words) {
    const auto isIn = [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); };
    if (!std::ranges::all_of(words, isIn))
        return std::nullopt;
    if (words.isEmpty() || text.startsWith(words.first(), Qt::CaseInsensitive))
        return 0;
    const auto begins = [&](const QString &word) { return beginsWord(text, word); };
    return std::ranges::all_of(words, begins) ? 1 : 2;
}

Marks paletteMarks(const QString &text, const QStringList &words) {
    Marks all;
    for (const auto &word : words) {
        for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; at += word.size())
            all.emplace_back(int(at), int(word.size()));
    }
    std::ranges::sort(all);
    Marks apart;
    for (const auto &[start, length] : all) {
        const int end = apart.isEmpty() ? 0 : apart.last().first + apart.last().second;
        if (start >= end)
            apart.emplace_back(start, length);
        else
            apart.last().second = std::max(end, start + length) - apart.last().first;
    }
    return apart;
}

QStringList paletteWords(const QString &typed) {
    return typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace docchat::ui
