#pragma once

#include "async/cancel.h"
#include "async/semaphore.h"

namespace docchat::async {

/// asyncio.Lock: one at a time, first come first served; for a state that must stay consistent over an await.
/// Needed only there: between two awaits a task is alone anyway. Must outlive its locks. Loop thread only.
///
///     const auto lock = co_await mutex.lock();
class Mutex {
public:
    /// A checkpoint. The lock is given back when the Permit ends; it is never lost in a race with cancel.
    [[nodiscard]] Semaphore::Acquire lock() { return Semaphore::Acquire(m_semaphore, "mutex"); }

    [[nodiscard]] bool isLocked() const { return m_semaphore.available() == 0; }

private:
    Semaphore m_semaphore{1};
};

/// asyncio.Condition: waits, holding a Mutex, until another task has changed what it guards. Must outlive its
/// waits. Loop thread only.
///
///     auto lock = co_await mutex.lock();
///     co_await filled.wait(&lock, [&] { return !items.empty(); });
class Condition {
public:
    explicit Condition(Mutex *mutex) : m_mutex(mutex) {}
    Condition(const Condition &) = delete;
    Condition &operator=(const Condition &) = delete;

    /// Lets go of `lock`, waits to be notified, and holds the lock again when it ends, cancelled or not. A
    /// notification that reaches a task in the moment it is cancelled goes on to the next one.
    Task<void> wait(Permit *lock);

    /// Waits until predicate() is true; it is asked while the lock is held.
    template <class P>
    Task<void> wait(Permit *lock, P predicate) {
        while (!predicate())
            co_await wait(lock);
    }

    /// Wakes `count` of the waiting tasks, the longest waiting first. The lock should be held.
    void notify(int count = 1);
    void notifyAll();

private:
    class Notified : public Awaitable<Notified>, public Link {
    public:
        explicit Notified(Condition &condition) : Awaitable("condition"), m_condition(condition) {}
        void start() { m_condition.m_waiting.append(this); }
        void detach() { unlink(); }

    private:
        friend class Condition;
        Condition &m_condition;
    };

    Mutex *m_mutex;
    Link m_waiting;
};

} // namespace docchat::async
