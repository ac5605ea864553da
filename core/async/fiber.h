#pragma once

#include "async/link.h"

#include <QtGlobal>

#include <chrono>
#include <coroutine>
#include <source_location>

namespace docchat::async {

class Frame;
class Loop;
class Scope;
struct Fiber;

/// One wait at the bottom of a task: lives in the frame of the coroutine that awaits, and can detach itself.
class Waiter {
public:
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;

    /// The source completed: queues the fiber. Never resumes in place.
    void fire();

    const char *what;
    std::source_location where;
    std::chrono::steady_clock::time_point since{};

protected:
    explicit Waiter(const char *name) : what(name) {}
    ~Waiter() = default;

    /// Lets go of the source. True: the wait is over now and throws Cancelled. False: it will fire by itself.
    virtual bool abandon() noexcept = 0;

    Fiber *m_fiber = nullptr;
    bool m_cancelled = false;

    friend struct Fiber;
};

struct ScopeLink : Link {};
struct RegistryLink : Link {};

/// A stack of coroutines that awaits as one: what asyncio calls a task. Made by TaskGroup only.
struct Fiber : ScopeLink, RegistryLink {
    Loop *loop = nullptr;
    Scope *scope = nullptr;
    const Scope *home = nullptr; ///< the scope it was spawned into: its group's
    Waiter *waiter = nullptr;
    std::coroutine_handle<> at;       ///< what to resume
    const Frame *innermost = nullptr; ///< the coroutine that waits; its callers are behind it
    std::coroutine_handle<> root;     ///< what to destroy at the end
    Fiber *nextReady = nullptr;
    const char *name = "";
    quint64 id = 0;
    std::chrono::steady_clock::time_point born{};
    bool queued = false;
    bool done = false;
    void (*ended)(void *owner, Fiber *) = nullptr;
    void *owner = nullptr;

    void enter(Scope *inner);
    void deliverCancel();
};

} // namespace docchat::async
