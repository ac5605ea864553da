#pragma once

#include <QString>

namespace docchat::chat {

enum class LessThan { Escaped, Kept }; ///< Kept: whoever takes HTML out of it escapes it

/// Markdown in which formulas stay as they were written, with their delimiters: $…$ on a line, and $$…$$,
/// \(…\) and \[…\] in a paragraph. Else "a_1 + b_1" becomes italic, and "\[" a bracket. What has nothing that
/// Markdown would take is left alone, as are code, addresses and amounts: "from $5 to $10". Takes time
/// proportional to the text, whatever it is. Pure.
[[nodiscard]] QString withFormulasAsText(const QString &markdown, LessThan lessThan = LessThan::Escaped);

} // namespace docchat::chat
