#include "palette/palettedelegate.h"

#include "palette/commandpalette.h"

#include <QPainter>

namespace docchat::ui {
namespace {

constexpr int sideGap = 10;
constexpr int widestKind = 9;  // characters
constexpr int mostDetail = 40; // percent of the row

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const {
    return {200, rowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const {
    const auto &entry = static_cast<const PaletteModel *>(index.model())->at(index.row());
    const auto &colours = m_theme->colours();
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(chosen ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
        painter->setBrush(colours.weak);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(.5, 1.5, -.5, -1.5), 6, 6);
    }
    const auto row = option.rect.adjusted(sideGap, 0, -sideGap, 0);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto part = [&](int left, int width) {
        return QStyle::visualRect(option.direction, row,
                                  QRect(row.left() + left, row.top(), width, row.height()));
    };
    const auto begin = Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    const auto end = Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight);
    const auto &metrics = option.fontMetrics;
    const int kindWidth = metrics.averageCharWidth() * widestKind + sideGap;
    const auto detail =
        metrics.elidedText(entry.detail.simplified(), Qt::ElideMiddle, row.width() * mostDetail / 100);
    const int detailWidth = metrics.horizontalAdvance(detail);
    const int textWidth = row.width() - kindWidth - (detailWidth > 0 ? detailWidth + 16 : 0);
    painter->setPen(colours.dim);
    painter->drawText(part(0, kindWidth), begin | Qt::TextSingleLine, entry.kind);
    painter->drawText(part(row.width() - detailWidth - 1, detailWidth + 1), end | Qt::TextSingleLine, detail);
    painter->setPen(colours.text);
    painter->setLayoutDirection(option.direction);
    paintMarkedLine(painter, part(kindWidth, textWidth), option.font, entry.text, entry.marks,
                    colours.accentText);
    painter->restore();
}

} // namespace docchat::ui
