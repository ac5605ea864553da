#include "chat/textcolumn.h"

#include <QFontMetricsF>

namespace docchat::ui {
namespace {

constexpr double larger = 1.05;
// Words do not fill their lines, and some have narrower letters than others.
constexpr double leastCharacters = 65;
constexpr double mostCharacters = 84;

/// Of the letters and spaces of usual prose.
double characterWidth(const QFont &font) {
    const auto prose =
        QStringLiteral("Every answer says where it stands, and each of its quotes opens there.");
    return QFontMetricsF(font).horizontalAdvance(prose) / double(prose.size());
}

} // namespace

QFont readingFont(QFont around) {
    around.setPointSizeF(around.pointSizeF() * larger);
    return around;
}

TextColumn textColumn(const QFont &font) {
    const double character = characterWidth(font);
    return {int(leastCharacters * character), int(mostCharacters * character)};
}

} // namespace docchat::ui
