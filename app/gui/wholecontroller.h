#pragma once

#include "chatcontroller.h"

namespace docchat {

/// What can be asked of a whole document from its menu: each in a new chat about it alone.
class WholeController : public QObject {
    Q_OBJECT

public:
    WholeController(ui::MainWindow *window, ChatController *chat, async::Background *background);

private:
    void ask(DocumentId document, ui::WholeQuestion what);
    async::Task<void> list(DocumentId document);

    ui::MainWindow *m_window;
    ChatController *m_chat;
    async::Background *m_background;
};

} // namespace docchat
