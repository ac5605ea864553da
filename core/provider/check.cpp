#include "provider/check.h"

namespace docchat::provider {
namespace {

using async::Task;

constexpr qsizetype longestSample = 60; // characters

async::Milliseconds since(async::Clock::time_point begun) {
    return std::chrono::duration_cast<async::Milliseconds>(async::Loop::current()->now() - begun);
}

Task<Trial> tryAnswer(Server *server) {
    Trial trial;
    const auto begun = async::Loop::current()->now();
    std::vector<ChatTurn> turns{{ChatTurn::Speaker::User, QStringLiteral("Reply with the one word: ready")}};
    auto answer = server->answer(std::move(turns));
    while (auto piece = co_await answer.next()) {
        if (!piece->ok()) {
            trial.error = piece->error();
            break;
        }
        if (trial.sample.isEmpty())
            trial.took = since(begun);
        trial.sample += (*piece)->text;
        if (trial.sample.size() > longestSample)
            break;
    }
    trial.sample = trial.sample.simplified().left(longestSample);
    co_return trial;
}

Task<Trial> tryEmbedding(Server *server) {
    Trial trial;
    const auto begun = async::Loop::current()->now();
    const auto vectors = co_await server->embed({QStringLiteral("ready")}, {});
    trial.took = since(begun);
    if (vectors.ok())
        trial.sample = QStringLiteral("vectors of %1 numbers").arg(vectors->at(0).size());
    else
        trial.error = vectors.error();
    co_return trial;
}

} // namespace

std::optional<Error> ServerCheck::error() const {
    for (const auto &trial : {std::optional(listing), answering, embedding}) {
        if (trial && trial->error)
            return trial->error;
    }
    return std::nullopt;
}

Task<ServerCheck> checkServer(Server *server) {
    ServerCheck check;
    const auto begun = async::Loop::current()->now();
    auto models = co_await server->models();
    check.listing.took = since(begun);
    if (models.ok())
        check.models = std::move(*models);
    else
        check.listing.error = models.error();
    if (!server->chatModel().isEmpty())
        check.answering = co_await tryAnswer(server);
    if (!server->model().isEmpty())
        check.embedding = co_await tryEmbedding(server);
    co_return check;
}

} // namespace docchat::provider
