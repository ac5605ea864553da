#pragma once

#include <QTextBrowser>

namespace docchat::ui {

/// Markdown that grows with its text, from which nothing is ever loaded.
class AnswerText : public QTextBrowser {
    Q_OBJECT

public:
    explicit AnswerText(QWidget *parent);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

} // namespace docchat::ui
