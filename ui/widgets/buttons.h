#pragma once

#include "widgets/icons.h"

#include <QPushButton>
#include <QStyle>

namespace docchat::ui {

/// A button in one of the looks of the style sheet.
enum class Look { Plain, Primary, Chip, Link, Tool };

[[nodiscard]] inline QPushButton *makeButton(const QString &text, Look look, QWidget *parent) {
    auto *button = new QPushButton(text, parent);
    static constexpr const char *properties[] = {nullptr, "primary", "chip", "link", "tool"};
    if (const char *property = properties[int(look)])
        button->setProperty(property, true);
    button->setCursor(look == Look::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    button->setAutoDefault(false);
    button->setAccessibleName(text);
    return button;
}

/// One of the tools of a pane: an icon, and what it does for who cannot see it, and under the pointer.
[[nodiscard]] inline QPushButton *makeTool(const QString &iconName, const QString &what, QWidget *parent) {
    auto *button = makeButton({}, Look::Tool, parent);
    button->setProperty("bare", true);
    button->setIcon(icon(iconName));
    button->setAccessibleName(what);
    button->setToolTip(what);
    return button;
}

/// Words of people and documents on a button or in a menu, where a lone & would mark a key.
[[nodiscard]] inline QString withoutKeys(QString words) {
    return words.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

/// After a change of a property that the style sheet asks for.
inline void repolish(QWidget *widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

/// Whether the text of a link begins at the button's left edge, in line with what is above and below it.
inline void setFlush(QPushButton *button, bool flush) {
    if (button->property("flush").toBool() == flush)
        return;
    button->setProperty("flush", flush);
    repolish(button);
    button->updateGeometry();
}

} // namespace docchat::ui
