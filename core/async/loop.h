#pragma once

#include "async/fiber.h"
#include "async/frames.h"
#include "async/scope.h"
#include "async/taskinfo.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace docchat::async {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

/// A deadline in the loop's heap; lives in the frame of whoever waits for it.
class Timer {
public:
    Clock::time_point due;

    virtual void expired() = 0;

protected:
    ~Timer() = default;

private:
    friend class Loop;
    int m_position = -1;
    quint64 m_sequence = 0;
};

/// `begun + after`, or the end of time where that would overflow: a limit of duration::max() never passes.
[[nodiscard]] inline Clock::time_point momentAfter(Clock::time_point begun, Clock::duration after) {
    return after > Clock::time_point::max() - begun ? Clock::time_point::max() : begun + after;
}

/// One that waits until nothing else is to be done; lives in its frame.
class Idle : public Link, public Timer {};

class LoopGate;

/// Runs coroutines on Qt's event loop: one ready queue, one timer heap, one posted event. One Loop a thread;
/// all of it is used on that thread alone. A slice of 0.2 ms of ready work alternates with Qt's own events,
/// so the window lives.
class Loop : public QObject {
public:
    Loop();
    ~Loop() override;

    /// The Loop of this thread; null outside one.
    [[nodiscard]] static Loop *current();

    /// Now, on the monotonic clock, or on virtual time.
    [[nodiscard]] Clock::time_point now() const { return m_virtual ? m_virtualNow : Clock::now(); }

    /// now(), as it was when the step that runs began: costs no look at the clock.
    [[nodiscard]] Clock::time_point stepTime() const { return m_virtual ? m_virtualNow : m_stepTime; }

    /// For tests without sockets, threads and processes: time stands still while anything is ready, then
    /// jumps to the next deadline. Call before the first wait.
    void useVirtualTime();

    /// Every living task of this loop: a tree, each parent right before its children.
    [[nodiscard]] std::vector<TaskInfo> tasks() const;

    /// tasks() as text, one line a task, children indented below their parents.
    [[nodiscard]] QString dump() const;

    /// The step of a task that held this loop for longest so far; no name: none has run.
    struct LongestStep {
        const char *task = nullptr;
        Clock::duration held{};
    };
    [[nodiscard]] LongestStep longestStep() const { return m_longest; }

    [[nodiscard]] qint64 fibers() const { return m_fibers; }
    [[nodiscard]] quint64 steps() const { return m_steps; }

    /// Called with the task's name and the microseconds of a step that held the loop for longer than `limit`.
    void reportSlowSteps(std::chrono::microseconds limit, std::function<void(const char *, qint64)> report);

    /// The name of the task that runs right now, or null. Any thread.
    [[nodiscard]] const char *runningTask() const { return m_runningName.load(std::memory_order_relaxed); }

    /// When the step that runs right now began, in steady-clock nanoseconds; 0 between steps. Any thread.
    [[nodiscard]] qint64 stepBegun() const { return m_stepBegun.load(std::memory_order_relaxed); }

    /// Test hook, called at every checkpoint (false) and every suspension (true).
    std::function<void(bool suspended)> probe;

    // For awaitables and groups.
    void makeReady(Fiber *fiber);
    [[nodiscard]] bool hasReady() const { return m_head; }
    void runReady() { drain(); } ///< a slice at most; from a callback of Qt's
    void addTimer(Timer *timer);
    void removeTimer(Timer *timer);
    void addIdle(Idle *idle);
    [[nodiscard]] bool sliceIsOver();
    [[nodiscard]] Fiber *fiber() const { return m_current; }
    [[nodiscard]] Scope &rootScope() { return m_root; }
    [[nodiscard]] std::shared_ptr<LoopGate> gate() const { return m_gate; }
    void resumeNext(std::coroutine_handle<> handle) { m_next = handle; }
    void registerFiber(Fiber *fiber);
    void unregisterFiber(Fiber *fiber);
    void registerOwner(OwnerName *owner) { m_owners.append(owner); }

protected:
    bool event(QEvent *event) override;

private:
    void drain();
    Clock::time_point step(Fiber *fiber, Clock::time_point begun);
    void kick();
    void fireTimers();
    void fireIdle();
    void arm();
    void siftUp(int position);
    void siftDown(int position);
    void place(int position, Timer *timer);

    Fiber *m_head = nullptr;
    Fiber *m_tail = nullptr;
    Fiber *m_current = nullptr;
    std::coroutine_handle<> m_next;
    Scope m_root;
    Link m_all;
    Link m_owners;
    LongestStep m_longest;
    std::vector<Timer *> m_heap;
    QTimer m_timer;
    Link m_idle;
    QTimer m_idleTimer; ///< fires when Qt has looked at the sockets
    std::function<void(const char *, qint64)> m_reportSlow;
    std::shared_ptr<LoopGate> m_gate;
    std::atomic<const char *> m_runningName{nullptr};
    std::atomic<qint64> m_stepBegun{0};
    Clock::time_point m_sliceEnd{};
    Clock::time_point m_stepTime{};
    Clock::time_point m_virtualNow{};
    std::chrono::microseconds m_slowStep{50'000};
    quint64 m_sequence = 0;
    quint64 m_fiberIds = 0;
    quint64 m_steps = 0;
    qint64 m_fibers = 0;
    unsigned m_polls = 0;
    bool m_posted = false;
    bool m_virtual = false;
};

/// How other threads reach a Loop that may be gone: post() after the Loop's end does nothing.
class LoopGate {
public:
    /// Runs `f` on the loop's thread, soon. Any thread.
    void post(std::function<void()> f);

private:
    friend class Loop;
    std::mutex m_mutex;
    Loop *m_loop = nullptr;
};

} // namespace docchat::async
