#pragma once

#include "source/pageselection.h"
#include "source/pageview.h"

namespace docchat::ui {

/// Pages whose words can be selected with the mouse: dragged over, or by a double click. It tells by
/// wordsWanted whose words are missing; they are given by setWords.
class SelectablePages : public PageView {
    Q_OBJECT

public:
    explicit SelectablePages(const Theme *theme, QWidget *parent = nullptr);

    void setWords(int page, PageWords words);
    void setNoWords(int page); ///< they are not there yet; it asks again
    void forgetWords();        ///< it asks again for all
    void selectPage();         ///< all words of the current page
    void clearSelection();
    [[nodiscard]] const PageSelection &selection() const { return m_selection; }

Q_SIGNALS:
    void wordsWanted(int page);
    void selectionChanged(); ///< once the mouse has been let go

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintOver(QPainter &painter, int page) const override;
    void forgetPages() override { forgetWords(); }

private:
    /// What the mouse is doing; its words may still be on their way.
    enum class Gesture { None, Drag, Word, Page };

    void follow(QPoint point);
    void end();
    void want(int page);
    [[nodiscard]] QPointF pointOn(int page, QPoint point) const;

    PageSelection m_selection;
    QSet<int> m_wanted; ///< pages whose words were asked for
    Gesture m_gesture = Gesture::None;
    bool m_pressed = false;
    bool m_begun = false; ///< the selection has its beginning
    QPoint m_from;        ///< where the mouse was pressed, from the corner of m_fromPage
    int m_fromPage = 0;
    QPoint m_to; ///< where it is, in the viewport
};

} // namespace docchat::ui
