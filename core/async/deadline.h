#pragma once

#include "async/cancel.h"

namespace docchat::async {

/// A moment on the loop's clock that several waits may share. Loop thread.
class Deadline {
public:
    /// `after` from now.
    explicit Deadline(Clock::duration after) : m_at(momentAfter(Loop::current()->now(), after)) {}

    [[nodiscard]] static Deadline never() { return Deadline(Clock::duration::max()); }

    /// The time until then; negative once it has passed.
    [[nodiscard]] Clock::duration left() const {
        return m_at == Clock::time_point::max() ? Clock::duration::max() : m_at - Loop::current()->now();
    }
    [[nodiscard]] bool passed() const { return left() <= Clock::duration::zero(); }

private:
    Clock::time_point m_at;
};

/// withTimeout until a moment instead of for a time.
template <class T>
Task<T> withTimeout(Deadline deadline, Task<T> task) {
    co_return co_await withTimeout(deadline.left(), std::move(task)); // what is left once it is awaited
}

/// trio's move_on_at: runs body(), a Task<void>, and cancels it when the deadline passes. True: it ran to its
/// end. What the body finished until then is kept by the body. A cancellation from outside stays Cancelled.
///
///     std::vector<Page> pages;
///     const bool all = co_await moveOnAt(Deadline(2s), [&] { return readPages(&pages); });
template <class F>
Task<bool> moveOnAt(Deadline deadline, F body) {
    InScope in;
    DeadlineTimer timer(in.scope(), deadline.left());
    bool whole = true;
    try {
        co_await body();
    } catch (Cancelled) {
        if (!timer.hit() || in.scope().outsideCancelled())
            throw;
        whole = false;
    }
    co_return whole;
}

} // namespace docchat::async
