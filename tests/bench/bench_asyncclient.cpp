#include "bench_commands.h"
#include "bench_report.h"
#include "bench_usage.h"

#include "async/blocking.h"
#include "async/queue.h"
#include "async/run.h"
#include "async/semaphore.h"

#include <algorithm>
#include <malloc.h>

namespace docchat::bench {

using async::Task;
using async::TaskGroup;
using namespace std::chrono_literals;

namespace {

// Each measurement is a coroutine that comes back with one figure; python/async_core.py has the same ones.

constexpr int many = 10'000;

Task<int> trivial(int value) {
    co_return value;
}

Task<double> awaitNs() {
    constexpr int passes = 5'000'000;
    const Stopwatch watch;
    int last = 0;
    for (int i = 0; i < passes; ++i)
        last ^= co_await trivial(i);
    co_return last == 1 ? 0 : watch.nsFor(passes); // used, so that nothing is optimised away
}

Task<double> readyNs() {
    constexpr int passes = 2'000'000;
    const Stopwatch watch;
    for (int i = 0; i < passes; ++i)
        co_await async::yieldNow();
    co_return watch.nsFor(passes);
}

Task<void> passThrough(async::Semaphore *semaphore, int passes) {
    for (int i = 0; i < passes; ++i) {
        const auto permit = co_await semaphore->acquire();
        co_await async::yieldNow();
    }
}

Task<double> semaphoreNs() {
    constexpr int tasks = 64;
    constexpr int passes = 20'000;
    async::Semaphore semaphore(8);
    const Stopwatch watch;
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (int i = 0; i < tasks; ++i)
            group.spawn("pass", passThrough, &semaphore, passes);
    });
    co_return watch.nsFor(tasks * passes);
}

Task<void> produce(async::Queue<int> *queue, int count) {
    for (int i = 0; i < count; ++i)
        co_await queue->push(i);
    queue->close();
}

Task<void> consume(async::Queue<int> *queue) {
    while (co_await queue->pop()) {
    }
}

Task<double> queueNs() {
    constexpr int passes = 2'000'000;
    async::Queue<int> queue(16);
    const Stopwatch watch;
    co_await TaskGroup::run([&](TaskGroup &group) {
        group.spawn("produce", produce, &queue, passes);
        group.spawn("consume", consume, &queue);
    });
    co_return watch.nsFor(passes);
}

Task<void> spawnMany(TaskGroup *group, int count) {
    for (int i = 0; i < count; ++i) {
        group->spawn("trivial", trivial, i);
        if (i % 100 == 99) // as a program would: some end while others begin
            co_await async::yieldNow();
    }
}

Task<double> spawnNs() {
    constexpr int passes = 1'000'000;
    const Stopwatch watch;
    co_await TaskGroup::run([](TaskGroup &group) { return spawnMany(&group, passes); });
    co_return watch.nsFor(passes);
}

Task<double> timeoutNs() {
    constexpr int passes = 1'000'000;
    const Stopwatch watch;
    for (int i = 0; i < passes; ++i)
        co_await async::withTimeout(1h, trivial(i));
    co_return watch.nsFor(passes);
}

Task<double> blockingNs() {
    constexpr int passes = 50'000;
    const Stopwatch watch;
    for (int i = 0; i < passes; ++i)
        co_await async::runBlocking([](std::stop_token, int value) { return value; }, i);
    co_return watch.nsFor(passes);
}

Task<void> sleepLong() {
    co_await async::sleepFor(1h);
}

/// Takes the measure of 10,000 sleeping tasks, then cancels them.
Task<void> watchSleepers(TaskGroup *group, QJsonObject *figures, Stopwatch *cancelled) {
    const auto taken = [] {
        const auto heap = mallinfo2();
        return double(heap.uordblks + heap.hblkhd);
    };
    const auto before = taken();
    for (int i = 0; i < many; ++i)
        group->spawn("sleeper", sleepLong);
    co_await async::sleepFor(100ms);
    figures->insert(QStringLiteral("sleeping_bytes"), (taken() - before) / many);
    *cancelled = Stopwatch();
    group->cancel();
}

Task<void> sleepers(QJsonObject *figures) {
    Stopwatch cancelled;
    co_await TaskGroup::run([&](TaskGroup &group) { return watchSleepers(&group, figures, &cancelled); });
    figures->insert(QStringLiteral("cancel_ms"), cancelled.wall() * 1000);
}

/// A timer of 5 ms that notes how late it comes, each time from when it was set: what a window would feel.
class Beat {
public:
    Beat() {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] {
            m_late += std::chrono::duration<double, std::milli>(async::Clock::now() - m_set - 5ms).count();
            set();
        });
        set();
    }
    void stop() { m_timer.stop(); }

    /// In ms, the least first.
    [[nodiscard]] QList<double> late() const {
        auto sorted = m_late;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

private:
    void set() {
        m_set = async::Clock::now();
        m_timer.start(5);
    }

    QTimer m_timer;
    async::Clock::time_point m_set;
    QList<double> m_late;
};

Task<void> beBusy(const bool *stop) {
    while (!*stop)
        co_await async::yieldNow();
}

Task<void> beatBeside(TaskGroup *group, bool *stop, QList<double> *late) {
    for (int i = 0; i < many; ++i)
        group->spawn("busy", beBusy, stop);
    co_await async::sleepFor(200ms);
    Beat beat;
    co_await async::sleepFor(3s);
    beat.stop();
    *late = beat.late();
    *stop = true;
}

Task<void> beatBesideBusyTasks(QJsonObject *figures) {
    bool stop = false;
    QList<double> late;
    co_await TaskGroup::run([&](TaskGroup &group) { return beatBeside(&group, &stop, &late); });
    figures->insert(QStringLiteral("beat_p50_ms"), late[late.size() / 2]);
    figures->insert(QStringLiteral("beat_p99_ms"), late[late.size() * 99 / 100]);
    figures->insert(QStringLiteral("beat_max_ms"), late.last());
}

Task<QJsonObject> measureAll() {
    QJsonObject figures;
    figures.insert(QStringLiteral("await_ns"), co_await awaitNs());
    figures.insert(QStringLiteral("ready_ns"), co_await readyNs());
    figures.insert(QStringLiteral("semaphore_ns"), co_await semaphoreNs());
    figures.insert(QStringLiteral("queue_ns"), co_await queueNs());
    figures.insert(QStringLiteral("spawn_ns"), co_await spawnNs());
    figures.insert(QStringLiteral("timeout_ns"), co_await timeoutNs());
    figures.insert(QStringLiteral("blocking_ns"), co_await blockingNs());
    co_await sleepers(&figures);
    co_await beatBesideBusyTasks(&figures);
    co_return figures;
}

} // namespace

int asyncClient() {
    async::Loop loop;
    printLine(async::run(measureAll()));
    return 0;
}

} // namespace docchat::bench
