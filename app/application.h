#pragma once

#include "askroute.h"
#include "async/background.h"
#include "async/deadline.h"
#include "chat/ask.h"
#include "document/workerpool.h"
#include "index/rescue.h"
#include "index/store.h"
#include "ingest/folders.h"
#include "ingest/jobs.h"
#include "ingest/keptfiles.h"
#include "ingest/reembedding.h"
#include "model/provider.h"
#include "provider/gated.h"
#include "provider/keys.h"
#include "provider/localrunners.h"
#include "provider/localservers.h"
#include "provider/server.h"
#include "settings/settings.h"

#include <memory>
#include <optional>
#include <vector>

namespace docchat {

/// What a program is started with.
struct Options {
    QString dataFolder;               ///< settings, library and logs lie there
    bool offline = false;             ///< no provider is used
    int atOnce = 8;                   ///< documents being read, and requests in flight
    std::optional<int> inFlight = {}; ///< requests, where it is not as many
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< a call to a provider
    std::vector<provider::LocalPort> localPorts = {}; ///< where model servers are looked for at the start
    std::shared_ptr<provider::KeyStore> keyStore = provider::keychain();
};

/// Where the library lies when nothing else is said: the XDG data folder.
[[nodiscard]] QString defaultDataFolder();

/// Where the sample is put, as documents are read from files.
[[nodiscard]] QString samplePathIn(const QString &dataFolder);

/// Everything behind the window and the command line, wired: the store, the workers, the provider, the jobs.
class Application {
public:
    /// Opens the library; one that is damaged is rescued first, which blocks for longer (index/rescue.h).
    /// Else some milliseconds. Errors: Disk, naming the file or folder; those of `rescuer`.
    static Result<std::unique_ptr<Application>> open(
        Options options, index::Store::Access access,
        const index::Rescuer &rescuer = [](const QString &library) { return index::rescue(library); });
    /// The library as it lies there, to be read only, as it cannot be written: `why`. Errors: `why`, where it
    /// cannot be read either, or not without a change.
    static Result<std::unique_ptr<Application>> openToView(Options options, Error why);
    ~Application();

    /// Why the library is only looked at.
    [[nodiscard]] const std::optional<Error> &viewOnly() const { return m_viewOnly; }

    /// What became of the library at this start, where it was damaged.
    [[nodiscard]] const std::optional<index::Rescued> &rescued() const { return m_rescued; }
    /// Looks through the library for damage, in the background, some seconds from now (Store::onDamaged).
    void lookForDamage();

    /// Takes what was removed out of the library's files, in the background, if that is owed.
    void scrub();

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] index::Store &store() { return *m_store; }
    [[nodiscard]] document::WorkerPool &workers() { return m_workers; }
    [[nodiscard]] const document::OldOfficeConverter &oldOffice() const { return m_oldOffice; }
    [[nodiscard]] ingest::Jobs &jobs() { return *m_jobs; }
    [[nodiscard]] ingest::Folders &folders() { return *m_folders; }
    [[nodiscard]] ingest::KeptFiles &keptFiles() { return m_keptFiles; }
    [[nodiscard]] ingest::Reembedding &reembedding() { return m_reembedding; }
    [[nodiscard]] const std::optional<ProviderConfig> &provider() const { return m_provider; }
    /// A server as the options have it: how many requests at once, how long one may take. Error: Usage, its
    /// kind is not known.
    [[nodiscard]] Result<std::unique_ptr<provider::Server>> makeServer(const ProviderConfig &config) const;
    /// The same with other keys, which outlive it.
    [[nodiscard]] Result<std::unique_ptr<provider::Server>> makeServer(const ProviderConfig &config,
                                                                       provider::Keys *keys) const;

    [[nodiscard]] provider::Keys &keys() const { return *m_keys; }
    /// Keeps the key of the server at an address, and that there is one. Errors: Usage, it is no key; Disk.
    async::Task<Result<provider::KeyPlace>> keepKey(QUrl server, QByteArray key);
    /// Forgets the keys of those servers of `before` whose address no server of the library has any more.
    async::Task<void> forgetKeys(std::vector<ProviderConfig> before);

    /// The model that helps out; empty: none does.
    [[nodiscard]] QString fallbackModel() const {
        return m_fallback.server ? m_fallback.server->chatModel() : QString();
    }
    /// The same with its server, which gets questions and passages alone.
    [[nodiscard]] std::optional<ProviderConfig> fallback() const;
    /// Whose vectors questions are looked up in until those of the provider are whole.
    [[nodiscard]] std::optional<ProviderConfig> answering() const;
    [[nodiscard]] provider::Server *server() { return m_used.server; }

    /// What to ask one question with: the provider's models where they are set, quotes otherwise. `onSent` is
    /// told all that goes to a model, right before.
    [[nodiscard]] chat::AskTools askTools(const OnSent &onSent) const;
    /// Are documents and questions found by vectors too?
    [[nodiscard]] bool embeds() const { return m_embedder != nullptr; }
    [[nodiscard]] QString chatModel() const { return m_provider ? m_provider->chatModel : QString(); }

    /// From now on nothing new connects to another machine, or may again; kept in the settings. What is under
    /// way goes on.
    Status setOffline(bool offline);
    [[nodiscard]] bool isOffline() const { return m_reach.thisComputerOnly; }
    /// False: it is on another machine, or the program was started to use none.
    [[nodiscard]] bool mayUse(const ProviderConfig &config) const;
    /// The provider that would be used if the program did not work offline.
    [[nodiscard]] const std::optional<ProviderConfig> &heldBack() const { return m_heldBack; }
    /// May an answer that is being written come from another machine?
    [[nodiscard]] bool asksElsewhere() const;

    /// Reads the active provider from the library and uses it from now on. Not while jobs run. While its
    /// vectors are not whole, questions are looked up in those of the model before it.
    Status useActiveProvider();

    /// Begins to give every passage a vector of the model in use, or goes on. False: no model embeds.
    bool embedLibrary();
    /// Does so now, unless the person has held it, and whenever a model is chosen.
    void keepEmbedded();
    /// Paused or Idle (cancelled), until it is wanted again, also after the next start.
    void holdEmbedding(ingest::Reembedding::State state);

    /// May text go to a server on another machine? Asked before the first that would; without it nobody is.
    using AskToSend = std::function<async::Task<bool>(ProviderConfig)>;
    void askBeforeSending(AskToSend ask) { m_askToSend = std::move(ask); }

    /// How documents are read from now on.
    void useReading(const settings::Reading &reading);
    /// How servers are asked from now on; a request that is on its way goes on as it began.
    [[nodiscard]] Status useRequests(const settings::Requests &requests);

    /// What runs .gguf files, as the person gave it; empty: it is looked for.
    [[nodiscard]] const QString &llamaServer() const { return m_runners->program(); }
    /// Another one from now on, and kept in the settings.
    void useLlamaServer(const QString &program);

    /// Ends what runs and waits for it; call before the end. Documents go on at the next start.
    async::Task<void> shutdown(async::Deadline by = async::Deadline(std::chrono::seconds(5)));

private:
    Application(Options options, std::unique_ptr<index::Store> store);
    void keepPostings();
    void useFallback(const std::vector<ProviderConfig> &providers);
    void useAnswering(const std::optional<ProviderConfig> &kept);
    async::Task<bool> maySend(ProviderConfig config);
    [[nodiscard]] std::shared_ptr<provider::Gate> gateOf(const ProviderConfig &config);

    Options m_options;
    std::unique_ptr<provider::Keys> m_keys;
    net::Reach m_reach;
    std::optional<Error> m_viewOnly;
    std::optional<index::Rescued> m_rescued;
    std::unique_ptr<index::Store> m_store;
    document::WorkerPool m_workers;
    document::OldOfficeConverter m_oldOffice;
    std::unique_ptr<provider::LocalRunners> m_runners = std::make_unique<provider::LocalRunners>();
    std::optional<ProviderConfig> m_provider;
    std::optional<ProviderConfig> m_heldBack;
    AskToSend m_askToSend;
    std::vector<std::unique_ptr<provider::Server>>
        m_servers; ///< also those that were used earlier in this run
    Gated m_used;
    Gated m_fallback;  ///< helps out
    Gated m_answering; ///< embeds questions until the vectors of m_used are whole
    async::Milliseconds m_patience = {};
    std::vector<std::unique_ptr<provider::Embedder>> m_embedders; ///< for documents, as many as were used
    provider::Embedder *m_embedder = nullptr;                     ///< the last of them, or none
    std::unique_ptr<ingest::Jobs> m_jobs;
    std::unique_ptr<ingest::Folders> m_folders;
    ingest::KeptFiles m_keptFiles;
    ingest::Reembedding m_reembedding;
    bool m_keepsEmbedded = false;
    async::Background m_upkeep{"library"};
};

} // namespace docchat
