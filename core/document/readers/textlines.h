#pragma once

#include "document/readers/sections.h"

namespace docchat::document {

/// The lines of a text as an editor counts them: however they end, and without their ends.
[[nodiscard]] QList<QStringView> linesOf(QString &text);

/// Nothing but white space and control characters, which normalising takes away.
[[nodiscard]] bool isBlank(QStringView line);

/// Where the lines of a text are to be counted.
enum class LineCount { Counted, Ignored };

/// Adds the paragraphs of a plain text, which blank lines part.
void addParagraphs(SectionList &sections, QString text, LineCount count);

} // namespace docchat::document
