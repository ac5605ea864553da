#include "source/pageview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace docchat::ui {
namespace {

constexpr int margin = 20;
constexpr int spacing = 14;
constexpr QSize partSize(1024, 512);      // pixels: 2 MB, and little of a screen is drawn for nothing
constexpr int largestSide = 128 * 1024;   // pixels of a page that is drawn sharply
constexpr double mostHeight = 1 << 30;    // pixels of all pages together
constexpr double largestPage = 1'000'000; // points
const QSizeF usualPage(595, 842);         // A4

bool isSane(const QSizeF &size) {
    return size.width() > 0 && size.height() > 0 && size.width() <= largestPage &&
           size.height() <= largestPage;
}

QSize rounded(const QSizeF &size) {
    return size.toSize().expandedTo({1, 1});
}

double pixelsIn(const QSizeF &size) {
    return size.width() * size.height();
}

} // namespace

QColor weakMark(const Colours &colours) {
    const auto between = [](int a, int b) { return (a + b) / 2; };
    return {between(colours.mark.red(), colours.paper.red()),
            between(colours.mark.green(), colours.paper.green()),
            between(colours.mark.blue(), colours.paper.blue())};
}

PageView::PageView(const Theme *theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pages"));
    verticalScrollBar()->setSingleStep(40);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QSizeF PageView::sizeOf(int page) const {
    const auto size = m_sizes.value(page - 1, m_sizes.value(0, usualPage));
    return isSane(size) ? size : usualPage;
}

QSize PageView::shownSize(int page) const {
    return rounded(sizeOf(page) * m_scale);
}

QSize PageView::pixelsOf(int page) const {
    return rounded(QSizeF(shownSize(page)) * devicePixelRatioF());
}

void PageView::setPages(const QList<QSizeF> &sizes, int count) {
    m_sizes = sizes;
    m_tops.assign(size_t(std::max(count, 0)), 0);
    m_pictures.clear();
    m_failures.clear();
    m_blurred.clear();
    m_marks.clear();
    m_otherMarks.clear();
    m_shownPage = 0;
    forgetPages();
    arrange();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    wantVisible();
}

void PageView::arrange() {
    double widest = 1;
    double tall = 1;
    for (int page = 1; page <= pageCount(); ++page) {
        widest = std::max(widest, sizeOf(page).width());
        tall += sizeOf(page).height();
    }
    m_scale = m_zoom * std::max(50, viewport()->width() - 2 * margin) / widest;
    m_scale = std::min(m_scale, mostHeight / tall);
    int top = margin;
    for (int page = 1; page <= pageCount(); ++page) {
        m_tops[size_t(page) - 1] = top;
        top += shownSize(page).height() + spacing;
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
    const auto size = shownSize(page);
    const int wide = std::max(viewport()->width(), size.width() + 2 * margin);
    return {QPoint((wide - size.width()) / 2 - horizontalScrollBar()->value(),
                   m_tops[size_t(page) - 1] - verticalScrollBar()->value()),
            size};
}

QPoint PageView::cornerOf(int page) const {
    return (QPointF(rectOf(page).topLeft()) * devicePixelRatioF()).toPoint();
}

std::pair<int, int> PageView::visiblePages() const {
    const int top = verticalScrollBar()->value();
    const int bottom = top + viewport()->height();
    const auto first = std::upper_bound(m_tops.begin(), m_tops.end(), top);
    const auto last = std::upper_bound(m_tops.begin(), m_tops.end(), bottom);
    return {std::max(1, int(first - m_tops.begin())), int(last - m_tops.begin())};
}

int PageView::pageAt(QPoint point) const {
    const auto next =
        std::upper_bound(m_tops.begin(), m_tops.end(), point.y() + verticalScrollBar()->value());
    return std::clamp(int(next - m_tops.begin()), std::min(1, pageCount()), pageCount());
}

int PageView::currentPage() const {
    const int middle = verticalScrollBar()->value() + viewport()->height() / 3;
    const auto next = std::upper_bound(m_tops.begin(), m_tops.end(), middle);
    return std::clamp(int(next - m_tops.begin()), 1, std::max(1, pageCount()));
}

PagePart PageView::wholeOf(int page) const {
    auto size = pixelsOf(page);
    if (pixelsIn(size) > PagePictures::mostPixels) { // the same at every larger zoom
        const auto points = sizeOf(page);
        size = rounded(points * std::sqrt(PagePictures::mostPixels / pixelsIn(points)));
    }
    return {page, size, QRect(QPoint(), size)};
}

/// What is seen of a page that is too large for one picture.
std::vector<PagePart> PageView::sharpPartsOf(int page) const {
    const auto size = pixelsOf(page);
    if (wholeOf(page).whole == size || std::max(size.width(), size.height()) > largestSide)
        return {};
    const QRect all(QPoint(), size);
    const auto screen = rounded(QSizeF(viewport()->size()) * devicePixelRatioF());
    const auto seen = QRect(-cornerOf(page), screen) & all;
    if (seen.isEmpty())
        return {};
    std::vector<PagePart> parts;
    for (int y = seen.top() / partSize.height(); y <= seen.bottom() / partSize.height(); ++y) {
        for (int x = seen.left() / partSize.width(); x <= seen.right() / partSize.width(); ++x) {
            const QPoint corner(x * partSize.width(), y * partSize.height());
            parts.push_back({page, size, QRect(corner, partSize) & all});
        }
    }
    std::ranges::sort(parts, {}, [middle = seen.center()](const PagePart &part) {
        return std::tuple((part.rect.center() - middle).manhattanLength(), part.rect.y(), part.rect.x());
    });
    return parts;
}

/// The page that is read first, and what is sharp after what is there at all.
std::vector<PagePart> PageView::visibleParts() const {
    const auto [first, last] = visiblePages();
    const int current = currentPage();
    std::vector<int> pages;
    for (int page = first; page <= last; ++page)
        pages.push_back(page);
    std::ranges::sort(pages, {}, [current](int page) { return std::pair(std::abs(page - current), page); });
    std::vector<PagePart> parts;
    for (const int page : pages)
        parts.push_back(wholeOf(page));
    for (const int page : pages) {
        const auto sharp = sharpPartsOf(page);
        parts.insert(parts.end(), sharp.begin(), sharp.end());
    }
    return parts;
}

/// Never more than is kept, and room for one that comes late: otherwise it would be drawn again and again.
std::vector<PagePart> PageView::wantedParts() const {
    auto parts = visibleParts();
    const auto [first, last] = visiblePages();
    if (last < pageCount())
        parts.push_back(wholeOf(last + 1));
    if (first > 1)
        parts.push_back(wholeOf(first - 1));
    qsizetype bytes = PagePictures::mostPixels * 4;
    const auto tooMuch = std::ranges::find_if(parts, [&bytes](const PagePart &part) {
        bytes += part.bytes();
        return bytes > PagePictures::mostBytes;
    });
    parts.erase(tooMuch, parts.end());
    return parts;
}

bool PageView::canBeDrawn(const PagePart &part) const {
    return !m_failures.contains(part.page) && (part.isWhole() || !m_blurred.contains(part.page));
}

std::optional<PagePart> PageView::mostWanted() const {
    for (const auto &part : wantedParts()) {
        if (!m_pictures.has(part) && canBeDrawn(part))
            return part;
    }
    return std::nullopt;
}

bool PageView::isDrawn() const {
    return std::ranges::all_of(
        visibleParts(), [this](const PagePart &part) { return m_pictures.has(part) || !canBeDrawn(part); });
}

void PageView::wantVisible() {
    bool missing = false;
    for (const auto &part : wantedParts())
        missing |= !m_pictures.use(part) && canBeDrawn(part);
    if (missing)
        Q_EMIT picturesWanted();
    if (const int page = currentPage(); page != m_shownPage) {
        m_shownPage = page;
        Q_EMIT currentPageChanged(page);
    }
}

void PageView::setPicture(const PagePart &part, const QImage &picture) {
    m_pictures.insert(part, picture);
    viewport()->update();
}

/// Where only a part fails, the small picture of the whole page stays.
void PageView::setPictureFailed(const PagePart &part, const QString &reason) {
    if (part.isWhole())
        m_failures.insert(part.page, reason);
    else
        m_blurred.insert(part.page);
    viewport()->update();
}

void PageView::setMarks(const QList<PageRect> &marks, const QList<PageRect> &others) {
    m_marks = marks;
    m_otherMarks = others;
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
    m_failures.clear(); // it may succeed at another size
    m_blurred.clear();
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
    if (const int turned = event->angleDelta().y(); turned != 0)
        setZoom(turned > 0 ? m_zoom * zoomStep : m_zoom / zoomStep);
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
    const auto rect = rectOf(page);
    painter.setPen(m_theme->colours().lines);
    painter.setBrush(Qt::white);
    painter.drawRect(rect.adjusted(-1, -1, 0, 0));
    if (m_pictures.whole(page)) {
        paintPictures(painter, page);
    } else {
        painter.setPen(lightColours().faint);
        painter.drawText(rect & viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_failures.value(page, tr("Drawing page %1…").arg(page)));
    }
    paintMarks(painter, page);
}

/// Pixel by pixel where a picture has the size that is shown.
void PageView::paintPictures(QPainter &painter, int page) const {
    const auto ratio = devicePixelRatioF();
    const QRect place(cornerOf(page), pixelsOf(page));
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    QRegion bare(place & QRect(QPoint(), rounded(QSizeF(viewport()->size()) * ratio)));
    for (const auto *part : m_pictures.parts(page, place.size())) {
        const auto rect = part->part.rect.translated(place.topLeft());
        painter.drawImage(rect.topLeft(), part->image);
        bare -= rect;
    }
    const auto *whole = m_pictures.whole(page);
    painter.setClipRegion(bare);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!bare.isEmpty() && whole->part.whole == place.size())
        painter.drawImage(place.topLeft(), whole->image);
    else if (!bare.isEmpty())
        painter.drawImage(place, whole->image);
    painter.restore();
}

QRegion PageView::regionOf(const QList<PageRect> &marks, int page) const {
    QRegion region;
    for (const auto &mark : marks) {
        if (mark.page == page)
            region += placeOf(mark).adjusted(-1, -1, 1, 1).toRect();
    }
    return region;
}

QRectF PageView::placeOf(const PageRect &rect) const {
    const QPointF corner = rectOf(rect.page).topLeft();
    return {corner + rect.rect.topLeft() * m_scale, rect.rect.size() * m_scale};
}

/// White paper becomes the theme's paper, or the mark; what is written stays dark.
void PageView::paintMarks(QPainter &painter, int page) const {
    const auto &colours = m_theme->colours();
    const auto seen = rectOf(page) & viewport()->rect();
    const auto marked = regionOf(m_marks, page) & seen;
    const auto others = (regionOf(m_otherMarks, page) & seen) - marked;
    painter.setCompositionMode(QPainter::CompositionMode_Multiply);
    if (colours.dark && m_theme->dimsPages()) {
        for (const auto &rect : QRegion(seen) - marked - others)
            painter.fillRect(rect, colours.paper);
    }
    for (const auto &rect : marked)
        painter.fillRect(rect, colours.mark);
    for (const auto &rect : others)
        painter.fillRect(rect, weakMark(colours));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

void PageView::paintEvent(QPaintEvent *) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->colours().desk);
    if (pageCount() == 0)
        return;
    const auto [first, last] = visiblePages();
    for (int page = first; page <= last; ++page) {
        paintPage(painter, page);
        paintOver(painter, page);
    }
}

void PageView::paintOver(QPainter &, int) const {}

} // namespace docchat::ui
