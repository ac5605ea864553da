#pragma once

#include "async/loop.h"
#include "tasks/taskmodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace docchat::ui {

/// Every living task of a loop: who owns it, what it waits on, where and for how long. Looks once a second
/// while it is to be seen.
class TasksDialog : public QDialog {
    Q_OBJECT

public:
    TasksDialog(const async::Loop *loop, QWidget *parent);

    [[nodiscard]] QTreeView *tree() { return m_tree; }
    /// Looks now.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTree();
    void connectSignals();
    void copyAll();
    void copySelected();
    void unfold(const QModelIndex &parent, int first);
    [[nodiscard]] QString summary(int tasks) const;

    const async::Loop *m_loop;
    TaskModel m_model;
    QTimer m_timer;
    QLabel *m_summary;
    QStackedWidget *m_stack;
    QTreeView *m_tree;
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace docchat::ui
