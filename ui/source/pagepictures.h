#pragma once

#include <QImage>
#include <QRect>

#include <vector>

namespace docchat::ui {

/// A rectangle of a page that is drawn `whole` pixels large.
struct PagePart {
    int page = 0;
    QSize whole = {};
    QRect rect = {};

    [[nodiscard]] bool isWhole() const { return rect.size() == whole; }
    [[nodiscard]] qsizetype bytes() const { return qsizetype(rect.width()) * rect.height() * 4; }
    friend bool operator==(const PagePart &, const PagePart &) = default;
};

/// The pictures of pages that are kept: never more bytes than mostBytes, the last used ones.
class PagePictures {
public:
    static constexpr qsizetype mostBytes = 96 * 1024 * 1024;
    static constexpr int mostPixels = 2 * 1024 * 1024; ///< of one picture

    struct Picture {
        PagePart part;
        QImage image;
        quint64 used = 0;
    };

    void clear();
    /// Takes the place of an older picture of the whole page.
    void insert(const PagePart &part, const QImage &image);
    /// Keeps a picture for longer than those that were not used. False: it is not there.
    bool use(const PagePart &part);
    [[nodiscard]] bool has(const PagePart &part) const;

    /// The picture of a whole page at whatever size; null: there is none.
    [[nodiscard]] const Picture *whole(int page) const;
    /// Those of parts of a page that is `whole` pixels large.
    [[nodiscard]] std::vector<const Picture *> parts(int page, const QSize &whole) const;
    [[nodiscard]] qsizetype bytes() const;

private:
    std::vector<Picture> m_pictures;
    quint64 m_uses = 0;
};

} // namespace docchat::ui
