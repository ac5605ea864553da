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
    setMinimumWidth(std::max(m_upper->minimumSizeHint().width(), m_lower->minimumSizeHint().width()));
}

bool SharedHeight::event(QEvent *event) {
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void SharedHeight::resizeEvent(QResizeEvent *) {
    arrange();
}

void SharedHeight::arrange() {
    const int room = std::max(0, height() - m_spacing);
    const int upperNeed = m_upperNeed();
    const int least = std::max(m_lower->minimumSizeHint().height(), room * 2 / 5);
    const int lower = std::clamp(m_lowerNeed(), 0, std::max(std::min(least, room), room - upperNeed));
    const int upper = std::min(upperNeed, room - lower);
    m_upper->setGeometry(0, 0, width(), upper);
    m_lower->setGeometry(0, upper + m_spacing, width(), lower);
}

} // namespace docchat::ui
