#include "application.h"

#include "async/gather.h"
#include "async/sleep.h"
#include "document/languages.h"
#include "index/answering.h"
#include "index/health.h"
#include "index/providers.h"
#include "index/schema.h"
#include "provider/factory.h"

#include <QCoreApplication>
#include <QDir>
#include <QScopeGuard>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace docchat {
namespace {

constexpr auto settling = std::chrono::seconds(5);          // of a window that was just opened
constexpr auto leastGrace = std::chrono::milliseconds(500); // for each step of the end, however late it is
constexpr auto slowestPrompt = std::chrono::minutes(10);    // read by a small computer, before its first word

/// It reads the whole file: what the person does first comes first.
async::Task<void> lookOnceSettled(index::Store *store) {
    co_await async::sleepFor(settling);
    co_await store->lookForDamage();
}

/// What could not be is owed still, so the next one does it.
async::Task<void> scrubOf(index::Store *store) {
    if (const auto scrubbed = co_await store->scrub(); !scrubbed.ok())
        qWarning("%s", qPrintable(scrubbed.error().text()));
}

} // namespace

QString defaultDataFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/docchat");
}

QString samplePathIn(const QString &dataFolder) {
    return QDir(dataFolder).filePath(QStringLiteral("bicycle-library-handbook.pdf"));
}

Application::Application(Options options, std::unique_ptr<index::Store> store)
    : m_options(std::move(options))
    , m_keys(std::make_unique<provider::Keys>(m_options.keyStore))
    , m_store(std::move(store))
    , m_workers(document::WorkerPool::programBeside(QCoreApplication::applicationDirPath()))
    , m_oldOffice({document::WorkerPool::programBeside(QCoreApplication::applicationDirPath())})
    , m_keptFiles(m_store.get())
    , m_reembedding(m_store.get()) {
    QObject::connect(&m_reembedding, &ingest::Reembedding::whole, &m_reembedding,
                     [this] { m_answering = {}; });
    ingest::Tools tools{m_store.get(), &m_workers};
    tools.oldOffice = &m_oldOffice;
    m_jobs = std::make_unique<ingest::Jobs>(tools, m_options.atOnce);
    m_folders = std::make_unique<ingest::Folders>(m_store.get(), m_jobs.get());
    const settings::Settings settings(m_options.dataFolder);
    m_reach.thisComputerOnly = m_options.offline || settings.offline();
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
    m_jobs->setPassage(reading.passage);
    m_jobs->setUnfenced(reading.unfenced);
    m_jobs->setLibreOffice(reading.libreOffice);
}

Result<std::unique_ptr<Application>> Application::open(Options options, index::Store::Access access,
                                                       const index::Rescuer &rescuer) {
    std::optional<index::Rescued> rescued;
    if (access == index::Store::Access::ReadWrite) {
        auto sound = index::rescueIfDamaged(index::libraryIn(options.dataFolder), rescuer);
        if (!sound.ok())
            return sound.error();
        rescued = std::move(*sound);
    }
    auto store = index::Store::open(options.dataFolder, access);
    if (!store.ok())
        return store.error();
    std::unique_ptr<Application> application(new Application(std::move(options), std::move(*store)));
    application->m_rescued = std::move(rescued);
    const auto status = application->useActiveProvider();
    const bool kindUnknown = !status.ok() && status.error().kind == ErrorKind::Usage;
    if (!status.ok() && !kindUnknown) // of a newer DocChat: the library opens all the same, to quote from
        return status.error();
    application->keepPostings();
    application->m_store->onChanged([self = application.get()] { self->keepPostings(); });
    return application;
}

Result<std::unique_ptr<Application>> Application::openToView(Options options, Error why) {
    const auto store = index::Store::open(options.dataFolder, index::Store::Access::ReadOnly);
    if (!store.ok())
        return why;
    const auto version =
        (*store)->readNow([](index::Database &database) { return database.integer("PRAGMA user_version"); });
    if (!version.ok() || *version != index::schemaVersion)
        return why;
    auto application = open(std::move(options), index::Store::Access::ReadOnly);
    if (!application.ok())
        return why;
    (*application)->m_viewOnly = std::move(why);
    return application;
}

void Application::keepPostings() {
    m_upkeep.spawn("follow the library's words", &index::Store::keepPostings, m_store.get());
}

void Application::lookForDamage() {
    m_upkeep.spawn("look for damage", lookOnceSettled, m_store.get());
}

void Application::scrub() {
    m_upkeep.spawn("scrub removed words", scrubOf, m_store.get());
}

/// --offline is stricter than to work offline: it uses no model at all.
bool Application::mayUse(const ProviderConfig &config) const {
    return !m_options.offline && (!isOffline() || config.isLocal());
}

Status Application::setOffline(bool offline) {
    settings::Settings(m_options.dataFolder).setOffline(offline);
    m_reach.thisComputerOnly = m_options.offline || offline;
    return useActiveProvider();
}

Status Application::useRequests(const settings::Requests &requests) {
    m_options.inFlight = requests.inFlight;
    m_options.timeout = std::chrono::seconds(requests.seconds);
    const auto held = settings::Settings(m_options.dataFolder).heldEmbedding();
    const auto used = useActiveProvider();
    if (!held.isEmpty() && m_embedder && m_embedder->model() == held)
        holdEmbedding(ingest::Reembedding::State::Paused); // as the person wished
    return used;
}

bool Application::asksElsewhere() const {
    const auto isElsewhere = [](const Gated &gated) {
        return gated.server && !gated.server->config().isLocal();
    };
    return isElsewhere(m_used) || isElsewhere(m_fallback);
}

Status Application::useActiveProvider() {
    const auto providers =
        m_store->readNow([](index::Database &database) { return index::allProviders(database); });
    if (!providers.ok())
        return providers.error();
    const auto kept = m_store->readNow(&index::answeringProvider);
    if (!kept.ok())
        return kept.error();
    m_reembedding.stop();
    const auto active = std::ranges::find_if(*providers, &ProviderConfig::active);
    m_provider.reset();
    m_heldBack.reset();
    if (active != providers->end())
        (mayUse(*active) ? m_provider : m_heldBack) = *active;
    m_jobs->setEmbedder(nullptr);
    m_embedder = nullptr;
    const auto letGo =
        qScopeGuard([before = std::array{m_used.server, m_fallback.server, m_answering.server}] {
            for (auto *server : before) { // at the end: who stays in use stays loaded
                if (server)
                    server->letGo();
            }
        });
    m_answering = {};
    m_used = {}; // the servers stay: an answer may still be written with them
    m_fallback = {};
    if (!m_provider)
        return Done{};
    auto server = makeServer(*m_provider);
    if (!server.ok()) {
        m_provider.reset();
        return server.error();
    }
    m_used = {m_servers.emplace_back(std::move(*server)).get(), gateOf(*m_provider)};
    if (!m_provider->embedModel.isEmpty()) {
        m_embedders.push_back(std::make_unique<provider::GatedEmbedder>(m_used.server, m_used.gate));
        m_embedder = m_embedders.back().get();
        m_jobs->setEmbedder(m_embedder);
        useAnswering(*kept);
        if (m_keepsEmbedded)
            embedLibrary();
    }
    if (!m_provider->chatModel.isEmpty())
        useFallback(*providers);
    return Done{};
}

Result<std::unique_ptr<provider::Server>> Application::makeServer(const ProviderConfig &config) const {
    return makeServer(config, m_keys.get());
}

Result<std::unique_ptr<provider::Server>> Application::makeServer(const ProviderConfig &config,
                                                                  provider::Keys *keys) const {
    provider::CallLimits limits;
    limits.inFlight = m_options.inFlight.value_or(m_options.atOnce);
    limits.timeout = m_options.timeout;
    if (config.isGguf())
        limits.idle = slowestPrompt;
    return provider::makeProvider(config, limits, {keys, &m_reach, m_runners.get()});
}

async::Task<Result<provider::KeyPlace>> Application::keepKey(QUrl server, QByteArray key) {
    const auto place = co_await m_keys->keep(server, std::move(key));
    if (!place.ok() || *place != provider::KeyPlace::Keychain)
        co_return place;
    const auto noted = co_await m_store->write([server](index::Database &database) {
        index::setHasKey(database, server, true);
        return Done{};
    });
    co_return noted.ok() ? place : noted.error();
}

async::Task<void> Application::forgetKeys(std::vector<ProviderConfig> before) {
    const auto now =
        co_await m_store->read([](index::Database &database) { return index::allProviders(database); });
    if (!now.ok())
        co_return;
    QSet<QString> kept;
    for (const auto &provider : *now)
        kept += originOf(provider.url);
    for (const auto &provider : before) {
        const bool known = provider.hasKey || m_keys->placeOf(provider.url) != provider::KeyPlace::Nowhere;
        if (known && !kept.contains(originOf(provider.url)))
            co_await m_keys->forget(provider.url);
    }
}

std::shared_ptr<provider::Gate> Application::gateOf(const ProviderConfig &config) {
    return std::make_shared<provider::Gate>(config.url.host(), [this, config] { return maySend(config); });
}

async::Task<bool> Application::maySend(ProviderConfig config) {
    co_return config.isLocal() || !m_askToSend || co_await m_askToSend(config);
}

bool Application::embedLibrary() {
    if (!m_embedder)
        return false;
    settings::Settings(m_options.dataFolder).holdEmbedding({});
    m_reembedding.start(m_embedder);
    return true;
}

void Application::keepEmbedded() {
    m_keepsEmbedded = m_store->writable();
    if (!m_keepsEmbedded || !m_embedder)
        return;
    if (settings::Settings(m_options.dataFolder).heldEmbedding() == m_embedder->model())
        m_reembedding.pause(m_embedder);
    else
        embedLibrary();
}

void Application::holdEmbedding(ingest::Reembedding::State state) {
    if (!m_embedder)
        return;
    settings::Settings(m_options.dataFolder).holdEmbedding(m_embedder->model());
    if (state == ingest::Reembedding::State::Paused)
        m_reembedding.pause(m_embedder);
    else
        m_reembedding.stop();
}

void Application::useAnswering(const std::optional<ProviderConfig> &kept) {
    if (!kept || kept->embedModel == m_provider->embedModel || !mayUse(*kept))
        return;
    auto server = makeServer(*kept);
    if (!server.ok())
        return;
    m_answering = {m_servers.emplace_back(std::move(*server)).get(), gateOf(*kept)};
}

std::optional<ProviderConfig> Application::fallback() const {
    if (!m_fallback.server)
        return std::nullopt;
    auto config = m_fallback.server->config();
    config.embedModel.clear();
    return config;
}

std::optional<ProviderConfig> Application::answering() const {
    return m_answering.server ? std::optional(m_answering.server->config()) : std::nullopt;
}

/// One that is gone, or writes nothing, helps nobody.
void Application::useFallback(const std::vector<ProviderConfig> &providers) {
    const auto wish = settings::Settings(m_options.dataFolder).fallback();
    const auto chosen = std::ranges::find_if(providers, [&](const ProviderConfig &config) {
        return config.name == wish.provider && config.name != m_provider->name &&
               !config.chatModel.isEmpty() && mayUse(config);
    });
    if (chosen == providers.end())
        return;
    auto server = makeServer(*chosen);
    if (!server.ok())
        return;
    m_fallback.server = m_servers.emplace_back(std::move(*server)).get();
    m_fallback.gate = gateOf(*fallback());
    m_patience = async::Milliseconds(wish.patienceMs);
}

chat::AskTools Application::askTools(const OnSent &onSent) const {
    const auto route = std::make_shared<AskRoute>(
        AskRoute::Servers{m_used, m_fallback, m_patience, m_answering.server ? m_answering : m_used}, onSent);
    chat::AskTools tools{m_store.get()};
    tools.embedder = route->embedder();
    tools.model = route->model();
    tools.owner = route;
    return tools;
}

async::Task<void> Application::shutdown(async::Deadline by) {
    m_store->onChanged({});
    m_upkeep.cancel(); // it ends while the jobs do
    const auto left = [by] { return std::max<async::Clock::duration>(by.left(), leastGrace); };
    co_await m_folders->shutdown(left()); // it adds jobs
    co_await async::gather(m_jobs->shutdown(left()), m_reembedding.shutdown(left()),
                           m_upkeep.shutdown(left()));
    co_await m_runners->shutdown();
}

} // namespace docchat
