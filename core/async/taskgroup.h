#pragma once

#include "async/deadline.h"
#include "async/event.h"

#include <functional>
#include <memory>
#include <vector>

namespace docchat::async {

template <class T>
class Child;

/// What TaskGroup::waitFor waits for, as asyncio.wait's return_when.
enum class Until { FirstCompleted, FirstFailed, AllCompleted };

/// The started children of a group by their index, as asyncio.wait returns them.
struct Waited {
    std::vector<int> done;    ///< ended since the last waitFor, in the order in which they were started
    std::vector<int> pending; ///< alive, and still owned by the group
};

namespace detail {

/// What a group knows of a child that was start()ed.
struct StartedChild {
    Event ended;
    Scope *scope = nullptr; ///< while it runs
    int index = 0;
    bool failed = false;
    bool cancelled = false; ///< possibly before it ran at all

    [[nodiscard]] bool done() const { return ended.isSet(); }
};

} // namespace detail

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
/// first failure cancels the siblings; all errors are kept, those of clean-ups too, and thrown as one
/// ExceptionGroup. Cancelled from outside, it cancels its children, waits for their ends and throws
/// Cancelled, or the ExceptionGroup if some failed. Loop thread only.
///
///     co_await TaskGroup::run([&](TaskGroup &group) {
///         group.spawn("left", fetch, urlOfLeft);
///         group.spawn("right", fetch, urlOfRight);
///     });
class TaskGroup {
public:
    enum class Policy {
        CancelSiblings, ///< the first failure cancels the rest and is thrown
        Supervise       ///< a child's failure is told to onError; the rest goes on
    };

    /// Runs body(group), a plain function or a coroutine, then waits for all children. Throws ExceptionGroup.
    template <class F>
    static Task<void> run(F body, Policy policy = Policy::CancelSiblings,
                          std::source_location where = std::source_location::current()) {
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
            group.endedByCancel();
            group.m_scope.cancel();
        } catch (...) { // the owner's own failure ends the group, whatever the policy for children is
            group.m_errors.push_back(std::current_exception());
            group.m_scope.cancel();
        }
        while (group.m_live > 0) { // one more may be spawned between the last end and this resumption
            Join join(group, false);
            join.where = where; // the dump names the caller's line
            co_await join;
        }
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

    /// Starts f(args…) like spawn, as a child whose outcome the owner looks at: asyncio.create_task. Its
    /// failure is kept in the handle and cancels nobody. Include async/child.h to use it.
    template <class F, class... A>
    auto start(const char *name, F f, A... args) -> Child<TaskValueT<std::invoke_result_t<F &, A...>>>;

    /// asyncio.wait on what is pending: waits until one, one that failed, or all of the started children that
    /// no waitFor has told of yet have ended, or the deadline passes, and tells which have. No child is
    /// cancelled by it. With nothing pending it comes back
    /// after one turn. One task at a time may ask. A checkpoint.
    Task<Waited> waitFor(Until until, Deadline deadline = Deadline::never());

    /// Cancels every child; run() then ends without an error of its own.
    void cancel() { m_scope.cancel(); }

    [[nodiscard]] int live() const { return m_live; }
    [[nodiscard]] Scope &scope() { return m_scope; }

    /// Supervise: called with each failure and the child's name.
    std::function<void(std::exception_ptr, const char *name)> onError;

    /// Waits until every child has ended; not a checkpoint. For a group that stands by itself, such as
    /// Background's, the wait can be cut; run()'s own wait cannot.
    class Join : public Awaitable<Join>, public Link {
    public:
        Join(TaskGroup &group, bool canBeCut) : Awaitable("join"), m_group(group), m_canBeCut(canBeCut) {}
        bool await_ready() { return m_group.m_live == 0; }
        void start() { m_group.m_joining.append(this); }
        void detach() { unlink(); }
        bool abandon() noexcept override { return m_canBeCut && Awaitable::abandon(); }

    private:
        TaskGroup &m_group;
        bool m_canBeCut;
    };
    [[nodiscard]] Join join() { return Join(*this, true); }

private:
    template <class T>
    friend class Child;

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
            group->endedByCancel();
        } catch (...) {
            group->fail(std::current_exception(), Loop::current()->fiber()->name);
        }
    }

    void launch(const char *name, RootTask root);
    void endedByCancel();
    void fail(std::exception_ptr error, const char *name);
    static void childEnded(void *group, Fiber *fiber);
    void startedChildEnded(detail::StartedChild *child);
    [[nodiscard]] bool isReached(Until until) const;

    Scope m_scope;
    std::vector<std::exception_ptr> m_errors;
    std::vector<std::shared_ptr<detail::StartedChild>> m_started; ///< that no waitFor has told of yet
    Event m_startedEnded;
    Link m_joining;
    int m_startedCount = 0;
    int m_live = 0;
    Policy m_policy;
};

} // namespace docchat::async
