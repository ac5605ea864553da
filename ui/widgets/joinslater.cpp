#include "widgets/joinslater.h"

#include <QWidget>

namespace docchat::ui {
namespace {

bool isIn(const QWidget *part, const QWidget *widget) {
    return widget == part || part->isAncestorOf(widget);
}

bool isStop(const QWidget *widget) {
    return widget->focusPolicy() != Qt::NoFocus;
}

} // namespace

void deleteUnjoined(QWidget *part) {
    if (!part->parentWidget())
        delete part;
}

void placeTabs(QWidget *part, QWidget *place) {
    auto *last = place;
    while (!isStop(last) || isIn(part, last)) {
        last = last->previousInFocusChain();
        if (last == place)
            return; // there is nothing before it
    }
    QList<QWidget *> stops;
    for (auto *widget = last->nextInFocusChain(); widget != last; widget = widget->nextInFocusChain()) {
        if (isIn(part, widget) && isStop(widget))
            stops += widget;
    }
    for (auto *stop : std::as_const(stops)) {
        QWidget::setTabOrder(last, stop);
        last = stop;
    }
}

} // namespace docchat::ui
