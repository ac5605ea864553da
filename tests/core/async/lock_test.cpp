#include "async/lock.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> hold(Mutex *mutex, QByteArray *log, char letter, Milliseconds duration) {
    const auto lock = co_await mutex->lock();
    *log += letter;
    co_await sleepFor(duration);
    *log += char(letter - 'a' + 'A');
}

/// A mutex, a condition over it, and a number that it guards.
struct Shared {
    Mutex mutex;
    Condition changed{&mutex};
    int number = 0;
    int inside = 0;     ///< tasks that believe to hold the lock
    int mostInside = 0; ///< never above 1
    QByteArray log;

    void enter() { mostInside = std::max(mostInside, ++inside); }
    void leave() { --inside; }
};

/// Waits for one notification in a scope of its own, which *scope can cancel, and says what came of it: '+'
/// it was woken, '-' it was cut. Either way it must hold the lock afterwards.
Task<void> waitOnce(Shared *shared, char letter, Scope **scope) {
    auto lock = co_await shared->mutex.lock();
    const bool whole = co_await cancellable([=, &lock](Scope &own) -> Task<void> {
        if (scope)
            *scope = &own;
        co_await shared->changed.wait(&lock);
    });
    shared->enter();
    shared->log += letter;
    shared->log += whole ? '+' : '-';
    shared->log += shared->mutex.isLocked() ? "" : "!";
    shared->leave();
}

Task<void> waitUntil(Shared *shared, char letter, int number) {
    auto lock = co_await shared->mutex.lock();
    co_await shared->changed.wait(&lock, [=] { return shared->number >= number; });
    shared->log += letter;
}

Task<void> notifyAfter(Shared *shared, Milliseconds after, int count, Milliseconds holding = 0ms) {
    co_await sleepFor(after);
    const auto lock = co_await shared->mutex.lock();
    shared->enter();
    shared->changed.notify(count);
    co_await sleepFor(holding);
    shared->leave();
}

/// Wakes who is left, so that the group ends.
Task<void> endOfTheRest(Shared *shared) {
    const auto lock = co_await shared->mutex.lock();
    shared->changed.notifyAll();
}

} // namespace

class LockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneAtATimeInTheOrderOfAsking() {
        QByteArray log;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](QByteArray *out, qint64 *took) -> Task<void> {
                Mutex mutex;
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (const char letter : {'a', 'b', 'c'})
                        group.spawn("holder", hold, &mutex, out, letter, 10ms);
                });
                *took = tests::elapsedMs(begun);
                *out += mutex.isLocked() ? "locked" : "free";
            }(&log, &ms);
        });
        QCOMPARE(log, QByteArray("aAbBcCfree"));
        QCOMPARE(ms, 30);
    }

    void aFreeLockIsTakenWithoutSuspending() {
        int suspended = 0;
        tests::virtually([&] {
            return [](int *count) -> Task<void> {
                Mutex mutex;
                Loop::current()->probe = [count](bool suspends) { *count += suspends ? 1 : 0; };
                const auto lock = co_await mutex.lock();
                Loop::current()->probe = nullptr;
            }(&suspended);
        });
        QCOMPARE(suspended, 0);
    }

    void aHolderThatFailsGivesTheLockBack() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Mutex mutex;
                try {
                    co_await [](Mutex *own) -> Task<void> {
                        const auto lock = co_await own->lock();
                        co_await sleepFor(1ms);
                        throw std::runtime_error("holder");
                    }(&mutex);
                } catch (const std::runtime_error &) {
                    *out += mutex.isLocked() ? "locked" : "free";
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("free"));
    }

    void waitingForTheLockTimesOutAndTakesNothing() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Mutex mutex;
                {
                    const auto lock = co_await mutex.lock();
                    try {
                        co_await withTimeout(5ms, hold(&mutex, out, 'a', 1ms));
                    } catch (const TimeoutError &) {
                        *out += "timeout,";
                    }
                }
                *out += mutex.isLocked() ? "locked" : "free";
            }(&log);
        });
        QCOMPARE(log, QByteArray("timeout,free"));
    }

    /// The lock is given back and its next owner is cancelled, in one turn.
    void aLockHandedOverAndRacedByCancelIsNotLost_data() {
        QTest::addColumn<bool>("releaseFirst");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("released, then cancelled") << true << QByteArray("a-b");
        QTest::newRow("cancelled, then released") << false << QByteArray("-b");
    }
    void aLockHandedOverAndRacedByCancelIsNotLost() {
        QFETCH(bool, releaseFirst);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return [](bool first, QByteArray *out) -> Task<void> {
                Mutex mutex;
                Scope *scope = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    auto lock = co_await mutex.lock();
                    group.spawn(
                        "next",
                        [](Mutex *own, Scope **s, QByteArray *o) -> Task<void> {
                            const bool whole = co_await cancellable([=](Scope &mine) -> Task<void> {
                                *s = &mine;
                                const auto held = co_await own->lock();
                                *o += 'a';
                                co_await sleepFor(1ms);
                            });
                            *o += whole ? '+' : '-';
                        },
                        &mutex, &scope, out);
                    co_await sleepFor(1ms);
                    if (first)
                        lock = {};
                    scope->cancel();
                    lock = {};
                });
                const auto lock = co_await mutex.lock();
                *out += 'b';
            }(releaseFirst, &was);
        });
        QCOMPARE(was, log);
    }

    // ---- Condition

    void aWaitLetsGoOfTheLockAndHoldsItAgainWhenItIsNotified() {
        Shared shared;
        bool freeMeanwhile = false;
        tests::virtually([&] {
            return [](Shared *s, bool *wasFree) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("waiter", waitOnce, s, 'a', nullptr);
                    co_await sleepFor(1ms);
                    *wasFree = !s->mutex.isLocked();
                    group.spawn("notifier", notifyAfter, s, 1ms, 1, 5ms);
                });
                s->log += s->mutex.isLocked() ? "locked" : "free";
            }(&shared, &freeMeanwhile);
        });
        QVERIFY(freeMeanwhile);
        QCOMPARE(shared.log, QByteArray("a+free"));
        QCOMPARE(shared.mostInside, 1); // the woken one waited for the notifier to let go
    }

    void notifyWakesSoManyTheLongestWaitingFirst_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("woken");
        QTest::newRow("none") << 0 << QByteArray();
        QTest::newRow("one") << 1 << QByteArray("a+");
        QTest::newRow("two") << 2 << QByteArray("a+b+");
        QTest::newRow("more than wait") << 9 << QByteArray("a+b+c+");
        QTest::newRow("all") << -1 << QByteArray("a+b+c+");
    }
    void notifyWakesSoManyTheLongestWaitingFirst() {
        QFETCH(int, count);
        QFETCH(QByteArray, woken);
        Shared shared;
        QByteArray log;
        tests::virtually([&] {
            return [](Shared *s, int n, QByteArray *out) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (const char letter : {'a', 'b', 'c'})
                        group.spawn("waiter", waitOnce, s, letter, nullptr);
                    co_await sleepFor(1ms);
                    {
                        const auto lock = co_await s->mutex.lock();
                        if (n < 0)
                            s->changed.notifyAll();
                        else
                            s->changed.notify(n);
                        *out += s->log; // nobody ran inside notify()
                    }
                    co_await sleepFor(1ms);
                    *out += s->log;
                    co_await endOfTheRest(s);
                });
            }(&shared, count, &log);
        });
        QCOMPARE(log, woken);
        QCOMPARE(shared.log, QByteArray("a+b+c+"));
    }

    void aNotificationNobodyWaitsForIsForgotten() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Shared shared;
                shared.changed.notifyAll();
                try {
                    co_await withTimeout(5ms, waitOnce(&shared, 'a', nullptr));
                } catch (const TimeoutError &) {
                    *out += shared.log + (shared.mutex.isLocked() ? "locked" : "timeout");
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("timeout"));
    }

    void aPredicateIsAskedUnderTheLockUntilItHolds() {
        Shared shared;
        tests::virtually([&] {
            return [](Shared *s) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("three", waitUntil, s, '3', 3);
                    group.spawn("one", waitUntil, s, '1', 1);
                    group.spawn("zero", waitUntil, s, '0', 0); // true at once: it does not wait
                    for (int i = 0; i < 3; ++i) {
                        co_await sleepFor(1ms);
                        const auto lock = co_await s->mutex.lock();
                        ++s->number;
                        s->log += '.';
                        s->changed.notifyAll();
                    }
                });
            }(&shared);
        });
        QCOMPARE(shared.log, QByteArray("0.1..3"));
    }

    void aPredicateThatThrowsLeavesTheLockWithItsOwner() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Shared shared;
                {
                    auto lock = co_await shared.mutex.lock();
                    try {
                        co_await shared.changed.wait(&lock,
                                                     []() -> bool { throw std::runtime_error("asked"); });
                    } catch (const std::runtime_error &error) {
                        *out += error.what();
                    }
                    *out += shared.mutex.isLocked() ? ",locked" : ",free";
                }
                *out += shared.mutex.isLocked() ? ",locked" : ",free";
            }(&log);
        });
        QCOMPARE(log, QByteArray("asked,locked,free"));
    }

    /// a and b wait. One notification and a cancel of a meet in one turn, or the cancel comes while the
    /// notifier still holds the lock: exactly one of them may eat the notification, and never the one that is
    /// cut.
    void aNotificationRacedByCancelGoesOnToTheNext_data() {
        QTest::addColumn<QByteArray>("order"); // n: notify, c: cancel a, .: a millisecond, u: unlock
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("notified, then cancelled") << QByteArray("ncu") << QByteArray("a-b+");
        QTest::newRow("cancelled, then notified") << QByteArray("cnu") << QByteArray("a-b+");
        QTest::newRow("cancelled while it waits for the lock") << QByteArray("n.c.u") << QByteArray("a-b+");
        QTest::newRow("unlocked, then cancelled") << QByteArray("nuc") << QByteArray("a-b+");
        QTest::newRow("cancelled, a turn later notified") << QByteArray("c.nu") << QByteArray("a-b+");
        QTest::newRow("two notifications, one for each") << QByteArray("nncu") << QByteArray("a-b+");
        QTest::newRow("never notified") << QByteArray("cu") << QByteArray("a-");
    }
    void aNotificationRacedByCancelGoesOnToTheNext() {
        QFETCH(QByteArray, order);
        QFETCH(QByteArray, log);
        Shared shared;
        QByteArray was;
        bool locked = true;
        tests::virtually([&] {
            return [](Shared *s, QByteArray steps, QByteArray *out, bool *stillLocked) -> Task<void> {
                Scope *scope = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("a", waitOnce, s, 'a', &scope);
                    group.spawn("b", waitOnce, s, 'b', nullptr);
                    co_await sleepFor(1ms);
                    auto lock = co_await s->mutex.lock();
                    for (const char step : steps) {
                        if (step == 'n')
                            s->changed.notify();
                        else if (step == 'c')
                            scope->cancel();
                        else if (step == 'u')
                            lock = {};
                        else
                            co_await sleepFor(1ms);
                    }
                    co_await sleepFor(1ms);
                    *out = s->log;
                    co_await endOfTheRest(s);
                });
                *stillLocked = s->mutex.isLocked();
            }(&shared, order, &was, &locked);
        });
        QCOMPARE(was, log);
        QCOMPARE(shared.log, QByteArray("a-b+")); // in the end b is woken, a is not
        QVERIFY(!locked);
    }

    void waitingInACancelledScopeEndsAtOnceWithTheLock() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Shared shared;
                co_await cancellable([&](Scope &scope) -> Task<void> {
                    auto lock = co_await shared.mutex.lock();
                    scope.cancel();
                    try {
                        co_await shared.changed.wait(&lock);
                    } catch (Cancelled) {
                        *out += shared.mutex.isLocked() ? "locked," : "free,";
                        throw;
                    }
                });
                *out += shared.mutex.isLocked() ? "locked" : "free";
            }(&log);
        });
        QCOMPARE(log, QByteArray("locked,free"));
    }

    void producersAndConsumersOfAConditionLoseNothing() {
        int taken = 0;
        bool locked = true;
        tests::virtually([&] {
            return [](int *sum, bool *stillLocked) -> Task<void> {
                Shared shared;
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (int i = 0; i < 5; ++i) {
                        group.spawn(
                            "consumer",
                            [](Shared *s, int *count) -> Task<void> {
                                for (int k = 0; k < 12; ++k) {
                                    auto lock = co_await s->mutex.lock();
                                    co_await s->changed.wait(&lock, [=] { return s->number > 0; });
                                    --s->number;
                                    co_await yieldNow(); // inconsistent if somebody else came in here
                                    ++*count;
                                }
                            },
                            &shared, sum);
                    }
                    for (int i = 0; i < 3; ++i) {
                        group.spawn(
                            "producer",
                            [](Shared *s) -> Task<void> {
                                for (int k = 0; k < 20; ++k) {
                                    co_await sleepFor(1ms);
                                    const auto lock = co_await s->mutex.lock();
                                    ++s->number;
                                    s->changed.notify();
                                }
                            },
                            &shared);
                    }
                });
                *stillLocked = shared.mutex.isLocked();
            }(&taken, &locked);
        });
        QCOMPARE(taken, 60);
        QVERIFY(!locked);
    }
};

DOCCHAT_TEST(LockTest)

#include "lock_test.moc"
