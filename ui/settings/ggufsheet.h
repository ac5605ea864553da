#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace docchat::ui {

/// A .gguf file that was given to the program, and what would run it.
struct GivenModel {
    QString name = {};        ///< the file's
    qint64 size = 0;          ///< bytes
    QString llamaServer = {}; ///< empty: none was found
};

/// Asks whether a model is to write the answers; says what to do where nothing can run it. Its result is
/// Accepted, Rejected or ChooseProgram: the person wants to say where llama-server is, and see this again.
class GgufSheet : public QDialog {
    Q_OBJECT

public:
    enum Wish { ChooseProgram = QDialog::Accepted + 1 };

    GgufSheet(const GivenModel &model, QWidget *parent);

    /// What would run it from now on.
    void setLlamaServer(const QString &program);
    void showProblem(const QString &words);

private:
    QLabel *m_runs;
    QLabel *m_problem;
    QWidget *m_missing;
    QPushButton *m_use;
};

} // namespace docchat::ui
