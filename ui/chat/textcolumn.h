#pragma once

#include <QFont>

namespace docchat::ui {

/// The font of what is read rather than glanced at: a little larger than that of the window around it.
[[nodiscard]] QFont readingFont(QFont around);

/// The widths in pixels between which running text of this font has lines of 60 to 90 characters.
struct TextColumn {
    int least = 0;
    int most = 0;
};
[[nodiscard]] TextColumn textColumn(const QFont &font);

} // namespace docchat::ui
