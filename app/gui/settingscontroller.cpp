#include "settingscontroller.h"

#include "async/blocking.h"
#include "document/languages.h"
#include "index/exchange.h"
#include "index/health.h"
#include "showinfolder.h"
#include "widgets/dialogs.h"

#include <QDirIterator>

namespace docchat {

using async::Task;

namespace {

constexpr int applyIntervalMs = 500;

qint64 bytesIn(std::stop_token stop, const QString &folder) {
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (!stop.stop_requested() && files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

QString sizeWords(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace

QString themeName(ui::Theme::Choice choice) {
    static constexpr QLatin1StringView names[] = {QLatin1StringView("system"), QLatin1StringView("light"),
                                                  QLatin1StringView("dark")};
    return names[int(choice)];
}

ui::Theme::Choice themeChoice(const QString &name) {
    if (name == QLatin1StringView("light"))
        return ui::Theme::Choice::Light;
    return name == QLatin1StringView("dark") ? ui::Theme::Choice::Dark : ui::Theme::Choice::System;
}

SettingsController::SettingsController(Application *application, ui::MainWindow *window,
                                       settings::Settings *settings, ModelsController *models,
                                       KeepingController *keeping, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_settings(settings)
    , m_models(models)
    , m_keeping(keeping)
    , m_background(background) {
    m_applySoon.setSingleShot(true);
    m_applySoon.setInterval(applyIntervalMs);
    connect(&m_applySoon, &QTimer::timeout, this, &SettingsController::apply);
}

void SettingsController::openAt(ui::SettingsDialog::Section section) {
    m_background->spawn("settings", &SettingsController::show, this, section);
}

Task<void> SettingsController::show(ui::SettingsDialog::Section section) {
    const auto bytes = co_await async::runBlocking(bytesIn, m_application->options().dataFolder);
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        co_return;
    }
    ui::SettingsState state;
    state.theme = m_window->theme()->choice();
    state.dimsPages = m_window->theme()->dimsPages();
    state.language = m_settings->language();
    state.model = m_window->chat()->modelWords();
    state.requests = m_settings->requests();
    state.reading = m_settings->reading();
    state.means = {document::installedOcrLanguages(), document::likelyOcrLanguages(),
                   m_application->workers().protections(),
                   !m_application->oldOffice().libreOffice().isEmpty()};
    state.offline = m_application->isOffline();
    state.mayChangeOffline = !m_application->options().offline;
    state.privacy = m_window->status()->privacy();
    state.folder = m_application->options().dataFolder;
    state.size = sizeWords(bytes);
    qint64 aside = 0;
    for (const auto &file : index::filesSetAside(m_application->store().path()))
        aside += QFileInfo(file).size();
    state.aside = aside > 0 ? sizeWords(aside) : QString();
    const auto dialog = std::make_unique<ui::SettingsDialog>(state, m_window);
    m_dialog = dialog.get();
    dialog->goTo(section);
    connectDialog(dialog.get());
    co_await ui::accepted(dialog.get());
    if (m_applySoon.isActive())
        apply();
}

void SettingsController::connectDialog(ui::SettingsDialog *dialog) {
    connect(dialog, &ui::SettingsDialog::themeChosen, this, &SettingsController::chooseTheme);
    connect(dialog, &ui::SettingsDialog::dimsPagesChosen, this, [this](bool dims) {
        m_window->theme()->setDimsPages(dims);
        m_settings->setDimsPages(dims);
    });
    connect(dialog, &ui::SettingsDialog::languageChosen, this, [this](const QString &code) {
        m_settings->setLanguage(code);
        Q_EMIT languageChanged();
    });
    connect(dialog, &ui::SettingsDialog::readingChanged, this, [this](const settings::Reading &reading) {
        m_settings->setReading(reading);
        m_application->useReading(reading);
    });
    connect(dialog, &ui::SettingsDialog::requestsChanged, this, [this](const settings::Requests &requests) {
        m_settings->setRequests(requests);
        m_applySoon.start();
    });
    connect(dialog, &ui::SettingsDialog::offlineChosen, this, &SettingsController::offlineChosen);
    connect(dialog, &ui::SettingsDialog::modelsWanted, m_models, [this] { m_models->open(); });
    connect(dialog, &ui::SettingsDialog::folderWanted, this,
            [this] { showInFolder(index::libraryIn(m_application->options().dataFolder)); });
    connect(dialog, &ui::SettingsDialog::backUpWanted, m_keeping, &KeepingController::backUp);
    connect(dialog, &ui::SettingsDialog::restoreWanted, m_keeping, &KeepingController::restore);
    connect(dialog, &ui::SettingsDialog::asideWanted, m_keeping, &KeepingController::deleteAside);
    connect(m_keeping, &KeepingController::asideDeleted, dialog, &ui::SettingsDialog::removeAside);
    connect(dialog, &ui::SettingsDialog::eraseWanted, m_keeping, &KeepingController::deleteEverything);
}

void SettingsController::chooseTheme(ui::Theme::Choice choice) {
    m_window->theme()->choose(choice);
    m_settings->setTheme(themeName(choice));
}

void SettingsController::apply() {
    m_applySoon.stop();
    if (const auto used = m_application->useRequests(m_settings->requests()); !used.ok())
        ui::tell(m_window, tr("Settings"), used.error().text());
}

} // namespace docchat
