#pragma once

#include <QWidget>

#include <functional>

namespace docchat::ui {

/// Two widgets above each other that share one height. Each gets what it needs where that is there for both,
/// the rest stays empty at the bottom; else the lower one gets what the upper leaves, but at least two
/// fifths.
class SharedHeight : public QWidget {
public:
    using Need = std::function<int()>; ///< pixels

    /// Takes the widgets. What they need is asked again when one of them calls updateGeometry().
    SharedHeight(QWidget *upper, Need upperNeed, QWidget *lower, Need lowerNeed, int spacing,
                 QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QWidget *m_upper;
    QWidget *m_lower;
    Need m_upperNeed;
    Need m_lowerNeed;
    int m_spacing;
};

} // namespace docchat::ui
