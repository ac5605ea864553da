#include "widgets/markedline.h"

#include "widgets/beginningat.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace docchat::ui {
namespace {

/// On one line, however wide it is.
void layOut(QTextLayout *layout, const Marks &marks, const QColor &marked, qreal room) {
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : marks) {
        QTextLayout::FormatRange range{start, std::min(length, int(layout->text().size()) - start), {}};
        range.format.setFontWeight(QFont::Bold);
        range.format.setForeground(marked);
        if (range.length > 0)
            formats += range;
    }
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine().setLineWidth(room);
    layout->endLayout();
}

} // namespace

void paintMarkedLine(QPainter *painter, const QRect &place, const QFont &font, const QString &text,
                     const Marks &marks, const QColor &marked) {
    constexpr int mostTries = 4;
    const QFontMetrics metrics(font);
    const auto direction = painter->layoutDirection();
    const int room = place.width() * 2;
    QTextLayout layout;
    layout.setFont(font);
    layout.setTextOption(beginningAt(direction));
    int width = place.width();
    for (int i = 0; i < mostTries; ++i) { // bold words are wider than those that were measured
        layout.setText(metrics.elidedText(text, Qt::ElideRight, width));
        layOut(&layout, marks, marked, room);
        const auto tooWide = layout.lineAt(0).naturalTextWidth() - place.width();
        if (tooWide <= 0)
            break;
        width -= int(std::ceil(tooWide));
    }
    painter->save();
    painter->setClipRect(place, Qt::IntersectClip);
    const int left = direction == Qt::RightToLeft ? place.right() + 1 - room : place.left();
    layout.draw(painter, QPointF(left, place.top() + (place.height() - metrics.height()) / 2.0));
    painter->restore();
}

} // namespace docchat::ui
