#pragma once

#include "provider/gated.h"
#include "provider/recorded.h"
#include "provider/server.h"

namespace docchat {

/// A model server with what it is used for, behind its gate.
struct Gated {
    provider::Server *server = nullptr; ///< null: there is none
    std::shared_ptr<provider::Gate> gate = nullptr;
};

/// The way of one question to its models, which says what is sent: past the gate and, where there is a second
/// server, to whoever answers first. Lives as long as its answer.
class AskRoute {
public:
    struct Servers {
        Gated first;
        Gated second; ///< helps out when the first has not begun within `patience`
        async::Milliseconds patience = {};
        Gated vectors; ///< whose model questions are looked up with
    };
    AskRoute(const Servers &servers, const OnSent &onSent);

    [[nodiscard]] provider::ChatModel *model() const { return m_model; }      ///< null: quotes only
    [[nodiscard]] provider::Embedder *embedder() const { return m_embedder; } ///< null: words only

private:
    template <class T, class... Parts>
    T *make(Parts &&...parts);
    void addModel(const Servers &servers, const OnSent &onSent);

    std::vector<std::shared_ptr<void>> m_parts;
    provider::ChatModel *m_model = nullptr;
    provider::Embedder *m_embedder = nullptr;
};

} // namespace docchat
