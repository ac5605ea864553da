#pragma once

#include "application.h"
#include "mainwindow.h"
#include "settings/modelsdialog.h"

#include <QPointer>

namespace docchat {

/// The settings of the models: asks the servers for what the dialog shows, and keeps what is chosen.
class ModelsController : public QObject {
    Q_OBJECT

public:
    ModelsController(Application *application, ui::MainWindow *window, async::Background *background);

    /// Shows the settings; with a new server where one is given.
    void open(const std::optional<ProviderConfig> &added = {});

    /// False, and told: the models cannot be changed while documents are being read.
    [[nodiscard]] bool mayChange();

Q_SIGNALS:
    void changed(); ///< another model is in use

private:
    async::Task<void> show(std::optional<ProviderConfig> added);
    async::Task<bool> chosen(ui::ModelsDialog *dialog);
    void connectDialog(ui::ModelsDialog *dialog);
    async::Task<void> list(ProviderConfig config);
    async::Task<void> fetch(ProviderConfig config);
    async::Task<void> test(ProviderConfig config);
    async::Task<void> tryOut(ProviderConfig config);
    async::Task<void> pull(ProviderConfig config, QString model);
    async::Task<void> pullWhole(ProviderConfig config, QString model);
    async::Task<void> remove();
    async::Task<void> save(ui::ModelChoice choice);
    async::Task<Status> keepKeys(std::vector<ProviderConfig> providers);
    async::Task<void> tryKeychain();
    void showKey(const ProviderConfig &config);
    [[nodiscard]] Result<std::unique_ptr<provider::Server>> serverOf(const ProviderConfig &config);

    Application *m_application;
    ui::MainWindow *m_window;
    async::Background *m_background;
    QPointer<ui::ModelsDialog> m_dialog;
    provider::Keys m_typed{nullptr};   ///< keys that are typed and not saved yet
    async::Scope *m_listing = nullptr; ///< while a server is asked for its models
    async::Scope *m_testing = nullptr;
    async::Scope *m_pulling = nullptr;
};

} // namespace docchat
