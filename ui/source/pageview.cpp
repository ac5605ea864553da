#include "source/pageview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

namespace docchat::ui {
namespace {

constexpr int margin = 20;
constexpr int spacing = 14;
constexpr int keptPictures = 12;
constexpr int widestPicture = 4000; // pixels
const QSizeF usualPage(595, 842);   // A4

} // namespace

PageView::PageView(const Theme *theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pages"));
    verticalScrollBar()->setSingleStep(40);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QSizeF PageView::sizeOf(int page) const {
    const auto size = m_sizes.value(page - 1, m_sizes.value(0, usualPage));
    return size.isEmpty() ? usualPage : size;
}

void PageView::setPages(const QList<QSizeF> &sizes, int count) {
    m_sizes = sizes;
    m_tops.assign(size_t(std::max(count, 0)), 0);
    m_pictures.clear();
    m_failures.clear();
    m_asked.clear();
    m_marks.clear();
    m_shownPage = 0;
    arrange();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    wantVisible();
}

void PageView::arrange() {
    double widest = 1;
    for (int page = 1; page <= pageCount(); ++page)
        widest = std::max(widest, sizeOf(page).width());
    m_scale = m_zoom * std::max(50, viewport()->width() - 2 * margin) / widest;
    int top = margin;
    for (int page = 1; page <= pageCount(); ++page) {
        m_tops[size_t(page) - 1] = top;
        top += int(sizeOf(page).height() * m_scale) + spacing;
    }
    m_height = top + margin - spacing;
    const int wide = int(widest * m_scale) + 2 * margin;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, m_height - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, wide - viewport()->width()));
    viewport()->update();
}

QRect PageView::rectOf(int page) const {
    const auto size = sizeOf(page) * m_scale;
    const int wide = std::max(viewport()->width(), int(size.width()) + 2 * margin);
    return {(wide - int(size.width())) / 2 - horizontalScrollBar()->value(),
            m_tops[size_t(page) - 1] - verticalScrollBar()->value(), int(size.width()), int(size.height())};
}

std::pair<int, int> PageView::visiblePages() const {
    const int top = verticalScrollBar()->value();
    const int bottom = top + viewport()->height();
    const auto first = std::upper_bound(m_tops.begin(), m_tops.end(), top);
    const auto last = std::upper_bound(m_tops.begin(), m_tops.end(), bottom);
    return {std::max(1, int(first - m_tops.begin())), int(last - m_tops.begin())};
}

int PageView::currentPage() const {
    const int middle = verticalScrollBar()->value() + viewport()->height() / 3;
    const auto next = std::upper_bound(m_tops.begin(), m_tops.end(), middle);
    return std::clamp(int(next - m_tops.begin()), 1, std::max(1, pageCount()));
}

void PageView::wantVisible() {
    const auto [first, last] = visiblePages();
    // What is far away is let go of, so that memory stays bounded.
    for (auto picture = m_pictures.begin(); picture != m_pictures.end();) {
        const bool near =
            picture.key() >= first - keptPictures / 2 && picture.key() <= last + keptPictures / 2;
        picture = near ? std::next(picture) : m_pictures.erase(picture);
    }
    for (int page = first; page <= std::min(last + 1, pageCount()); ++page) {
        const auto pixels =
            (sizeOf(page) * m_scale * devicePixelRatioF()).toSize().boundedTo({widestPicture, widestPicture});
        if (m_asked.value(page) == pixels && (m_pictures.contains(page) || m_failures.contains(page)))
            continue;
        if (m_asked.value(page) == pixels && !m_pictures.contains(page) && m_asked.contains(page))
            continue; // on its way
        m_asked.insert(page, pixels);
        Q_EMIT pictureWanted(page, pixels);
    }
    for (auto asked = m_asked.begin(); asked != m_asked.end();) {
        const bool forgotten = !m_pictures.contains(asked.key()) &&
                               (asked.key() < first - keptPictures || asked.key() > last + keptPictures);
        asked = forgotten ? m_asked.erase(asked) : std::next(asked);
    }
    if (const int page = currentPage(); page != m_shownPage) {
        m_shownPage = page;
        Q_EMIT currentPageChanged(page);
    }
}

void PageView::setPicture(int page, const QImage &picture) {
    m_pictures.insert(page, picture);
    m_failures.remove(page);
    viewport()->update();
}

void PageView::setPictureFailed(int page, const QString &reason) {
    m_failures.insert(page, reason);
    viewport()->update();
}

void PageView::setMarks(const QList<PageRect> &marks) {
    m_marks = marks;
    viewport()->update();
}

void PageView::showPage(int page) {
    if (page >= 1 && page <= pageCount())
        verticalScrollBar()->setValue(m_tops[size_t(page) - 1] - spacing);
    wantVisible();
}

void PageView::showMarks() {
    if (m_marks.isEmpty() || m_marks.first().page > pageCount())
        return;
    const auto &first = m_marks.first();
    const int y = m_tops[size_t(first.page) - 1] + int(first.rect.top() * m_scale);
    verticalScrollBar()->setValue(y - viewport()->height() / 3);
    wantVisible();
}

void PageView::setZoom(double zoom) {
    zoom = std::clamp(zoom, 0.25, 5.0);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    const double middle =
        m_height > 0 ? double(verticalScrollBar()->value() + viewport()->height() / 2) / m_height : 0;
    m_zoom = zoom;
    arrange();
    verticalScrollBar()->setValue(int(middle * m_height) - viewport()->height() / 2);
    wantVisible();
    Q_EMIT zoomChanged(zoom);
}

void PageView::resizeEvent(QResizeEvent *event) {
    const double top = m_height > 0 ? double(verticalScrollBar()->value()) / m_height : 0;
    QAbstractScrollArea::resizeEvent(event);
    arrange();
    verticalScrollBar()->setValue(int(top * m_height));
    wantVisible();
}

void PageView::scrollContentsBy(int, int) {
    viewport()->update();
    wantVisible();
}

void PageView::wheelEvent(QWheelEvent *event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    setZoom(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
}

void PageView::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void PageView::paintPage(QPainter &painter, int page) const {
    const auto &colours = m_theme->colours();
    const auto rect = rectOf(page);
    painter.setPen(colours.lines);
    painter.setBrush(colours.paper);
    painter.drawRect(rect.adjusted(-1, -1, 0, 0));
    if (const auto picture = m_pictures.constFind(page); picture != m_pictures.constEnd()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect, *picture);
        if (colours.dark) { // dimmed: white paper becomes the theme's paper
            painter.setCompositionMode(QPainter::CompositionMode_Multiply);
            painter.fillRect(rect, colours.paper);
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        }
    } else {
        painter.setPen(lightColours().faint);
        painter.drawText(rect, Qt::AlignCenter, m_failures.value(page, tr("Drawing page %1…").arg(page)));
    }
    painter.setCompositionMode(QPainter::CompositionMode_Darken); // what is written stays as dark as it is
    for (const auto &mark : m_marks) {
        if (mark.page != page)
            continue;
        const QRectF place(rect.left() + mark.rect.left() * m_scale, rect.top() + mark.rect.top() * m_scale,
                           mark.rect.width() * m_scale, mark.rect.height() * m_scale);
        painter.fillRect(place.adjusted(-1, -1, 1, 1), colours.mark);
    }
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

void PageView::paintEvent(QPaintEvent *) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->colours().desk);
    if (pageCount() == 0)
        return;
    const auto [first, last] = visiblePages();
    for (int page = first; page <= last; ++page)
        paintPage(painter, page);
}

} // namespace docchat::ui
