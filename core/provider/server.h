#pragma once

#include "model/provider.h"
#include "net/http.h"
#include "provider/chatmodel.h"
#include "provider/embedder.h"
#include "provider/embeddings.h"

#include <QJsonObject>

#include <memory>

namespace docchat::provider {

class ChatReader;
class Keys;
class LocalRunners;

/// How calls are made; settable.
struct CallLimits {
    int inFlight = 8;
    async::Milliseconds timeout = std::chrono::seconds(30); ///< a call
    async::Milliseconds idle = std::chrono::seconds(60);    ///< between two pieces of a stream
    async::RetryPolicy retry = {.maxRetryAfter = std::chrono::minutes(10)};
};

/// What servers share; outlives them. Null: no keys but those of the environment, no end of the reach,
/// and no file is run.
struct ServerMeans {
    Keys *keys = nullptr;
    const net::Reach *reach = nullptr;
    LocalRunners *runners = nullptr; ///< of .gguf files
};

/// A model server: what is the same in every API. The key is taken from the environment, or else from the
/// keys of its origin, when it is needed, and goes to this origin alone. Loop thread only.
class Server : public Embedder, public ChatModel {
public:
    Server(ProviderConfig config, CallLimits limits, ServerMeans means);

    [[nodiscard]] const ProviderConfig &config() const { return m_config; }
    [[nodiscard]] int width() const override { return m_limits.inFlight; }
    [[nodiscard]] int inFlight() const override { return m_http.inFlight(); }

    [[nodiscard]] QString model() const override { return m_config.embedModel; }
    [[nodiscard]] QString chatModel() const override { return m_config.chatModel; }

    /// Inputs that are too many or too large for one request go in halves, down to one. All or none: vectors
    /// of another dimension than the model gave before are an error.
    async::Task<Result<std::vector<Vector>>> embed(QStringList inputs, OnWait onWait,
                                                   async::Turn turn = async::Turn::InOrder) override;

    /// Tries again on transient errors before the first text, but not on time-outs.
    async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) override;

    /// What the server offers, in its order. Not tried again.
    async::Task<Result<std::vector<ModelInfo>>> models();

    /// It is in use no longer, though an answer may still be written: what it holds may end after that.
    virtual void letGo() {}

protected:
    /// Before any call: a key in the keychain takes a while to come.
    async::Task<void> fetchKey();
    /// Who is asked; `model` where one is needed.
    [[nodiscard]] Asked asked(const QString &model = {}) const;
    [[nodiscard]] net::HttpRequest get(const QString &path) const;
    [[nodiscard]] net::HttpRequest post(const QString &path, const QJsonObject &body) const;
    [[nodiscard]] net::HttpClient &http() { return m_http; }
    [[nodiscard]] const CallLimits &limits() const { return m_limits; }

private:
    /// Where a path of the API lies, whichever way the person typed the base.
    [[nodiscard]] virtual QUrl address(const QUrl &base, const QString &path) const = 0;
    /// What to do when a model is not there.
    [[nodiscard]] virtual QString howToGet(const QString &model) const = 0;
    [[nodiscard]] virtual net::HttpRequest embedCall(const QStringList &inputs) const = 0;
    [[nodiscard]] virtual ReadEmbeddings *readEmbeddings() const = 0;
    virtual async::Task<Result<std::vector<ModelInfo>>> listModels() = 0;
    virtual async::Task<Result<net::HttpRequest>> chatCall(std::vector<ChatTurn> turns) = 0;
    [[nodiscard]] virtual std::unique_ptr<ChatReader> chatReader() const = 0;

    [[nodiscard]] QByteArray keyOfEnvironment() const;
    [[nodiscard]] virtual QByteArray key() const;
    async::Task<Result<std::vector<Vector>>> embedOnce(net::HttpRequest request, qsizetype inputs);
    async::Task<Result<std::vector<Vector>>> embedPart(QStringList inputs, OnWait onWait, async::Turn turn);
    std::optional<Error> otherDimension(const std::vector<Vector> &vectors);
    async::AsyncGenerator<Result<ChatPiece>> answerOnce(net::HttpRequest call);

    ProviderConfig m_config;
    CallLimits m_limits;
    ServerMeans m_means;
    net::HttpClient m_http;
    size_t m_dimension = 0; ///< of the model's vectors; 0: none came yet
};

/// "system", "user" or "assistant": what both APIs call them.
[[nodiscard]] QString speakerName(ChatTurn::Speaker speaker);

/// The turns as both APIs take them.
[[nodiscard]] QJsonArray messagesOf(const std::vector<ChatTurn> &turns);

/// The base without what people type after it: slashes, and the first of `endings` that is there.
[[nodiscard]] QString basePath(const QUrl &base, const QStringList &endings);

} // namespace docchat::provider
