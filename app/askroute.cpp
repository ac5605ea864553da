#include "askroute.h"

#include "provider/hedged.h"

namespace docchat {

using namespace provider;

AskRoute::AskRoute(const Servers &servers, const OnSent &onSent) {
    if (!servers.first.server)
        return;
    const auto &vectors = servers.vectors;
    if (!servers.first.server->model().isEmpty())
        m_embedder = make<GatedEmbedder>(
            make<RecordedEmbedder>(vectors.server, vectors.server->config(), onSent), vectors.gate);
    if (!servers.first.server->chatModel().isEmpty())
        addModel(servers, onSent);
}

template <class T, class... Parts>
T *AskRoute::make(Parts &&...parts) {
    auto part = std::make_shared<T>(std::forward<Parts>(parts)...);
    m_parts.push_back(part);
    return part.get();
}

void AskRoute::addModel(const Servers &servers, const OnSent &onSent) {
    const auto &first = servers.first;
    ChatModel *model = make<RecordedModel>(first.server, first.server->config(), onSent);
    if (const auto &second = servers.second; second.server) {
        auto *other = make<RecordedModel>(second.server, second.server->config(), onSent);
        model = make<HedgedModel>(model, make<GatedModel>(other, second.gate), servers.patience);
    }
    m_model = make<GatedModel>(model, first.gate);
}

} // namespace docchat
