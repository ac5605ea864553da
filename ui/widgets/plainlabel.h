#pragma once

#include <QLabel>

namespace docchat::ui {

/// Words of people, documents and servers: never read as markup, on as many lines as they need.
[[nodiscard]] inline QLabel *plainLabel(const QString &text, QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace docchat::ui
