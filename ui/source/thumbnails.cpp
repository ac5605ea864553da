#include "source/thumbnails.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace docchat::ui {
namespace {

constexpr int frame = 2; // pixels
constexpr int labelPadding = 5;

} // namespace

Thumbnails::Thumbnails(const Theme *theme, QWidget *parent) : PageView(theme, parent) {
    setAccessibleName(tr("Small pages"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void Thumbnails::setCurrent(int page) {
    if (page == m_current || page < 1 || page > pageCount())
        return;
    m_current = page;
    if (!viewport()->rect().contains(rectOf(page)))
        showPage(page);
    viewport()->update();
}

void Thumbnails::showEvent(QShowEvent *event) {
    PageView::showEvent(event);
    Q_EMIT picturesWanted();
}

void Thumbnails::mousePressEvent(QMouseEvent *event) {
    const int page = pageAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && page > 0)
        Q_EMIT pageWanted(page);
}

void Thumbnails::keyPressEvent(QKeyEvent *event) {
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0 && m_current + step >= 1 && m_current + step <= pageCount())
        Q_EMIT pageWanted(m_current + step);
    else
        PageView::keyPressEvent(event);
}

void Thumbnails::paintOver(QPainter &painter, int page) const {
    const auto rect = rectOf(page);
    const auto number = QLocale().toString(page);
    const auto words = painter.fontMetrics().boundingRect(number).size() + QSize(2 * labelPadding, 2);
    const QRect label(rect.bottomRight() - QPoint(words.width(), words.height()) - QPoint(3, 3), words);
    painter.setPen(Qt::NoPen);
    painter.setBrush(page == m_current ? colours().accent : colours().cards);
    painter.drawRoundedRect(label, 4, 4);
    painter.setPen(page == m_current ? colours().onAccent : colours().text);
    painter.drawText(label, Qt::AlignCenter, number);
    if (page == m_current) {
        painter.setPen(QPen(colours().accent, frame));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
    }
}

} // namespace docchat::ui
