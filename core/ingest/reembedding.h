#pragma once

#include "async/background.h"
#include "async/lock.h"
#include "index/store.h"
#include "model/progress.h"
#include "provider/embedder.h"

#include <QObject>

namespace docchat::ingest {

/// Gives every passage of the library a vector of one model: after another model was chosen, or when a server
/// was away. Many requests at once, as many as the model allows; each batch is kept as it comes, so that it
/// goes on after a pause, a cancel or a crash where it was. Loop thread only.
class Reembedding : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Failed };

    struct Progress {
        State state = State::Idle;
        QString model = {};
        int done = 0;                    ///< passages
        int total = 0;                   ///< that had no vector; 0: not known yet, or none
        QString waiting = {};            ///< why it waits for the server; empty: it does not
        std::optional<Error> error = {}; ///< with Failed
        async::Clock::time_point begun = {};

        [[nodiscard]] double share() const { return total > 0 ? double(done) / total : 0; }
    };

    explicit Reembedding(index::Store *store, QObject *parent = nullptr);
    ~Reembedding() override;

    /// Begins with a model, in the place of another that is under way.
    void start(provider::Embedder *embedder);
    /// Does not begin, or goes no further; what is done stays. Paused: it is shown as waiting to go on.
    void pause(provider::Embedder *embedder);
    void stop();

    [[nodiscard]] const Progress &progress() const { return m_progress; }

    /// Waits until nothing runs.
    async::Task<Progress> ended();

    /// Cancels and waits for the end, at most `grace`. True: it has ended.
    async::Task<bool> shutdown(async::Clock::duration grace);

Q_SIGNALS:
    void changed();
    /// No passage is without a vector of the model.
    void whole(const QString &model);

private:
    void halt(State state, provider::Embedder *embedder);
    async::Task<void> run(int turn);
    async::Task<void> work();
    async::Task<std::optional<Error>> embedAll();
    void tell(const StageProgress &progress);

    index::Store *m_store;
    provider::Embedder *m_embedder = nullptr;
    Progress m_progress;
    async::Scope *m_scope = nullptr; ///< of what runs
    async::Mutex m_one;              ///< a run begins when the one before it has ended
    int m_turn = 0;                  ///< of the newest run
    async::Background m_background{"embed the library"};
};

} // namespace docchat::ingest
