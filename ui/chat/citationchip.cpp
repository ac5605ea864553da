#include "chat/citationchip.h"

#include "chat/marks.h"
#include "chat/textlook.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>
#include <QTextCursor>
#include <QTextDocument>

namespace docchat::ui {
namespace {

constexpr int chipObject = QTextFormat::UserObject + 1;
constexpr qreal focusLine = 1.6; // pixels
constexpr int numberProperty = QTextFormat::UserProperty + 1;

QFont chipFont(const QTextDocument *document) {
    QFont font = document->defaultFont();
    font.setPointSizeF(font.pointSizeF() - 1.8);
    font.setBold(true);
    return font;
}

/// There [1] is an index.
bool isInCode(const QTextCursor &cursor) {
    if (isCode(cursor.block()))
        return !chat::isProse(cursor.blockFormat().stringProperty(QTextFormat::BlockCodeLanguage));
    return cursor.charFormat().fontFixedPitch();
}

} // namespace

void CitationChip::attachTo(QTextDocument *document) {
    if (document->documentLayout()->handlerForObject(chipObject) != this)
        document->documentLayout()->registerHandler(chipObject, this);
}

void CitationChip::insertInto(QTextDocument *document, const QList<int> &numbers) {
    static const QRegularExpression mark(QStringLiteral("\\[(\\d{1,3})\\]"));
    QTextCursor cursor(document);
    for (;;) {
        cursor = document->find(mark, cursor);
        if (cursor.isNull())
            break;
        const int number = cursor.selectedText().mid(1).chopped(1).toInt();
        if (!numbers.contains(number) || isInCode(cursor))
            continue;
        QTextCharFormat format;
        format.setObjectType(chipObject);
        format.setProperty(numberProperty, number);
        format.setAnchor(true);
        format.setAnchorHref(QStringLiteral("cite:%1").arg(number));
        format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
    }
}

int CitationChip::numberOf(const QTextFormat &format) {
    return format.intProperty(numberProperty);
}

QTextBlock CitationChip::blockOf(QTextDocument *document, int number) const {
    for (auto block = document->begin(); block.isValid(); block = block.next()) {
        for (auto fragment = block.begin(); !fragment.atEnd(); ++fragment) {
            if (numberOf(fragment.fragment().charFormat()) == number)
                return block;
        }
    }
    return {};
}

QSizeF CitationChip::intrinsicSize(QTextDocument *document, int, const QTextFormat &format) {
    const QFontMetricsF metrics(chipFont(document));
    return {metrics.horizontalAdvance(QString::number(numberOf(format))) + 14, metrics.height() + 2};
}

void CitationChip::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                              const QTextFormat &format) {
    const int number = numberOf(format);
    const auto &colours = m_theme->colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(position == m_focused ? QPen(colours.text, focusLine) : QPen(Qt::NoPen));
    painter->setBrush(number == m_current ? colours.accent : colours.weak);
    painter->drawRoundedRect(rect.adjusted(1, 0, -1, 0), 4, 4);
    painter->setPen(number == m_current ? colours.onAccent : colours.accentText);
    painter->setFont(chipFont(document));
    painter->drawText(rect, Qt::AlignCenter, QString::number(number));
    painter->restore();
}

} // namespace docchat::ui
