#pragma once

#include "theme.h"

#include <QRect>
#include <QTextBlock>

#include <vector>

class QTextDocument;

namespace docchat::ui {

/// Whether it is a line of a block of code.
[[nodiscard]] bool isCode(const QTextBlock &block);

/// Markdown as GitHub reads it, without HTML; "_words_" are emphasised as "*words*" are, where Qt underlines
/// them.
void setMarkdown(QTextDocument *document, const QString &markdown);

/// Sets what Markdown says: lines at one distance whether they hold a chip or not, tables with thin lines
/// below their rows, code in a frame of its own.
void setLook(QTextDocument *document, const Colours &colours);

/// Code of an answer, as wide as the text, with a head for its language and what can be done with it.
struct CodeFrame {
    QTextBlock first; ///< each of its lines is a block
    QTextBlock last;
    QRectF frame; ///< in the document, with the head
    [[nodiscard]] QString language() const;
    [[nodiscard]] QString text() const;
};
constexpr int codeHeadHeight = 26;

/// The code that is to be seen between two heights of a document.
[[nodiscard]] std::vector<CodeFrame> codeFrames(const QTextDocument *document, qreal top, qreal bottom);

} // namespace docchat::ui
