#include "source/selectablepages.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int mostPages = 64;      // whose words are kept beside those that are selected
constexpr int selectionAlpha = 90; // of 255

} // namespace

SelectablePages::SelectablePages(const Theme *theme, QWidget *parent) : PageView(theme, parent) {
    viewport()->setMouseTracking(true);
}

void SelectablePages::setNoWords(int page) {
    m_wanted.remove(page);
}

void SelectablePages::forgetWords() {
    m_selection.forget();
    m_wanted.clear();
    m_gesture = Gesture::None;
    Q_EMIT selectionChanged();
}

void SelectablePages::clearSelection() {
    if (m_selection.isEmpty())
        return;
    m_selection.clear();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void SelectablePages::want(int page) {
    if (page < 1 || m_selection.knows(page) || m_wanted.contains(page))
        return;
    m_wanted.insert(page);
    Q_EMIT wordsWanted(page);
}

void SelectablePages::setWords(int page, PageWords words) {
    m_wanted.remove(page);
    m_selection.setWords(page, std::move(words));
    if (m_selection.pages() > mostPages) {
        const auto [first, last] = visiblePages();
        m_selection.forgetAllBut(first, last);
    }
    if (m_gesture == Gesture::None)
        return;
    follow(m_to);
    if (!m_pressed && m_begun)
        end();
}

void SelectablePages::end() {
    m_gesture = Gesture::None;
    viewport()->update();
    Q_EMIT selectionChanged();
}

QPointF SelectablePages::pointOn(int page, QPoint point) const {
    return QPointF(point - rectOf(page).topLeft()) / scale();
}

void SelectablePages::selectPage() {
    m_gesture = Gesture::Page;
    m_fromPage = currentPage();
    follow({});
}

/// Takes the selection to a point of the viewport, as far as the words are known.
void SelectablePages::follow(QPoint point) {
    m_to = point;
    if (m_gesture == Gesture::Page) {
        want(m_fromPage);
        if (!m_selection.knows(m_fromPage))
            return;
        m_selection.selectPage(m_fromPage);
        m_begun = true;
        end();
        return;
    }
    const int page = pageAt(point);
    for (int between = std::min(page, m_fromPage); between <= std::max(page, m_fromPage); ++between)
        want(between);
    const auto from = m_selection.placeAt(m_fromPage, QPointF(m_from) / scale());
    if (!m_begun && from) {
        m_begun = true;
        m_gesture == Gesture::Word ? m_selection.selectWord(*from) : m_selection.begin(*from);
    }
    const auto to = m_selection.placeAt(page, pointOn(page, point));
    if (m_gesture == Gesture::Drag && m_begun && to)
        m_selection.extendTo(*to);
    viewport()->update();
}

void SelectablePages::mousePressEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton || pageCount() == 0)
        return;
    clearSelection();
    m_gesture = Gesture::Drag;
    m_pressed = true;
    m_begun = false;
    m_fromPage = pageAt(event->position().toPoint());
    m_from = event->position().toPoint() - rectOf(m_fromPage).topLeft();
    follow(event->position().toPoint());
}

void SelectablePages::mouseDoubleClickEvent(QMouseEvent *event) {
    mousePressEvent(event);
    if (m_gesture != Gesture::Drag)
        return;
    m_gesture = Gesture::Word;
    m_begun = false;
    follow(m_to);
}

void SelectablePages::mouseMoveEvent(QMouseEvent *event) {
    const auto point = event->position().toPoint();
    if (m_pressed) {
        const int above = std::min(0, point.y());
        const int below = std::max(0, point.y() - viewport()->height());
        verticalScrollBar()->setValue(verticalScrollBar()->value() + above + below);
        follow(point);
    } else if (pageCount() > 0) {
        const int page = pageAt(point);
        want(page);
        viewport()->setCursor(m_selection.isOnWord(page, pointOn(page, point)) ? Qt::IBeamCursor
                                                                               : Qt::ArrowCursor);
    }
}

void SelectablePages::mouseReleaseEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed = false;
    if (m_begun)
        end();
}

void SelectablePages::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::SelectAll) && pageCount() > 0)
        selectPage();
    else
        PageView::keyPressEvent(event);
}

void SelectablePages::paintOver(QPainter &painter, int page) const {
    auto colour = lightColours().accent; // pages are light in both themes
    colour.setAlpha(selectionAlpha);
    for (const auto &rect : m_selection.rects(page))
        painter.fillRect(placeOf({page, rect}), colour);
}

} // namespace docchat::ui
