#pragma once

#include <QString>

namespace docchat::chat {

/// A chat's title from its first question: the first sentence, or where that is long its first clause, at
/// most 60 characters, whole words, without filters. Pure.
[[nodiscard]] QString titleOf(const QString &question);

} // namespace docchat::chat
