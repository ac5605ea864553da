#pragma once

#include "model/provider.h"
#include "model/sent.h"
#include "provider/chatmodel.h"
#include "provider/embedder.h"

namespace docchat::provider {

/// A model that tells what it is sent, each time right before. Does not own the model.
class RecordedModel : public ChatModel {
public:
    RecordedModel(ChatModel *model, ProviderConfig config, OnSent onSent)
        : m_model(model), m_config(std::move(config)), m_onSent(std::move(onSent)) {}

    [[nodiscard]] QString chatModel() const override { return m_model->chatModel(); }
    async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) override;

private:
    ChatModel *m_model;
    ProviderConfig m_config;
    OnSent m_onSent;
};

/// An embedder that tells what it is sent, each time right before. Does not own the embedder.
class RecordedEmbedder : public Embedder {
public:
    RecordedEmbedder(Embedder *embedder, ProviderConfig config, OnSent onSent)
        : m_embedder(embedder), m_config(std::move(config)), m_onSent(std::move(onSent)) {}

    [[nodiscard]] QString model() const override { return m_embedder->model(); }
    [[nodiscard]] int width() const override { return m_embedder->width(); }
    [[nodiscard]] int inFlight() const override { return m_embedder->inFlight(); }
    async::Task<Result<std::vector<Vector>>> embed(QStringList inputs, OnWait onWait,
                                                   async::Turn turn = async::Turn::InOrder) override;

private:
    Embedder *m_embedder;
    ProviderConfig m_config;
    OnSent m_onSent;
};

} // namespace docchat::provider
