#pragma once

#include <QPushButton>

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

} // namespace docchat::ui
