#include "widgets/announce.h"

#include <QAccessible>
#include <QWidget>

namespace docchat::ui {

void announce(QWidget *about, const QString &words) {
    about->setAccessibleName(words);
    QAccessibleEvent said(about, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

} // namespace docchat::ui
