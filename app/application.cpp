#include "application.h"

#include "document/languages.h"
#include "index/providers.h"
#include "provider/factory.h"
#include "provider/hedged.h"

#include <QCoreApplication>
#include <QScopeGuard>
#include <QStandardPaths>

#include <algorithm>

namespace docchat {
namespace {

constexpr auto shutdownGrace = std::chrono::seconds(5);
constexpr auto slowestPrompt = std::chrono::minutes(10); // read by a small computer, before its first word

} // namespace

QString defaultDataFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/docchat");
}

Application::Application(Options options, std::unique_ptr<index::Store> store)
    : m_options(std::move(options))
    , m_store(std::move(store))
    , m_workers(document::WorkerPool::programBeside(QCoreApplication::applicationDirPath()))
    , m_oldOffice({document::WorkerPool::programBeside(QCoreApplication::applicationDirPath())}) {
    ingest::Tools tools{m_store.get(), &m_workers};
    tools.oldOffice = &m_oldOffice;
    m_jobs = std::make_unique<ingest::Jobs>(tools, m_options.atOnce);
    const settings::Settings settings(m_options.dataFolder);
    useReading(settings.reading());
    m_runners->setSetup({.program = settings.llamaServer()});
    m_runners->whenUnused([this] {
        m_upkeep.spawn("end a llama-server", &provider::LocalRunners::endUnused, m_runners.get());
    });
}

Application::~Application() {
    m_runners->whenUnused([] {});
}

void Application::useLlamaServer(const QString &program) {
    settings::Settings(m_options.dataFolder).setLlamaServer(program);
    m_runners->setSetup({.program = program});
}

void Application::useReading(const settings::Reading &reading) {
    document::ReadLimits limits;
    limits.withoutFrame = std::chrono::seconds(reading.secondsWithoutFrame);
    limits.inAll = std::chrono::minutes(reading.minutesInAll);
    limits.parse = {qint64(reading.textMiB) << 20, reading.zipRatio, reading.xmlDepth, reading.nesting};
    m_jobs->setReadLimits(limits);
    m_jobs->setRecognition(reading.ocrLanguages.isEmpty() ? document::likelyOcrLanguages()
                                                          : reading.ocrLanguages,
                           reading.alwaysRecognise);
    m_jobs->setUnfenced(reading.unfenced);
    m_jobs->setLibreOffice(reading.libreOffice);
}

Result<std::unique_ptr<Application>> Application::open(Options options, index::Store::Access access) {
    auto store = index::Store::open(options.dataFolder, access);
    if (!store.ok())
        return store.error();
    std::unique_ptr<Application> application(new Application(std::move(options), std::move(*store)));
    const auto status = application->useActiveProvider();
    const bool kindUnknown = !status.ok() && status.error().kind == ErrorKind::Usage;
    if (!status.ok() && !kindUnknown) // of a newer DocChat: the library opens all the same, to quote from
        return status.error();
    application->keepPostings();
    application->m_store->onChanged([self = application.get()] { self->keepPostings(); });
    return application;
}

void Application::keepPostings() {
    m_upkeep.spawn("follow the library's words", &index::Store::keepPostings, m_store.get());
}

Status Application::useActiveProvider() {
    const auto providers =
        m_store->readNow([](index::Database &database) { return index::allProviders(database); });
    if (!providers.ok())
        return providers.error();
    const auto active = std::ranges::find_if(*providers, &ProviderConfig::active);
    m_provider = m_options.offline || active == providers->end() ? std::nullopt : std::optional(*active);
    m_jobs->setEmbedder(nullptr);
    m_embedder = nullptr;
    m_model = nullptr;
    const auto letGo = qScopeGuard([before = retire()] { // at the end: who stays in use stays loaded
        for (auto *server : before)
            server->letGo();
    });
    if (!m_provider)
        return Done{};
    auto server = makeServer(*m_provider);
    if (!server.ok()) {
        m_provider.reset();
        return server.error();
    }
    m_server = std::move(*server);
    const auto gate = gateOf(*m_provider);
    if (!m_provider->embedModel.isEmpty()) {
        m_gatedEmbedders.push_back(std::make_unique<provider::GatedEmbedder>(m_server.get(), gate));
        m_embedder = m_gatedEmbedders.back().get();
        m_jobs->setEmbedder(m_embedder);
    }
    if (!m_provider->chatModel.isEmpty()) {
        useFallback(*providers);
        m_model = gated(m_hedged ? m_hedged.get() : m_server.get(), gate);
    }
    return Done{};
}

Result<std::unique_ptr<provider::Server>> Application::makeServer(const ProviderConfig &config) const {
    provider::CallLimits limits;
    limits.inFlight = m_options.atOnce;
    limits.timeout = m_options.timeout;
    if (config.isGguf())
        limits.idle = slowestPrompt;
    return provider::makeProvider(config, limits, m_runners.get());
}

std::shared_ptr<provider::Gate> Application::gateOf(const ProviderConfig &config) {
    return std::make_shared<provider::Gate>(config.url.host(), [this, config] { return maySend(config); });
}

async::Task<bool> Application::maySend(ProviderConfig config) {
    co_return config.isLocal() || !m_askToSend || co_await m_askToSend(config);
}

provider::ChatModel *Application::gated(provider::ChatModel *model,
                                        const std::shared_ptr<provider::Gate> &gate) {
    m_gatedModels.push_back(std::make_unique<provider::GatedModel>(model, gate));
    return m_gatedModels.back().get();
}

/// An answer may still be written with them.
std::vector<provider::Server *> Application::retire() {
    std::vector<provider::Server *> retired;
    if (m_hedged)
        m_retired.push_back(std::move(m_hedged));
    for (auto *server : {&m_server, &m_fallbackServer}) {
        if (!*server)
            continue;
        retired.push_back(server->get());
        m_retired.push_back(std::move(*server));
    }
    return retired;
}

/// One that is gone, or writes nothing, helps nobody.
void Application::useFallback(const std::vector<ProviderConfig> &providers) {
    const auto wish = settings::Settings(m_options.dataFolder).fallback();
    const auto chosen = std::ranges::find_if(providers, [&](const ProviderConfig &config) {
        return config.name == wish.provider && config.name != m_provider->name && !config.chatModel.isEmpty();
    });
    if (chosen == providers.end())
        return;
    auto server = makeServer(*chosen);
    if (!server.ok())
        return;
    m_fallbackServer = std::move(*server);
    auto answersOnly = *chosen;
    answersOnly.embedModel.clear();
    m_hedged = std::make_unique<provider::HedgedModel>(m_server.get(),
                                                       gated(m_fallbackServer.get(), gateOf(answersOnly)),
                                                       async::Milliseconds(wish.patienceMs));
}

chat::AskTools Application::askTools() const {
    chat::AskTools tools{m_store.get()};
    tools.embedder = m_embedder;
    tools.model = m_model;
    return tools;
}

async::Task<void> Application::shutdown() {
    m_store->onChanged({});
    m_upkeep.cancel(); // it ends while the jobs do
    co_await m_jobs->shutdown(shutdownGrace);
    co_await m_upkeep.shutdown(shutdownGrace);
    co_await m_runners->shutdown();
}

} // namespace docchat
