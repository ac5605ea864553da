#include "provider/ggufserver.h"

#include <algorithm>

namespace docchat::provider {

using async::AsyncGenerator;
using async::Task;

namespace {

/// With the key of one start, which lies in no variable.
class KeyedServer : public OpenAiServer {
public:
    KeyedServer(ProviderConfig config, CallLimits limits, QByteArray key)
        : OpenAiServer(std::move(config), limits), m_key(std::move(key)) {}

private:
    [[nodiscard]] QByteArray key() const override { return m_key; }

    QByteArray m_key;
};

ProviderConfig at(ProviderConfig config, const QUrl &url) {
    config.url = url;
    return config;
}

} // namespace

GgufServer::GgufServer(ProviderConfig config, CallLimits limits, LocalRunners *runners)
    : OpenAiServer(at(config, QUrl(QStringLiteral("http://127.0.0.1"))), limits)
    , m_file(std::move(config))
    , m_runners(runners)
    , m_held(runners->runnerOf(m_file.url.toLocalFile())) {}

int GgufServer::inFlight() const {
    return m_client ? m_client->inFlight() : 0;
}

GgufServer::Runner GgufServer::runner() const {
    return m_held ? m_held : m_runners->runnerOf(m_file.url.toLocalFile());
}

/// The one who asks keeps it: another may begin anew meanwhile.
Task<Result<GgufServer::Client>> GgufServer::client(Runner runner) {
    const auto place = co_await runner->ready();
    if (!place.ok())
        co_return place.error();
    if (!m_client || m_key != place->key) {
        m_key = place->key;
        m_client = std::make_shared<KeyedServer>(at(m_file, place->url), limits(), m_key);
    }
    co_return m_client;
}

/// Whether the process is gone that a call was made to.
Task<bool> GgufServer::diedOf(Error error, Runner runner) {
    co_return error.status == 0 && co_await runner->hasEnded();
}

/// Once more where the process is gone.
template <class T>
Task<Result<T>> GgufServer::ask(std::function<Task<Result<T>>(OpenAiServer *)> call) {
    const auto held = runner();
    for (bool again = true;; again = false) {
        const auto server = co_await client(held);
        if (!server.ok())
            co_return server.error();
        auto result = co_await call(server->get());
        if (result.ok() || !co_await diedOf(result.error(), held))
            co_return result;
        if (!again)
            co_return held->whyItEnded();
    }
}

Task<Result<std::vector<ModelInfo>>> GgufServer::listModels() {
    auto models = co_await ask<std::vector<ModelInfo>>([](OpenAiServer *server) { return server->models(); });
    if (models.ok()) {
        for (auto &model : *models)
            model.contextTokens = std::min(model.contextTokens, llamaContext);
    }
    co_return models;
}

Task<Result<std::vector<Vector>>> GgufServer::embed(QStringList inputs, OnWait onWait, async::Turn turn) {
    co_return co_await ask<std::vector<Vector>>(
        [=](OpenAiServer *server) { return server->embed(inputs, onWait, turn); });
}

AsyncGenerator<Result<ChatPiece>> GgufServer::answer(std::vector<ChatTurn> turns) {
    const auto held = runner();
    for (bool again = true;; again = false) {
        const auto server = co_await client(held);
        if (!server.ok()) {
            co_yield server.error();
            co_return;
        }
        bool begun = false;
        std::optional<Error> failed;
        auto pieces = (*server)->answer(turns);
        while (auto piece = co_await pieces.next()) {
            if (!piece->ok()) {
                failed = piece->error();
                break;
            }
            if ((*piece)->wait && !held->isRunning()) { // it would wait in vain
                failed = (*piece)->wait->why;
                break;
            }
            begun = begun || !(*piece)->wait;
            co_yield std::move(*piece);
        }
        if (!failed)
            co_return;
        const bool died = co_await diedOf(*failed, held);
        if (died && again && !begun)
            continue;
        co_yield died ? held->whyItEnded() : std::move(*failed);
        co_return;
    }
}

} // namespace docchat::provider
