#pragma once

#include "application.h"
#include "mainwindow.h"

namespace docchat {

/// The model chip: quotes only, or one of the servers; adds a server and says where text goes.
class ProviderController : public QObject {
    Q_OBJECT

public:
    ProviderController(Application *application, ui::MainWindow *window, async::Background *background);

private:
    void showState();
    async::Task<void> addServer();
    async::Task<void> showMenu(QPoint at);
    async::Task<void> use(QString name);
    async::Task<void> save(ProviderConfig config);
    [[nodiscard]] bool busy();

    Application *m_application;
    ui::MainWindow *m_window;
    async::Background *m_background;
};

} // namespace docchat
