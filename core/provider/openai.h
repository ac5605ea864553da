#pragma once

#include "model/provider.h"
#include "net/http.h"
#include "provider/chatmodel.h"
#include "provider/embedder.h"

#include <QJsonObject>

namespace docchat::provider {

/// How calls are made; settable.
struct CallLimits {
    int inFlight = 8;
    async::Milliseconds timeout = std::chrono::seconds(30); ///< a call
    async::Milliseconds idle = std::chrono::seconds(60);    ///< between two pieces of a stream
    async::RetryPolicy retry = {};
};

/// A server that speaks OpenAI's API (https://platform.openai.com/docs/api-reference): OpenAI, llama-server,
/// vLLM, LM Studio, Ollama's /v1. The key is read from the environment when it is needed and goes to this
/// origin alone.
class OpenAiServer : public Embedder, public ChatModel {
public:
    explicit OpenAiServer(ProviderConfig config, CallLimits limits = {});

    [[nodiscard]] const ProviderConfig &config() const { return m_config; }

    [[nodiscard]] int width() const override { return m_limits.inFlight; }
    [[nodiscard]] int inFlight() const override { return m_http.inFlight(); }
    async::Task<Result<std::vector<Vector>>>
    embed(QStringList inputs, std::function<void(const Error &, async::Milliseconds)> onWait) override;

    async::AsyncGenerator<Result<QString>> answer(std::vector<ChatTurn> turns) override;

    /// The model of the interface that is asked through; embedding and chat may use different ones.
    [[nodiscard]] QString model() const override { return m_config.embedModel; }
    [[nodiscard]] const QString &chatModel() const { return m_config.chatModel; }

    /// The names of the server's models.
    async::Task<Result<QStringList>> models();

private:
    net::HttpRequest post(const QString &path, const QJsonObject &body) const;
    net::HttpRequest request(const QString &path) const;
    async::Task<Result<std::vector<Vector>>> embedOnce(net::HttpRequest request, qsizetype inputs);

    ProviderConfig m_config;
    CallLimits m_limits;
    net::HttpClient m_http;
};

/// The vectors of an /v1/embeddings reply, in the order of `index`. Error when the count, the dimension or a
/// number is wrong. Pure.
[[nodiscard]] Result<std::vector<Vector>> parseEmbeddings(const QByteArray &body, qsizetype expected);

/// What one event of a /v1/chat/completions stream adds: text, an error, or nothing. Pure.
struct ChatDelta {
    QString text;
    std::optional<QString> error;
    bool finished = false; ///< [DONE], or a finish_reason
};
[[nodiscard]] ChatDelta parseChatEvent(const QByteArray &data);

} // namespace docchat::provider
