#pragma once

#include "async/awaitable.h"
#include "async/frames.h"

#include <concepts>
#include <new>
#include <optional>
#include <utility>
#include <variant>

namespace docchat::async {

template <class T = void>
class Task;

/// What every coroutine's promise shares: the fiber it runs in, who awaits it, and where it is written.
class PromiseBase : public Frame {
public:
    Fiber *fiber = nullptr; ///< null until it is awaited
    std::coroutine_handle<> continuation;

    std::suspend_always
    initial_suspend(std::source_location where = std::source_location::current()) noexcept {
        made = where;
        return {};
    }

    struct ResumeAwaiter {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> handle) noexcept {
            auto &promise = handle.promise();
            promise.fiber->loop->resumeNext(promise.continuation);
        }
        void await_resume() noexcept {}
    };
    ResumeAwaiter final_suspend() noexcept { return {}; }

    /// Notes where the wait is written, for the dump.
    template <class W>
        requires std::derived_from<std::remove_cvref_t<W>, Waiter>
    W &&await_transform(W &&waiter, std::source_location where = std::source_location::current()) {
        if (waiter.where.line() == 0) // else it was set on purpose
            waiter.where = where;
        return std::forward<W>(waiter);
    }
    template <class A>
        requires(!std::derived_from<std::remove_cvref_t<A>, Waiter>)
    A &&await_transform(A &&other) {
        return std::forward<A>(other);
    }
};

template <class T>
class TaskPromise : public PromiseBase {
public:
    Task<T> get_return_object();
    void unhandled_exception() noexcept { m_result.template emplace<2>(std::current_exception()); }
    template <class U = T>
        requires std::convertible_to<U &&, T>
    void return_value(U &&value) {
        m_result.template emplace<1>(std::forward<U>(value));
    }
    T take() {
        if (m_result.index() == 2)
            std::rethrow_exception(std::get<2>(m_result));
        return std::move(std::get<1>(m_result));
    }

private:
    std::variant<std::monostate, T, std::exception_ptr> m_result;
};

template <>
class TaskPromise<void> : public PromiseBase {
public:
    Task<void> get_return_object();
    void unhandled_exception() noexcept { m_error = std::current_exception(); }
    void return_void() {}
    void take() {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    std::exception_ptr m_error;
};

/// A coroutine that runs when it is awaited, once, in the fiber of who awaits it: asyncio's coroutine object.
/// A task that is made and dropped in one expression is a compile error; one that was kept, but destroyed
/// before it was awaited, is reported with its name and place. Destroying one that is suspended destroys its
/// frame. co_await gives its value or throws what it threw; a co_await of a Task is no checkpoint of its own.
/// Made and awaited on the loop's thread. Parameters are taken by value: the frame outlives the caller's.
///
///     Task<int> twice(Task<int> number) {
///         co_return 2 * co_await std::move(number);
///     }
template <class T>
class [[nodiscard("a Task does nothing until it is awaited or spawned")]] Task {
public:
    using promise_type = TaskPromise<T>;
    using value_type = T;

    Task() = default;
    explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    Task(Task &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Task &operator=(Task &&other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Task() {
        if (!m_handle)
            return;
        if (!m_handle.promise().fiber)
            reportNeverAwaited(m_handle.promise().made);
        m_handle.destroy();
    }

    /// Drops a task that is not wanted any more, without the report.
    void discard() {
        if (auto handle = std::exchange(m_handle, nullptr))
            handle.destroy();
    }

    class Awaiter {
    public:
        explicit Awaiter(std::coroutine_handle<promise_type> handle) : m_awaited(handle) {}
        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> awaiting) {
            auto &promise = m_awaited.promise();
            promise.continuation = awaiting;
            promise.caller = &awaiting.promise();
            promise.fiber = awaiting.promise().fiber;
            promise.fiber->loop->resumeNext(m_awaited);
        }
        T await_resume() { return m_awaited.promise().take(); }

    private:
        std::coroutine_handle<promise_type> m_awaited;
    };
    Awaiter operator co_await() && noexcept { return Awaiter(m_handle); }

private:
    std::coroutine_handle<promise_type> m_handle;
};

template <class T>
Task<T> TaskPromise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}
inline Task<void> TaskPromise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

template <class X>
struct TaskValue;
template <class T>
struct TaskValue<Task<T>> {
    using type = T;
};

/// T of Task<T>.
template <class X>
using TaskValueT = typename TaskValue<std::remove_cvref_t<X>>::type;

/// A place for a T, or for nothing when T is void: lets one body serve both kinds of task.
template <class T>
class Box {
public:
    void put(T value) { m_value.emplace(std::move(value)); }
    [[nodiscard]] bool full() const { return m_value.has_value(); }
    T take() { return std::move(*m_value); }

private:
    std::optional<T> m_value;
};
template <>
class Box<void> {
public:
    void take() {}
};

/// A Result-like type: error() holds what failed.
template <class R>
concept ResultLike = requires(const R &result) {
    { result.ok() } -> std::convertible_to<bool>;
    result.error();
};

} // namespace docchat::async
