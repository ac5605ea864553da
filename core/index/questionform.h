#pragma once

#include <QStringView>

namespace docchat::index {

/// Is this asked as a question ("who signed it", "¿cuánto cuesta?", "explain the fee"), rather than typed as
/// keywords ("invoice 2024-117")? A question mark of any script, a word that begins questions or wishes in
/// the languages of isStopWord() or in Chinese and Japanese, or more than five words make it one. Any thread.
[[nodiscard]] bool looksLikeQuestion(QStringView text);

} // namespace docchat::index
