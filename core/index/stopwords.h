#pragma once

#include <QStringView>

namespace docchat::index {

/// Whether a folded word only shapes a question (question words, auxiliaries, articles, pronouns), in any of
/// some languages. Words that mean something else in another of them ("die", "war", "comment") are
/// no stop words.
[[nodiscard]] bool isStopWord(QStringView folded);

} // namespace docchat::index
