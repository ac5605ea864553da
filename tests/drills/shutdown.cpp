// A hundred background tasks end at shutdown, each after its clean-up, which may await; one whose clean-up
// hangs is cut at the grace. In asyncio: a set of tasks kept alive by hand, task.cancel() for each, then
// asyncio.wait(tasks, timeout=grace), with a `finally:` that awaits in every task.

#include "drill.h"

#include "async/background.h"

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> beat() {
    for (;;)
        co_await sleepFor(1s);
}

Task<void> sayGoodbye(Milliseconds takes, int *ended) {
    co_await sleepFor(takes);
    ++*ended;
}

Task<void> worker(Milliseconds cleanup, int *ended) {
    co_await withCleanup(beat(), [=] { return sayGoodbye(cleanup, ended); }, 500ms);
}

struct Facts {
    int live = 0;
    int ended = 0;
    bool allEnded = false;
    qint64 shutdownMs = 0;
};

Task<Facts> shutdownWith(Milliseconds lastCleanup) {
    Facts facts;
    Background background;
    for (int i = 0; i < 100; ++i)
        background.spawn("worker", worker, i < 99 ? 50ms : lastCleanup, &facts.ended);
    co_await sleepFor(10s);
    facts.live = background.live();
    const auto begun = Loop::current()->now();
    facts.allEnded = co_await background.shutdown(1s);
    facts.shutdownMs = tests::elapsedMs(begun);
    co_return facts;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    for (const auto &[lastCleanup, cleaned, tookMs] :
         {std::tuple(50ms, 100, 50), std::tuple(Milliseconds(1h), 99, 500)}) {
        const auto facts = drill.virtually([&] { return shutdownWith(lastCleanup); });
        drill.expect("alive after 10 s", facts.live, 100);
        drill.expect("all ended by the shutdown", facts.allEnded, true);
        drill.expect("cleaned up to the end", facts.ended, cleaned);
        drill.expect("shutdown in ms", facts.shutdownMs, tookMs);
    }
    return drill.exitCode();
}
