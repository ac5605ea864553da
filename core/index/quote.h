#pragma once

#include "index/sentences.h"
#include "model/language.h"

#include <QStringList>
#include <QStringView>

namespace docchat::index {

/// The stems of a question as a text in `language` has them.
struct Terms {
    QStringList stems;
    Language language = Language::Unknown;
};

/// The part of `passage` to quote for one of its sentences(): the sentence itself if it has 5 to 60 words. A
/// shorter one is extended by the next sentence of its paragraph, or else by the one before. A longer one is
/// cut between clauses, so that the part with most of the terms stays. The result is shorter than 5
/// words only if the paragraph is. Words are counted as countWords() does. Any thread.
[[nodiscard]] TextRange quoteRange(QStringView passage, TextRange sentence, const Terms &terms);

} // namespace docchat::index
