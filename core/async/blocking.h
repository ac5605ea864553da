#pragma once

#include "async/task.h"

#include <QtConcurrent>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <tuple>

namespace docchat::async {

/// What becomes of a function that already runs on a thread when its task is cancelled.
enum class OnCancel {
    WaitForThread, ///< its stop_token is set and the task waits for its end (it may use what the caller owns)
    Abandon        ///< its stop_token is set and the task goes on; the function must own all that it touches
};

/// Where blocking work runs. pool: null for the program's global pool.
struct BlockingOptions {
    QThreadPool *pool = nullptr;
    OnCancel onCancel = OnCancel::WaitForThread;
};

namespace detail {

struct Nothing {};

/// Shared by the waiting task and the thread; the mutex is also the hand-over that TSan sees.
template <class R>
struct BlockingState {
    enum class Phase { Queued, Running, Done, Dropped };

    std::mutex mutex;
    Phase phase = Phase::Queued;
    std::stop_source stop;
    std::variant<std::monostate, R, std::exception_ptr> result;
    Waiter *waiter = nullptr; ///< loop thread only
};

} // namespace detail

/// asyncio.to_thread as an awaitable; made by runBlocking.
template <class F>
class Blocking : public Awaitable<Blocking<F>> {
    using Returned = std::invoke_result_t<F &, std::stop_token>;
    using Stored = std::conditional_t<std::is_void_v<Returned>, detail::Nothing, Returned>;
    using State = detail::BlockingState<Stored>;

public:
    Blocking(F function, BlockingOptions options)
        : Awaitable<Blocking>("thread"), m_function(std::move(function)), m_options(options) {}

    void start() {
        m_state = std::make_shared<State>();
        m_state->waiter = this;
        auto job = [state = m_state, gate = this->m_fiber->loop->gate(),
                    function = std::make_shared<F>(std::move(m_function))]() mutable noexcept {
            // What the function throws is its result. Should there be no memory to tell of that, the program
            // ends: a task that waits for ever would be worse.
            if (!begin(*state))
                return;
            auto result = call(*function, state->stop.get_token());
            function.reset(); // what it holds ends before the task goes on, which may own what that uses
            {
                const std::lock_guard lock(state->mutex);
                state->result = std::move(result);
                state->phase = State::Phase::Done;
            }
            gate->post([state] {
                if (auto *waiter = std::exchange(state->waiter, nullptr))
                    waiter->fire();
            });
        };
        auto *pool = m_options.pool ? m_options.pool : QThreadPool::globalInstance();
        std::ignore = QtConcurrent::run(pool, std::move(job));
    }

    Returned result() {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->result.index() == 2)
            std::rethrow_exception(std::get<2>(m_state->result));
        if constexpr (!std::is_void_v<Returned>)
            return std::move(std::get<1>(m_state->result));
    }

    bool abandon() noexcept override {
        if (this->m_yielding)
            return true;
        m_state->stop.request_stop();
        const std::lock_guard lock(m_state->mutex);
        if (m_state->phase == State::Phase::Queued)
            m_state->phase = State::Phase::Dropped;
        else if (m_options.onCancel == OnCancel::WaitForThread)
            return false;
        m_state->waiter = nullptr;
        return true;
    }

private:
    static bool begin(State &state) {
        const std::lock_guard lock(state.mutex);
        if (state.phase == State::Phase::Dropped)
            return false;
        state.phase = State::Phase::Running;
        return true;
    }

    static std::variant<std::monostate, Stored, std::exception_ptr> call(F &function, std::stop_token token) {
        std::variant<std::monostate, Stored, std::exception_ptr> result;
        try {
            if constexpr (std::is_void_v<Returned>) {
                function(std::move(token));
                result.template emplace<1>();
            } else {
                result.template emplace<1>(function(std::move(token)));
            }
        } catch (...) {
            result.template emplace<2>(std::current_exception());
        }
        return result;
    }

    F m_function;
    BlockingOptions m_options;
    std::shared_ptr<State> m_state;
};

/// asyncio.to_thread: runs f(std::stop_token, args…) on a thread pool by QtConcurrent and comes back with its
/// result, or throws what it threw. The loop goes on meanwhile. A checkpoint. Cancelled while it is queued:
/// it never runs. While it runs: its stop_token is set, and OnCancel says whether its end is awaited. What f
/// then returns is given to the task, so an f that stops half-way throws Cancelled. Awaited on the loop's
/// thread; f runs on the pool's. The pool must not be cleared while jobs are queued in it.
///
///     const QByteArray hash = co_await runBlocking(sha256, data);
template <class F, class... A>
[[nodiscard]] auto runBlocking(BlockingOptions options, F f, A... args) {
    auto bound = [f = std::move(f),
                  bundle = std::make_tuple(std::move(args)...)](std::stop_token token) mutable {
        return std::apply([&](auto &...arg) { return std::invoke(f, std::move(token), std::move(arg)...); },
                          bundle);
    };
    return Blocking<decltype(bound)>(std::move(bound), options);
}

template <class F, class... A>
    requires(!std::same_as<F, BlockingOptions>)
[[nodiscard]] auto runBlocking(F f, A... args) {
    return runBlocking(BlockingOptions{}, std::move(f), std::move(args)...);
}

} // namespace docchat::async
