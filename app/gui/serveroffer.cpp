#include "serveroffer.h"

#include "index/providers.h"
#include "provider/modellist.h"
#include "widgets/dialogs.h"

#include <algorithm>

namespace docchat {

using async::Task;

namespace {

/// The server with its first model that chats and its first one that is meant for embedding.
ProviderConfig withModels(const provider::LocalServer &server) {
    auto config = server.config;
    const auto chat = provider::forChat(server.models);
    const auto embed = provider::forEmbedding(server.models);
    if (!chat.empty() && !provider::seemsForEmbedding(chat.front()))
        config.chatModel = chat.front().name;
    if (!embed.empty() && provider::seemsForEmbedding(embed.front()))
        config.embedModel = embed.front().name;
    return config;
}

QString offerWords(const provider::LocalServer &server, const ProviderConfig &config) {
    const auto count = server.models.size();
    const auto models = count == 1 ? QObject::tr("1 model") : QObject::tr("%1 models").arg(count);
    return QObject::tr("%1 is running on this computer with %2. Use %3?")
        .arg(config.name, models, config.chatModel.isEmpty() ? config.embedModel : config.chatModel);
}

/// The same program may be set up as localhost.
bool isSetUp(const std::vector<ProviderConfig> &known, const ProviderConfig &found) {
    return std::ranges::any_of(known, [&](const ProviderConfig &one) {
        return one.isLocal() && one.url.port() == found.url.port();
    });
}

} // namespace

ServerOffer::ServerOffer(Application *application, ui::MainWindow *window, ModelsController *models,
                         ProviderController *provider, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_models(models)
    , m_provider(provider)
    , m_background(background) {
    auto *chat = window->chat();
    connect(chat, &ui::ChatPane::offerTaken, this,
            [this] { m_background->spawn("use the found server", &ServerOffer::use, this); });
    connect(chat, &ui::ChatPane::offerToChoose, this, [this] { m_models->open(m_offered); });
    connect(chat, &ui::ChatPane::offerDeclined, this, &ServerOffer::decline);
    connect(models, &ModelsController::changed, this,
            [this] { m_background->spawn("is it set up", &ServerOffer::endIfSetUp, this); });
    const auto &options = application->options();
    if (!options.offline && !options.localPorts.empty())
        m_background->spawn("look for model servers", &ServerOffer::look, this);
}

Task<std::vector<ProviderConfig>> ServerOffer::known() {
    auto providers = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    co_return providers.ok() ? std::move(*providers) : std::vector<ProviderConfig>();
}

Task<void> ServerOffer::look() {
    const auto found = co_await provider::findLocalServers(m_application->options().localPorts);
    const auto providers = co_await known();
    const settings::Settings settings(m_application->options().dataFolder);
    for (const auto &server : found) {
        auto config = withModels(server);
        const bool hasModel = !config.chatModel.isEmpty() || !config.embedModel.isEmpty();
        if (!hasModel || isSetUp(providers, config) || settings.isDeclined(config.url))
            continue;
        const auto words = offerWords(server, config);
        config.name = freeName(providers, config.name);
        m_offered = config;
        m_window->chat()->offerServer(words, providers.empty() && m_window->chat()->isEmpty());
        co_return;
    }
}

Task<void> ServerOffer::use() {
    if (!m_offered || !m_models->mayChange())
        co_return;
    const auto offered = *m_offered;
    end();
    const auto used = co_await m_provider->add(offered);
    if (!used.ok())
        ui::tell(m_window, tr("Models"), used.error().text());
}

Task<void> ServerOffer::endIfSetUp() {
    if (m_offered && isSetUp(co_await known(), *m_offered))
        end();
}

void ServerOffer::decline() {
    if (m_offered)
        settings::Settings(m_application->options().dataFolder).decline(m_offered->url);
    end();
}

void ServerOffer::end() {
    m_offered.reset();
    m_window->chat()->offerServer({}, true);
}

} // namespace docchat
