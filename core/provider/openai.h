#pragma once

#include "provider/server.h"

namespace docchat::provider {

/// A server that speaks OpenAI's API (https://platform.openai.com/docs/api-reference): OpenAI, llama-server,
/// vLLM, LM Studio, Mistral, OpenRouter, Ollama's /v1.
class OpenAiServer : public Server {
public:
    explicit OpenAiServer(ProviderConfig config, CallLimits limits = {}, ServerMeans means = {});

private:
    [[nodiscard]] QUrl address(const QUrl &base, const QString &path) const override;
    [[nodiscard]] QString howToGet(const QString &model) const override;
    [[nodiscard]] net::HttpRequest embedCall(const QStringList &inputs) const override;
    [[nodiscard]] ReadEmbeddings *readEmbeddings() const override { return &parseEmbeddings; }
    async::Task<Result<std::vector<ModelInfo>>> listModels() override;
    async::Task<Result<net::HttpRequest>> chatCall(std::vector<ChatTurn> turns) override;
    [[nodiscard]] std::unique_ptr<ChatReader> chatReader() const override;
};

} // namespace docchat::provider
