#include "ggufoffer.h"

#include "async/blocking.h"
#include "index/providers.h"
#include "provider/gguf.h"
#include "settings/gettingmodeldialog.h"
#include "widgets/dialogs.h"

#include <QFileInfo>

#include <algorithm>

namespace docchat {

using async::Task;

namespace {

/// What was found out about a file.
struct Looked {
    qint64 size = 0;
    std::optional<Error> problem = {};
};

Looked look(std::stop_token, const QString &path) {
    return {QFileInfo(path).size(), provider::problemWithGguf(path)};
}

/// The one that is set up for the same file, or a new one under a free name.
ProviderConfig configFor(const std::vector<ProviderConfig> &known, const QString &path) {
    auto config = provider::ggufConfig(path);
    const auto same = std::ranges::find(known, config.url, &ProviderConfig::url);
    if (same != known.end())
        return *same;
    config.name = freeName(known, config.name);
    return config;
}

} // namespace

GgufOffer::GgufOffer(Application *application, ui::MainWindow *window, ModelsController *models,
                     ProviderController *provider, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_models(models)
    , m_provider(provider)
    , m_background(background) {}

void GgufOffer::offer(const QString &path) {
    m_background->spawn("offer a model", &GgufOffer::ask, this, path);
}

void GgufOffer::showHelp() {
    m_background->spawn("how to get a model", &GgufOffer::help, this);
}

Task<QString> GgufOffer::foundProgram() {
    co_return co_await async::runBlocking(
        [](std::stop_token, const QString &given) { return provider::findLlamaServer(given); },
        m_application->llamaServer());
}

Task<void> GgufOffer::ask(QString path) {
    const auto looked = co_await async::runBlocking(look, path);
    if (looked.problem) {
        ui::tell(m_window, tr("A model"), looked.problem->text());
        co_return;
    }
    const ui::GivenModel model{QFileInfo(path).fileName(), looked.size, co_await foundProgram()};
    if (!co_await wanted(model) || !m_models->mayChange())
        co_return;
    const auto known = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    if (known.ok())
        co_await use(configFor(*known, path));
    else
        ui::tell(m_window, tr("A model"), known.error().text());
}

Task<void> GgufOffer::use(ProviderConfig config) {
    const auto used = co_await m_provider->add(std::move(config));
    if (!used.ok())
        ui::tell(m_window, tr("A model"), used.error().text());
}

Task<bool> GgufOffer::wanted(ui::GivenModel model) {
    const auto sheet = std::make_unique<ui::GgufSheet>(model, m_window);
    bool accepted = co_await ui::accepted(sheet.get());
    while (sheet->result() == ui::GgufSheet::ChooseProgram) {
        co_await chooseProgram(sheet.get());
        accepted = co_await ui::accepted(sheet.get());
    }
    co_return accepted;
}

Task<void> GgufOffer::chooseProgram(ui::GgufSheet *sheet) {
    const auto files =
        co_await ui::chooseFiles(m_window, tr("Where is llama-server?"), tr("All files (*)"), false);
    if (files.isEmpty())
        co_return;
    const auto program = co_await async::runBlocking(
        [](std::stop_token, const QString &path) { return provider::findLlamaServer(path); }, files.first());
    if (program.isEmpty()) {
        sheet->showProblem(
            tr("%1 is no program that can be started.").arg(QFileInfo(files.first()).fileName()));
        co_return;
    }
    m_application->useLlamaServer(program);
    sheet->setLlamaServer(program);
}

Task<void> GgufOffer::help() {
    {
        const auto dialog = std::make_unique<ui::GettingModelDialog>(co_await foundProgram(), m_window);
        if (!co_await ui::accepted(dialog.get()))
            co_return;
    }
    const auto chosen =
        co_await ui::chooseFiles(m_window, tr("Choose a model"), tr("Models (*.gguf);;All files (*)"), false);
    if (!chosen.isEmpty())
        co_await ask(chosen.first());
}

} // namespace docchat
