#pragma once

#include "async/task.h"

namespace docchat::async {

/// An async generator: a coroutine that awaits and co_yields. It runs in the consumer's task, only while
/// next() is awaited, so the consumer's cancellation and timeouts reach it; next() gives nullopt at the end
/// and throws what the generator throws. Destroying it early destroys its frame, which cleans up. It must not
/// co_yield inside a scope or group (asserted). Loop thread.
///
///     AsyncGenerator<int> countTo(int last) {
///         for (int i = 1; i <= last; ++i) {
///             co_await sleepFor(1ms);
///             co_yield i;
///         }
///     }
template <class T>
class [[nodiscard]] AsyncGenerator {
public:
    class promise_type : public PromiseBase {
    public:
        std::optional<T> current;
        std::exception_ptr error;
        Scope *scopeAtResume = nullptr;

        AsyncGenerator get_return_object() {
            return AsyncGenerator(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        void unhandled_exception() noexcept { error = std::current_exception(); }
        void return_void() {}
        template <class U>
        ResumeAwaiter yield_value(U &&value) {
            Q_ASSERT_X(fiber->scope == scopeAtResume, "AsyncGenerator", "co_yield inside a scope or group");
            current.emplace(std::forward<U>(value));
            return {};
        }
    };

    AsyncGenerator(AsyncGenerator &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    AsyncGenerator &operator=(AsyncGenerator &&other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~AsyncGenerator() {
        if (m_handle)
            m_handle.destroy();
    }

    class Next {
    public:
        explicit Next(std::coroutine_handle<promise_type> handle) : m_generator(handle) {}
        bool await_ready() const { return !m_generator || m_generator.done(); }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> consumer) {
            auto &promise = m_generator.promise();
            promise.current.reset();
            promise.continuation = consumer;
            promise.caller = &consumer.promise();
            promise.fiber = consumer.promise().fiber;
            promise.scopeAtResume = promise.fiber->scope;
            promise.fiber->loop->resumeNext(m_generator);
        }
        std::optional<T> await_resume() {
            if (!m_generator)
                return std::nullopt;
            auto &promise = m_generator.promise();
            if (promise.error)
                std::rethrow_exception(std::exchange(promise.error, nullptr));
            if (m_generator.done())
                return std::nullopt;
            return std::exchange(promise.current, std::nullopt);
        }

    private:
        std::coroutine_handle<promise_type> m_generator;
    };

    /// The next value; nullopt at the end. Throws what the generator throws.
    [[nodiscard]] Next next() { return Next(m_handle); }

private:
    explicit AsyncGenerator(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}

    std::coroutine_handle<promise_type> m_handle;
};

/// Every value of a generator, in order: the async comprehension.
///
///     const std::vector<int> numbers = co_await collect(countTo(3));
template <class T>
Task<std::vector<T>> collect(AsyncGenerator<T> generator) {
    std::vector<T> values;
    while (auto value = co_await generator.next())
        values.push_back(std::move(*value));
    co_return values;
}

} // namespace docchat::async
