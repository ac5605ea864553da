#include "async/event.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::valueAfter;

Task<void> pause(Milliseconds duration) {
    co_await sleepFor(duration);
}

Task<int> failAfter(Milliseconds duration) {
    co_await sleepFor(duration);
    throw std::logic_error("failed");
}

/// Is cancelled, then takes its time to leave.
Task<int> slowToLeave(Milliseconds cleanUp) {
    co_await withCleanup(pause(1h), [=] { return pause(cleanUp); }, 1h);
    co_return 1;
}

/// Cancels `scope` when `after` has passed.
Task<void> cancelAfter(Scope *scope, Milliseconds after) {
    co_await sleepFor(after);
    scope->cancel();
}

/// Sets an event from the timers themselves, so that it comes in the same turn as a deadline.
class Bell final : public Timer {
public:
    Bell(Event *event, Milliseconds after) : m_event(event) { due = Loop::current()->now() + after; }
    void arm() { Loop::current()->addTimer(this); }
    void expired() override { m_event->set(); }

private:
    Event *m_event;
};

Task<int> waitForBell(Event *event, Bell *bell) {
    if (bell)
        bell->arm();
    co_await event->wait();
    co_return 9;
}

/// What a task came to: its value, or a word for how it failed.
template <class T>
Task<void> describe(Task<T> task, QByteArray *how) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(task);
            *how = "done";
        } else {
            *how = QByteArray::number(co_await std::move(task));
        }
    } catch (const TimeoutError &) {
        *how = "TimeoutError";
    } catch (const std::exception &error) {
        *how = error.what();
    } catch (Cancelled) {
        *how = "Cancelled";
    }
}

/// Runs body() in a scope that the timers cancel from outside after `cut`.
template <class F>
Task<void> cutFromOutside(Milliseconds cut, F body) {
    co_await cancellable([=](Scope &scope) -> Task<void> {
        const DeadlineTimer timer(scope, cut);
        co_await body();
    });
}

} // namespace

class CancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelIsLevelTriggeredUntilTheScopeIsLeft() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                *out += co_await cancellable([=](Scope &scope) -> Task<void> {
                    scope.cancel();
                    for (const char letter : {'a', 'b', 'c'}) {
                        try {
                            co_await yieldNow();
                        } catch (Cancelled) {
                            *out += letter;
                        }
                    }
                })
                            ? '+'
                            : '-';
                co_await yieldNow(); // out here nothing is cancelled
                *out += 'd';
            }(&log);
        });
        QCOMPARE(log, QByteArray("abc+d"));
    }

    void everyKindOfAwaitInsideACancelledScopeThrowsEvenWhenItIsReady() {
        int thrown = 0;
        tests::virtually([&] {
            return [](int *count) -> Task<void> {
                Event set;
                set.set();
                co_await cancellable([&set, count](Scope &scope) -> Task<void> {
                    scope.cancel();
                    try {
                        co_await set.wait();
                    } catch (Cancelled) {
                        ++*count;
                    }
                    try {
                        co_await sleepFor(0ms);
                    } catch (Cancelled) {
                        ++*count;
                    }
                });
            }(&thrown);
        });
        QCOMPARE(thrown, 2);
    }

    void cancelReachesEveryNestedScopeButNotAShieldedOne() {
        QByteArray log;
        tests::virtually([&] {
            return cancellable([&log](Scope &scope) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "nested",
                        [](QByteArray *out) -> Task<void> {
                            try {
                                co_await withTimeout(1h, withTimeout(1h, pause(10ms)));
                            } catch (Cancelled) {
                                *out += 'n';
                                throw;
                            }
                        },
                        &log);
                    group.spawn(
                        "shielded",
                        [](QByteArray *out) -> Task<void> {
                            co_await shielded(1h, withTimeout(1h, pause(10ms)));
                            *out += 's';
                            try {
                                co_await yieldNow();
                            } catch (Cancelled) {
                                *out += 'e';
                            }
                        },
                        &log);
                    group.spawn("canceller", cancelAfter, &scope, 5ms);
                });
            });
        });
        QCOMPARE(log, QByteArray("nse"));
    }

    void aSecondCancelDoesNothing() {
        int thrown = 0;
        tests::virtually([&] {
            return cancellable([&thrown](Scope &scope) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn("canceller", cancelAfter, &scope, 1ms);
                    group.spawn("again", cancelAfter, &scope, 1ms);
                    group.spawn(
                        "victim",
                        [](int *count) -> Task<void> {
                            try {
                                co_await sleepFor(1h);
                            } catch (Cancelled) {
                                ++*count;
                                throw;
                            }
                        },
                        &thrown);
                });
            });
        });
        QCOMPARE(thrown, 1);
    }

    void aTaskThatCancelsItselfRunsOnToItsNextAwait() {
        QByteArray log;
        tests::virtually([&] {
            return cancellable([&log](Scope &scope) -> Task<void> {
                scope.cancel();
                log += 'a';
                co_await yieldNow();
                log += 'b';
            });
        });
        QCOMPARE(log, QByteArray("a"));
    }

    void cancellableTellsWhetherItWasCut() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                *out += co_await cancellable([](Scope &) { return pause(1ms); }) ? '+' : '-';
                *out += co_await cancellable([](Scope &scope) {
                    scope.cancel();
                    return pause(1ms);
                })
                            ? '+'
                            : '-';
            }(&log);
        });
        QCOMPARE(log, QByteArray("+-"));
    }

    void aCancellationFromOutsidePassesThroughCancellable() {
        QByteArray how;
        tests::virtually([&] {
            return cutFromOutside(
                2ms, [&how] { return describe(cancellable([](Scope &) { return pause(1h); }), &how); });
        });
        QCOMPARE(how, QByteArray("Cancelled"));
    }

    // ---- withTimeout

    void timeoutsTakeEffectOnlyWhenTheyAreTheCause_data() {
        QTest::addColumn<int>("takes");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("cutAt");
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("in time") << 5 << 10 << 1000 << QByteArray("7") << qint64(5);
        QTest::newRow("too late") << 20 << 10 << 1000 << QByteArray("TimeoutError") << qint64(10);
        QTest::newRow("cancelled from outside") << 20 << 10 << 4 << QByteArray("Cancelled") << qint64(4);
        QTest::newRow("cancelled from outside in the moment of the deadline")
            << 20 << 10 << 10 << QByteArray("Cancelled") << qint64(10);
        QTest::newRow("at once") << 20 << 0 << 1000 << QByteArray("TimeoutError") << qint64(0);
        QTest::newRow("a deadline that has passed")
            << 20 << -5 << 1000 << QByteArray("TimeoutError") << qint64(0);
    }
    void timeoutsTakeEffectOnlyWhenTheyAreTheCause() {
        QFETCH(int, takes);
        QFETCH(int, limit);
        QFETCH(int, cutAt);
        QFETCH(QByteArray, how);
        QFETCH(qint64, ms);
        QByteArray was;
        qint64 took = -1;
        tests::virtually([&] {
            return cutFromOutside(Milliseconds(cutAt), [&]() -> Task<void> {
                const auto begun = Loop::current()->now();
                co_await describe(withTimeout(Milliseconds(limit), valueAfter(Milliseconds(takes), 7)), &was);
                took = tests::elapsedMs(begun);
            });
        });
        QCOMPARE(was, how);
        QCOMPARE(took, ms);
    }

    void aLimitOfForEverNeverPasses() {
        QByteArray how;
        tests::virtually(
            [&] { return describe(withTimeout(Clock::duration::max(), valueAfter(5ms, 3)), &how); });
        QCOMPARE(how, QByteArray("3"));
    }

    void aTaskWithoutAWaitBeatsEvenADeadlineOfZero() {
        QByteArray how;
        tests::virtually(
            [&] { return describe(withTimeout(0ms, []() -> Task<int> { co_return 3; }()), &how); });
        QCOMPARE(how, QByteArray("3"));
    }

    /// Both become due in one turn of the timers; the one that was set first wins, and nothing is lost.
    void aTaskThatEndsInTheMomentOfItsDeadline_data() {
        QTest::addColumn<bool>("bellFirst");
        QTest::addColumn<QByteArray>("how");
        QTest::newRow("its event is set before the deadline expires") << true << QByteArray("9");
        QTest::newRow("its event is set after the deadline expired") << false << QByteArray("TimeoutError");
    }
    void aTaskThatEndsInTheMomentOfItsDeadline() {
        QFETCH(bool, bellFirst);
        QFETCH(QByteArray, how);
        QByteArray was;
        bool clean = false;
        tests::virtually([&] {
            return [](bool first, QByteArray *out, bool *ended) -> Task<void> {
                Event event;
                Bell bell(&event, 10ms);
                if (first)
                    bell.arm();
                co_await describe(withTimeout(10ms, waitForBell(&event, first ? nullptr : &bell)), out);
                co_await sleepFor(10ms); // no cancellation is left behind
                *ended = event.isSet();
            }(bellFirst, &was, &clean);
        });
        QCOMPARE(was, how);
        QVERIFY(clean);
    }

    void innerAndOuterTimeoutsNeverTurnIntoEachOther_data() {
        QTest::addColumn<int>("inner");
        QTest::addColumn<int>("outer");
        QTest::addColumn<int>("cleanUp");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("inner first") << 10 << 20 << 0 << QByteArray("inner:TimeoutError outer:done");
        QTest::newRow("outer first") << 20 << 10 << 0 << QByteArray("inner:Cancelled outer:TimeoutError");
        QTest::newRow("in the same moment")
            << 10 << 10 << 0 << QByteArray("inner:Cancelled outer:TimeoutError");
        QTest::newRow("outer while inner cleans up")
            << 10 << 15 << 10 << QByteArray("inner:Cancelled outer:TimeoutError");
        QTest::newRow("outer after inner cleaned up")
            << 10 << 30 << 10 << QByteArray("inner:TimeoutError outer:done");
    }
    void innerAndOuterTimeoutsNeverTurnIntoEachOther() {
        QFETCH(int, inner);
        QFETCH(int, outer);
        QFETCH(int, cleanUp);
        QFETCH(QByteArray, log);
        QByteArray innerHow;
        QByteArray outerHow;
        tests::virtually([&] {
            auto both = [](int limit, int leave, QByteArray *how) -> Task<void> {
                co_await describe(withTimeout(Milliseconds(limit), slowToLeave(Milliseconds(leave))), how);
                co_await yieldNow(); // thrown at again when the outer one is over
            };
            return describe(withTimeout(Milliseconds(outer), both(inner, cleanUp, &innerHow)), &outerHow);
        });
        QCOMPARE("inner:" + innerHow + " outer:" + outerHow, log);
    }

    void theErrorOfTheTaskPassesThroughWithTimeout() {
        QByteArray how;
        tests::virtually([&] { return describe(withTimeout(10ms, failAfter(1ms)), &how); });
        QCOMPARE(how, QByteArray("failed"));
    }

    void aTaskThatTurnsItsCancellationIntoAValueKeepsThatValue() {
        QByteArray how;
        tests::virtually([&] {
            return describe(withTimeout(5ms,
                                        []() -> Task<int> {
                                            try {
                                                co_await sleepFor(1h);
                                            } catch (Cancelled) {
                                            }
                                            co_return 11;
                                        }()),
                            &how);
        });
        QCOMPARE(how, QByteArray("11"));
    }

    void afterATimeoutNothingIsCancelledAnyMore() {
        bool reached = false;
        tests::virtually([&] {
            return [](bool *end) -> Task<void> {
                QByteArray how;
                co_await describe(withTimeout(1ms, pause(1h)), &how);
                co_await sleepFor(1ms);
                *end = how == "TimeoutError";
            }(&reached);
        });
        QVERIFY(reached);
    }

    void aDeadlineThatWasMetNeverFires() {
        QByteArray how;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                co_await describe(withTimeout(10ms, pause(1ms)), out);
                co_await sleepFor(1h);
            }(&how);
        });
        QCOMPARE(how, QByteArray("done"));
    }

    // ---- clean-up

    void cleanUpRunsWhateverBecameOfTheBody_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("cleanUp");
        QTest::addColumn<QByteArray>("how");
        QTest::newRow("value, clean") << QByteArray("value") << QByteArray("clean") << QByteArray("7");
        QTest::newRow("value, fails") << QByteArray("value") << QByteArray("fails") << QByteArray("clean-up");
        QTest::newRow("value, hangs")
            << QByteArray("value") << QByteArray("hangs") << QByteArray("TimeoutError");
        QTest::newRow("error, clean") << QByteArray("error") << QByteArray("clean") << QByteArray("failed");
        QTest::newRow("error, fails") << QByteArray("error") << QByteArray("fails") << QByteArray("failed");
        QTest::newRow("error, hangs") << QByteArray("error") << QByteArray("hangs") << QByteArray("failed");
        QTest::newRow("cancelled, clean")
            << QByteArray("cancel") << QByteArray("clean") << QByteArray("Cancelled");
        QTest::newRow("cancelled, fails")
            << QByteArray("cancel") << QByteArray("fails") << QByteArray("Cancelled");
        QTest::newRow("cancelled, hangs")
            << QByteArray("cancel") << QByteArray("hangs") << QByteArray("Cancelled");
    }
    void cleanUpRunsWhateverBecameOfTheBody() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, cleanUp);
        QFETCH(QByteArray, how);
        QByteArray was;
        QByteArray steps;
        qint64 took = -1;
        tests::virtually([&] {
            return cutFromOutside(body == "cancel" ? 10ms : 1h, [&]() -> Task<void> {
                const auto begun = Loop::current()->now();
                auto task = body == "error" ? failAfter(10ms) : valueAfter(body == "cancel" ? 2h : 10ms, 7);
                auto tidy = [](QByteArray which, QByteArray *log) -> Task<void> {
                    *log += 'b';
                    co_await sleepFor(which == "hangs" ? 1h : 20ms);
                    *log += 'e';
                    if (which == "fails")
                        throw std::logic_error("clean-up");
                };
                co_await describe(
                    withCleanup(std::move(task), [&] { return tidy(cleanUp, &steps); }, 50ms), &was);
                took = tests::elapsedMs(begun);
            });
        });
        QCOMPARE(was, how);
        QCOMPARE(steps, QByteArray(cleanUp == "hangs" ? "b" : "be")); // it awaited, cancelled or not
        QCOMPARE(took, cleanUp == "hangs" ? 60 : 30);                 // and hung no longer than the grace
    }

    void aCancellationDuringCleanUpWaitsForItsEnd() {
        QByteArray how;
        qint64 took = -1;
        bool next = false;
        tests::virtually([&] {
            return cutFromOutside(15ms, [&]() -> Task<void> {
                const auto begun = Loop::current()->now();
                co_await describe(withCleanup(valueAfter(10ms, 7), [] { return pause(20ms); }), &how);
                took = tests::elapsedMs(begun);
                try {
                    co_await yieldNow();
                } catch (Cancelled) {
                    next = true;
                    throw;
                }
            });
        });
        QCOMPARE(how, QByteArray("7"));
        QCOMPARE(took, 30);
        QVERIFY(next);
    }

    void shieldedWorkIsCutAtItsGrace() {
        QByteArray how;
        tests::virtually([&] { return describe(shielded(10ms, pause(1h)), &how); });
        QCOMPARE(how, QByteArray("TimeoutError"));
    }

    void shieldedGivesTheValueOfItsTask() {
        QByteArray how;
        tests::virtually([&] {
            return cutFromOutside(1ms, [&] { return describe(shielded(1h, valueAfter(10ms, 4)), &how); });
        });
        QCOMPARE(how, QByteArray("4"));
    }

    void cleanUpMayUseAGroupOfItsOwn() {
        QByteArray log;
        tests::virtually([&] {
            return cutFromOutside(1ms, [&]() -> Task<void> {
                co_await withCleanup(pause(1h), [&log]() {
                    return TaskGroup::run([&log](TaskGroup &group) {
                        for (const char letter : {'a', 'b'}) {
                            group.spawn(
                                "tidy",
                                [](QByteArray *out, char c) -> Task<void> {
                                    co_await sleepFor(3ms);
                                    *out += c;
                                },
                                &log, letter);
                        }
                    });
                });
            });
        });
        QCOMPARE(log, QByteArray("ab"));
    }
};

DOCCHAT_TEST(CancelTest)

#include "cancel_test.moc"
