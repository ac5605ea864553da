#include "async/child.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::failAfter;
using tests::tasks::rest;
using tests::tasks::valueAfter;

Task<tests::Outcoming> errorAfter(Milliseconds after, int code) {
    co_await sleepFor(after);
    co_return tests::Outcoming(tests::Failure{code});
}

/// Notes that it begins, sleeps, and cleans up for 10 ms when it is cut.
Task<int> cleaningUp(QByteArray *log, char letter, tests::Tally *tally) {
    const tests::Guard guard(tally);
    *log += letter;
    co_await withCleanup(rest(1h), [=]() -> Task<void> {
        co_await sleepFor(10ms);
        *log += char(letter - 'a' + 'A');
    });
    co_return 0;
}

/// The value or the error's text; "cancelled" for that of Child::cancel().
template <class T>
QByteArray textOf(Outcome<T> &outcome) {
    if (!outcome.ended())
        return "pending";
    try {
        if constexpr (std::is_same_v<T, int>)
            return QByteArray::number(outcome.value());
        else
            std::ignore = outcome.value();
        return "ended";
    } catch (const ChildCancelled &) {
        return "cancelled";
    } catch (const std::exception &error) {
        return error.what();
    }
}

QByteArray textOf(const Waited &waited) {
    QByteArray text;
    for (const int index : waited.done)
        text += QByteArray::number(index);
    text += '|';
    for (const int index : waited.pending)
        text += QByteArray::number(index);
    return text;
}

} // namespace

class ChildTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- waitFor

    void waitsForWhatItIsAskedAndCancelsNobody_data() {
        QTest::addColumn<int>("until");
        QTest::addColumn<int>("limit"); // ms; -1: none
        QTest::addColumn<QByteArray>("waited");
        QTest::addColumn<int>("ms");
        QTest::addColumn<QByteArray>("later"); // what another wait for all of them tells
        // the children: 0 ends at 30 ms, 1 fails at 20 ms, 2 ends at 10 ms
        const auto first = int(Until::FirstCompleted);
        const auto failed = int(Until::FirstFailed);
        const auto all = int(Until::AllCompleted);
        QTest::newRow("the first") << first << -1 << QByteArray("2|01") << 10 << QByteArray("01|");
        QTest::newRow("the first that fails") << failed << -1 << QByteArray("12|0") << 20 << QByteArray("0|");
        QTest::newRow("all") << all << -1 << QByteArray("012|") << 30 << QByteArray("|");
        QTest::newRow("the first, too late") << first << 5 << QByteArray("|012") << 5 << QByteArray("012|");
        QTest::newRow("the first that fails, too late")
            << failed << 15 << QByteArray("2|01") << 15 << QByteArray("01|");
        QTest::newRow("all, too late") << all << 25 << QByteArray("12|0") << 25 << QByteArray("0|");
        QTest::newRow("all, in time") << all << 31 << QByteArray("012|") << 30 << QByteArray("|");
        QTest::newRow("a deadline that has passed")
            << all << 0 << QByteArray("|012") << 0 << QByteArray("012|");
    }
    void waitsForWhatItIsAskedAndCancelsNobody() {
        QFETCH(int, until);
        QFETCH(int, limit);
        QFETCH(QByteArray, waited);
        QFETCH(int, ms);
        QFETCH(QByteArray, later);
        QByteArray log;
        qint64 took = -1;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                const auto begun = Loop::current()->now();
                group.spawn("no started one", rest, 1ms);
                auto slow = group.start("slow", valueAfter, 30ms, 1);
                auto failing = group.start("failing", failAfter, 20ms, "broken");
                auto quick = group.start("quick", valueAfter, 10ms, 3);
                const auto deadline = limit < 0 ? Deadline::never() : Deadline(Milliseconds(limit));
                log = textOf(co_await group.waitFor(Until(until), deadline));
                took = tests::elapsedMs(begun);
                // what is pending is alive, and can be waited for again; what was done is not told twice
                log += " " + textOf(co_await group.waitFor(Until::AllCompleted));
                log += " " + QByteArray::number(tests::elapsedMs(begun));
                log += " " + textOf(slow.outcome()) + " " + textOf(failing.outcome()) + " " +
                       textOf(quick.outcome());
            });
        });
        QCOMPARE(log, waited + " " + later + " 30 1 broken 3");
        QCOMPARE(took, ms);
    }

    void anErrorResultCountsAsFailedAndIsKept() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto failing = group.start("failing", errorAfter, 5ms, 404);
                std::ignore = group.start("slow", valueAfter, 9ms, 1);
                log = textOf(co_await group.waitFor(Until::FirstFailed));
                log += failing.outcome().ok() ? " ok " : " error ";
                log += QByteArray::number((co_await failing.join()).error().code);
            });
        });
        QCOMPARE(log, QByteArray("0|1 error 404"));
    }

    void withNothingToWaitForItComesBackAtOnce_data() {
        QTest::addColumn<int>("until");
        QTest::newRow("the first") << int(Until::FirstCompleted);
        QTest::newRow("the first that fails") << int(Until::FirstFailed);
        QTest::newRow("all") << int(Until::AllCompleted);
    }
    void withNothingToWaitForItComesBackAtOnce() {
        QFETCH(int, until);
        QByteArray log;
        qint64 ms = -1;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                const auto begun = Loop::current()->now();
                log += textOf(co_await group.waitFor(Until(until)));
                std::ignore = group.start("done", valueAfter, 1ms, 1);
                co_await sleepFor(2ms);
                log += textOf(co_await group.waitFor(Until(until)));
                ms = tests::elapsedMs(begun);
            });
        });
        QCOMPARE(log, QByteArray("|0|"));
        QCOMPARE(ms, 2);
    }

    void noFailureEverButAllHaveEnded() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                for (int i = 1; i < 4; ++i)
                    std::ignore = group.start("fine", valueAfter, Milliseconds(i), i);
                log = textOf(co_await group.waitFor(Until::FirstFailed));
            });
        });
        QCOMPARE(log, QByteArray("012|"));
    }

    void aChildStartedWhileItWaitsCountsToo() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                std::ignore = group.start(
                    "parent",
                    [](TaskGroup *own) -> Task<void> {
                        co_await sleepFor(5ms);
                        std::ignore = own->start("late", valueAfter, 5ms, 1);
                    },
                    &group);
                log = textOf(co_await group.waitFor(Until::AllCompleted));
            });
        });
        QCOMPARE(log, QByteArray("01|"));
    }

    /// asyncio's loop: while pending: done, pending = await wait(pending, FIRST_COMPLETED). Two end in one
    /// turn.
    void inALoopEachEndIsToldOnce() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                for (const int ms : {30, 10, 20, 10})
                    std::ignore = group.start("child", valueAfter, Milliseconds(ms), ms);
                const auto begun = Loop::current()->now();
                for (Waited waited{{}, {0}}; !waited.pending.empty();) {
                    waited = co_await group.waitFor(Until::FirstCompleted);
                    log += textOf(waited) + "@" + QByteArray::number(tests::elapsedMs(begun)) + " ";
                }
            });
        });
        QCOMPARE(log, QByteArray("13|02@10 2|0@20 0|@30 "));
    }

    void waitForIsACheckpointEvenWithNothingToWaitFor() {
        bool whole = true;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                whole = co_await cancellable([&group](Scope &scope) -> Task<void> {
                    scope.cancel();
                    co_await group.waitFor(Until::AllCompleted);
                });
            });
        });
        QVERIFY(!whole);
    }

    void cancellingTheGroupCutsTheWait() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", cleaningUp, &log, 'a', &tally);
                group.spawn(
                    "canceller",
                    [](TaskGroup *own) -> Task<void> {
                        co_await sleepFor(5ms);
                        own->cancel();
                    },
                    &group);
                try {
                    co_await group.waitFor(Until::AllCompleted);
                } catch (Cancelled) {
                    log += child.done() ? "done" : "cut";
                    throw;
                }
            });
        });
        QCOMPARE(log, QByteArray("acutA"));
        QVERIFY(tally.balanced());
    }

    void aTimeoutAroundItLeavesTheChildrenAlone() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", valueAfter, 20ms, 7);
                try {
                    co_await withTimeout(5ms, group.waitFor(Until::AllCompleted));
                } catch (const TimeoutError &) {
                    log += "timeout " + textOf(child.outcome());
                }
                log += " " + QByteArray::number(co_await child.join());
            });
        });
        QCOMPARE(log, QByteArray("timeout pending 7"));
    }

    // ---- one child

    void aFailureIsKeptAndHurtsNobody_data() {
        QTest::addColumn<int>("policy");
        QTest::newRow("siblings would be cancelled") << int(TaskGroup::Policy::CancelSiblings);
        QTest::newRow("supervised") << int(TaskGroup::Policy::Supervise);
    }
    void aFailureIsKeptAndHurtsNobody() {
        QFETCH(int, policy);
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run(
                [&log](TaskGroup &group) {
                    group.onError = [&log](std::exception_ptr, const char *) { log += "told"; };
                    std::ignore = group.start("failing", failAfter, 1ms, "broken");
                    group.spawn(
                        "sibling",
                        [](QByteArray *out) -> Task<void> {
                            co_await sleepFor(5ms);
                            *out += "sibling";
                        },
                        &log);
                },
                TaskGroup::Policy(policy));
        });
        QCOMPARE(log, QByteArray("sibling"));
    }

    void joinGivesTheValueOrThrowsTheError_data() {
        QTest::addColumn<bool>("finished");
        QTest::newRow("before its end") << false;
        QTest::newRow("after its end") << true;
    }
    void joinGivesTheValueOrThrowsTheError() {
        QFETCH(bool, finished);
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto value = group.start("value", valueAfter, 5ms, 7);
                auto failing = group.start("failing", failAfter, 5ms, "broken");
                auto nothing = group.start("nothing", rest, 5ms);
                if (finished)
                    co_await sleepFor(10ms);
                log += value.done() ? "done " : "runs ";
                log += QByteArray::number(co_await value.join());
                try {
                    std::ignore = co_await failing.join();
                } catch (const std::runtime_error &error) {
                    log += QByteArray(" ") + error.what();
                }
                co_await nothing.join();
                log += nothing.outcome().ok() ? " ok" : " not ok";
            });
        });
        QCOMPARE(log, QByteArray(finished ? "done 7 broken ok" : "runs 7 broken ok"));
    }

    void joinIsACheckpointEvenWhenTheChildHasEnded() {
        bool whole = true;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", rest, 1ms);
                co_await sleepFor(2ms);
                whole = co_await cancellable([child](Scope &scope) mutable -> Task<void> {
                    scope.cancel();
                    co_await child.join();
                });
            });
        });
        QVERIFY(!whole);
    }

    void aJoinThatIsCutLeavesTheChildAlone() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", valueAfter, 20ms, 7);
                try {
                    std::ignore = co_await withTimeout(5ms, child.join());
                } catch (const TimeoutError &) {
                    log += "timeout ";
                }
                log += QByteArray::number(co_await child.join());
            });
        });
        QCOMPARE(log, QByteArray("timeout 7"));
    }

    void manyMayJoinOneChild() {
        int joined = 0;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) {
                auto child = group.start("child", rest, 5ms);
                for (int i = 0; i < 10; ++i) {
                    group.spawn(
                        "joiner",
                        [](Child<void> one, int *count) -> Task<void> {
                            co_await one.join();
                            ++*count;
                        },
                        child, &joined);
                }
            });
        });
        QCOMPARE(joined, 10);
    }

    // ---- cancel

    void cancelEndsOneChildAlone_data() {
        QTest::addColumn<int>("after"); // ms; -1: before it ran at all
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("while it runs") << 5 << QByteArray("abA cancelled 15 pending");
        QTest::newRow("before its first step") << -1 << QByteArray("abA cancelled 10 pending");
    }
    void cancelEndsOneChildAlone() {
        QFETCH(int, after);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::Tally tally;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                const auto begun = Loop::current()->now();
                auto one = group.start("one", cleaningUp, &was, 'a', &tally);
                auto other = group.start("other", cleaningUp, &was, 'b', &tally);
                if (after >= 0)
                    co_await sleepFor(Milliseconds(after));
                one.cancel();
                one.cancel(); // a second time does nothing
                std::ignore = co_await group.waitFor(Until::FirstCompleted);
                was += " " + textOf(one.outcome()) + " " + QByteArray::number(tests::elapsedMs(begun)) + " " +
                       textOf(other.outcome());
                group.cancel();
            });
        });
        QCOMPARE(was, log + "B");
        QCOMPARE(tally.made, 2);
        QVERIFY(tally.balanced());
    }

    void cancelledBeforeItRanItEndsAtItsFirstAwait() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto waits = group.start(
                    "waits",
                    [](QByteArray *out) -> Task<void> {
                        *out += 'a';
                        co_await yieldNow();
                        *out += 'b';
                    },
                    &log);
                auto never = group.start("never waits", []() -> Task<int> { co_return 1; });
                waits.cancel();
                never.cancel();
                std::ignore = co_await group.waitFor(Until::AllCompleted);
                log += " " + textOf(waits.outcome()) + " " + textOf(never.outcome());
            });
        });
        QCOMPARE(log, QByteArray("a cancelled 1"));
    }

    void cancelAfterTheEndChangesNothing() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", valueAfter, 1ms, 7);
                co_await sleepFor(2ms);
                child.cancel();
                log += QByteArray::number(co_await child.join());
                co_await sleepFor(1ms); // the group lives on
                log += " lives";
            });
        });
        QCOMPARE(log, QByteArray("7 lives"));
    }

    void theOutcomeOfACancelledChildIsWhatItMadeOfIt_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("outcome");
        QTest::newRow("lets it pass") << 0 << QByteArray("cancelled");
        QTest::newRow("fails while it cleans up") << 1 << QByteArray("clean-up");
        QTest::newRow("gives a value all the same") << 2 << QByteArray("5");
    }
    void theOutcomeOfACancelledChildIsWhatItMadeOfIt() {
        QFETCH(int, kind);
        QFETCH(QByteArray, outcome);
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start(
                    "child",
                    [](int how) -> Task<int> {
                        bool cut = false;
                        try {
                            co_await sleepFor(1h);
                        } catch (Cancelled) {
                            cut = true;
                            if (how == 0)
                                throw;
                        }
                        if (how == 1)
                            throw std::runtime_error("clean-up");
                        co_return cut ? 5 : 0;
                    },
                    kind);
                co_await sleepFor(1ms);
                child.cancel();
                std::ignore = co_await group.waitFor(Until::AllCompleted);
                log = textOf(child.outcome());
                co_await sleepFor(1ms); // neither the group nor this body is cancelled
                log += " on";
            });
        });
        QCOMPARE(log, outcome + " on");
    }

    void joiningACancelledChildIsAnErrorAndNoCancellation() {
        QByteArray log;
        bool failed = false;
        tests::virtually([&] {
            return [](QByteArray *out, bool *thrown) -> Task<void> {
                try {
                    co_await TaskGroup::run([out](TaskGroup &group) -> Task<void> {
                        auto child = group.start("child", valueAfter, 1h, 1);
                        child.cancel();
                        try {
                            std::ignore = co_await child.join();
                        } catch (const ChildCancelled &) {
                            *out = "cancelled";
                        }
                        co_await sleepFor(1ms); // this body is not
                        *out += " on";
                        std::ignore = co_await child.join();
                    });
                } catch (const ExceptionGroup &) {
                    *thrown = true; // not caught, it does not look like an end in order
                }
            }(&log, &failed);
        });
        QCOMPARE(log, QByteArray("cancelled on"));
        QVERIFY(failed);
    }

    /// The child ends and is cancelled in one turn: its value stays.
    void aChildThatEndedInTheTurnOfItsCancelKeepsItsValue() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start("child", valueAfter, 5ms, 7);
                group.spawn(
                    "canceller",
                    [](Child<int> one) -> Task<void> {
                        co_await sleepFor(5ms);
                        one.cancel();
                    },
                    child);
                std::ignore = co_await group.waitFor(Until::AllCompleted);
                log = textOf(child.outcome());
            });
        });
        QCOMPARE(log, QByteArray("7"));
    }

    void cancellingTheGroupCancelsTheStartedChildren() {
        QByteArray log;
        tests::Tally tally;
        Child<int> child;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                child = group.start("child", cleaningUp, &log, 'a', &tally);
                co_await sleepFor(1ms);
                group.cancel();
            });
        });
        QCOMPARE(log, QByteArray("aA"));
        QCOMPARE(textOf(child.outcome()), QByteArray("cancelled"));
        QVERIFY(tally.balanced());
    }

    // ---- the handle

    void theHandleOutlivesItsGroup() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Child<int> child;
                co_await TaskGroup::run(
                    [&child](TaskGroup &group) { child = group.start("child", valueAfter, 1ms, 7); });
                child.cancel();
                *out = QByteArray::number(co_await child.join());
            }(&log);
        });
        QCOMPARE(log, QByteArray("7"));
    }

    void theChildOutlivesItsHandle() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                {
                    auto child = group.start("child", cleaningUp, &log, 'a', &tally);
                }
                log += QByteArray::number(co_await group.start("other", valueAfter, 5ms, 7).join());
                group.cancel();
            });
        });
        QCOMPARE(log, QByteArray("a7A"));
        QVERIFY(tally.balanced());
    }

    void childrenCountFromZeroInTheOrderTheyWereStarted() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) {
                for (int i = 0; i < 3; ++i)
                    log += QByteArray::number(group.start("child", valueAfter, 1ms, i).index());
            });
        });
        QCOMPARE(log, QByteArray("012"));
    }

    void takesAndGivesWhatOnlyMoves() {
        tests::Tally tally;
        int goneBefore = -1;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto child = group.start(
                    "child",
                    [](tests::Guard guard) -> Task<tests::Guard> {
                        co_await yieldNow();
                        co_return guard;
                    },
                    tests::Guard(&tally));
                const auto guard = co_await child.join();
                goneBefore = tally.gone;
            });
        });
        QCOMPARE(goneBefore, 0);
        QCOMPARE(tally.made, 1);
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(ChildTest)

#include "child_test.moc"
