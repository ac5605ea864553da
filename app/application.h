#pragma once

#include "async/background.h"
#include "chat/ask.h"
#include "document/workerpool.h"
#include "index/store.h"
#include "ingest/jobs.h"
#include "model/provider.h"
#include "provider/gated.h"
#include "provider/localrunners.h"
#include "provider/localservers.h"
#include "provider/server.h"
#include "settings/settings.h"

#include <memory>
#include <vector>

namespace docchat {

/// What a program is started with.
struct Options {
    QString dataFolder;   ///< settings, library and logs lie there
    bool offline = false; ///< no provider is used
    int atOnce = 8;       ///< documents being read, and requests in flight
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< a call to a provider
    std::vector<provider::LocalPort> localPorts = {}; ///< where model servers are looked for at the start
};

/// Where the library lies when nothing else is said: the XDG data folder.
[[nodiscard]] QString defaultDataFolder();

/// Everything behind the window and the command line, wired: the store, the workers, the provider, the jobs.
class Application {
public:
    /// Opens the library. Blocks for some milliseconds. Error: Disk, naming the file or folder.
    static Result<std::unique_ptr<Application>> open(Options options, index::Store::Access access);
    ~Application();

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] index::Store &store() { return *m_store; }
    [[nodiscard]] document::WorkerPool &workers() { return m_workers; }
    [[nodiscard]] const document::OldOfficeConverter &oldOffice() const { return m_oldOffice; }
    [[nodiscard]] ingest::Jobs &jobs() { return *m_jobs; }
    [[nodiscard]] const std::optional<ProviderConfig> &provider() const { return m_provider; }
    /// A server as the options have it: how many requests at once, how long one may take. Error: Usage, its
    /// kind is not known.
    [[nodiscard]] Result<std::unique_ptr<provider::Server>> makeServer(const ProviderConfig &config) const;

    /// The model that helps out; empty: none does.
    [[nodiscard]] QString fallbackModel() const {
        return m_hedged ? m_fallbackServer->chatModel() : QString();
    }
    [[nodiscard]] provider::Server *server() { return m_server.get(); }

    /// What to ask with: the provider's models where they are set, quotes otherwise.
    [[nodiscard]] chat::AskTools askTools() const;

    /// Reads the active provider from the library and uses it from now on. Not while jobs run.
    Status useActiveProvider();

    /// May text go to a server on another machine? Asked before the first that would; without it nobody is.
    using AskToSend = std::function<async::Task<bool>(ProviderConfig)>;
    void askBeforeSending(AskToSend ask) { m_askToSend = std::move(ask); }

    /// How documents are read from now on.
    void useReading(const settings::Reading &reading);

    /// What runs .gguf files, as the person gave it; empty: it is looked for.
    [[nodiscard]] const QString &llamaServer() const { return m_runners->program(); }
    /// Another one from now on, and kept in the settings.
    void useLlamaServer(const QString &program);

    /// Cancels what runs and waits for it; call before the end.
    async::Task<void> shutdown();

private:
    Application(Options options, std::unique_ptr<index::Store> store);
    void keepPostings();
    std::vector<provider::Server *> retire();
    void useFallback(const std::vector<ProviderConfig> &providers);
    async::Task<bool> maySend(ProviderConfig config);
    [[nodiscard]] std::shared_ptr<provider::Gate> gateOf(const ProviderConfig &config);
    [[nodiscard]] provider::ChatModel *gated(provider::ChatModel *model,
                                             const std::shared_ptr<provider::Gate> &gate);

    Options m_options;
    std::unique_ptr<index::Store> m_store;
    document::WorkerPool m_workers;
    document::OldOfficeConverter m_oldOffice;
    std::unique_ptr<provider::LocalRunners> m_runners = std::make_unique<provider::LocalRunners>();
    std::optional<ProviderConfig> m_provider;
    std::unique_ptr<provider::Server> m_server;
    std::unique_ptr<provider::Server> m_fallbackServer;
    std::unique_ptr<provider::ChatModel> m_hedged; ///< both, where there is a fallback
    AskToSend m_askToSend;
    provider::ChatModel *m_model = nullptr;   ///< who is asked: one of the above, behind its gate
    provider::Embedder *m_embedder = nullptr; ///< the same
    std::vector<std::unique_ptr<provider::ChatModel>> m_gatedModels;
    std::vector<std::unique_ptr<provider::Embedder>> m_gatedEmbedders;
    std::vector<std::unique_ptr<provider::ChatModel>> m_retired; ///< chosen earlier in this run
    std::unique_ptr<ingest::Jobs> m_jobs;
    async::Background m_upkeep{"library"};
};

} // namespace docchat
