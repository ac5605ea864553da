#pragma once

#include <QTextEdit>
#include <QWidget>

class QPushButton;

namespace docchat::ui {

/// The text field that grows to eight lines; Enter sends, Shift+Enter breaks the line.
class ComposerText : public QTextEdit {
    Q_OBJECT

public:
    explicit ComposerText(QWidget *parent);

Q_SIGNALS:
    void sendWanted();
    void focusChanged(bool focused);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *data) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};

/// Where questions are written: the text, "@ Name a document", Send, and Stop while an answer is written.
class Composer : public QWidget {
    Q_OBJECT

public:
    explicit Composer(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void focusText();
    void setWriting(bool writing);

Q_SIGNALS:
    void asked(const QString &question);
    void stopWanted();
    void documentMenuWanted(const QPoint &at);

private:
    void send();

    ComposerText *m_text;
    QPushButton *m_send;
    bool m_writing = false;
};

} // namespace docchat::ui
