#include "widgets/sharedheight.h"

#include <QEvent>

#include <algorithm>

namespace docchat::ui {

SharedHeight::SharedHeight(QWidget *upper, Need upperNeed, QWidget *lower, Need lowerNeed, int spacing,
                           QWidget *parent)
    : QWidget(parent)
    , m_upper(upper)
    , m_lower(lower)
    , m_upperNeed(std::move(upperNeed))
    , m_lowerNeed(std::move(lowerNeed))
    , m_spacing(spacing) {
    m_upper->setParent(this);
    m_lower->setParent(this);
}

QSize SharedHeight::minimumSizeHint() const {
    const auto upper = m_upper->minimumSizeHint();
    const auto lower = m_lower->minimumSizeHint();
    return {std::max(upper.width(), lower.width()), upper.height() + m_spacing + lower.height()};
}

bool SharedHeight::event(QEvent *event) {
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        arrange();
    } else if (event->type() == QEvent::Show) { // nobody asked while it was hidden
        arrange();
    }
    return QWidget::event(event);
}

void SharedHeight::resizeEvent(QResizeEvent *) {
    arrange();
}

void SharedHeight::arrange() {
    const int room = std::max(0, height() - m_spacing);
    const int upperNeed = m_upperNeed();
    const int upperLeast = std::min(upperNeed, m_upper->minimumSizeHint().height());
    const int least =
        std::min(std::max(m_lower->minimumSizeHint().height(), room * 2 / 5), room - upperLeast);
    const int lower = std::clamp(m_lowerNeed(), 0, std::max(std::min(least, room), room - upperNeed));
    const int upper = std::min(upperNeed, room - lower);
    m_upper->setGeometry(0, 0, width(), upper);
    m_lower->setGeometry(0, upper + m_spacing, width(), lower);
}

} // namespace docchat::ui
