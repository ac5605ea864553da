#pragma once

#include <QString>

namespace docchat {

/// The language of a passage: those whose words can be stemmed, and two more.
enum class Language : quint8 {
    Unknown,   ///< too little text to tell: words are stemmed as is usual in their alphabet
    Unstemmed, ///< known, but nobody can stem it
    Arabic,
    Armenian,
    Basque,
    Catalan,
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hindi,
    Hungarian,
    Indonesian,
    Irish,
    Italian,
    Lithuanian,
    Nepali,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Serbian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
};

/// ISO 639-1, "und" for Unknown and "zxx" for Unstemmed.
[[nodiscard]] QString languageCode(Language language);

/// Unknown for a code that is none of those.
[[nodiscard]] Language languageFromCode(QStringView code);

} // namespace docchat
