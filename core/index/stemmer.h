#pragma once

#include "model/language.h"

#include <QString>

namespace docchat::index {

/// The Snowball stem of a folded word of a text in `language`. Words of another alphabet are stemmed as is
/// usual in theirs, words of an alphabet without a stemmer come back unchanged. Any thread.
[[nodiscard]] QString stem(QStringView word, Language language = Language::Unknown);

} // namespace docchat::index
