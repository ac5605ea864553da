#pragma once

#include "application.h"
#include "mainwindow.h"
#include "modelscontroller.h"
#include "providercontroller.h"

namespace docchat {

/// Looks once, at the start, for model servers on this computer, and offers one that is not set up.
class ServerOffer : public QObject {
    Q_OBJECT

public:
    ServerOffer(Application *application, ui::MainWindow *window, ModelsController *models,
                ProviderController *provider, async::Background *background);

private:
    async::Task<void> look();
    async::Task<void> use();
    async::Task<void> endIfSetUp();
    async::Task<std::vector<ProviderConfig>> known();
    void decline();
    void end();

    Application *m_application;
    ui::MainWindow *m_window;
    ModelsController *m_models;
    ProviderController *m_provider;
    async::Background *m_background;
    std::optional<ProviderConfig> m_offered; ///< with the models it would be used with
};

} // namespace docchat
