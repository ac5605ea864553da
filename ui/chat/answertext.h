#pragma once

#include <QTextBrowser>

#include <functional>
#include <vector>

class QPushButton;

namespace docchat::ui {

class Theme;
struct CodeFrame;

/// Of a character format: words of the window within an answer, which are not copied with it.
constexpr int isOfWindow = QTextFormat::UserProperty + 11;

/// Markdown that grows with its text, from which nothing is ever loaded. Code stands in frames. What is
/// copied of it has its citations as "[2]".
class AnswerText : public QTextBrowser {
    Q_OBJECT

public:
    AnswerText(const Theme *theme, QWidget *parent);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }
    /// Puts a button to copy it above each code; not while more is written.
    void offerCode(bool offer);
    /// What a citation leads to, as HTML: shown under its chip when the mouse rests on it or it has the
    /// focus.
    void setCards(std::function<QString(int number)> cards) { m_cards = std::move(cards); }

Q_SIGNALS:
    void copyWanted(const QString &text);
    void chipFocused(int position); ///< of the chip's character in the text; -1: none has the focus

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void focusInEvent(QFocusEvent *event) override;
    [[nodiscard]] bool focusNextPrevChild(bool next) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
    [[nodiscard]] std::vector<CodeFrame> allCode() const;
    void placeButtons(const std::vector<CodeFrame> &frames);
    void noteFocus();
    [[nodiscard]] int numberAt(int position) const;
    [[nodiscard]] int chipAt(const QPoint &place) const;
    [[nodiscard]] QRect rectOf(int position) const;
    void showCard(int position);

    const Theme *m_theme;
    QList<QPushButton *> m_copyButtons; ///< one a code, in order
    std::function<QString(int)> m_cards;
    int m_focused = -1; ///< the chip's character
};

} // namespace docchat::ui
