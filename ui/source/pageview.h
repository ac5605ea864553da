#pragma once

#include "model/passage.h"
#include "theme.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QImage>

namespace docchat::ui {

/// Pages one below the other, only the visible ones drawn; marks exactly the cited words. Pictures are asked
/// for by pictureWanted and come by setPicture; memory is bounded to a few pages.
class PageView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit PageView(const Theme *theme, QWidget *parent = nullptr);

    /// The pages' sizes in points; those that are not known yet are taken to be like the first.
    void setPages(const QList<QSizeF> &sizes, int count);
    void setPicture(int page, const QImage &picture);
    void setPictureFailed(int page, const QString &reason);
    void setMarks(const QList<PageRect> &marks);

    void showPage(int page);
    void showMarks(); ///< scrolls so that the first mark is in the upper third
    [[nodiscard]] int currentPage() const;
    [[nodiscard]] int pageCount() const { return int(m_tops.size()); }

    /// 1.0: as wide as the view.
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }
    /// Pixels a point at this zoom.
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] bool hasPicture(int page) const { return m_pictures.contains(page); }

Q_SIGNALS:
    void pictureWanted(int page, const QSize &pixels);
    void currentPageChanged(int page);
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void arrange();
    void wantVisible();
    [[nodiscard]] QSizeF sizeOf(int page) const;
    [[nodiscard]] QRect rectOf(int page) const; ///< in the viewport
    [[nodiscard]] std::pair<int, int> visiblePages() const;
    void paintPage(QPainter &painter, int page) const;

    const Theme *m_theme;
    QList<QSizeF> m_sizes;
    std::vector<int> m_tops; ///< of each page, in pixels
    QHash<int, QImage> m_pictures;
    QHash<int, QString> m_failures;
    QHash<int, QSize> m_asked;
    QList<PageRect> m_marks;
    double m_zoom = 1;
    double m_scale = 1;
    int m_height = 0;
    int m_shownPage = 0;
};

} // namespace docchat::ui
