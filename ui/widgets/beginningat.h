#pragma once

#include <QStyle>
#include <QTextOption>

namespace docchat::ui {

/// Text from the side where the window's language begins, whichever way its own words run.
[[nodiscard]] inline QTextOption beginningAt(Qt::LayoutDirection direction) {
    QTextOption option(QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(direction);
    return option;
}

/// Words of people and documents that run their own way, in a line of a window that goes from right to left.
[[nodiscard]] inline QString apart(const QString &words, Qt::LayoutDirection direction) {
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar endOfIsolate(0x2069);
    return direction == Qt::RightToLeft ? firstStrongIsolate + words + endOfIsolate : words;
}

} // namespace docchat::ui
