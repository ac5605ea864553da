#pragma once

#include "source/pageview.h"

namespace docchat::ui {

/// The pages small, with their numbers; the one that is read is framed. A click goes to one.
class Thumbnails : public PageView {
    Q_OBJECT

public:
    explicit Thumbnails(const Theme *theme, QWidget *parent = nullptr);

    void setCurrent(int page); ///< and scrolls to it

Q_SIGNALS:
    void pageWanted(int page);

protected:
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintOver(QPainter &painter, int page) const override;
    void forgetPages() override { m_current = 0; }

private:
    int m_current = 0;
};

} // namespace docchat::ui
