#include "provider/gated.h"

#include "base/words.h"

namespace docchat::provider {

using async::AsyncGenerator;
using async::Task;

Task<Status> Gate::pass() {
    if (!m_open) {
        const bool open = co_await m_ask();
        m_open = m_open.value_or(open); // another may have been told meanwhile
    }
    if (*m_open)
        co_return Done{};
    co_return Error{ErrorKind::Usage, Words::tr("Nothing was sent to %1").arg(m_host),
                    Words::tr("Ask again for quotes, or choose the model anew")};
}

AsyncGenerator<Result<ChatPiece>> GatedModel::answer(std::vector<ChatTurn> turns) {
    if (const auto passed = co_await m_gate->pass(); !passed.ok()) {
        co_yield passed.error();
        co_return;
    }
    auto pieces = m_model->answer(std::move(turns));
    while (auto piece = co_await pieces.next())
        co_yield std::move(*piece);
}

Task<Result<std::vector<Vector>>> GatedEmbedder::embed(QStringList inputs, OnWait onWait, async::Turn turn) {
    if (const auto passed = co_await m_gate->pass(); !passed.ok())
        co_return passed.error();
    co_return co_await m_embedder->embed(std::move(inputs), std::move(onWait), turn);
}

} // namespace docchat::provider
