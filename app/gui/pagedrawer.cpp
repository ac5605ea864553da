#include "pagedrawer.h"

#include <QScopeGuard>

namespace docchat {

using async::Task;

namespace {

/// An image that owns the picture's pixels.
QImage imageOf(document::Picture picture) {
    auto *pixels = new QByteArray(std::move(picture.pixels));
    return {reinterpret_cast<const uchar *>(pixels->constData()),
            picture.width,
            picture.height,
            qsizetype(picture.width) * 4,
            QImage::Format_RGB32,
            [](void *owned) { delete static_cast<QByteArray *>(owned); },
            pixels};
}

} // namespace

PageDrawer::PageDrawer(ui::PageView *pages, ui::PageView *small, async::Background *background)
    : m_pages(pages), m_small(small), m_background(background) {
    for (auto *view : {pages, small})
        connect(view, &ui::PageView::picturesWanted, this, &PageDrawer::draw);
}

/// Null: nothing is wanted.
ui::PageView *PageDrawer::viewToDraw() const {
    if (m_pages->mostWanted())
        return m_pages;
    return m_small->isVisible() && m_small->mostWanted() ? m_small : nullptr;
}

void PageDrawer::setSession(std::shared_ptr<document::Session> session) {
    m_session = std::move(session);
    m_drawing = false; // what is being drawn is of another document
}

void PageDrawer::draw() {
    if (!m_session || m_drawing)
        return;
    m_drawing = true;
    m_background->spawn("draw pages", &PageDrawer::drawWanted, this, m_session);
}

Task<void> PageDrawer::drawWanted(std::shared_ptr<document::Session> session) {
    const auto ended = qScopeGuard([&] {
        if (session == m_session)
            m_drawing = false;
    });
    while (auto *view = viewToDraw()) {
        const auto part = view->mostWanted();
        auto picture =
            co_await session->render(part->page, part->whole.width(), part->whole.height(), part->rect);
        if (session != m_session)
            co_return;
        if (picture.ok())
            view->setPicture(*part, imageOf(std::move(*picture)));
        else
            view->setPictureFailed(*part, picture.error().message);
    }
}

} // namespace docchat
