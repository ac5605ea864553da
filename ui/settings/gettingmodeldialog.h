#pragma once

#include <QDialog>

namespace docchat::ui {

/// Tells in three lines how to come by a model on this computer. Accepted: the person wants to choose a .gguf
/// file.
class GettingModelDialog : public QDialog {
    Q_OBJECT

public:
    /// `llamaServer`: the one that was found; empty: none.
    GettingModelDialog(const QString &llamaServer, QWidget *parent);
};

} // namespace docchat::ui
