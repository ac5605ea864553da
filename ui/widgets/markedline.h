#pragma once

#include <QList>
#include <QString>

#include <utility>

class QColor;
class QFont;
class QPainter;
class QRect;

namespace docchat::ui {

using Marks = QList<std::pair<int, int>>; ///< start and length in a line

/// One line of text in the middle of `place`, with … where it is too long, from the side where the painter's
/// language begins. What is marked is bold and in `marked`; the rest in the painter's pen.
void paintMarkedLine(QPainter *painter, const QRect &place, const QFont &font, const QString &text,
                     const Marks &marks, const QColor &marked);

} // namespace docchat::ui
