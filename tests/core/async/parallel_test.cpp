#include "async/parallel.h"
#include "async/threads.h"

#include "testmain.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <atomic>
#include <latch>
#include <memory>

using namespace docchat::async;

class ParallelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNumberComesOnce_data();
    void everyNumberComesOnce();
    void freeThreadsTakePart();
    void whereNoThreadIsFreeTheCallerDoesAll();
    void fromEveryThreadOfAPoolAtOnceItEnds();
    void aHandThatComesLateTouchesNothing();
};

namespace {

/// How often each number came.
template <std::size_t Size>
using Counts = std::array<std::atomic<int>, Size>;

template <std::size_t Size>
bool allAre(const Counts<Size> &counts, int wanted) {
    return std::ranges::all_of(counts, [wanted](const auto &count) { return count == wanted; });
}

} // namespace

void ParallelTest::everyNumberComesOnce_data() {
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 3, 1000})
        QTest::addRow("%d", count) << count;
}

void ParallelTest::everyNumberComesOnce() {
    QFETCH(int, count);
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    Counts<1001> counts{};
    inParallel(count, [&](int i) { ++counts[std::size_t(i)]; }, &pool);
    for (int i = 0; i < int(counts.size()); ++i)
        QCOMPARE(counts[std::size_t(i)].load(), i < count ? 1 : 0);
}

/// Each of the three waits for the others.
void ParallelTest::freeThreadsTakePart() {
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    std::latch together(3);
    inParallel(3, [&](int) { together.arrive_and_wait(); }, &pool);
    QVERIFY(together.try_wait());
}

void ParallelTest::whereNoThreadIsFreeTheCallerDoesAll() {
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    const auto begun = std::make_shared<std::latch>(2); // which the threads may still touch at the end
    const auto goOn = std::make_shared<std::latch>(1);
    for (int i = 0; i < 2; ++i) {
        startOn(&pool, [begun, goOn] {
            begun->count_down();
            goOn->wait();
        });
    }
    begun->wait();
    Counts<100> counts{};
    std::atomic<int> elsewhere = 0;
    auto *here = QThread::currentThread();
    inParallel(
        100,
        [&](int i) {
            ++counts[std::size_t(i)];
            elsewhere += QThread::currentThread() == here ? 0 : 1;
        },
        &pool);
    goOn->count_down();
    QVERIFY(allAre(counts, 1));
    QCOMPARE(elsewhere.load(), 0);
    QVERIFY(pool.waitForDone(10'000));
}

void ParallelTest::fromEveryThreadOfAPoolAtOnceItEnds() {
    constexpr int jobs = 500;
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    Counts<37> counts{};
    const auto ended = std::make_shared<std::latch>(jobs);
    for (int job = 0; job < jobs; ++job) {
        startOn(&pool, [&, ended] {
            inParallel(int(counts.size()), [&](int i) { ++counts[std::size_t(i)]; }, &pool);
            ended->count_down();
        });
    }
    ended->wait();
    QVERIFY(pool.waitForDone(60'000));
    QVERIFY(allAre(counts, jobs));
}

/// What the function refers to is gone when inParallel is back, whatever the pool has still queued.
void ParallelTest::aHandThatComesLateTouchesNothing() {
    QThreadPool pool;
    pool.setMaxThreadCount(8);
    for (int round = 0; round < 2000; ++round) {
        auto inside = std::make_unique<std::atomic<int>>(0);
        inParallel(8, [&](int) { ++*inside; }, &pool);
        QCOMPARE(inside->load(), 8);
    }
    QVERIFY(pool.waitForDone(10'000));
}

DOCCHAT_TEST(ParallelTest)

#include "parallel_test.moc"
