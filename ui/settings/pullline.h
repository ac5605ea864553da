#pragma once

#include "provider/ollama.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace docchat::ui {

/// Gets a model by its name for a server that can: shows how far it has come, and stops when told.
class PullLine : public QWidget {
    Q_OBJECT

public:
    explicit PullLine(QWidget *parent);

    void showProgress(const provider::PullProgress &progress);
    /// It runs no more.
    void showEnd(const QString &words, bool isProblem);
    [[nodiscard]] bool runs() const { return m_runs; }

Q_SIGNALS:
    void wanted(const QString &model);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask();
    void say(const QString &words, bool isProblem);
    void setRuns(bool runs);

    QLineEdit *m_name;
    QPushButton *m_get;
    QProgressBar *m_bar;
    QLabel *m_words;
    bool m_runs = false;
};

} // namespace docchat::ui
