#pragma once

#include <QString>

class QWidget;

namespace docchat::ui {

/// Says words to those who hear the window: a screen reader speaks them where the focus is elsewhere.
void announce(QWidget *about, const QString &words);

} // namespace docchat::ui
