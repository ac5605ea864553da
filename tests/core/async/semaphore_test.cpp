#include "async/semaphore.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QThread>

#include <algorithm>

using namespace docchat;
using namespace docchat::async;

namespace {

/// How many hold a place at once.
struct Width {
    int now = 0;
    int most = 0;
    int done = 0;

    void enter() { most = std::max(most, ++now); }
    void leave() {
        --now;
        ++done;
    }
};

Task<void> work(Semaphore *semaphore, Width *width) {
    const auto permit = co_await semaphore->acquire();
    width->enter();
    co_await sleepFor(20ms);
    width->leave();
}

Task<void> signIn(Semaphore *semaphore, QByteArray *log, char letter) {
    const auto permit = co_await semaphore->acquire(letter <= 'Z' ? Turn::First : Turn::InOrder);
    *log += letter;
    co_await sleepFor(1ms);
}

/// Takes part in a race: says whether it got the permit or was cancelled.
Task<void> race(Semaphore *semaphore, Scope **scope, QByteArray *log, char letter) {
    const bool whole = co_await cancellable([=](Scope &own) -> Task<void> {
        *scope = &own;
        const auto permit = co_await semaphore->acquire();
        *log += letter;
        co_await yieldNow();
    });
    *log += whole ? '+' : '-';
}

/// Never has to wait for its permit, but holds the loop for longer than a slice.
Task<void> takeSlowly(Semaphore *semaphore) {
    for (int i = 0; i < 100; ++i) {
        QThread::msleep(1);
        const auto permit = co_await semaphore->acquire();
    }
}

} // namespace

class SemaphoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atMostSoManyAtATime_data() {
        QTest::addColumn<int>("permits");
        QTest::addColumn<int>("tasks");
        for (const int permits : {1, 8, 16, 50}) {
            for (const int tasks : {60, 1000, 10'000})
                QTest::addRow("%d of %d", permits, tasks) << permits << tasks;
        }
    }
    void atMostSoManyAtATime() {
        QFETCH(int, permits);
        QFETCH(int, tasks);
        Width width;
        qint64 ms = -1;
        int left = -1;
        tests::virtually([&] {
            return [](int n, int count, Width *seen, qint64 *took, int *free) -> Task<void> {
                Semaphore semaphore(n);
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (int i = 0; i < count; ++i)
                        group.spawn("work", work, &semaphore, seen);
                });
                *took = tests::elapsedMs(begun);
                *free = semaphore.available();
            }(permits, tasks, &width, &ms, &left);
        });
        QCOMPARE(width.most, permits);
        QCOMPARE(width.done, tasks);
        QCOMPARE(left, permits);
        QCOMPARE(ms, (tasks + permits - 1) / permits * 20);
    }

    void isFirstComeFirstServed() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Semaphore semaphore(1);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (const char letter : {'a', 'b', 'c', 'd', 'e', 'f'})
                        group.spawn("guest", signIn, &semaphore, out, letter);
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("abcdef"));
    }

    /// Capital letters are to go first, also among those that wait, in their own order.
    void whoIsToGoFirstGoesBeforeAllThatWait() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Semaphore semaphore(1);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (const char letter : {'a', 'b', 'c', 'X', 'd', 'Y', 'Z'})
                        group.spawn("guest", signIn, &semaphore, out, letter);
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("aXYZbcd")); // the first one had the place already
    }

    void whoComesLateDoesNotOvertakeWhoWaits() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Semaphore semaphore(1);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    {
                        const auto held = co_await semaphore.acquire();
                        group.spawn("first", signIn, &semaphore, out, 'a');
                        co_await sleepFor(1ms);
                    }
                    // released and handed over, and "first" has not run yet
                    co_await signIn(&semaphore, out, 'b');
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("ab"));
    }

    void aWaiterThatIsCancelledIsSkipped() {
        QByteArray log;
        int left = -1;
        tests::virtually([&] {
            return [](QByteArray *out, int *free) -> Task<void> {
                Semaphore semaphore(1);
                Scope *b = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("a", signIn, &semaphore, out, 'a');
                    group.spawn("b", race, &semaphore, &b, out, 'b');
                    group.spawn("c", signIn, &semaphore, out, 'c');
                    co_await yieldNow();
                    b->cancel();
                });
                *free = semaphore.available();
            }(&log, &left);
        });
        QCOMPARE(log, QByteArray("a-c"));
        QCOMPARE(left, 1);
    }

    /// Release and cancel in one turn: whichever is first, the permit is there afterwards and the next one
    /// gets it.
    void aHandOverRacedByCancelLosesNoPermit_data() {
        QTest::addColumn<bool>("releaseFirst");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("released, then cancelled") << true << QByteArray("b-c+");
        QTest::newRow("cancelled, then released") << false << QByteArray("-c+");
    }
    void aPermitTakenAsTheSliceEndsAndCancelledThereIsNotLost() {
        Semaphore semaphore(1);
        bool whole = true;
        tests::really([&] {
            return [](Semaphore *one, bool *ended) -> Task<void> {
                *ended = co_await cancellable([one](Scope &scope) {
                    Loop::current()->probe = [&scope](bool suspended) {
                        if (suspended) // always ready, so it is the end of a slice that makes it wait
                            scope.cancel();
                    };
                    return takeSlowly(one);
                });
                Loop::current()->probe = nullptr;
            }(&semaphore, &whole);
        });
        QVERIFY(!whole);
        QCOMPARE(semaphore.available(), 1);
    }

    void aHandOverRacedByCancelLosesNoPermit() {
        QFETCH(bool, releaseFirst);
        QFETCH(QByteArray, log);
        QByteArray was;
        int left = -1;
        tests::virtually([&] {
            return [](bool first, QByteArray *out, int *free) -> Task<void> {
                Semaphore semaphore(1);
                Scope *b = nullptr;
                Scope *c = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    std::optional<Permit> held(co_await semaphore.acquire());
                    group.spawn("b", race, &semaphore, &b, out, 'b');
                    group.spawn("c", race, &semaphore, &c, out, 'c');
                    co_await sleepFor(1ms);
                    if (first)
                        held.reset();
                    b->cancel();
                    held.reset();
                });
                *free = semaphore.available();
            }(releaseFirst, &was, &left);
        });
        QCOMPARE(was, log);
        QCOMPARE(left, 1);
    }

    void allWaitersCancelledWhileAPermitIsHandedOverLeaveAllPermits() {
        int left = -1;
        tests::virtually([&] {
            return [](int *free) -> Task<void> {
                Semaphore semaphore(3);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    std::vector<Permit> held;
                    for (int i = 0; i < 3; ++i)
                        held.push_back(co_await semaphore.acquire());
                    Width width;
                    for (int i = 0; i < 20; ++i)
                        group.spawn("waiter", work, &semaphore, &width);
                    co_await sleepFor(1ms);
                    held.clear();
                    group.cancel();
                    try {
                        co_await sleepFor(1h); // keeps `width` alive for as long as they leave
                    } catch (Cancelled) {
                    }
                    co_await shielded(1h, [](const TaskGroup *all) -> Task<void> {
                        while (all->live() > 0)
                            co_await yieldNow();
                    }(&group));
                });
                *free = semaphore.available();
            }(&left);
        });
        QCOMPARE(left, 3);
    }

    void aThrowingHolderGivesItsPermitBack() {
        int left = -1;
        tests::virtually([&] {
            return [](int *free) -> Task<void> {
                Semaphore semaphore(1);
                try {
                    co_await [](Semaphore *s) -> Task<void> {
                        const auto permit = co_await s->acquire();
                        throw std::runtime_error("holder");
                    }(&semaphore);
                } catch (const std::runtime_error &) {
                }
                *free = semaphore.available();
            }(&left);
        });
        QCOMPARE(left, 1);
    }

    void aPermitThatIsMovedIsGivenBackOnce() {
        int duringMove = -1;
        int afterReplacing = -1;
        int left = -1;
        tests::virtually([&] {
            return [](int *moved, int *replaced, int *free) -> Task<void> {
                Semaphore semaphore(2);
                {
                    auto a = co_await semaphore.acquire();
                    auto b = std::move(a);
                    *moved = semaphore.available();
                    b = Permit();
                    *replaced = semaphore.available();
                }
                *free = semaphore.available();
            }(&duringMove, &afterReplacing, &left);
        });
        QCOMPARE(duringMove, 1);
        QCOMPARE(afterReplacing, 2);
        QCOMPARE(left, 2);
    }
};

DOCCHAT_TEST(SemaphoreTest)

#include "semaphore_test.moc"
