#pragma once

#include <QStringList>
#include <QWidget>

namespace docchat::ui {

/// What to do, one step a line, numbered; the words can be selected and copied.
class Steps : public QWidget {
public:
    Steps(const QStringList &lines, QWidget *parent);
};

} // namespace docchat::ui
