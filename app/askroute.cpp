#include "askroute.h"

#include "provider/hedged.h"

namespace docchat {

using namespace provider;

AskRoute::AskRoute(Gated first, Gated second, async::Milliseconds patience, const OnSent &onSent) {
    if (!first.server)
        return;
    const auto &config = first.server->config();
    if (!config.embedModel.isEmpty())
        m_embedder = make<GatedEmbedder>(make<RecordedEmbedder>(first.server, config, onSent), first.gate);
    if (!config.chatModel.isEmpty())
        addModel(first, second, patience, onSent);
}

template <class T, class... Parts>
T *AskRoute::make(Parts &&...parts) {
    auto part = std::make_shared<T>(std::forward<Parts>(parts)...);
    m_parts.push_back(part);
    return part.get();
}

void AskRoute::addModel(const Gated &first, const Gated &second, async::Milliseconds patience,
                        const OnSent &onSent) {
    ChatModel *model = make<RecordedModel>(first.server, first.server->config(), onSent);
    if (second.server) {
        auto *other = make<RecordedModel>(second.server, second.server->config(), onSent);
        model = make<HedgedModel>(model, make<GatedModel>(other, second.gate), patience);
    }
    m_model = make<GatedModel>(model, first.gate);
}

} // namespace docchat
