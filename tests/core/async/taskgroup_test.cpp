#include "async/event.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> pause(Milliseconds duration) {
    co_await sleepFor(duration);
}

Task<void> noteAfter(QByteArray *log, char letter, Milliseconds after, tests::Tally *tally) {
    const tests::Guard guard(tally);
    co_await sleepFor(after);
    *log += letter;
}

Task<void> failAfter(Milliseconds after, const char *why) {
    co_await sleepFor(after);
    throw std::runtime_error(why);
}

/// Fails while it cleans up, after it was cancelled.
Task<void> failInCleanUp(const char *why) {
    try {
        co_await sleepFor(1h);
    } catch (Cancelled) {
        throw std::runtime_error(why);
    }
}

Task<void> waitForEver(tests::Tally *tally) {
    const tests::Guard guard(tally);
    co_await sleepFor(1000h);
}

QByteArray texts(const ExceptionGroup &group) {
    QByteArray text;
    for (const auto &error : group.errors()) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &e) {
            text += QByteArray(text.isEmpty() ? "" : ",") + e.what();
        } catch (Cancelled) {
            text += ",Cancelled";
        }
    }
    return text;
}

struct GroupFacts {
    QByteArray errors;
    QByteArray log;
    qint64 ms = -1;
    bool cancelled = false;
    tests::Tally tally;
};

/// Runs a group and writes down how it ended and when.
template <class F>
Task<void> observe(F body, GroupFacts *facts, TaskGroup::Policy policy = TaskGroup::Policy::CancelSiblings) {
    const auto begun = Loop::current()->now();
    try {
        co_await TaskGroup::run(std::move(body), policy);
    } catch (const ExceptionGroup &group) {
        facts->errors = texts(group);
    } catch (Cancelled) {
        facts->cancelled = true;
    }
    facts->ms = tests::elapsedMs(begun);
}

} // namespace

class TaskGroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesWhenTheLastChildHasEnded_data() {
        QTest::addColumn<bool>("coroutine");
        QTest::newRow("body is a plain function") << false;
        QTest::newRow("body is a coroutine") << true;
    }
    void leavesWhenTheLastChildHasEnded() {
        QFETCH(bool, coroutine);
        GroupFacts facts;
        auto spawnAll = [&facts](TaskGroup &group) {
            group.spawn("c", noteAfter, &facts.log, 'c', 30ms, &facts.tally);
            group.spawn("a", noteAfter, &facts.log, 'a', 10ms, &facts.tally);
            group.spawn("b", noteAfter, &facts.log, 'b', 20ms, &facts.tally);
        };
        tests::virtually([&] {
            if (!coroutine)
                return observe(spawnAll, &facts);
            return observe(
                [&spawnAll](TaskGroup &group) -> Task<void> {
                    spawnAll(group);
                    co_await sleepFor(5ms);
                },
                &facts);
        });
        QCOMPARE(facts.log, QByteArray("abc"));
        QCOMPARE(facts.ms, 30); // all at once, not one after the other
        QCOMPARE(facts.tally.gone, 3);
        QCOMPARE(facts.errors, QByteArray());
    }

    void childrenBeginInTheOrderTheyWereSpawnedAndNotBefore() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&log](TaskGroup &group) {
                for (const char letter : {'a', 'b', 'c'}) {
                    group.spawn(
                        "child",
                        [](QByteArray *out, char c) -> Task<void> {
                            *out += c;
                            co_return;
                        },
                        &log, letter);
                }
                log += '-';
            });
        });
        QCOMPARE(log, QByteArray("-abc"));
    }

    void anEmptyGroupLeavesAtOnce() {
        GroupFacts facts;
        tests::virtually([&] { return observe([](TaskGroup &) {}, &facts); });
        QCOMPARE(facts.ms, 0);
    }

    void oneFailureOfSixtyCancelsTheOther59() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&facts](TaskGroup &group) {
                    for (int i = 0; i < 59; ++i)
                        group.spawn("sibling", waitForEver, &facts.tally);
                    group.spawn("culprit", failAfter, 7ms, "broken");
                },
                &facts);
        });
        QCOMPARE(facts.errors, QByteArray("broken"));
        QCOMPARE(facts.ms, 7);
        QCOMPARE(facts.tally.made, 59);
        QCOMPARE(facts.tally.gone, 59);
    }

    void everyErrorIsKeptThoseOfCleanUpToo() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [](TaskGroup &group) {
                    group.spawn("first", failAfter, 5ms, "first");
                    group.spawn("clean-up", failInCleanUp, "clean-up");
                    group.spawn("same turn", failAfter, 5ms, "same turn");
                },
                &facts);
        });
        // "same turn" had woken already when the cancellation came, so it still fails as itself
        QCOMPARE(facts.errors, QByteArray("first,same turn,clean-up"));
    }

    void theTextOfAnExceptionGroupNamesEveryError() {
        QByteArray text;
        bool rethrown = false;
        try {
            tests::virtually([] {
                return TaskGroup::run([](TaskGroup &group) {
                    group.spawn("a", failAfter, 1ms, "left");
                    group.spawn("b", failAfter, 1ms, "right");
                });
            });
        } catch (const ExceptionGroup &group) {
            text = group.what();
            try {
                group.rethrowFirst();
            } catch (const std::runtime_error &error) {
                rethrown = QByteArray(error.what()) == "left";
            }
        }
        QCOMPARE(text, QByteArray("2 error(s): [left] [right]"));
        QVERIFY(rethrown);
    }

    void aBodyThatThrowsCancelsItsChildrenAndWaitsForThem_data() {
        QTest::addColumn<bool>("coroutine");
        QTest::newRow("plain function") << false;
        QTest::newRow("coroutine") << true;
    }
    void aBodyThatThrowsCancelsItsChildrenAndWaitsForThem() {
        QFETCH(bool, coroutine);
        GroupFacts facts;
        auto slowToLeave = [](tests::Tally *tally) -> Task<void> {
            const tests::Guard guard(tally);
            co_await withCleanup(pause(1h), [] { return pause(20ms); });
        };
        tests::virtually([&] {
            if (!coroutine) {
                return observe(
                    [&, slowToLeave](TaskGroup &group) {
                        group.spawn("child", slowToLeave, &facts.tally);
                        throw std::runtime_error("body");
                    },
                    &facts);
            }
            return observe(
                [&, slowToLeave](TaskGroup &group) -> Task<void> {
                    group.spawn("child", slowToLeave, &facts.tally);
                    co_await sleepFor(5ms);
                    throw std::runtime_error("body");
                },
                &facts);
        });
        QCOMPARE(facts.errors, QByteArray("body"));
        QCOMPARE(facts.tally.made, 1);
        QCOMPARE(facts.tally.gone, 1);
        QCOMPARE(facts.ms, coroutine ? 25 : 20);
    }

    void aFailingChildCutsTheBody() {
        GroupFacts facts;
        bool reached = false;
        tests::virtually([&] {
            return observe(
                [&reached](TaskGroup &group) -> Task<void> {
                    group.spawn("culprit", failAfter, 3ms, "child");
                    co_await sleepFor(1h);
                    reached = true;
                },
                &facts);
        });
        QCOMPARE(facts.errors, QByteArray("child"));
        QCOMPARE(facts.ms, 3);
        QVERIFY(!reached);
        QVERIFY(!facts.cancelled);
    }

    void anErrorResultCancelsTheSiblings() {
        int code = 0;
        GroupFacts facts;
        tests::virtually([&] {
            return [](GroupFacts *out, int *failed) -> Task<void> {
                try {
                    co_await TaskGroup::run([out](TaskGroup &group) {
                        group.spawn(
                            "fine",
                            [](int value) -> Task<tests::Outcoming> { co_return tests::Outcoming(value); },
                            1);
                        group.spawn("sibling", waitForEver, &out->tally);
                        group.spawn(
                            "culprit",
                            [](int why) -> Task<tests::Outcoming> {
                                co_await sleepFor(2ms);
                                co_return tests::Outcoming(tests::Failure{why});
                            },
                            404);
                    });
                } catch (const ExceptionGroup &group) {
                    try {
                        group.rethrowFirst();
                    } catch (const FailedResult<tests::Failure> &error) {
                        *failed = error.error.code;
                    }
                }
            }(&facts, &code);
        });
        QCOMPARE(code, 404);
        QCOMPARE(facts.tally.made, 1);
        QVERIFY(facts.tally.balanced());
    }

    void cancellingTheGroupIsNoErrorOfIt() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&facts](TaskGroup &group) -> Task<void> {
                    group.spawn("child", waitForEver, &facts.tally);
                    co_await sleepFor(4ms);
                    group.cancel();
                },
                &facts);
        });
        QCOMPARE(facts.ms, 4);
        QCOMPARE(facts.errors, QByteArray());
        QVERIFY(!facts.cancelled);
        QVERIFY(facts.tally.balanced());
    }

    void cancelledFromOutsideItThrowsCancelledWhenAllHaveEnded() {
        GroupFacts facts;
        bool whole = true;
        tests::virtually([&] {
            return [](GroupFacts *out, bool *ended) -> Task<void> {
                *ended = co_await cancellable([out](Scope &scope) -> Task<void> {
                    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                        group.spawn(
                            "canceller",
                            [](Scope *outer) -> Task<void> {
                                co_await sleepFor(6ms);
                                outer->cancel();
                            },
                            &scope);
                        co_await observe(
                            [out](TaskGroup &inner) { inner.spawn("child", waitForEver, &out->tally); }, out);
                        co_await sleepFor(0ms); // level-triggered: thrown at again
                    });
                });
            }(&facts, &whole);
        });
        QVERIFY(facts.cancelled);
        QVERIFY(facts.tally.balanced());
        QCOMPARE(facts.ms, 6);
        QVERIFY(!whole);
    }

    void errorsWinOverCancellationFromOutside() {
        GroupFacts facts;
        tests::virtually([&] {
            return [](GroupFacts *out) -> Task<void> {
                co_await cancellable([out](Scope &scope) -> Task<void> {
                    co_await observe(
                        [&scope](TaskGroup &group) -> Task<void> {
                            group.spawn("clean-up", failInCleanUp, "kept");
                            co_await sleepFor(1ms);
                            scope.cancel();
                        },
                        out);
                });
            }(&facts);
        });
        QCOMPARE(facts.errors, QByteArray("kept"));
    }

    void aChildThatSwallowsCancelledFiveTimesIsThrownAtFiveTimes() {
        int thrown = 0;
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&thrown](TaskGroup &group) -> Task<void> {
                    group.spawn(
                        "stubborn",
                        [](int *count) -> Task<void> {
                            while (*count < 5) {
                                try {
                                    co_await sleepFor(1h);
                                } catch (...) {
                                    ++*count;
                                }
                            }
                        },
                        &thrown);
                    co_await sleepFor(1ms);
                    group.cancel();
                },
                &facts);
        });
        QCOMPARE(thrown, 5);
        QCOMPARE(facts.ms, 1); // it did not sleep once more
    }

    void aBodyThatSwallowsCancelledFiveTimesIsThrownAtFiveTimes() {
        int thrown = 0;
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&thrown](TaskGroup &group) -> Task<void> {
                    group.spawn("culprit", failAfter, 1ms, "child");
                    while (thrown < 5) {
                        try {
                            co_await sleepFor(1h);
                        } catch (Cancelled) {
                            ++thrown;
                        }
                    }
                },
                &facts);
        });
        QCOMPARE(thrown, 5);
        QCOMPARE(facts.errors, QByteArray("child"));
        QCOMPARE(facts.ms, 1);
    }

    void childrenMaySpawnWhileTheGroupJoins() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&facts](TaskGroup &group) {
                    group.spawn(
                        "parent",
                        [](TaskGroup *own, GroupFacts *out) -> Task<void> {
                            co_await sleepFor(5ms);
                            own->spawn("late", noteAfter, &out->log, 'x', 5ms, &out->tally);
                            own->spawn(
                                "late as well",
                                [](TaskGroup *same, GroupFacts *result) -> Task<void> {
                                    co_await sleepFor(7ms);
                                    same->spawn("latest", noteAfter, &result->log, 'y', 5ms, &result->tally);
                                },
                                own, out);
                        },
                        &group, &facts);
                },
                &facts);
        });
        QCOMPARE(facts.log, QByteArray("xy"));
        QCOMPARE(facts.ms, 17);
    }

    /// The last child has ended and the join is queued, but not yet resumed, when another task spawns one
    /// more.
    void aChildSpawnedBetweenTheLastEndAndTheJoinIsStillAwaited() {
        GroupFacts facts;
        tests::virtually([&] {
            return [](GroupFacts *out) -> Task<void> {
                TaskGroup *inner = nullptr;
                Event lastEnds;
                co_await TaskGroup::run([&](TaskGroup &outer) {
                    outer.spawn(
                        "owner",
                        [](TaskGroup **group, Event *event, GroupFacts *result) -> Task<void> {
                            co_await observe(
                                [=](TaskGroup &own) {
                                    *group = &own;
                                    own.spawn(
                                        "last",
                                        [](Event *tell) -> Task<void> {
                                            co_await sleepFor(3ms);
                                            tell->set(); // the helper is queued before the join is
                                        },
                                        event);
                                },
                                result);
                        },
                        &inner, &lastEnds, out);
                    outer.spawn(
                        "helper",
                        [](TaskGroup **group, Event *event, GroupFacts *result) -> Task<void> {
                            co_await event->wait();
                            (*group)->spawn("one more", noteAfter, &result->log, 'm', 4ms, &result->tally);
                        },
                        &inner, &lastEnds, out);
                });
            }(&facts);
        });
        QCOMPARE(facts.log, QByteArray("m"));
        QCOMPARE(facts.ms, 7);
    }

    void aChildSpawnedIntoACancelledGroupEndsAtItsFirstAwait() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&facts](TaskGroup &group) {
                    group.cancel();
                    group.spawn(
                        "late",
                        [](GroupFacts *out) -> Task<void> {
                            out->log += 'a';
                            co_await sleepFor(1h);
                            out->log += 'b';
                        },
                        &facts);
                },
                &facts);
        });
        QCOMPARE(facts.log, QByteArray("a"));
        QCOMPARE(facts.ms, 0);
    }

    void anInnerGroupsFailureStaysInsideWhenItIsCaught() {
        GroupFacts inner;
        GroupFacts outer;
        tests::virtually([&] {
            return observe(
                [&](TaskGroup &group) {
                    group.spawn("bystander", noteAfter, &outer.log, 'o', 20ms, &outer.tally);
                    group.spawn(
                        "owner",
                        [](GroupFacts *facts) -> Task<void> {
                            co_await observe(
                                [facts](TaskGroup &own) {
                                    own.spawn("sibling", waitForEver, &facts->tally);
                                    own.spawn("culprit", failAfter, 2ms, "inner");
                                },
                                facts);
                            co_await sleepFor(1ms); // nothing is cancelled out here
                            facts->log += 'i';
                        },
                        &inner);
                },
                &outer);
        });
        QCOMPARE(inner.errors, QByteArray("inner"));
        QCOMPARE(inner.log, QByteArray("i"));
        QVERIFY(inner.tally.balanced());
        QCOMPARE(outer.log, QByteArray("o"));
        QCOMPARE(outer.errors, QByteArray());
    }

    void supervisedAFailureIsToldAndHurtsNoOther() {
        GroupFacts facts;
        QByteArray told;
        tests::virtually([&] {
            return observe(
                [&](TaskGroup &group) {
                    group.onError = [&told](std::exception_ptr error, const char *name) {
                        try {
                            std::rethrow_exception(error);
                        } catch (const std::exception &e) {
                            told += QByteArray(name) + "=" + e.what() + ";";
                        }
                    };
                    group.spawn("one", failAfter, 1ms, "x");
                    group.spawn("two", failAfter, 2ms, "y");
                    group.spawn("three", noteAfter, &facts.log, 'z', 3ms, &facts.tally);
                },
                &facts, TaskGroup::Policy::Supervise);
        });
        QCOMPARE(told, QByteArray("one=x;two=y;"));
        QCOMPARE(facts.log, QByteArray("z"));
        QCOMPARE(facts.errors, QByteArray());
    }

    void supervisedABodyThatThrowsStillEndsTheGroupWithItsError_data() {
        QTest::addColumn<bool>("coroutine");
        QTest::newRow("plain function") << false;
        QTest::newRow("coroutine") << true;
    }
    void supervisedABodyThatThrowsStillEndsTheGroupWithItsError() {
        QFETCH(bool, coroutine);
        GroupFacts facts;
        QByteArray told;
        tests::virtually([&] {
            auto begin = [&facts, &told](TaskGroup &group) {
                group.onError = [&told](std::exception_ptr, const char *name) { told += name; };
                group.spawn("child", waitForEver, &facts.tally);
                group.spawn("culprit", failAfter, 1ms, "x");
            };
            if (!coroutine) {
                return observe(
                    [begin](TaskGroup &group) {
                        begin(group);
                        throw std::runtime_error("body");
                    },
                    &facts, TaskGroup::Policy::Supervise);
            }
            return observe(
                [begin](TaskGroup &group) -> Task<void> {
                    begin(group);
                    co_await sleepFor(5ms);
                    throw std::runtime_error("body");
                },
                &facts, TaskGroup::Policy::Supervise);
        });
        QCOMPARE(facts.errors, QByteArray("body"));
        QCOMPARE(told, QByteArray(coroutine ? "culprit" : "")); // else it was cancelled before it could fail
        QCOMPARE(facts.ms, coroutine ? 5 : 0);
        QVERIFY(facts.tally.balanced());
    }

    void aChildsArgumentsLiveAsLongAsTheChild() {
        tests::Tally tally;
        int goneWhileItRan = -1;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) {
                group.spawn(
                    "child",
                    [](const tests::Guard &, const tests::Tally *count, int *gone) -> Task<void> {
                        co_await sleepFor(5ms);
                        *gone = count->gone;
                    },
                    tests::Guard(&tally), &tally, &goneWhileItRan);
            });
        });
        QCOMPARE(goneWhileItRan, 0);
        QCOMPARE(tally.made, 1);
        QCOMPARE(tally.gone, 1);
    }

    void aCapturingCallableLivesAsLongAsTheChild() {
        int got = 0;
        tests::virtually([&] {
            return TaskGroup::run([&got](TaskGroup &group) {
                auto value = std::make_shared<int>(5);
                group.spawn("child", [value, &got]() -> Task<void> {
                    co_await sleepFor(1ms);
                    got = *value;
                });
            });
        });
        QCOMPARE(got, 5);
    }

    void tenThousandSleepersCancelledAllEndInOneTurn() {
        GroupFacts facts;
        tests::virtually([&] {
            return observe(
                [&facts](TaskGroup &group) -> Task<void> {
                    for (int i = 0; i < 10'000; ++i)
                        group.spawn("sleeper", waitForEver, &facts.tally);
                    co_await sleepFor(1ms);
                    group.cancel();
                },
                &facts);
        });
        QCOMPARE(facts.tally.made, 10'000);
        QCOMPARE(facts.tally.gone, 10'000);
        QCOMPARE(facts.ms, 1);
    }
};

DOCCHAT_TEST(TaskGroupTest)

#include "taskgroup_test.moc"
