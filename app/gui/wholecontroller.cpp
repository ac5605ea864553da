#include "wholecontroller.h"

#include "widgets/dialogs.h"

namespace docchat {

using async::Task;

WholeController::WholeController(ui::MainWindow *window, ChatController *chat, async::Background *background)
    : m_window(window), m_chat(chat), m_background(background) {
    connect(window->library(), &ui::LibraryPane::wholeWanted, this, &WholeController::ask);
}

/// In words that chat::wantsWhole() knows, so that they can be edited and asked again.
void WholeController::ask(DocumentId document, ui::WholeQuestion what) {
    if (what == ui::WholeQuestion::Summary)
        m_chat->askOf(document, QStringLiteral("Summarise this document"));
    else if (what == ui::WholeQuestion::Subject)
        m_chat->askOf(document, QStringLiteral("What is this document about?"));
    else
        m_background->spawn("choose a list", &WholeController::list, this, document);
}

Task<void> WholeController::list(DocumentId document) {
    const auto what =
        co_await ui::askText(m_window, tr("List…"), tr("What is to be listed from the whole document?"),
                             {tr("all names"), tr("all dates"), tr("all amounts of money")}, tr("List"));
    if (what && !what->trimmed().isEmpty())
        m_chat->askOf(document, QStringLiteral("List %1 in this document").arg(what->simplified()));
}

} // namespace docchat
