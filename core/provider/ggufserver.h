#pragma once

#include "provider/localrunners.h"
#include "provider/openai.h"

namespace docchat::provider {

/// A .gguf file as a server: a llama-server of ours is started when it is first needed, and asked as any
/// other OpenAI-compatible one. Loop thread only.
class GgufServer : public OpenAiServer {
public:
    /// `config.url` is the file's.
    GgufServer(ProviderConfig config, CallLimits limits, LocalRunners *runners);

    [[nodiscard]] int inFlight() const override;
    /// Like answer() and models(), starts the llama-server anew, once, where it is gone before it said
    /// anything.
    async::Task<Result<std::vector<Vector>>> embed(QStringList inputs, OnWait onWait,
                                                   async::Turn turn = async::Turn::InOrder) override;
    async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) override;
    /// The llama-server ends when nothing is under way.
    void letGo() override { m_held.reset(); }

private:
    async::Task<Result<std::vector<ModelInfo>>> listModels() override;

    using Runner = std::shared_ptr<LlamaServer>;
    using Client = std::shared_ptr<OpenAiServer>;

    [[nodiscard]] Runner runner() const;
    async::Task<Result<Client>> client(Runner runner);
    async::Task<bool> diedOf(Error error, Runner runner);
    template <class T>
    async::Task<Result<T>> ask(std::function<async::Task<Result<T>>(OpenAiServer *)> call);

    ProviderConfig m_file;
    LocalRunners *m_runners;
    Runner m_held;
    Client m_client; ///< of the start that has `m_key`
    QByteArray m_key;
};

} // namespace docchat::provider
