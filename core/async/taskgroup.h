#pragma once

#include "async/cancel.h"

#include <functional>
#include <vector>

namespace docchat::async {

/// The first coroutine of a fiber: owns it.
struct RootTask {
    struct promise_type : PromiseBase {
        Fiber own;

        RootTask get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        struct End {
            bool await_ready() noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
                ending.promise().own.done = true;
            }
            void await_resume() noexcept {}
        };
        End final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
};

/// trio's nursery: tasks that run at once and end together. run() leaves only when every child has ended. The
/// first failure cancels the siblings; all errors are kept and thrown as one ExceptionGroup. Loop thread
/// only.
///
///     co_await TaskGroup::run([&](TaskGroup &group) {
///         group.spawn("left", fetch, urlOfLeft);
///         group.spawn("right", fetch, urlOfRight);
///     });
class TaskGroup {
public:
    enum class Policy {
        CancelSiblings, ///< the first failure cancels the rest and is thrown
        Supervise       ///< a failure is told to onError; the rest goes on
    };

    /// Runs body(group), a plain function or a coroutine, then waits for all children. Throws ExceptionGroup.
    template <class F>
    static Task<void> run(F body, Policy policy = Policy::CancelSiblings) {
        TaskGroup group(policy);
        Fiber *fiber = Loop::current()->fiber();
        Scope *outer = fiber->scope;
        group.m_scope.attach(outer);
        fiber->enter(&group.m_scope);
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<F &, TaskGroup &>>)
                body(group);
            else
                co_await body(group);
        } catch (Cancelled) {
            group.m_scope.cancel();
        } catch (...) {
            group.fail(std::current_exception(), "body");
        }
        while (group.m_live > 0) // one more may be spawned between the last end and this resumption
            co_await group.join();
        fiber->enter(outer);
        if (!group.m_errors.empty())
            throw ExceptionGroup(std::move(group.m_errors));
        if (outer->effectivelyCancelled())
            throw Cancelled{};
    }

    explicit TaskGroup(Policy policy) : m_policy(policy) {}
    ~TaskGroup() { Q_ASSERT(m_live == 0); }
    TaskGroup(const TaskGroup &) = delete;
    TaskGroup &operator=(const TaskGroup &) = delete;

    /// Starts f(args…), a Task, as a child called `name` (a literal: it is not copied). The callable and its
    /// arguments move into the child's frame. An error Result that it returns counts as its failure.
    template <class F, class... A>
    void spawn(const char *name, F f, A... args) {
        launch(name, rootOf(this, std::move(f), std::move(args)...));
    }

    /// Cancels every child; run() then ends without an error of its own.
    void cancel() { m_scope.cancel(); }

    [[nodiscard]] int live() const { return m_live; }
    [[nodiscard]] Scope &scope() { return m_scope; }

    /// Supervise: called with each failure and the child's name.
    std::function<void(std::exception_ptr, const char *name)> onError;

    /// Waits until every child has ended; not a checkpoint, and not cut by cancellation.
    class Join : public Awaitable<Join> {
    public:
        explicit Join(TaskGroup &group) : Awaitable("join"), m_group(group) {}
        bool await_ready() { return m_group.m_live == 0; }
        void start() { m_group.m_join = this; }
        bool abandon() noexcept override { return false; }

    private:
        TaskGroup &m_group;
    };
    [[nodiscard]] Join join() { return Join(*this); }

private:
    template <class F, class... A>
    static RootTask rootOf(TaskGroup *group, F f, A... args) {
        using Value = TaskValueT<std::invoke_result_t<F &, A...>>;
        try {
            if constexpr (ResultLike<Value>) {
                auto result = co_await std::invoke(f, std::move(args)...);
                if (!result.ok())
                    throw FailedResult(result.error());
            } else {
                co_await std::invoke(f, std::move(args)...);
            }
        } catch (Cancelled) {
        } catch (...) {
            group->fail(std::current_exception(), Loop::current()->fiber()->name);
        }
    }

    void launch(const char *name, RootTask root);
    void fail(std::exception_ptr error, const char *name);
    static void childEnded(void *group, Fiber *fiber);

    Scope m_scope;
    std::vector<std::exception_ptr> m_errors;
    Join *m_join = nullptr;
    int m_live = 0;
    Policy m_policy;
};

} // namespace docchat::async
