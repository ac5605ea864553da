#include "widgets/elidedlabel.h"

#include <QEvent>

namespace docchat::ui {

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    elide();
}

void ElidedLabel::setFullText(const QString &text, const QString &strong) {
    m_text = text.simplified();
    m_strong = strong;
    setAccessibleName(m_text);
    elide();
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(QStringLiteral("mmm…")), QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 4, fontMetrics().height() + 2};
}

void ElidedLabel::resizeEvent(QResizeEvent *event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent *event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

/// Whether the strong part has room to be it.
bool ElidedLabel::standsOut() const {
    if (m_strong.isEmpty() || !m_text.contains(m_strong))
        return false;
    auto bold = font();
    bold.setBold(true);
    const int wider =
        QFontMetrics(bold).horizontalAdvance(m_strong) - fontMetrics().horizontalAdvance(m_strong);
    return fontMetrics().horizontalAdvance(m_text) + wider <= contentsRect().width();
}

void ElidedLabel::elide() {
    if (layoutDirection() == Qt::RightToLeft) // also for a name in Latin letters
        setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    const auto shown = fontMetrics().elidedText(m_text, m_mode, contentsRect().width());
    auto words = shown;
    const bool isRich = standsOut();
    if (isRich) {
        const auto part = m_strong.toHtmlEscaped();
        words = m_text.toHtmlEscaped().replace(part, QStringLiteral("<b>%1</b>").arg(part));
    }
    setTextFormat(isRich ? Qt::RichText : Qt::PlainText);
    if (words != text())
        setText(words);
    setToolTip(shown == m_text ? QString() : m_text.toHtmlEscaped());
}

} // namespace docchat::ui
