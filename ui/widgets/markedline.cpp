#include "widgets/markedline.h"

#include "widgets/beginningat.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

namespace docchat::ui {

void paintMarkedLine(QPainter *painter, const QRect &place, const QFont &font, const QString &text,
                     const Marks &marks, const QColor &marked) {
    constexpr int boldIsWider = 6;
    const QFontMetrics metrics(font);
    const auto shown = metrics.elidedText(text, Qt::ElideRight, place.width() - boldIsWider);
    QTextLayout layout(shown, font);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : marks) {
        QTextLayout::FormatRange range{start, std::min(length, int(shown.size()) - start), {}};
        range.format.setFontWeight(QFont::Bold);
        range.format.setForeground(marked);
        if (range.length > 0)
            formats += range;
    }
    layout.setFormats(formats);
    const auto direction = painter->layoutDirection();
    layout.setTextOption(beginningAt(direction));
    const int room = place.width() * 2; // on one line, whatever the bold words take
    layout.beginLayout();
    layout.createLine().setLineWidth(room);
    layout.endLayout();
    painter->save();
    painter->setClipRect(place, Qt::IntersectClip);
    const int left = direction == Qt::RightToLeft ? place.right() + 1 - room : place.left();
    layout.draw(painter, QPointF(left, place.top() + (place.height() - metrics.height()) / 2.0));
    painter->restore();
}

} // namespace docchat::ui
