#pragma once

#include <QTextBrowser>

#include <vector>

class QPushButton;

namespace docchat::ui {

class Theme;
struct CodeFrame;

/// Markdown that grows with its text, from which nothing is ever loaded. Code stands in frames.
class AnswerText : public QTextBrowser {
    Q_OBJECT

public:
    AnswerText(const Theme *theme, QWidget *parent);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }
    /// Puts a button to copy it above each code; not while more is written.
    void offerCode(bool offer);

Q_SIGNALS:
    void copyWanted(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
    [[nodiscard]] std::vector<CodeFrame> allCode() const;
    void placeButtons(const std::vector<CodeFrame> &frames);

    const Theme *m_theme;
    QList<QPushButton *> m_copyButtons; ///< one a code, in order
};

} // namespace docchat::ui
