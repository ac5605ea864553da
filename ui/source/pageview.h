#pragma once

#include "model/passage.h"
#include "source/pagepictures.h"
#include "theme.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QRegion>
#include <QSet>

#include <optional>

namespace docchat::ui {

/// What marks the matches that are not the current one.
constexpr double zoomStep = 1.1; ///< of the wheel and the keys

[[nodiscard]] QColor weakMark(const Colours &colours);

/// Pages one below the other, only the visible ones drawn; marks exactly the cited words. It tells by
/// picturesWanted that pictures are missing; whoever draws asks for the one that is wanted most, one after
/// the other, and gives it by setPicture. So what was scrolled past is never drawn. A page that is too large
/// for one picture is drawn small as a whole, and what is seen of it sharply in parts.
class PageView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit PageView(const Theme *theme, QWidget *parent = nullptr);

    /// The pages' sizes in points; those that are not known yet are taken to be like the first.
    void setPages(const QList<QSizeF> &sizes, int count);
    void setPicture(const PagePart &part, const QImage &picture);
    void setPictureFailed(const PagePart &part, const QString &reason);
    /// `others` are marked weakly.
    void setMarks(const QList<PageRect> &marks, const QList<PageRect> &others = {});

    /// The part that is missing most: first what is seen, then the pages next to it.
    [[nodiscard]] std::optional<PagePart> mostWanted() const;
    /// Is all that is seen there at its size, as far as it can be drawn?
    [[nodiscard]] bool isDrawn() const;
    [[nodiscard]] bool hasPicture(int page) const { return m_pictures.whole(page) != nullptr; }
    [[nodiscard]] qsizetype pictureBytes() const { return m_pictures.bytes(); }

    void showPage(int page);
    void showMarks(); ///< scrolls so that the first mark is in the upper third
    [[nodiscard]] QRectF placeOf(const PageRect &rect) const; ///< in the viewport
    [[nodiscard]] int currentPage() const;
    [[nodiscard]] int pageCount() const { return int(m_tops.size()); }

    /// 1.0: as wide as the view.
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }
    /// Pixels a point at this zoom.
    [[nodiscard]] double scale() const { return m_scale; }

Q_SIGNALS:
    void picturesWanted();
    void currentPageChanged(int page);
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    /// Above the page and its marks, in the viewport.
    virtual void paintOver(QPainter &painter, int page) const;
    virtual void forgetPages() {}               ///< of the document before
    [[nodiscard]] QRect rectOf(int page) const; ///< in the viewport
    [[nodiscard]] std::pair<int, int> visiblePages() const;
    /// The page at a point of the viewport, or nearest to it; 0: there are none.
    [[nodiscard]] int pageAt(QPoint point) const;
    [[nodiscard]] const Colours &colours() const { return m_theme->colours(); }

private:
    void arrange();
    void wantVisible();
    [[nodiscard]] QSizeF sizeOf(int page) const;   ///< in points
    [[nodiscard]] QSize shownSize(int page) const; ///< in the viewport
    [[nodiscard]] QSize pixelsOf(int page) const;  ///< of the screen
    [[nodiscard]] QPoint cornerOf(int page) const; ///< in the viewport, in pixels of the screen
    [[nodiscard]] PagePart wholeOf(int page) const;
    [[nodiscard]] std::vector<PagePart> sharpPartsOf(int page) const;
    [[nodiscard]] std::vector<PagePart> visibleParts() const;
    [[nodiscard]] std::vector<PagePart> wantedParts() const;
    [[nodiscard]] bool canBeDrawn(const PagePart &part) const;
    [[nodiscard]] QRegion regionOf(const QList<PageRect> &marks, int page) const;
    void paintPage(QPainter &painter, int page) const;
    void paintPictures(QPainter &painter, int page) const;
    void paintMarks(QPainter &painter, int page) const;

    const Theme *m_theme;
    QList<QSizeF> m_sizes;
    std::vector<int> m_tops; ///< of each page, in pixels
    PagePictures m_pictures;
    QHash<int, QString> m_failures; ///< of pages
    QSet<int> m_blurred;            ///< pages whose parts could not be drawn
    QList<PageRect> m_marks;
    QList<PageRect> m_otherMarks;
    double m_zoom = 1;
    double m_scale = 1;
    int m_height = 0;
    int m_shownPage = 0;
};

} // namespace docchat::ui
