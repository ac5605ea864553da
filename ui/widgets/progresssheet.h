#pragma once

#include <QProgressDialog>

namespace docchat::ui {

/// Says what goes on and how far it has come, with Cancel; nothing else waits for it. Shown after a moment,
/// so that what is quick shows nothing.
class ProgressSheet : public QProgressDialog {
    Q_OBJECT

public:
    ProgressSheet(const QString &words, QWidget *parent);

    void setShare(double share); ///< from 0 to 1
};

} // namespace docchat::ui
