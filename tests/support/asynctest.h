#pragma once

#include "async/run.h"

#include <stdexcept>

namespace docchat::tests {

/// Runs a task to its end on a Loop of its own and throws when it leaves coroutine frames or tasks behind.
/// F makes the task once the Loop is there.
template <class F>
auto runOnLoop(F makeTask, bool virtualTime) -> async::TaskValueT<std::invoke_result_t<F &>> {
    const auto framesBefore = async::liveFrames().frames;
    async::Loop loop;
    if (virtualTime)
        loop.useVirtualTime();
    auto check = [&] {
        if (async::liveFrames().frames != framesBefore || loop.fibers() != 0)
            throw std::runtime_error("coroutine frames or tasks were left behind");
    };
    if constexpr (std::is_void_v<async::TaskValueT<std::invoke_result_t<F &>>>) {
        async::run(makeTask());
        check();
    } else {
        auto value = async::run(makeTask());
        check();
        return value;
    }
}

/// On virtual time: for what has no sockets, threads or processes.
template <class F>
auto virtually(F makeTask) {
    return runOnLoop(std::move(makeTask), true);
}

/// On real time.
template <class F>
auto really(F makeTask) {
    return runOnLoop(std::move(makeTask), false);
}

/// Milliseconds on the loop's clock since `begun`.
inline qint64 elapsedMs(async::Clock::time_point begun) {
    return std::chrono::duration_cast<async::Milliseconds>(async::Loop::current()->now() - begun).count();
}

/// Waits on the loop until `happened()`, at most 100 s.
template <class F>
async::Task<bool> until(F happened) {
    for (int i = 0; i < 100'000 && !happened(); ++i)
        co_await async::sleepFor(async::Milliseconds(1));
    co_return happened();
}

} // namespace docchat::tests
