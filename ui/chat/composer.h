#pragma once

#include "index/querysyntax.h"

#include <QTextEdit>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace docchat::ui {

class FilterChips;

/// The text field that grows to eight lines; Enter sends, Shift+Enter breaks the line.
class ComposerText : public QTextEdit {
    Q_OBJECT

public:
    explicit ComposerText(QWidget *parent);

Q_SIGNALS:
    void sendWanted();
    void documentNameWanted();
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

/// Where questions are written: the text, its filters as chips, "@ Name a document", Ask or Search, Send, and
/// Stop while an answer is written.
class Composer : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Ask, Search };

    explicit Composer(QWidget *parent = nullptr);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    void setTicked(int documents); ///< 0: all are asked

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void focusText();
    void setWriting(bool writing);

Q_SIGNALS:
    void asked(const QString &question);
    void textEdited(); ///< or its filters
    void modeWanted(docchat::ui::Composer::Mode mode);
    void resultsWanted(); ///< Enter, while searching
    void clearTicksWanted();
    void stopWanted();
    void documentNameWanted(); ///< by the button, or an @ at the beginning of a word

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void send();
    void showMode();
    void showHint();
    void takeOut(const index::QueryFilter &filter);
    void connectSignals();

    ComposerText *m_text;
    FilterChips *m_chips;
    QHBoxLayout *m_row; ///< below the text
    QPushButton *m_name;
    QPushButton *m_ask;
    QPushButton *m_search;
    QLabel *m_hint;
    QPushButton *m_send;
    Mode m_mode = Mode::Ask;
    bool m_writing = false;
};

} // namespace docchat::ui
