#include "modelscontroller.h"

#include "index/answering.h"
#include "index/providers.h"
#include "provider/ollama.h"
#include "settings/providerform.h"
#include "settings/pullline.h"
#include "widgets/dialogs.h"

namespace docchat {

using async::Task;

namespace {

/// The scope that can be cancelled at the moment, for as long as it is not another one.
class Current {
public:
    Current(async::Scope **slot) : m_slot(slot) {
        if (*slot)
            (*slot)->cancel();
    }
    ~Current() {
        if (isNewest())
            *m_slot = nullptr;
    }
    Current(const Current &) = delete;
    Current &operator=(const Current &) = delete;

    void set(async::Scope *scope) { *m_slot = m_own = scope; }
    [[nodiscard]] bool isNewest() const { return *m_slot == m_own; }

private:
    async::Scope **m_slot;
    async::Scope *m_own = nullptr;
};

void cancel(async::Scope *scope) {
    if (scope)
        scope->cancel();
}

} // namespace

ModelsController::ModelsController(Application *application, ui::MainWindow *window,
                                   async::Background *background)
    : m_application(application), m_window(window), m_background(background) {}

void ModelsController::open(const std::optional<ProviderConfig> &added) {
    if (!m_dialog && mayChange())
        m_background->spawn("models", &ModelsController::show, this, added);
}

bool ModelsController::mayChange() {
    if (m_application->jobs().running() == 0)
        return true;
    ui::tell(m_window, tr("Models"),
             tr("Documents are being read. Choose another model when they are done, or cancel them."));
    return false;
}

Task<void> ModelsController::show(std::optional<ProviderConfig> added) {
    auto providers = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    if (!providers.ok()) {
        ui::tell(m_window, tr("Models"), providers.error().text());
        co_return;
    }
    const auto fallback = settings::Settings(m_application->options().dataFolder).fallback();
    const auto dialog =
        std::make_unique<ui::ModelsDialog>(ui::ModelChoice{std::move(*providers), fallback}, m_window);
    connectDialog(dialog.get());
    if (added)
        dialog->add(std::move(*added));
    m_background->spawn("is there a keychain", &ModelsController::tryKeychain, this);
    if (co_await chosen(dialog.get()))
        co_await save(dialog->choice());
    m_typed.clear();
}

Task<void> ModelsController::tryKeychain() {
    const bool works = co_await m_application->keys().canStore();
    if (m_dialog)
        m_dialog->form()->setKeychain(works);
}

/// What was typed counts before what is kept.
void ModelsController::showKey(const ProviderConfig &config) {
    using provider::KeyPlace;
    auto place = m_typed.placeOf(config.url);
    if (place == KeyPlace::Nowhere)
        place = m_application->keys().placeOf(config.url);
    if (place == KeyPlace::Nowhere && config.hasKey)
        place = KeyPlace::Keychain;
    m_dialog->form()->showKey(place);
}

/// Documents may have begun to be read meanwhile: then the dialog stays, with what was chosen.
Task<bool> ModelsController::chosen(ui::ModelsDialog *dialog) {
    m_dialog = dialog;
    bool accepted = co_await ui::accepted(dialog);
    while (accepted && !mayChange())
        accepted = co_await ui::accepted(dialog);
    cancel(m_listing);
    cancel(m_testing);
    cancel(m_pulling);
    m_dialog = nullptr;
    co_return accepted;
}

void ModelsController::connectDialog(ui::ModelsDialog *dialog) {
    auto *form = dialog->form();
    connect(form, &ui::ProviderForm::modelsWanted, this, [this](const ProviderConfig &config) {
        m_background->spawn("list models", &ModelsController::list, this, config);
    });
    connect(form, &ui::ProviderForm::keyTyped, this,
            [this](const QUrl &server, const QByteArray &key) { m_typed.hold(server, key); });
    connect(form, &ui::ProviderForm::listingCancelled, this, [this] { cancel(m_listing); });
    connect(form, &ui::ProviderForm::testWanted, this, [this](const ProviderConfig &config) {
        m_background->spawn("test a server", &ModelsController::test, this, config);
    });
    connect(form, &ui::ProviderForm::testCancelled, this, [this] { cancel(m_testing); });
    connect(form, &ui::ProviderForm::pullWanted, this,
            [this](const ProviderConfig &config, const QString &model) {
                m_background->spawn("get a model", &ModelsController::pull, this, config, model);
            });
    connect(form, &ui::ProviderForm::pullCancelled, this, [this] { cancel(m_pulling); });
    connect(dialog, &ui::ModelsDialog::removeWanted, this,
            [this] { m_background->spawn("remove a server", &ModelsController::remove, this); });
}

Result<std::unique_ptr<provider::Server>> ModelsController::serverOf(const ProviderConfig &config) {
    if (m_application->isOffline() && !config.isLocal())
        return Error{ErrorKind::Usage, tr("%1 is not asked while offline").arg(config.url.host()),
                     m_application->options().offline ? tr("Start DocChat without --offline")
                                                      : tr("Choose File → Work Offline again first")};
    const bool isTyped = m_typed.placeOf(config.url) != provider::KeyPlace::Nowhere;
    return isTyped ? m_application->makeServer(config, &m_typed) : m_application->makeServer(config);
}

Task<void> ModelsController::list(ProviderConfig config) {
    Current current(&m_listing);
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        current.set(&scope);
        return fetch(config);
    });
    if (!whole && current.isNewest() && m_dialog)
        m_dialog->form()->showCancelled();
}

Task<void> ModelsController::fetch(ProviderConfig config) {
    if (m_dialog) {
        showKey(config);
        m_dialog->form()->showLoading();
    }
    const auto server = serverOf(config);
    const auto models = server.ok() ? co_await (*server)->models() : server.error();
    if (!m_dialog)
        co_return;
    if (models.ok())
        m_dialog->form()->showModels(*models);
    else
        m_dialog->form()->showFailure(models.error());
}

Task<void> ModelsController::test(ProviderConfig config) {
    Current current(&m_testing);
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        current.set(&scope);
        return tryOut(config);
    });
    if (!whole && current.isNewest() && m_dialog)
        m_dialog->form()->showTestCancelled();
}

Task<void> ModelsController::tryOut(ProviderConfig config) {
    if (m_dialog)
        m_dialog->form()->showTesting();
    provider::ServerCheck check;
    const auto server = serverOf(config);
    if (server.ok())
        check = co_await provider::checkServer(server->get());
    else
        check.listing.error = server.error();
    if (m_dialog)
        m_dialog->form()->showCheck(check);
}

Task<void> ModelsController::pull(ProviderConfig config, QString model) {
    Current current(&m_pulling);
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        current.set(&scope);
        return pullWhole(config, model);
    });
    if (!whole && current.isNewest() && m_dialog && m_dialog->form()->pullLine()->runs())
        m_dialog->form()->pullLine()->showEnd(tr("Cancelled; what came is kept there for the next time."),
                                              false);
}

Task<void> ModelsController::pullWhole(ProviderConfig config, QString model) {
    const auto server = serverOf(config);
    auto *ollama = server.ok() ? dynamic_cast<provider::OllamaServer *>(server->get()) : nullptr;
    if (!ollama) {
        if (m_dialog)
            m_dialog->form()->pullLine()->showEnd(
                server.ok() ? tr("Only Ollama gets models") : server.error().text(), true);
        co_return;
    }
    auto steps = ollama->pull(model);
    while (const auto step = co_await steps.next()) {
        if (!m_dialog)
            co_return;
        if (step->ok()) {
            m_dialog->form()->pullLine()->showProgress(**step);
            continue;
        }
        m_dialog->form()->pullLine()->showEnd(step->error().text(), true);
        co_return;
    }
    if (m_dialog)
        m_dialog->form()->showPulled(model);
}

Task<void> ModelsController::remove() {
    const auto name = m_dialog ? m_dialog->currentName() : QString();
    const auto words = name.isEmpty() ? tr("Remove the new server?")
                                      : tr("Remove %1? The server itself and its models stay.").arg(name);
    if (m_dialog && co_await ui::confirm(m_dialog, tr("Remove a server"), words, tr("Remove")) && m_dialog)
        m_dialog->removeCurrent();
}

/// After the servers, as a key is noted with them.
Task<Status> ModelsController::keepKeys(std::vector<ProviderConfig> providers) {
    for (const auto &provider : providers) {
        auto key = m_typed.of(provider.url);
        if (key.isEmpty())
            continue;
        m_typed.hold(provider.url, {});
        const auto kept = co_await m_application->keepKey(provider.url, std::move(key));
        if (!kept.ok())
            co_return kept.error();
    }
    co_return Done{};
}

Task<void> ModelsController::save(ui::ModelChoice choice) {
    const auto saved =
        co_await m_application->store().write([providers = choice.providers](index::Database &database) {
            index::keepAnswering(database);
            auto before = index::allProviders(database);
            for (const auto &provider : before)
                index::removeProvider(database, provider.name);
            QString active;
            for (const auto &provider : providers) {
                index::saveProvider(database, provider);
                active = provider.active ? provider.name : active;
            }
            index::useProvider(database, active);
            return before;
        });
    settings::Settings(m_application->options().dataFolder).setFallback(choice.fallback);
    const auto kept = saved.ok() ? co_await keepKeys(choice.providers) : Status(saved.error());
    if (saved.ok())
        co_await m_application->forgetKeys(*saved);
    const auto used = saved.ok() ? m_application->useActiveProvider() : Status(saved.error());
    if (used.ok() && !kept.ok())
        ui::tell(m_window, tr("Models"), kept.error().text());
    if (!used.ok())
        ui::tell(m_window, tr("Models"), used.error().text());
    Q_EMIT changed();
}

} // namespace docchat
