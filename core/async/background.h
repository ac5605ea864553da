#pragma once

#include "async/taskgroup.h"

namespace docchat::async {

/// Tasks that live as long as the program (or a window): asyncio's create_task without losing the task. A
/// failure is told to onError and hurts no other. Must be shut down before it is destroyed. Loop thread only.
///
///     background->spawn("upload", upload, server);
///     co_await sleepFor(1s);
///     co_await background->shutdown(2s);
class Background {
public:
    /// `name` says in the dump who owns the tasks (a literal: it is not copied).
    explicit Background(const char *name = "program")
        : m_group(TaskGroup::Policy::Supervise), m_name(name, &m_group.scope()) {
        m_group.scope().attach(&Loop::current()->rootScope());
        Loop::current()->registerOwner(&m_name);
    }

    template <class F, class... A>
    void spawn(const char *name, F f, A... args) {
        m_group.spawn(name, std::move(f), std::move(args)...);
    }

    void onError(std::function<void(std::exception_ptr, const char *)> report) {
        m_group.onError = std::move(report);
    }

    [[nodiscard]] int live() const { return m_group.live(); }

    void cancel() { m_group.cancel(); }

    /// Cancels every task and waits for at most `grace`. True: all have ended.
    Task<bool> shutdown(Clock::duration grace) {
        m_group.cancel();
        try {
            co_await shielded(grace, drained());
        } catch (const TimeoutError &) {
        }
        co_return live() == 0;
    }

private:
    Task<void> drained() {
        while (m_group.live() > 0) // one more may be spawned between the last end and this resumption
            co_await m_group.join();
    }

    TaskGroup m_group;
    OwnerName m_name;
};

} // namespace docchat::async
