#include "provider/recorded.h"

#include "provider/server.h"

namespace docchat::provider {
namespace {

Sent sentTo(const ProviderConfig &config, Sent::Purpose purpose, const QString &model) {
    return {QDateTime::currentDateTimeUtc(), config.url.host(), config.isLocal(), purpose, model, {}};
}

} // namespace

async::AsyncGenerator<Result<ChatPiece>> RecordedModel::answer(std::vector<ChatTurn> turns) {
    auto sent = sentTo(m_config, Sent::Purpose::Write, m_model->chatModel());
    for (const auto &turn : turns)
        sent.turns.push_back({speakerName(turn.speaker), turn.text});
    m_onSent(std::move(sent));
    auto pieces = m_model->answer(std::move(turns));
    while (auto piece = co_await pieces.next())
        co_yield std::move(*piece);
}

async::Task<Result<std::vector<Vector>>> RecordedEmbedder::embed(QStringList inputs, OnWait onWait,
                                                                 async::Turn turn) {
    auto sent = sentTo(m_config, Sent::Purpose::Find, m_embedder->model());
    for (const auto &input : inputs)
        sent.turns.push_back({QStringLiteral("text"), input});
    m_onSent(std::move(sent));
    co_return co_await m_embedder->embed(std::move(inputs), std::move(onWait), turn);
}

} // namespace docchat::provider
