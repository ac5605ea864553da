#pragma once

#include "model/chat.h"
#include "model/sent.h"

#include <QDialog>

#include <optional>

class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;

namespace docchat::ui {

/// What was sent for an answer: when, where, to which model, and every word of it.
class SentDialog : public QDialog {
    Q_OBJECT

public:
    /// nullopt: nobody knows.
    SentDialog(const std::optional<std::vector<Sent>> &sent, const Message &answer, QWidget *parent);

Q_SIGNALS:
    void copyWanted(const QString &text);

private:
    void addSendings(QVBoxLayout *layout);
    void addButtons(QVBoxLayout *layout);
    void showSending(int row);

    std::vector<Sent> m_sent;
    QListWidget *m_list = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace docchat::ui
