#pragma once

#include "async/sleep.h"

namespace docchat::async {

/// Puts the running fiber into a scope of its own for the life of this object, which lies in a coroutine's
/// frame.
class InScope {
public:
    InScope() : m_fiber(Loop::current()->fiber()), m_outer(m_fiber->scope) {
        m_scope.attach(m_outer);
        m_fiber->enter(&m_scope);
    }
    ~InScope() { leave(); }
    InScope(const InScope &) = delete;
    InScope &operator=(const InScope &) = delete;

    [[nodiscard]] Scope &scope() { return m_scope; }

    void leave() {
        if (auto *fiber = std::exchange(m_fiber, nullptr)) {
            Q_ASSERT(fiber->scope == &m_scope);
            fiber->enter(m_outer);
        }
    }

private:
    Scope m_scope;
    Fiber *m_fiber;
    Scope *m_outer;
};

/// Cancels a scope when its time is over.
class DeadlineTimer final : public Timer {
public:
    DeadlineTimer(Scope &scope, Clock::duration after) : m_scope(scope), m_loop(Loop::current()) {
        due = momentAfter(m_loop->now(), after);
        m_loop->addTimer(this);
    }
    ~DeadlineTimer() { m_loop->removeTimer(this); }
    DeadlineTimer(const DeadlineTimer &) = delete;
    DeadlineTimer &operator=(const DeadlineTimer &) = delete;

    void expired() override {
        m_hit = true;
        m_scope.cancel();
    }
    [[nodiscard]] bool hit() const { return m_hit; }
    void disarm() { m_loop->removeTimer(this); }

private:
    Scope &m_scope;
    Loop *m_loop;
    bool m_hit = false;
};

/// asyncio.wait_for: the result of `task`, unless `limit` passes first: then it is cancelled, awaited, and
/// TimeoutError is thrown. A cancellation from outside stays Cancelled, whatever the clock says, and the
/// TimeoutError of an inner withTimeout stays the inner one's. Loop thread.
///
///     try {
///         page = co_await withTimeout(30s, fetch(url));
///     } catch (const TimeoutError &) {
///         page = placeholder;
///     }
template <class T>
Task<T> withTimeout(Clock::duration limit, Task<T> task) {
    InScope in;
    DeadlineTimer deadline(in.scope(), limit);
    Box<T> box;
    bool cut = false;
    try {
        if constexpr (std::is_void_v<T>)
            co_await std::move(task);
        else
            box.put(co_await std::move(task));
    } catch (Cancelled) {
        if (!deadline.hit() || in.scope().outsideCancelled())
            throw;
        cut = true;
    }
    deadline.disarm();
    in.leave();
    if (cut)
        throw TimeoutError{};
    co_return box.take();
}

/// trio's CancelScope: runs body(scope), a Task<void>, which scope.cancel() ends, from inside or from
/// anywhere on the loop's thread. True: it ran to its end; false: scope.cancel() cut it. A cancellation from
/// outside is thrown as Cancelled.
///
///     const bool whole = co_await cancellable([&](Scope &scope) {
///         stop = [&scope] { scope.cancel(); };
///         return readPages(&pages);
///     });
template <class F>
Task<bool> cancellable(F body) {
    InScope in;
    bool whole = true;
    try {
        co_await body(in.scope());
    } catch (Cancelled) {
        if (!in.scope().cancelCalled() || in.scope().outsideCancelled())
            throw;
        whole = false;
    }
    co_return whole;
}

/// asyncio.shield with an end: runs `task` where cancellation from outside does not reach, for at most
/// `grace`, then cancels it and throws TimeoutError. The outer cancellation is thrown by the next await after
/// it. Loop thread.
///
///     co_await shielded(5s, goodbye(server));
template <class T>
Task<T> shielded(Clock::duration grace, Task<T> task) {
    InScope in;
    in.scope().setShielded(true);
    co_return co_await withTimeout(grace, std::move(task));
}

/// asyncio's try/finally with awaits in it: cleanup(), a Task<void>, runs shielded after `body` whatever
/// became of it, for at most `grace`. The body's error, or Cancelled, wins over the clean-up's. Loop thread.
///
///     co_await withCleanup(upload(server), [&] { return goodbye(server); });
template <class T, class F>
Task<T> withCleanup(Task<T> body, F cleanup, Clock::duration grace = 5s) {
    std::exception_ptr error;
    Box<T> box;
    try {
        if constexpr (std::is_void_v<T>)
            co_await std::move(body);
        else
            box.put(co_await std::move(body));
    } catch (...) {
        error = std::current_exception();
    }
    try {
        co_await shielded(grace, cleanup());
    } catch (...) {
        if (!error)
            error = std::current_exception();
    }
    if (error)
        std::rethrow_exception(error);
    co_return box.take();
}

} // namespace docchat::async
