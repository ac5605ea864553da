#pragma once

#include "async/task.h"

namespace docchat::async {

/// A value or an exception: how one of several tasks ended. T may be void. Empty until it is told.
template <class T>
class Outcome {
public:
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    template <class... V>
    void succeed(V &&...value) {
        m_state.template emplace<1>(std::forward<V>(value)...);
    }
    void fail(std::exception_ptr error) { m_state.template emplace<2>(std::move(error)); }

    [[nodiscard]] bool ended() const { return m_state.index() != 0; }

    /// It succeeded: there is a value, and if T is a Result, it is a good one.
    [[nodiscard]] bool ok() const {
        if constexpr (ResultLike<T>)
            return m_state.index() == 1 && std::get<1>(m_state).ok();
        else
            return m_state.index() == 1;
    }

    /// The exception it failed with; null if there is none.
    [[nodiscard]] std::exception_ptr error() const {
        return m_state.index() == 2 ? std::get<2>(m_state) : nullptr;
    }

    /// Throws the exception it failed with, if there is one.
    void throwIfFailed() const {
        if (m_state.index() == 2)
            std::rethrow_exception(std::get<2>(m_state));
    }

    /// The value; throws the exception it failed with. To be called once it has ended.
    [[nodiscard]] Stored &value() {
        throwIfFailed();
        return std::get<1>(m_state);
    }
    [[nodiscard]] const Stored &value() const {
        throwIfFailed();
        return std::get<1>(m_state);
    }

private:
    std::variant<std::monostate, Stored, std::exception_ptr> m_state;
};

namespace detail {

/// Awaits `task` and notes how it ended; Cancelled is thrown on.
template <class T>
Task<void> fillOutcome(Outcome<T> *outcome, Task<T> task) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(task);
            outcome->succeed();
        } else {
            outcome->succeed(co_await std::move(task));
        }
    } catch (Cancelled) {
        if (Loop::current()->fiber()->scope->effectivelyCancelled())
            throw;
        outcome->fail(std::make_exception_ptr(StrayCancelled{}));
    } catch (...) {
        outcome->fail(std::current_exception());
    }
}

} // namespace detail
} // namespace docchat::async
