#pragma once

#include <QString>

namespace docchat::chat {

/// Markdown in which formulas stay as they were written, with their delimiters: $…$, $$…$$, \(…\) and \[…\]
/// that end in their paragraph. Else "a_1 + b_1" becomes italic, and "\[" a bracket. Code stays as it is, and
/// so do amounts: "from $5 to $10". Pure.
[[nodiscard]] QString withFormulasAsText(const QString &markdown);

} // namespace docchat::chat
