#include "provider/hedged.h"

#include "async/race.h"
#include "base/words.h"

namespace docchat::provider {

using async::AsyncGenerator;
using async::Task;

namespace {

/// An answer that has begun.
struct Begun {
    std::vector<ChatPiece> pieces; ///< that came so far
    AsyncGenerator<Result<ChatPiece>> rest;
};

/// Waits until a model speaks; an error, or an answer that ends before that, is a failure.
Task<Result<Begun>> begin(ChatModel *model, std::vector<ChatTurn> turns, std::optional<Error> *failure) {
    Begun begun{{}, model->answer(std::move(turns))};
    while (auto piece = co_await begun.rest.next()) {
        if (!piece->ok()) {
            *failure = piece->error();
            co_return piece->error();
        }
        const bool speaks = !(*piece)->text.isEmpty() || !(*piece)->reasoning.isEmpty();
        begun.pieces.push_back(std::move(**piece));
        if (speaks)
            co_return std::move(begun);
    }
    *failure = Error{ErrorKind::Provider, Words::tr("%1 wrote nothing").arg(model->chatModel()),
                     Words::tr("Ask again, or use another model")};
    co_return **failure;
}

Error bothFailed(Error first, const std::optional<Error> &second) {
    if (second)
        first.message += Words::tr("; and in its place: %1").arg(second->message);
    return first;
}

} // namespace

AsyncGenerator<Result<ChatPiece>> HedgedModel::answer(std::vector<ChatTurn> turns) {
    std::optional<Error> firstFailure;
    std::optional<Error> secondFailure;
    std::vector<Task<Result<Begun>>> others;
    others.push_back(begin(m_second, turns, &secondFailure));
    auto won = co_await async::hedge(begin(m_first, turns, &firstFailure), std::move(others), m_patience);
    if (!won.value.ok()) {
        co_yield bothFailed(firstFailure.value_or(won.value.error()), secondFailure);
        co_return;
    }
    co_yield ChatPiece{.writer = (won.index == 0 ? m_first : m_second)->chatModel()};
    for (auto &piece : won.value->pieces)
        co_yield std::move(piece);
    while (auto piece = co_await won.value->rest.next())
        co_yield std::move(*piece);
}

} // namespace docchat::provider
