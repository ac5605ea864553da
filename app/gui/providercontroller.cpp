#include "providercontroller.h"

#include "index/answering.h"
#include "index/providers.h"
#include "provider/prices.h"
#include "settings/sendingsheet.h"
#include "widgets/dialogs.h"

#include <QMenu>

#include <algorithm>

namespace docchat {

using async::Task;

namespace {

QString nameOf(const ProviderConfig &provider) {
    return provider.chatModel.isEmpty() ? QObject::tr("Quotes only, found with %1").arg(provider.embedModel)
                                        : provider.chatModel;
}

settings::Outgoing outgoingTo(const ProviderConfig &config) {
    return config.embedModel.isEmpty() ? settings::Outgoing::Questions : settings::Outgoing::Documents;
}

/// Of what the sheet asks about, as far as prices are known.
QString costOf(const ProviderConfig &config, qint64 libraryTokens) {
    constexpr int usualQuestion = 3000; // tokens, with passages
    constexpr int usualAnswer = 300;
    const auto host = config.url.host();
    QStringList parts;
    if (const auto answer = provider::costOf(host, config.chatModel, usualQuestion, usualAnswer))
        parts += QObject::tr("A question with its answer: %1.").arg(provider::costWords(*answer));
    if (const auto library = provider::costOf(host, config.embedModel, libraryTokens, 0))
        parts += QObject::tr("The text of the library as it is now: %1.").arg(provider::costWords(*library));
    if (!parts.isEmpty())
        parts += QObject::tr("Counted %1.").arg(provider::pricesNote());
    return parts.join(QLatin1Char(' '));
}

/// With how much there is in the library.
ui::Sending sendingTo(index::Database &database, const ProviderConfig &config, bool helpsOut) {
    constexpr int charactersOfToken = 4;
    auto count = database.prepare("SELECT count(*), coalesce(sum(length(text)), 0) FROM passage"
                                  " WHERE document NOT IN (SELECT document FROM removed_document)"
                                  " AND document IN (SELECT id FROM document WHERE state<>'failed')");
    count.step();
    const auto tokens = count.integer(1) / charactersOfToken;
    return {config.url.host(),
            config.url.toString(),
            !config.chatModel.isEmpty(),
            !config.embedModel.isEmpty(),
            count.integer(0),
            tokens,
            helpsOut,
            costOf(config, tokens)};
}

} // namespace

QString freeName(const std::vector<ProviderConfig> &known, const QString &wanted) {
    auto name = wanted;
    for (int number = 2; std::ranges::any_of(known, [&](const auto &one) { return one.name == name; });
         ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

ProviderController::ProviderController(Application *application, ui::MainWindow *window,
                                       ModelsController *models, async::Background *background)
    : m_application(application), m_window(window), m_models(models), m_background(background) {
    connect(models, &ModelsController::changed, this, &ProviderController::showState);
    connect(window->chat(), &ui::ChatPane::modelMenuWanted, this, [this](const QPoint &at) {
        m_background->spawn("model menu", &ProviderController::showMenu, this, at);
    });
    connect(&application->reembedding(), &ingest::Reembedding::whole, this, &ProviderController::showState);
    application->askBeforeSending([this](const ProviderConfig &config) { return maySend(config); });
    showState();
}

ProviderController::~ProviderController() {
    m_application->askBeforeSending({});
}

void ProviderController::showState() {
    const auto &provider = m_application->provider();
    const bool writes = !m_application->chatModel().isEmpty();
    m_window->chat()->setWrites(writes);
    m_window->library()->setReadsWhole(writes);
    if (!provider)
        return showWithoutModel();
    const auto where = provider->isLocal() ? tr("this computer") : provider->url.host();
    m_window->chat()->setModel(tr("%1 · %2").arg(nameOf(*provider), where), provider->isLocal());
    m_window->status()->setPrivacy(
        privacyWords({true, m_application->isOffline(), recipient(provider),
                      recipient(m_application->fallback()), recipient(m_application->answering())}));
}

Recipient ProviderController::recipient(const std::optional<ProviderConfig> &config) const {
    if (!config || config->isLocal())
        return {};
    return {config->url.host(), hasAgreed(*config)};
}

bool ProviderController::hasAgreed(const ProviderConfig &config) const {
    const settings::Settings settings(m_application->options().dataFolder);
    return settings.agreedFor(config.url) >= outgoingTo(config);
}

/// And why, where one is set up that may not be asked.
void ProviderController::showWithoutModel() {
    const auto &heldBack = m_application->heldBack();
    m_window->chat()->setModel(heldBack ? tr("Quotes only · offline") : tr("Quotes only · built in"), true);
    m_window->status()->setPrivacy(
        heldBack ? tr("Offline: %1 is not asked, nothing leaves this computer ✓").arg(heldBack->name)
                 : privacyWords({false, m_application->isOffline()}));
}

void ProviderController::setOffline(bool offline) {
    const auto used = m_application->setOffline(offline);
    if (!used.ok())
        ui::tell(m_window, tr("Work Offline"), used.error().text());
    showState();
}

Task<void> ProviderController::showMenu(QPoint at) {
    const auto providers = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    auto *menu = new QMenu(m_window);
    auto entry = [&](const QString &text, const QString &name, bool chosen, bool allowed = true) {
        auto *action = menu->addAction(allowed ? text : tr("%1 · not while offline").arg(text));
        action->setEnabled(allowed);
        action->setCheckable(true);
        action->setChecked(chosen);
        connect(action, &QAction::triggered, this,
                [this, name] { m_background->spawn("use provider", &ProviderController::use, this, name); });
    };
    entry(tr("Quotes only · built in"), {}, !m_application->provider());
    for (const auto &provider : providers.ok() ? *providers : std::vector<ProviderConfig>())
        entry(tr("%1 · %2").arg(nameOf(provider),
                                provider.isLocal() ? tr("this computer") : provider.url.host()),
              provider.name, m_application->provider() && m_application->provider()->name == provider.name,
              m_application->mayUse(provider));
    menu->addSeparator();
    menu->addAction(tr("Models…"), this, [this] { m_models->open(); });
    ui::popUp(menu, at);
}

Task<void> ProviderController::use(QString name) {
    if (!m_models->mayChange())
        co_return;
    const auto used = co_await change(name);
    if (!used.ok())
        ui::tell(m_window, tr("Models"), tr("This model could not be chosen."));
}

Task<Status> ProviderController::change(QString name) {
    const auto used = co_await m_application->store().write([name](index::Database &database) {
        index::keepAnswering(database);
        return index::useProvider(database, name);
    });
    const auto status = used.ok() ? m_application->useActiveProvider() : Status(used.error());
    showState();
    co_return status;
}

Task<Status> ProviderController::add(ProviderConfig config) {
    const auto saved = co_await m_application->store().write([config](index::Database &database) {
        index::keepAnswering(database);
        index::saveProvider(database, config);
        return Done{};
    });
    if (!saved.ok())
        co_return saved.error();
    co_return co_await change(config.name);
}

/// Whoever waits meanwhile gets the same answer, also when the first gives up.
Task<bool> ProviderController::maySend(ProviderConfig config) {
    if (hasAgreed(config))
        co_return true;
    auto sheet = m_sheets.value(config.name);
    if (!sheet) {
        sheet = std::make_shared<Sheet>();
        m_sheets.insert(config.name, sheet);
        m_background->spawn("ask before sending", &ProviderController::ask, this, config, sheet);
    }
    co_await sheet->answered.wait();
    co_return sheet->yes;
}

Task<void> ProviderController::ask(ProviderConfig config, std::shared_ptr<Sheet> sheet) {
    const auto isInUse = [this, &config] {
        return m_application->provider() && m_application->provider()->name == config.name;
    };
    const auto sending =
        co_await m_application->store().read([config, helpsOut = !isInUse()](index::Database &database) {
            return sendingTo(database, config, helpsOut);
        });
    if (sending.ok()) {
        const auto dialog = std::make_unique<ui::SendingSheet>(*sending, m_window);
        sheet->yes = co_await ui::accepted(dialog.get());
    }
    m_sheets.remove(config.name);
    if (sheet->yes) {
        settings::Settings(m_application->options().dataFolder).agreeFor(config.url, outgoingTo(config));
    } else if (isInUse()) {
        m_refused = true;
        std::ignore = co_await change({});
    }
    showState();
    sheet->answered.set();
}

} // namespace docchat
