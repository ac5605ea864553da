#include "chat/textlook.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace docchat::ui {
namespace {

constexpr qreal lineHeight = 1.28;    // of the font's
constexpr qreal headingHeight = 128;  // per cent
constexpr qreal codeLineHeight = 120; // per cent
constexpr int codePadding = 11;
constexpr int codeGap = 8; // above and below
constexpr int aboveHeading = 14;
constexpr int belowHeading = 4;
constexpr int cellPadding = 6;

void setTable(QTextTable *table, const Colours &colours) {
    auto format = table->format();
    format.setBorder(0);
    format.setCellPadding(0);
    format.setCellSpacing(0);
    format.setMargin(0);
    format.setTopMargin(4);
    format.setBottomMargin(8);
    table->setFormat(format);
    for (int row = 0; row < table->rows(); ++row) {
        for (int column = 0; column < table->columns(); ++column) {
            auto cell = table->cellAt(row, column);
            auto look = cell.format().toTableCellFormat();
            look.setPadding(cellPadding);
            look.setLeftPadding(column == 0 ? 0 : cellPadding);
            look.setRightPadding(2 * cellPadding);
            look.setBottomBorder(1);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(colours.lines);
            cell.setFormat(look);
        }
    }
}

/// The head of a table is dim, as are the words beside what counts.
void dimHead(QTextTable *table, const Colours &colours) {
    QTextCharFormat dim;
    dim.setForeground(colours.dim);
    dim.setFontWeight(QFont::Normal);
    for (int column = 0; column < table->columns(); ++column) {
        auto cursor = table->cellAt(0, column).firstCursorPosition();
        cursor.setPosition(table->cellAt(0, column).lastCursorPosition().position(), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(dim);
    }
}

/// Nearer to what it is the heading of.
void setHeading(QTextBlockFormat &format) {
    format.setTopMargin(aboveHeading);
    format.setBottomMargin(belowHeading);
    format.setLineHeight(headingHeight, QTextBlockFormat::ProportionalHeight);
}

void setCode(QTextBlockFormat &format, const QTextBlock &block) {
    format.setNonBreakableLines(false);
    format.setLeftMargin(codePadding);
    format.setRightMargin(codePadding);
    format.setTopMargin(isCode(block.previous()) ? 0 : codeGap + codeHeadHeight);
    format.setBottomMargin(isCode(block.next()) ? 0 : codeGap + codePadding);
    format.setLineHeight(codeLineHeight, QTextBlockFormat::ProportionalHeight);
}

} // namespace

bool isCode(const QTextBlock &block) {
    return block.isValid() && block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

void setMarkdown(QTextDocument *document, const QString &markdown) {
    constexpr int underlines = 0x4000; // MD_FLAG_UNDERLINE, which has no name in Qt
    document->setMarkdown(
        markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub & ~underlines) |
                      QTextDocument::MarkdownNoHTML);
}

void setLook(QTextDocument *document, const Colours &colours) {
    for (auto *frame : document->rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame)) {
            setTable(table, colours);
            dimHead(table, colours);
        }
    }
    const qreal line = qRound(QFontMetricsF(document->defaultFont()).height() * lineHeight);
    for (auto block = document->begin(); block.isValid(); block = block.next()) {
        auto format = block.blockFormat();
        if (isCode(block))
            setCode(format, block);
        else if (format.headingLevel() > 0)
            setHeading(format);
        else
            format.setLineHeight(line, QTextBlockFormat::FixedHeight);
        QTextCursor(block).setBlockFormat(format);
    }
}

QString CodeFrame::language() const {
    return first.blockFormat().stringProperty(QTextFormat::BlockCodeLanguage);
}

QString CodeFrame::text() const {
    QStringList lines;
    for (auto block = first; block.isValid() && block.position() <= last.position(); block = block.next())
        lines += block.text();
    return lines.join(QLatin1Char('\n'));
}

std::vector<CodeFrame> codeFrames(const QTextDocument *document, qreal top, qreal bottom) {
    const auto *layout = document->documentLayout();
    std::vector<CodeFrame> frames;
    auto block = document->findBlock(std::max(0, layout->hitTest({0, top}, Qt::FuzzyHit)));
    while (isCode(block.previous()))
        block = block.previous();
    for (; block.isValid(); block = block.next()) {
        if (!isCode(block) && layout->blockBoundingRect(block).top() > bottom)
            break;
        if (!isCode(block))
            continue;
        const auto first = block;
        while (isCode(block.next()))
            block = block.next();
        const auto above = layout->blockBoundingRect(first).top() - codeHeadHeight;
        const auto below = layout->blockBoundingRect(block).bottom() + codePadding;
        if (above > bottom)
            break;
        frames.push_back({first, block, {0, above, document->textWidth(), below - above}});
    }
    return frames;
}

} // namespace docchat::ui
