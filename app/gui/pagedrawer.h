#pragma once

#include "async/background.h"
#include "document/session.h"
#include "source/pageview.h"

namespace docchat {

/// Draws what the page view wants of the document that is shown, one picture after the other and always what
/// is wanted most at that moment.
class PageDrawer : public QObject {
    Q_OBJECT

public:
    PageDrawer(ui::PageView *pages, async::Background *background);

    /// From now on pages of this document are drawn; null: none.
    void setSession(std::shared_ptr<document::Session> session);

private:
    void draw();
    async::Task<void> drawWanted(std::shared_ptr<document::Session> session);

    ui::PageView *m_pages;
    async::Background *m_background;
    std::shared_ptr<document::Session> m_session;
    bool m_drawing = false; ///< a task draws pages of this session
};

} // namespace docchat
