#include "library/documentdelegate.h"

#include "library/documentmodel.h"
#include "widgets/icons.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace docchat::ui {
namespace {

constexpr int gap = 2;
constexpr int tickSize = 15;
constexpr int markWidth = 27;
constexpr int barHeight = 4;
constexpr int crossSize = 14;

QFont smaller(const QFont &font, double by) {
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() - by);
    return result;
}

} // namespace

struct DocumentDelegate::Parts {
    QRect body, tick, mark, name, line, bar, button;
    QFont lineFont;
};

DocumentDelegate::DocumentDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize DocumentDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const {
    return {200, rowHeight};
}

DocumentDelegate::Parts DocumentDelegate::partsOf(const QStyleOptionViewItem &option,
                                                  const QModelIndex &index) const {
    const auto &row = static_cast<const DocumentModel *>(index.model())->at(index.row());
    Parts parts;
    parts.lineFont = smaller(option.font, 0.8);
    parts.body = option.rect.adjusted(0, gap, 0, -gap);
    const int middle = parts.body.center().y();
    parts.tick = QRect(parts.body.left() + 8, middle - tickSize / 2, tickSize, tickSize);
    parts.mark = QRect(parts.tick.right() + 9, middle - 15, markWidth, 30);
    int right = parts.body.right() - 9;
    const auto action = row.action();
    if (row.progress >= 0 || !action.isEmpty()) {
        const int width =
            row.progress >= 0 ? 26 : QFontMetrics(parts.lineFont).horizontalAdvance(action) + 16;
        parts.button = QRect(right - width, middle - 12, width, 24);
        right = parts.button.left() - 8;
    }
    const int left = parts.mark.right() + 9;
    const int nameHeight = QFontMetrics(option.font).height();
    const int lineHeight = QFontMetrics(parts.lineFont).height();
    const int barSpace = row.progress >= 0 ? barHeight + 5 : 0;
    int top = middle - (nameHeight + 2 + barSpace + lineHeight) / 2;
    parts.name = QRect(left, top, right - left, nameHeight);
    top += nameHeight + 2;
    if (barSpace > 0) {
        parts.bar = QRect(left, top + 2, right - left, barHeight);
        top += barSpace;
    }
    parts.line = QRect(left, top, right - left, lineHeight);
    for (auto *part : {&parts.tick, &parts.mark, &parts.name, &parts.line, &parts.bar, &parts.button})
        *part = QStyle::visualRect(option.direction, option.rect, *part);
    return parts;
}

void DocumentDelegate::paintTick(QPainter *painter, const QRect &rect, bool ticked) const {
    const auto &colours = m_theme->colours();
    painter->setPen(QPen(ticked ? colours.accent : colours.faint, 1.4));
    painter->setBrush(ticked ? colours.accent : QColor(Qt::transparent));
    painter->drawRoundedRect(QRectF(rect).adjusted(.5, .5, -.5, -.5), 3.5, 3.5);
    if (!ticked)
        return;
    painter->setPen(QPen(colours.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {QPointF(rect.left() + 4, rect.top() + 8),
                              QPointF(rect.left() + 6.5, rect.top() + 10.5),
                              QPointF(rect.left() + 11, rect.top() + 5)};
    painter->drawPolyline(points, 3);
}

void DocumentDelegate::paintButton(QPainter *painter, const QRect &rect, const QString &text,
                                   const QFont &font) const {
    const auto &colours = m_theme->colours();
    painter->setPen(colours.lines);
    painter->setBrush(colours.cards);
    painter->drawRoundedRect(QRectF(rect).adjusted(.5, .5, -.5, -.5), 5, 5);
    painter->setPen(colours.text);
    painter->setFont(font);
    painter->drawText(rect, Qt::AlignCenter, text);
}

void DocumentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const {
    const auto &row = static_cast<const DocumentModel *>(index.model())->at(index.row());
    const auto &colours = m_theme->colours();
    const auto parts = partsOf(option, index);
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (row.failed())
        painter->setBrush(colours.warningBack);
    else if (row.ticked || selected)
        painter->setBrush(colours.weak);
    else
        painter->setBrush(Qt::NoBrush);
    if (selected || option.state.testFlag(QStyle::State_HasFocus)) // a tick alone has only the fill
        painter->setPen(
            QPen(option.state.testFlag(QStyle::State_HasFocus) ? colours.accent : colours.faint, 1));
    painter->drawRoundedRect(QRectF(parts.body).adjusted(.5, .5, -.5, -.5), 7, 7);

    painter->setOpacity(index.data(Qt::CheckStateRole).isValid() || row.progress >= 0 ? 1 : 0.35);
    paintTick(painter, parts.tick, row.ticked);
    painter->setOpacity(1);
    painter->setPen(colours.lines);
    painter->setBrush(colours.cards);
    painter->drawRoundedRect(QRectF(parts.mark).adjusted(.5, .5, -.5, -.5), 3, 3);
    QFont markFont = smaller(option.font, 2.6);
    markFont.setBold(true);
    painter->setFont(markFont);
    painter->setPen(row.failed() ? colours.warning : colours.accentText);
    painter->drawText(parts.mark, Qt::AlignCenter, markOf(row.kind));

    painter->setFont(option.font);
    painter->setPen(colours.text);
    painter->drawText(
        parts.name, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(option.font).elidedText(row.name.simplified(), Qt::ElideMiddle, parts.name.width()));
    if (row.progress >= 0) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.lines);
        painter->drawRoundedRect(parts.bar, 2, 2);
        QRect done = parts.bar;
        done.setWidth(int(parts.bar.width() * std::clamp(row.progress, 0.0, 1.0)));
        done = QStyle::visualRect(option.direction, parts.bar, done);
        painter->setBrush(colours.accent);
        painter->drawRoundedRect(done, 2, 2);
        paintButton(painter, parts.button, {}, parts.lineFont);
        QRectF cross(0, 0, crossSize, crossSize);
        cross.moveCenter(QRectF(parts.button).center());
        paintIcon(painter, cross, QStringLiteral("close"), colours.text);
    } else if (!row.action().isEmpty()) {
        paintButton(painter, parts.button, row.action(), parts.lineFont);
    }
    painter->setFont(parts.lineFont);
    painter->setPen(row.failed() ? colours.warning : colours.dim);
    painter->drawText(parts.line, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(parts.lineFont)
                          .elidedText(row.secondLine().simplified(), Qt::ElideRight, parts.line.width()));
    painter->restore();
}

bool DocumentDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                   const QStyleOptionViewItem &option, const QModelIndex &index) {
    if (event->type() != QEvent::MouseButtonRelease)
        return event->type() == QEvent::MouseButtonDblClick;
    if (static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const auto position = mouse->position().toPoint();
    const auto &row = static_cast<const DocumentModel *>(index.model())->at(index.row());
    const auto parts = partsOf(option, index);
    if (parts.tick.adjusted(-6, -14, 5, 14).contains(position) && index.data(Qt::CheckStateRole).isValid()) {
        model->setData(index, row.ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        return true;
    }
    if (!parts.button.contains(position)) {
        if (!mouse->modifiers().testAnyFlags(Qt::ControlModifier | Qt::ShiftModifier)) // they select several
            Q_EMIT rowClicked(index);
        return false;
    }
    if (row.progress >= 0)
        Q_EMIT cancelClicked(index);
    else
        Q_EMIT actionClicked(index);
    return true;
}

} // namespace docchat::ui
