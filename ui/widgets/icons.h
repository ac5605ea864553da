#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace docchat::ui {

/// An icon of resources/icons, by its name without ".svg". It takes the colour that a button's text has when
/// it is painted, so it follows the theme; what points along the line points the other way where that goes
/// from right to left.
[[nodiscard]] QIcon icon(const QString &name);

/// The same, painted by hand in a colour.
void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &colour);

} // namespace docchat::ui
