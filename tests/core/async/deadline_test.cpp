#include "async/deadline.h"
#include "async/gather.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::failAfter;
using tests::tasks::rest;
using tests::tasks::valueAfter;

/// Adds a letter each millisecond, for ever.
Task<void> noteForEver(QByteArray *log, tests::Tally *tally) {
    const tests::Guard guard(tally);
    for (char letter = 'a';; ++letter) {
        co_await sleepFor(1ms);
        *log += letter;
    }
}

qint64 leftMs(const Deadline &deadline) {
    return std::chrono::duration_cast<Milliseconds>(deadline.left()).count();
}

template <class T>
QByteArray textsOf(std::vector<Outcome<T>> *outcomes) {
    QByteArray text;
    for (auto &outcome : *outcomes) {
        try {
            text += QByteArray::number(outcome.value()) + ' ';
        } catch (const std::exception &error) {
            text += QByteArray(error.what()) + ' ';
        }
    }
    return text.trimmed();
}

} // namespace

class DeadlineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeadlineStandsStillWhileTimePasses() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                const Deadline deadline(10ms);
                for (const auto step : {0ms, 4ms, 6ms, 5ms}) {
                    co_await sleepFor(step);
                    *out += QByteArray::number(leftMs(deadline)) + (deadline.passed() ? "! " : " ");
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("10 6 0! -5! "));
    }

    void aDeadlineThatNeverPassesCutsNothing() {
        bool passed = true;
        bool whole = false;
        tests::virtually([&] {
            return [](bool *over, bool *ended) -> Task<void> {
                const auto never = Deadline::never();
                const Deadline longest(Clock::duration::max());
                co_await sleepFor(1'000'000h);
                *over = never.passed() || longest.passed();
                *ended = co_await moveOnAt(never, [longest]() -> Task<void> {
                    co_await withTimeout(longest, []() -> Task<void> { co_await sleepFor(1'000h); }());
                });
            }(&passed, &whole);
        });
        QVERIFY(!passed);
        QVERIFY(whole);
    }

    // ---- withTimeout(Deadline, …)

    void severalWaitsShareOneMoment() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                const auto begun = Loop::current()->now();
                const Deadline deadline(10ms);
                for (int i = 0; i < 4; ++i) {
                    try {
                        *out += QByteArray::number(co_await withTimeout(deadline, valueAfter(4ms, i)));
                    } catch (const TimeoutError &) {
                        *out += 't';
                    }
                    *out += '@' + QByteArray::number(tests::elapsedMs(begun)) + ' ';
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("0@4 1@8 t@10 t@10 "));
    }

    void pastItATaskThatDoesNotWaitStillGivesItsValue() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                const Deadline deadline(0ms);
                co_await sleepFor(1ms);
                *out +=
                    QByteArray::number(co_await withTimeout(deadline, []() -> Task<int> { co_return 5; }()));
            }(&log);
        });
        QCOMPARE(log, QByteArray("5"));
    }

    void theTasksOwnErrorWinsAndOutsideCancelStaysCancel_data() {
        QTest::addColumn<bool>("cancelled");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("it fails") << false << QByteArray("broken");
        QTest::newRow("it is cancelled from outside") << true << QByteArray("cancelled");
    }
    void theTasksOwnErrorWinsAndOutsideCancelStaysCancel() {
        QFETCH(bool, cancelled);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return cancellable([&](Scope &scope) -> Task<void> {
                try {
                    if (cancelled)
                        scope.cancel();
                    std::ignore = co_await withTimeout(Deadline(10ms), failAfter(5ms, "broken"));
                } catch (const std::exception &error) {
                    was = error.what();
                } catch (Cancelled) {
                    was = "cancelled";
                    throw;
                }
            });
        });
        QCOMPARE(was, log);
    }

    void aTaskWithoutAValueIsCutAsWell() {
        QByteArray log;
        tests::Tally tally;
        bool timedOut = false;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *count, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(Deadline(3500us), noteForEver(out, count));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&log, &tally, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(log, QByteArray("abc"));
        QVERIFY(tally.balanced());
    }

    // ---- moveOnAt

    void moveOnKeepsWhatTheBodyFinished_data() {
        QTest::addColumn<int>("us");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("before the first") << 500 << QByteArray();
        QTest::newRow("after the third") << 3500 << QByteArray("abc");
        QTest::newRow("already passed") << -1 << QByteArray();
    }
    void moveOnKeepsWhatTheBodyFinished() {
        QFETCH(int, us);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::Tally tally;
        bool whole = true;
        tests::virtually([&] {
            return [](std::chrono::microseconds limit, QByteArray *out, tests::Tally *count,
                      bool *ended) -> Task<void> {
                *ended = co_await moveOnAt(Deadline(limit), [=] { return noteForEver(out, count); });
                co_await sleepFor(1h); // outside of it nothing is cancelled
            }(std::chrono::microseconds(us), &was, &tally, &whole);
        });
        QVERIFY(!whole);
        QCOMPARE(was, log);
        QVERIFY(tally.balanced());
    }

    void moveOnSaysThatTheBodyEndedInTime() {
        bool whole = false;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](bool *ended, qint64 *took) -> Task<void> {
                const auto begun = Loop::current()->now();
                *ended = co_await moveOnAt(Deadline(10ms), [] { return rest(5ms); });
                co_await sleepFor(20ms); // the timer is gone
                *took = tests::elapsedMs(begun);
            }(&whole, &ms);
        });
        QVERIFY(whole);
        QCOMPARE(ms, 25);
    }

    void moveOnThrowsWhatTheBodyThrows_data() {
        QTest::addColumn<bool>("late");
        QTest::newRow("in time") << false;
        QTest::newRow("while it cleans up after the deadline") << true;
    }
    void moveOnThrowsWhatTheBodyThrows() {
        QFETCH(bool, late);
        QByteArray log;
        tests::virtually([&] {
            return [](bool afterwards, QByteArray *out) -> Task<void> {
                try {
                    co_await moveOnAt(Deadline(10ms), [afterwards]() -> Task<void> {
                        try {
                            co_await sleepFor(afterwards ? 1h : 5ms);
                        } catch (Cancelled) {
                            throw std::runtime_error("clean-up");
                        }
                        throw std::runtime_error("body");
                    });
                } catch (const std::runtime_error &error) {
                    *out = error.what();
                }
            }(late, &log);
        });
        QCOMPARE(log, QByteArray(late ? "clean-up" : "body"));
    }

    void innerAndOuterDeadlinesDoNotTurnIntoEachOther_data() {
        QTest::addColumn<int>("inner");
        QTest::addColumn<int>("outer");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("the inner first") << 5 << 10 << QByteArray("inner cut@5 outer whole@6");
        QTest::newRow("the outer first") << 10 << 5 << QByteArray("outer cut@5");
        QTest::newRow("neither") << 2000 << 2000 << QByteArray("inner whole@1000 outer whole@1001");
        QTest::newRow("both in one turn") << 5 << 5 << QByteArray("outer cut@5");
    }
    void innerAndOuterDeadlinesDoNotTurnIntoEachOther() {
        QFETCH(int, inner);
        QFETCH(int, outer);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return [](Milliseconds in, Milliseconds out, QByteArray *text) -> Task<void> {
                const auto begun = Loop::current()->now();
                auto note = [=](const char *which, bool whole) {
                    *text += QByteArray(text->isEmpty() ? "" : " ") + which + (whole ? " whole@" : " cut@") +
                             QByteArray::number(tests::elapsedMs(begun));
                };
                const Deadline innerEnd(in);
                const bool ended = co_await moveOnAt(Deadline(out), [&]() -> Task<void> {
                    note("inner", co_await moveOnAt(innerEnd, [] { return rest(1s); }));
                    co_await sleepFor(1ms);
                });
                note("outer", ended);
            }(Milliseconds(inner), Milliseconds(outer), &was);
        });
        QCOMPARE(was, log);
    }

    void cancelledFromOutsideMoveOnThrowsCancelled() {
        QByteArray log;
        bool whole = true;
        tests::virtually([&] {
            return [](QByteArray *out, bool *ended) -> Task<void> {
                *ended = co_await cancellable([out](Scope &scope) -> Task<void> {
                    co_await moveOnAt(Deadline(1h), [&]() -> Task<void> {
                        co_await sleepFor(1ms);
                        scope.cancel();
                        co_await sleepFor(1ms);
                    });
                    *out += "moved on";
                });
            }(&log, &whole);
        });
        QVERIFY(!whole);
        QCOMPARE(log, QByteArray());
    }

    void aBodyThatSwallowsTheCutIsWholeInItsOwnEyes() {
        bool whole = false;
        tests::virtually([&] {
            return [](bool *ended) -> Task<void> {
                *ended = co_await moveOnAt(Deadline(1ms), []() -> Task<void> {
                    try {
                        co_await sleepFor(1h);
                    } catch (Cancelled) {
                    }
                });
            }(&whole);
        });
        QVERIFY(whole);
    }

    // ---- gatherOutcomes with a deadline

    /// Three fetches of 1, 2 and 3 s under a deadline of 2.5 s give the first two.
    void outcomesUntilADeadlineKeepWhatFinished_data() {
        QTest::addColumn<int>("limit");
        QTest::addColumn<QByteArray>("outcomes");
        QTest::addColumn<int>("ms");
        QTest::newRow("none") << 500 << QByteArray("timed out timed out timed out timed out") << 500;
        QTest::newRow("the first and the failure")
            << 1700 << QByteArray("timed out 1 broken timed out") << 1700;
        QTest::newRow("two and the failure") << 2500 << QByteArray("timed out 1 broken 2") << 2500;
        QTest::newRow("all") << 10'000 << QByteArray("3 1 broken 2") << 3000;
        QTest::newRow("already passed") << -5 << QByteArray("timed out timed out timed out timed out") << 0;
    }
    void outcomesUntilADeadlineKeepWhatFinished() {
        QFETCH(int, limit);
        QFETCH(QByteArray, outcomes);
        QFETCH(int, ms);
        QByteArray was;
        qint64 took = -1;
        tests::virtually([&] {
            return [](Milliseconds after, QByteArray *out, qint64 *spent) -> Task<void> {
                const auto begun = Loop::current()->now();
                std::vector<Task<int>> tasks;
                tasks.push_back(valueAfter(3s, 3));
                tasks.push_back(valueAfter(1s, 1));
                tasks.push_back(failAfter(1500ms, "broken"));
                tasks.push_back(valueAfter(2s, 2));
                auto all = co_await gatherOutcomes(std::move(tasks), Deadline(after));
                *spent = tests::elapsedMs(begun);
                *out = textsOf(&all);
            }(Milliseconds(limit), &was, &took);
        });
        QCOMPARE(was, outcomes);
        QCOMPARE(took, ms);
    }

    void whatTheDeadlineCutsIsAwaited() {
        tests::Tally tally;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](tests::Tally *count, qint64 *took) -> Task<void> {
                const auto begun = Loop::current()->now();
                std::vector<Task<void>> tasks;
                for (int i = 0; i < 3; ++i) {
                    tasks.push_back([](tests::Tally *t) -> Task<void> {
                        const tests::Guard guard(t);
                        co_await withCleanup(rest(1h), [] { return rest(20ms); });
                    }(count));
                }
                const auto outcomes = co_await gatherOutcomes(std::move(tasks), Deadline(10ms));
                *took = outcomes.size() == 3 && !outcomes[0].ok() ? tests::elapsedMs(begun) : -2;
            }(&tally, &ms);
        });
        QCOMPARE(ms, 30);
        QCOMPARE(tally.gone, 3);
    }

    void outcomesUntilADeadlineAreCancelledFromOutsideAsAWhole() {
        tests::Tally tally;
        QByteArray log;
        bool whole = true;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *count, bool *ended) -> Task<void> {
                *ended = co_await moveOnAt(Deadline(5ms), [=]() -> Task<void> {
                    std::vector<Task<void>> tasks;
                    tasks.push_back(noteForEver(out, count));
                    co_await gatherOutcomes(std::move(tasks), Deadline(1h));
                    *out += "came back";
                });
            }(&log, &tally, &whole);
        });
        QVERIFY(!whole);
        QVERIFY(!log.contains("came back"));
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(DeadlineTest)

#include "deadline_test.moc"
