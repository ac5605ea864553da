#include "source/pagepictures.h"

#include <algorithm>

namespace docchat::ui {

void PagePictures::clear() {
    m_pictures.clear();
}

qsizetype PagePictures::bytes() const {
    qsizetype sum = 0;
    for (const auto &picture : m_pictures)
        sum += picture.image.sizeInBytes();
    return sum;
}

void PagePictures::insert(const PagePart &part, const QImage &image) {
    std::erase_if(m_pictures, [&](const Picture &old) {
        return old.part == part || (part.isWhole() && old.part.isWhole() && old.part.page == part.page);
    });
    m_pictures.push_back({part, image, ++m_uses});
    for (auto kept = bytes(); kept > mostBytes;) {
        const auto oldest = std::ranges::min_element(m_pictures, {}, &Picture::used);
        kept -= oldest->image.sizeInBytes();
        m_pictures.erase(oldest);
    }
}

bool PagePictures::use(const PagePart &part) {
    const auto found = std::ranges::find(m_pictures, part, &Picture::part);
    if (found == m_pictures.end())
        return false;
    found->used = ++m_uses;
    return true;
}

bool PagePictures::has(const PagePart &part) const {
    return std::ranges::find(m_pictures, part, &Picture::part) != m_pictures.end();
}

const PagePictures::Picture *PagePictures::whole(int page) const {
    const auto found = std::ranges::find_if(m_pictures, [page](const Picture &picture) {
        return picture.part.page == page && picture.part.isWhole();
    });
    return found == m_pictures.end() ? nullptr : &*found;
}

std::vector<const PagePictures::Picture *> PagePictures::parts(int page, const QSize &whole) const {
    std::vector<const Picture *> found;
    for (const auto &picture : m_pictures) {
        if (picture.part.page == page && picture.part.whole == whole && !picture.part.isWhole())
            found.push_back(&picture);
    }
    return found;
}

} // namespace docchat::ui
