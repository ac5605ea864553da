#include "ingest/reembedding.h"

#include "async/cancel.h"
#include "async/signal.h"
#include "index/answering.h"
#include "index/documents.h"
#include "index/vectors.h"
#include "ingest/stages.h"

#include <QScopeGuard>

namespace docchat::ingest {

using async::Task;

Reembedding::Reembedding(index::Store *store, QObject *parent) : QObject(parent), m_store(store) {}
Reembedding::~Reembedding() = default;

void Reembedding::start(provider::Embedder *embedder) {
    halt(State::Running, embedder);
    m_background.spawn("embed the library", &Reembedding::run, this, m_turn);
}

void Reembedding::pause(provider::Embedder *embedder) {
    halt(State::Paused, embedder);
}

void Reembedding::stop() {
    halt(State::Idle, nullptr);
}

/// Whatever runs ends soon, and is not the newest run any more.
void Reembedding::halt(State state, provider::Embedder *embedder) {
    ++m_turn;
    if (m_scope)
        m_scope->cancel();
    const bool goesNoFurther = state == State::Paused && embedder == m_embedder;
    const auto before = std::exchange(m_progress, {});
    m_embedder = embedder;
    m_progress.state = state;
    m_progress.model = embedder ? embedder->model() : QString();
    m_progress.begun = async::Loop::current()->now();
    if (goesNoFurther) {
        m_progress.done = before.done;
        m_progress.total = before.total;
    }
    Q_EMIT changed();
}

Task<void> Reembedding::run(int turn) {
    const auto one = co_await m_one.lock();
    if (turn != m_turn)
        co_return;
    const auto leave = qScopeGuard([this] { m_scope = nullptr; });
    co_await async::cancellable([this](async::Scope &scope) {
        m_scope = &scope;
        return work();
    });
}

Task<void> Reembedding::work() {
    const int turn = m_turn;
    const auto model = m_embedder->model();
    auto error = co_await embedAll();
    if (turn != m_turn)
        co_return;
    m_progress.state = error ? State::Failed : State::Idle;
    m_progress.error = std::move(error);
    m_progress.waiting.clear();
    Q_EMIT changed();
    if (!m_progress.error)
        Q_EMIT whole(model);
}

Task<std::optional<Error>> Reembedding::embedAll() {
    Tools tools{m_store};
    tools.embedder = m_embedder;
    Report report;
    report.progress = [this, turn = m_turn](const StageProgress &progress) {
        if (turn == m_turn)
            tell(progress);
    };
    report.waiting = [this, turn = m_turn](const QString &why) {
        if (turn != m_turn || m_progress.waiting == why)
            return;
        m_progress.waiting = why;
        Q_EMIT changed();
    };
    std::optional<Error> libraryError;
    try {
        Pipeline pipeline(tools, index::wholeLibrary, nullptr, std::move(report));
        co_await pipeline.runEmbedding();
        if (pipeline.embedError())
            co_return pipeline.embedError();
        valueOrThrow(co_await m_store->write([model = m_embedder->model()](index::Database &database) {
            index::markEmbedded(database);
            index::forgetAnswering(database, model);
            return Done{};
        }));
    } catch (const async::FailedResult<Error> &failure) {
        libraryError = failure.error;
    }
    co_return libraryError;
}

void Reembedding::tell(const StageProgress &progress) {
    if (progress.stage == Stage::Index)
        m_progress.done = progress.done;
    m_progress.total = progress.total;
    Q_EMIT changed();
}

Task<Reembedding::Progress> Reembedding::ended() {
    while (m_progress.state == State::Running)
        co_await async::signalOf(this, &Reembedding::changed);
    co_return m_progress;
}

Task<bool> Reembedding::shutdown(async::Clock::duration grace) {
    return m_background.shutdown(grace);
}

} // namespace docchat::ingest
