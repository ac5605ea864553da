#pragma once

#include "application.h"
#include "mainwindow.h"

namespace docchat {

/// Shows what was sent for an answer.
class SentController : public QObject {
    Q_OBJECT

public:
    SentController(Application *application, ui::MainWindow *window, async::Background *background);

private:
    async::Task<void> show(qint64 answer, Message message);

    Application *m_application;
    ui::MainWindow *m_window;
};

} // namespace docchat
