#include "widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

namespace docchat::ui {

FlowLayout::FlowLayout(QWidget *parent, int gap, int rowGap) : QLayout(parent), m_gap(gap), m_rowGap(rowGap) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    qDeleteAll(m_items);
}

QLayoutItem *FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const auto *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool moves) const {
    int x = rect.left();
    int y = rect.top();
    int rowHeight = 0;
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    for (auto *item : m_items) {
        if (item->isEmpty()) // hidden
            continue;
        const auto size = item->sizeHint();
        if (x > rect.left() && x + size.width() > rect.left() + rect.width()) {
            x = rect.left();
            y += rowHeight + m_rowGap;
            rowHeight = 0;
        }
        if (moves)
            item->setGeometry(QStyle::visualRect(
                direction, rect, {x, y, std::min(size.width(), rect.width()), size.height()}));
        x += size.width() + m_gap;
        rowHeight = std::max(rowHeight, size.height());
    }
    return y + rowHeight - rect.top();
}

} // namespace docchat::ui
