#pragma once

#include "async/outcome.h"
#include "async/taskgroup.h"

namespace docchat::async {

/// A child of a TaskGroup whose end its owner looks at: asyncio's Task object. Its outcome is kept here, an
/// error too, which therefore hurts no sibling. Copies are the same child. Loop thread only.
///
///     auto page = group.start("page", fetch, url);
///     if ((co_await group.waitFor(Until::FirstCompleted, Deadline(2s))).done.empty())
///         page.cancel();
template <class T>
class Child {
public:
    Child() = default;

    /// Its place among the started children of the group, from 0.
    [[nodiscard]] int index() const { return m_state->index; }
    [[nodiscard]] bool done() const { return m_state->done(); }

    /// Cancels this child alone; it still has to end. Its outcome is then ChildCancelled.
    void cancel() {
        m_state->cancelled = true;
        if (m_state->scope)
            m_state->scope->cancel();
    }

    /// How it ended; empty before that.
    [[nodiscard]] Outcome<T> &outcome() { return m_state->outcome; }

    /// Waits for its end and takes its value; throws what it threw. A checkpoint.
    Task<T> join() { return joined(m_state); } // no coroutine: the handle may go before it is awaited

private:
    friend class TaskGroup;

    struct State : detail::StartedChild {
        Outcome<T> outcome;
    };

    static Task<T> joined(std::shared_ptr<State> state) {
        co_await state->ended.wait();
        if constexpr (std::is_void_v<T>)
            state->outcome.throwIfFailed();
        else
            co_return std::move(state->outcome.value());
    }

    /// Runs the child in a scope of its own, which cancel() reaches.
    template <class F, class... A>
    static Task<void> body(TaskGroup *group, std::shared_ptr<State> state, F f, A... args) {
        {
            InScope own;
            state->scope = &own.scope();
            if (state->cancelled)
                own.scope().cancel();
            try {
                co_await detail::fillOutcome(&state->outcome, std::invoke(f, std::move(args)...));
            } catch (Cancelled) {
                state->outcome.fail(std::make_exception_ptr(ChildCancelled{}));
            } catch (...) { // f itself threw, before it gave a task
                state->outcome.fail(std::current_exception());
            }
            state->scope = nullptr;
        }
        state->failed = !state->outcome.ok() && !state->cancelled;
        group->startedChildEnded(state.get());
    }

    std::shared_ptr<State> m_state;
};

template <class F, class... A>
auto TaskGroup::start(const char *name, F f, A... args)
    -> Child<TaskValueT<std::invoke_result_t<F &, A...>>> {
    using Handle = Child<TaskValueT<std::invoke_result_t<F &, A...>>>;
    Handle child;
    child.m_state = std::make_shared<typename Handle::State>();
    child.m_state->index = m_startedCount++;
    m_started.push_back(child.m_state);
    spawn(name, &Handle::template body<F, A...>, this, child.m_state, std::move(f), std::move(args)...);
    return child;
}

} // namespace docchat::async
