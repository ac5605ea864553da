#pragma once

#include "widgets/markedline.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace docchat::ui {

/// Something that the palette can lead to.
struct PaletteEntry {
    QString kind;   ///< in a word: "Document"
    QString text;   ///< what it is called
    QString detail; ///< what else is to be known of it: a command's keys, a passage's place
    std::function<void()> run;
    Marks marks = {}; ///< of the text: what was found; empty: what was typed
};

/// How well a text fits what was typed, in words: 0 where it begins with the first of them, 1 where each
/// begins a word of it, 2 where each is anywhere in it; nullopt: one is missing. Upper and lower case are
/// one.
[[nodiscard]] std::optional<int> paletteRank(const QString &text, const QStringList &words);

/// Where these words stand in a text, in order and apart from each other. Upper and lower case are one.
[[nodiscard]] Marks paletteMarks(const QString &text, const QStringList &words);

/// What was typed, as paletteRank() takes it.
[[nodiscard]] QStringList paletteWords(const QString &typed);

} // namespace docchat::ui
