#pragma once

#include "async/task.h"

namespace docchat::async {

/// asyncio.sleep: comes back no earlier than after this time. A checkpoint, ended at once by cancel. Loop
/// thread.
///
///     co_await sleepFor(20ms);
class Sleep : public Awaitable<Sleep>, public Timer {
public:
    explicit Sleep(Clock::duration duration) : Awaitable("timer") {
        due = momentAfter(Loop::current()->now(), duration);
    }
    void start() { m_fiber->loop->addTimer(this); }
    void detach() { m_fiber->loop->removeTimer(this); }
    void expired() override { fire(); }
};
[[nodiscard]] inline Sleep sleepFor(Clock::duration duration) {
    return Sleep(duration);
}

/// asyncio.sleep(0): lets every other ready task run once. A checkpoint. Loop thread.
///
///     while (!isDone())
///         co_await yieldNow();
class Yield : public Awaitable<Yield> {
public:
    Yield() : Awaitable("yield") {}
    void start() { fire(); }
    bool abandon() noexcept override { return false; }
};
[[nodiscard]] inline Yield yieldNow() {
    return {};
}

/// Lets everything else go first: comes back once no task is ready and Qt has looked for events, at the
/// latest after `patience`. For work that can wait, such as reading an answer while others come in. A
/// checkpoint, ended at once by cancel. Loop thread.
///
///     co_await whenIdle();
///     const auto vectors = parse(body);
class WhenIdle : public Awaitable<WhenIdle>, public Idle {
public:
    explicit WhenIdle(Clock::duration patience) : Awaitable("idle") {
        due = momentAfter(Loop::current()->now(), patience);
    }
    void start() { m_fiber->loop->addIdle(this); }
    void detach() {
        Link::unlink();
        m_fiber->loop->removeTimer(this);
    }
    void expired() override {
        detach();
        fire();
    }
};
[[nodiscard]] inline WhenIdle whenIdle(Clock::duration patience = 10ms) {
    return WhenIdle(patience);
}

} // namespace docchat::async
