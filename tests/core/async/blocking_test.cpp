#include "async/blocking.h"
#include "async/gather.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QThread>

#include <atomic>
#include <latch>
#include <semaphore>

using namespace docchat;
using namespace docchat::async;

namespace {

/// Waits, but never for ever: 10 s is "does not hang".
template <class S>
bool await10s(S *semaphore) {
    return semaphore->try_acquire_for(10s);
}

/// Seen by both sides of the fence.
struct ThreadFacts {
    std::binary_semaphore begun{0};
    std::binary_semaphore goOn{0};
    std::atomic<int> ran{0};
    std::atomic<bool> sawStop{false};
    std::atomic<bool> ended{false};
};

/// Runs until it is told to stop, or to go on.
void untilStopped(std::stop_token token, ThreadFacts *facts) {
    facts->ran++;
    facts->begun.release();
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!token.stop_requested() && std::chrono::steady_clock::now() < end)
        QThread::msleep(1);
    facts->sawStop = token.stop_requested();
    facts->ended = true;
}

Task<void> untilBegun(ThreadFacts *facts) {
    while (!facts->begun.try_acquire())
        co_await sleepFor(1ms);
}

/// Ends slowly, on whichever thread has it last.
class SlowToDie {
public:
    explicit SlowToDie(std::atomic<bool> *gone) : m_gone(gone) {}
    SlowToDie(SlowToDie &&other) noexcept : m_gone(std::exchange(other.m_gone, nullptr)) {}
    ~SlowToDie() {
        if (!m_gone)
            return;
        QThread::msleep(50);
        *m_gone = true;
    }

private:
    std::atomic<bool> *m_gone;
};

} // namespace

class BlockingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsOnAThreadAndComesBackWithItsResult() {
        QThread *here = QThread::currentThread();
        bool elsewhere = false;
        bool back = false;
        const auto value = tests::really([&] {
            return [](QThread *loopThread, bool *away, bool *home) -> Task<std::unique_ptr<int>> {
                QThread *where = nullptr;
                auto got = co_await runBlocking(
                    [&where](std::stop_token, std::unique_ptr<int> n, int plus) {
                        where = QThread::currentThread();
                        *n += plus;
                        return n;
                    },
                    std::make_unique<int>(40), 2);
                *away = where != loopThread;
                *home = QThread::currentThread() == loopThread;
                co_return got;
            }(here, &elsewhere, &back);
        });
        QCOMPARE(*value, 42);
        QVERIFY(elsewhere);
        QVERIFY(back);
    }

    void whatItThrowsIsThrownAtTheAwait() {
        QByteArray error;
        tests::really([&] {
            return [](QByteArray *why) -> Task<void> {
                try {
                    co_await runBlocking([](std::stop_token) { throw std::runtime_error("on the thread"); });
                } catch (const std::runtime_error &e) {
                    *why = e.what();
                }
            }(&error);
        });
        QCOMPARE(error, QByteArray("on the thread"));
    }

    void theLoopGoesOnWhileTheThreadIsBusy() {
        ThreadFacts facts;
        int turns = 0;
        tests::really([&] {
            return TaskGroup::run([&](TaskGroup &group) {
                group.spawn(
                    "thread",
                    [](ThreadFacts *f) -> Task<void> {
                        co_await runBlocking([f](std::stop_token) { f->ended = await10s(&f->goOn); });
                    },
                    &facts);
                group.spawn(
                    "loop",
                    [](ThreadFacts *f, int *count) -> Task<void> {
                        for (; *count < 5; ++*count)
                            co_await sleepFor(1ms);
                        f->goOn.release(); // the thread could not end before
                    },
                    &facts, &turns);
            });
        });
        QCOMPARE(turns, 5);
        QVERIFY(facts.ended);
    }

    void aThousandJobsOnAPoolOfTwoGiveEveryResultInOrder() {
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        std::atomic<int> now = 0;
        std::atomic<int> most = 0;
        const auto values = tests::really([&] {
            std::vector<int> numbers(1000);
            for (std::size_t i = 0; i < numbers.size(); ++i)
                numbers[i] = int(i);
            return mapConcurrent(std::move(numbers), 20, [&](int number) -> Task<int> {
                co_return co_await runBlocking(
                    {&pool},
                    [&](std::stop_token, int n) {
                        const int running = ++now;
                        for (int seen = most; running > seen && !most.compare_exchange_weak(seen, running);) {
                        }
                        --now;
                        return n + 1;
                    },
                    number);
            });
        });
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(values[std::size_t(i)], i + 1);
        QVERIFY(most <= 2);
    }

    void aQueuedJobNeverRunsAfterCancel() {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        ThreadFacts first;
        ThreadFacts second;
        bool whole = true;
        tests::really([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                group.spawn(
                    "first",
                    [](QThreadPool *p, ThreadFacts *f) -> Task<void> {
                        co_await runBlocking({p}, [f](std::stop_token) {
                            f->ran++;
                            f->begun.release();
                            await10s(&f->goOn);
                        });
                    },
                    &pool, &first);
                co_await untilBegun(&first);
                whole = co_await cancellable([&](Scope &scope) -> Task<void> {
                    const DeadlineTimer cut(scope, 2ms);
                    co_await runBlocking({&pool}, untilStopped, &second);
                });
                first.goOn.release(); // it left while the only thread was still taken
            });
        });
        QVERIFY(pool.waitForDone(10'000));
        QVERIFY(!whole);
        QCOMPARE(first.ran.load(), 1);
        QCOMPARE(second.ran.load(), 0);
    }

    void cancelledBeforeTheAwaitItIsNeverEvenQueued() {
        QThreadPool pool;
        ThreadFacts facts;
        tests::really([&] {
            return cancellable([&](Scope &scope) -> Task<void> {
                scope.cancel();
                co_await runBlocking({&pool}, untilStopped, &facts);
            });
        });
        QVERIFY(pool.waitForDone(10'000));
        QCOMPARE(facts.ran.load(), 0);
    }

    void aRunningJobIsToldByItsStopTokenAndWaitedFor() {
        ThreadFacts facts;
        bool endedBefore = false;
        bool cancelledNext = false;
        tests::really([&] {
            return cancellable([&](Scope &scope) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "canceller",
                        [](ThreadFacts *f, Scope *s) -> Task<void> {
                            co_await untilBegun(f);
                            s->cancel();
                        },
                        &facts, &scope);
                    group.spawn(
                        "thread",
                        [](ThreadFacts *f, bool *waited, bool *next) -> Task<void> {
                            co_await runBlocking(untilStopped, f);
                            *waited = f->ended;
                            try {
                                co_await yieldNow();
                            } catch (Cancelled) {
                                *next = true;
                            }
                        },
                        &facts, &endedBefore, &cancelledNext);
                });
            });
        });
        QVERIFY(facts.sawStop);
        QVERIFY(endedBefore); // the task went on only when the thread had left what it shares
        QVERIFY(cancelledNext);
    }

    void anAbandonedJobIsToldAndNotWaitedFor() {
        auto facts = std::make_shared<ThreadFacts>();
        bool endedBefore = true;
        bool cut = false;
        tests::really([&] {
            return [](std::shared_ptr<ThreadFacts> shared, bool *ended, bool *cancelled) -> Task<void> {
                *cancelled = !co_await cancellable([&](Scope &scope) -> Task<void> {
                    co_await TaskGroup::run([&](TaskGroup &group) {
                        group.spawn(
                            "canceller",
                            [](ThreadFacts *f, Scope *s) -> Task<void> {
                                co_await untilBegun(f);
                                s->cancel();
                            },
                            shared.get(), &scope);
                        group.spawn(
                            "thread",
                            [](std::shared_ptr<ThreadFacts> f) -> Task<void> {
                                co_await runBlocking({nullptr, OnCancel::Abandon},
                                                     [f](std::stop_token token) {
                                                         untilStopped(token, f.get());
                                                         f->ended = false;
                                                         await10s(&f->goOn);
                                                         f->ended = true;
                                                     });
                            },
                            shared);
                    });
                });
                *ended = shared->ended;
            }(facts, &endedBefore, &cut);
        });
        QVERIFY(cut);
        QVERIFY(!endedBefore);
        facts->goOn.release(); // its Loop is gone by now
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
        QVERIFY(facts->sawStop);
        QVERIFY(facts->ended);
        QCoreApplication::processEvents();
    }

    /// WaitForThread promises that the function may use what the caller owns, and so may what it holds.
    void theFunctionAndWhatItHoldsAreGoneWhenTheTaskGoesOn() {
        std::atomic<bool> gone = false;
        bool goneBefore = false;
        tests::really([&] {
            return [](std::atomic<bool> *dead, bool *before) -> Task<void> {
                co_await runBlocking([held = SlowToDie(dead)](std::stop_token) {});
                *before = *dead;
            }(&gone, &goneBefore);
        });
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
        QVERIFY(gone);
        QVERIFY(goneBefore);
    }

    void manyCancelledInEveryPhaseLeaveNothing() {
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        std::atomic<int> inside = 0;
        tests::Tally tally;
        tests::really([&] {
            return [](QThreadPool *p, std::atomic<int> *running, tests::Tally *count) -> Task<void> {
                for (int round = 0; round < 40; ++round) {
                    co_await cancellable([&](Scope &scope) -> Task<void> {
                        const DeadlineTimer cut(scope, std::chrono::microseconds(100 * round));
                        co_await TaskGroup::run([&](TaskGroup &group) {
                            for (int i = 0; i < 10; ++i) {
                                group.spawn(
                                    "job",
                                    [](QThreadPool *q, std::atomic<int> *n, tests::Tally *t) -> Task<void> {
                                        const tests::Guard guard(t);
                                        co_await runBlocking({q}, [n](std::stop_token) {
                                            ++*n;
                                            QThread::usleep(300);
                                            --*n;
                                        });
                                    },
                                    p, running, count);
                            }
                        });
                    });
                }
            }(&pool, &inside, &tally);
        });
        QVERIFY(pool.waitForDone(10'000));
        QCOMPARE(inside.load(), 0);
        QCOMPARE(tally.made, 400);
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(BlockingTest)

#include "blocking_test.moc"
