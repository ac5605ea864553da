#pragma once

#include "application.h"
#include "mainwindow.h"
#include "modelscontroller.h"
#include "providercontroller.h"
#include "settings/ggufsheet.h"

namespace docchat {

/// A .gguf file that was opened, dropped or chosen is offered as a model; Help tells how to come by one.
class GgufOffer : public QObject {
    Q_OBJECT

public:
    GgufOffer(Application *application, ui::MainWindow *window, ModelsController *models,
              ProviderController *provider, async::Background *background);

    void offer(const QString &path);
    void showHelp();

private:
    async::Task<void> ask(QString path);
    async::Task<void> use(ProviderConfig config);
    async::Task<bool> wanted(ui::GivenModel model);
    async::Task<void> chooseProgram(ui::GgufSheet *sheet);
    async::Task<void> help();
    [[nodiscard]] async::Task<QString> foundProgram();

    Application *m_application;
    ui::MainWindow *m_window;
    ModelsController *m_models;
    ProviderController *m_provider;
    async::Background *m_background;
};

} // namespace docchat
