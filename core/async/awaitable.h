#pragma once

#include "async/errors.h"
#include "async/loop.h"

namespace docchat::async {

/// Base of every wait at the bottom. Each await of one is a checkpoint: in a cancelled scope it throws
/// Cancelled even if it would be ready, and a task that is always ready yields when its slice is over.
///
/// D supplies `bool ready()` (true: no need to suspend), `void start()` (ask to be fired later), `void
/// detach()` (undo start) and `result()`.
template <class D>
class Awaitable : public Waiter {
public:
    bool await_ready() {
        Loop *loop = Loop::current();
        if (loop->probe)
            loop->probe(false);
        if (loop->fiber()->scope->effectivelyCancelled()) {
            m_cancelled = true;
            return true;
        }
        if (!self().ready())
            return false;
        m_yielding = loop->sliceIsOver();
        return !m_yielding;
    }

    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        m_fiber = handle.promise().fiber;
        m_fiber->at = handle;
        m_fiber->innermost = &handle.promise();
        m_fiber->waiter = this;
        Loop *loop = m_fiber->loop;
        since = loop->stepTime();
        try {
            if (m_yielding)
                fire();
            else
                self().start();
        } catch (...) { // the task goes on with it, and this wait is over
            m_fiber->waiter = nullptr;
            throw;
        }
        if (loop->probe)
            loop->probe(true);
    }

    decltype(auto) await_resume() {
        if (m_cancelled)
            throw Cancelled{};
        return self().result();
    }

    bool ready() { return false; }
    void start() {}
    void detach() {}
    void result() {}

protected:
    using Waiter::Waiter;

    bool abandon() noexcept override {
        if (!m_yielding)
            self().detach();
        return true;
    }

    bool m_yielding = false;

private:
    D &self() { return static_cast<D &>(*this); }
};

} // namespace docchat::async
