#pragma once

#include "provider/chatmodel.h"
#include "provider/embedder.h"

#include <functional>
#include <memory>

namespace docchat::provider {

/// Whether text may go to a server. Asks once; a no holds for as long as the gate lives. Loop thread only.
class Gate {
public:
    using Ask = std::function<async::Task<bool>()>;

    Gate(QString host, Ask ask) : m_host(std::move(host)), m_ask(std::move(ask)) {}

    /// Waits for the answer. Error: Usage, the person said no.
    async::Task<Status> pass();

private:
    QString m_host;
    Ask m_ask;
    std::optional<bool> m_open;
};

/// A model that gets nothing before its gate is open. Does not own the model.
class GatedModel : public ChatModel {
public:
    GatedModel(ChatModel *model, std::shared_ptr<Gate> gate) : m_model(model), m_gate(std::move(gate)) {}

    [[nodiscard]] QString chatModel() const override { return m_model->chatModel(); }
    async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) override;

private:
    ChatModel *m_model;
    std::shared_ptr<Gate> m_gate;
};

/// An embedder that gets nothing before its gate is open. Does not own the embedder.
class GatedEmbedder : public Embedder {
public:
    GatedEmbedder(Embedder *embedder, std::shared_ptr<Gate> gate)
        : m_embedder(embedder), m_gate(std::move(gate)) {}

    [[nodiscard]] QString model() const override { return m_embedder->model(); }
    [[nodiscard]] int width() const override { return m_embedder->width(); }
    [[nodiscard]] int inFlight() const override { return m_embedder->inFlight(); }
    async::Task<Result<std::vector<Vector>>> embed(QStringList inputs, OnWait onWait,
                                                   async::Turn turn = async::Turn::InOrder) override;

private:
    Embedder *m_embedder;
    std::shared_ptr<Gate> m_gate;
};

} // namespace docchat::provider
