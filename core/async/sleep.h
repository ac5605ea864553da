#pragma once

#include "async/task.h"

namespace docchat::async {

/// co_await sleepFor(20ms): comes back no earlier than that. Loop thread.
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

/// co_await yieldNow(): lets every other ready task run once.
class Yield : public Awaitable<Yield> {
public:
    Yield() : Awaitable("yield") {}
    void start() { fire(); }
    bool abandon() noexcept override { return false; }
};
[[nodiscard]] inline Yield yieldNow() {
    return {};
}

} // namespace docchat::async
