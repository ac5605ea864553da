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

} // namespace docchat::ui
