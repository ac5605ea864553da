#include "sentcontroller.h"

#include "chat/sentdialog.h"
#include "index/sent.h"
#include "widgets/dialogs.h"

namespace docchat {

SentController::SentController(Application *application, ui::MainWindow *window,
                               async::Background *background)
    : m_application(application), m_window(window) {
    connect(window->chat(), &ui::ChatPane::sentWanted, this,
            [this, background](qint64 answer, const Message &message) {
                if (answer != 0)
                    background->spawn("what was sent", &SentController::show, this, answer, message);
            });
}

async::Task<void> SentController::show(qint64 answer, Message message) {
    const auto sent = co_await m_application->store().read(
        [answer](index::Database &database) { return index::sentFor(database, answer); });
    if (!sent.ok()) {
        ui::tell(m_window, tr("What was sent"), sent.error().text());
        co_return;
    }
    const auto dialog = std::make_unique<ui::SentDialog>(*sent, message, m_window);
    connect(dialog.get(), &ui::SentDialog::copyWanted, m_window->chat(), &ui::ChatPane::copyWanted);
    std::ignore = co_await ui::accepted(dialog.get());
}

} // namespace docchat
