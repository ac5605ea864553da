#pragma once

#include "application.h"
#include "keepingcontroller.h"
#include "mainwindow.h"
#include "modelscontroller.h"
#include "settings/settings.h"
#include "settings/settingsdialog.h"

#include <QPointer>
#include <QTimer>

namespace docchat {

[[nodiscard]] QString themeName(ui::Theme::Choice choice);
[[nodiscard]] ui::Theme::Choice themeChoice(const QString &name);

/// The settings: shows them, keeps what is chosen and applies it at once.
class SettingsController : public QObject {
    Q_OBJECT

public:
    SettingsController(Application *application, ui::MainWindow *window, settings::Settings *settings,
                       ModelsController *models, KeepingController *keeping, async::Background *background);

    void open() { openAt(ui::SettingsDialog::Section::Models); }
    void openAt(ui::SettingsDialog::Section section);
    void chooseTheme(ui::Theme::Choice choice);

Q_SIGNALS:
    void languageChanged(); ///< the window has to be made anew
    void offlineChosen(bool offline);

private:
    async::Task<void> show(ui::SettingsDialog::Section section);
    void connectDialog(ui::SettingsDialog *dialog);
    void apply();

    Application *m_application;
    ui::MainWindow *m_window;
    settings::Settings *m_settings;
    ModelsController *m_models;
    KeepingController *m_keeping;
    async::Background *m_background;
    QPointer<ui::SettingsDialog> m_dialog;
    QTimer m_applySoon; ///< a number may still be typed
};

} // namespace docchat
