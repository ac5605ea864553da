#pragma once

#include "provider/server.h"

#include <QHash>

namespace docchat::provider {

/// How far a model has come. Bytes count one of its files at a time; 0: not known yet.
struct PullProgress {
    QString status;
    qint64 completed = 0;
    qint64 total = 0;
};

/// One line of an /api/pull stream: progress, or an error. Pure.
[[nodiscard]] Result<PullProgress> parsePullLine(const QByteArray &line, const Asked &asked);

/// The context to ask Ollama for, in tokens: room for the prompt and an answer, in powers of two, as another
/// size loads the model anew; never more than the model has (0: not known). Pure.
[[nodiscard]] int contextFor(const std::vector<ChatTurn> &turns, int modelContext);

/// A server that speaks Ollama's own API (https://github.com/ollama/ollama/blob/main/docs/api.md). Unlike its
/// /v1 it lets the context be chosen, says what models can do, and gets new ones.
class OllamaServer : public Server {
public:
    explicit OllamaServer(ProviderConfig config, CallLimits limits = {}, ServerMeans means = {});

    /// Downloads a model to the server; the last item is an error or has the status "success". Abandoning the
    /// generator stops it; what came is kept there for the next time.
    async::AsyncGenerator<Result<PullProgress>> pull(QString model);

private:
    [[nodiscard]] QUrl address(const QUrl &base, const QString &path) const override;
    [[nodiscard]] QString howToGet(const QString &model) const override;
    [[nodiscard]] net::HttpRequest embedCall(const QStringList &inputs) const override;
    [[nodiscard]] ReadEmbeddings *readEmbeddings() const override { return &parseOllamaEmbeddings; }
    /// Each with what it can do, its context and size.
    async::Task<Result<std::vector<ModelInfo>>> listModels() override;
    async::Task<Result<net::HttpRequest>> chatCall(std::vector<ChatTurn> turns) override;
    [[nodiscard]] std::unique_ptr<ChatReader> chatReader() const override;

    async::Task<ModelInfo> detailed(ModelInfo model);

    int m_chatContext = 0; ///< tokens; 0: the server did not say yet
};

} // namespace docchat::provider
