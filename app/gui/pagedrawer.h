#pragma once

#include "async/background.h"
#include "document/session.h"
#include "source/pageview.h"

namespace docchat {

/// Draws what the views of the shown document's pages want, one picture after the other and always what is
/// wanted most at that moment: by the pages themselves before the small ones, which want nothing while they
/// are hidden.
class PageDrawer : public QObject {
    Q_OBJECT

public:
    PageDrawer(ui::PageView *pages, ui::PageView *small, async::Background *background);

    /// From now on pages of this document are drawn; null: none.
    void setSession(std::shared_ptr<document::Session> session);

private:
    void draw();
    async::Task<void> drawWanted(std::shared_ptr<document::Session> session);

    [[nodiscard]] ui::PageView *viewToDraw() const;

    ui::PageView *m_pages;
    ui::PageView *m_small;
    async::Background *m_background;
    std::shared_ptr<document::Session> m_session;
    bool m_drawing = false; ///< a task draws pages of this session
};

} // namespace docchat
