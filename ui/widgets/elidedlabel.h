#pragma once

#include <QLabel>

namespace docchat::ui {

/// One line of plain text that is cut in the middle when it does not fit; the whole text is its tool tip.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// `strong`: a part of the text that stands out when all of it fits.
    void setFullText(const QString &text, const QString &strong = {});
    [[nodiscard]] const QString &fullText() const { return m_text; }
    void setElideMode(Qt::TextElideMode mode);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();
    [[nodiscard]] bool standsOut() const;

    QString m_text;
    QString m_strong;
    Qt::TextElideMode m_mode = Qt::ElideMiddle;
};

} // namespace docchat::ui
