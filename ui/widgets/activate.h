#pragma once

#include <QApplication>
#include <QWidget>

namespace docchat::ui {

/// Where another window of the program has the keys, that of the widget gets them: the document may have one
/// of its own.
inline void activateWindowOf(QWidget *widget) {
    const auto *active = QApplication::activeWindow();
    if (active && active != widget->window() && !QApplication::activeModalWidget())
        widget->activateWindow();
}

/// In front of other programs' windows, also when it was minimised.
inline void bringToFront(QWidget *window) {
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace docchat::ui
