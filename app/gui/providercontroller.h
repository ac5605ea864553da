#pragma once

#include "application.h"
#include "async/event.h"
#include "mainwindow.h"
#include "modelscontroller.h"
#include "privacywords.h"

#include <QHash>

namespace docchat {

/// A name for one more provider: the wanted one, or that with a number.
[[nodiscard]] QString freeName(const std::vector<ProviderConfig> &known, const QString &wanted);

/// The model chip: quotes only, or one of the servers; says where text goes, and asks before it first goes to
/// another machine.
class ProviderController : public QObject {
    Q_OBJECT

public:
    ProviderController(Application *application, ui::MainWindow *window, ModelsController *models,
                       async::Background *background);
    ~ProviderController() override;

    /// Keeps a server and uses it.
    async::Task<Status> add(ProviderConfig config);

    /// Whether nothing connects to another machine.
    void setOffline(bool offline);

    /// Was there a no since the last call? Then quotes are used by now.
    [[nodiscard]] bool takeRefusal() { return std::exchange(m_refused, false); }

private:
    /// What the person is being asked.
    struct Sheet {
        async::Event answered;
        bool yes = false;
    };

    void showState();
    [[nodiscard]] Recipient recipient(const std::optional<ProviderConfig> &config) const;
    /// To all that would go to it.
    [[nodiscard]] bool hasAgreed(const ProviderConfig &config) const;
    void showWithoutModel();
    async::Task<void> showMenu(QPoint at);
    async::Task<void> use(QString name);
    async::Task<Status> change(QString name);
    async::Task<bool> maySend(ProviderConfig config);
    async::Task<void> ask(ProviderConfig config, std::shared_ptr<Sheet> sheet);

    Application *m_application;
    ui::MainWindow *m_window;
    ModelsController *m_models;
    async::Background *m_background;
    QHash<QString, std::shared_ptr<Sheet>> m_sheets; ///< by the server's name
    bool m_refused = false;
};

} // namespace docchat
