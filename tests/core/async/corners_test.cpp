#include "async/background.h"
#include "async/child.h"
#include "async/files.h"
#include "async/gather.h"
#include "async/lock.h"
#include "async/paginate.h"
#include "async/pipeline.h"
#include "async/queue.h"
#include "async/race.h"
#include "async/resource.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::rest;
using tests::tasks::valueAfter;
Task<int> failing(Milliseconds after) {
    co_await sleepFor(after);
    throw std::runtime_error("failed");
}
Task<int> noting(int *begun) {
    ++*begun;
    co_await sleepFor(1ms);
    co_return 1;
}
template <class T>
std::vector<Task<T>> two(Task<T> a, Task<T> b) {
    std::vector<Task<T>> tasks;
    tasks.push_back(std::move(a));
    tasks.push_back(std::move(b));
    return tasks;
}
/// What cannot even begin to wait, as without memory.
class NeverBegun : public Awaitable<NeverBegun> {
public:
    explicit NeverBegun(int *undone) : Awaitable("nothing"), m_undone(undone) {}
    void start() { throw std::runtime_error("no memory"); }
    void detach() { ++*m_undone; }

private:
    int *m_undone;
};
} // namespace

/// Where two rules of core/async meet; each of these was once broken.
class CornersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withTimeoutOfADeadlineKeepsTheMoment() {
        qint64 ms = -1;
        tests::virtually([&] {
            return [](qint64 *took) -> Task<void> {
                const auto begun = Loop::current()->now();
                auto limited = withTimeout(Deadline(10ms), rest(1h));
                co_await sleepFor(6ms);
                try {
                    co_await std::move(limited);
                } catch (const TimeoutError &) {
                }
                *took = tests::elapsedMs(begun);
            }(&ms);
        });
        QCOMPARE(ms, 10);
    }

    void aWaitThatCouldNotBeginIsOver() {
        QByteArray log;
        int undone = 0;
        tests::virtually([&] {
            return [](QByteArray *out, int *undo) -> Task<void> {
                const bool whole = co_await cancellable([=](Scope &scope) -> Task<void> {
                    try {
                        co_await NeverBegun(undo);
                    } catch (const std::runtime_error &e) {
                        *out += e.what();
                    }
                    scope.cancel(); // which would undo what the task waits for
                    co_await sleepFor(1h);
                });
                *out += whole ? "; whole" : "; cancelled";
            }(&log, &undone);
        });
        QCOMPARE(log, QByteArray("no memory; cancelled"));
        QCOMPARE(undone, 0);
    }

    void useThatThrowsInPlaceIsReleased() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                try {
                    co_await withResource([]() -> Task<int> { co_return 1; },
                                          [](int &r) -> Task<void> {
                                              if (r == 1)
                                                  throw std::runtime_error("in place");
                                              return rest(1ms);
                                          },
                                          [out](int &, Ending ending) -> Task<void> {
                                              *out += ending == Ending::Failed ? "failed;" : "other;";
                                              co_return;
                                          });
                } catch (const std::runtime_error &e) {
                    *out += e.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("failed;in place"));
    }

    void theErrorResultOfUseWinsOverRelease() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                try {
                    auto r = co_await withResource([]() -> Task<int> { co_return 1; },
                                                   [](int &) -> Task<tests::Outcoming> {
                                                       co_return tests::Outcoming(tests::Failure{7});
                                                   },
                                                   [](int &, Ending) -> Task<void> {
                                                       throw std::runtime_error("release");
                                                       co_return;
                                                   });
                    *out += r.ok() ? QByteArray("ok") : QByteArray::number(r.error().code);
                } catch (const std::runtime_error &e) {
                    *out += e.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("7"));
    }

    void aStartedCallableThatThrowsInPlaceEndsItsChild() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                try {
                    co_await TaskGroup::run([out](TaskGroup &group) -> Task<void> {
                        auto child = group.start(
                            "x",
                            [](bool t) -> Task<int> {
                                if (t)
                                    throw std::runtime_error("in place");
                                return valueAfter(1ms, 1);
                            },
                            true);
                        const auto waited = co_await group.waitFor(Until::AllCompleted, Deadline(1s));
                        *out += waited.done.size() == 1 ? "done" : "pending";
                        child.cancel();
                    });
                } catch (const ExceptionGroup &) {
                    *out += " group failed";
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("done"));
    }

    void asCompletedEndsWhenItsGroupIsCancelledAndItsConsumerIsOutside() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                TaskGroup *owner = nullptr;
                co_await TaskGroup::run([&](TaskGroup &outer) -> Task<void> {
                    outer.spawn(
                        "owner",
                        [](TaskGroup **g) -> Task<void> {
                            co_await TaskGroup::run([g](TaskGroup &group) -> Task<void> {
                                *g = &group;
                                co_await sleepFor(5ms);
                                group.cancel();
                            });
                        },
                        &owner);
                    co_await sleepFor(1ms);
                    auto all = asCompleted(owner, two(valueAfter(2ms, 1), valueAfter(1h, 2)));
                    const bool whole = co_await moveOnAt(Deadline(1h), [&]() -> Task<void> {
                        while (auto one = co_await all.next())
                            *out += QByteArray::number(one->index) + (one->outcome.ok() ? "+" : "-");
                    });
                    *out += whole ? "whole" : "hangs";
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("0+1-whole"));
    }

    void noneStartsOnceThereIsAWinner() {
        int begun = 0;
        tests::virtually([&] {
            return [](int *count) -> Task<void> {
                co_await hedge(valueAfter(5ms, 7), two(noting(count), noting(count)), 5ms);
            }(&begun);
        });
        QCOMPARE(begun, 0);
    }

    void aRaceWonInPlaceBeginsNoOther() {
        int begun = 0;
        tests::virtually([&] {
            return [](int *count) -> Task<void> {
                co_await race(two([]() -> Task<int> { co_return 1; }(), noting(count)));
            }(&begun);
        });
        QCOMPARE(begun, 0);
    }

    void anErrorResultTellsWhoseItIs() {
        std::size_t index = 99;
        tests::virtually([&] {
            return [](std::size_t *out) -> Task<void> {
                auto fail = [](bool throws) -> Task<tests::Outcoming> {
                    co_await sleepFor(1ms);
                    if (throws)
                        throw std::runtime_error("x");
                    co_return tests::Outcoming(tests::Failure{3});
                };
                *out = (co_await firstSuccess(two(fail(true), fail(false)))).index;
            }(&index);
        });
        QCOMPARE(index, std::size_t(1));
    }

    void whatNeverHadItsTurnIsNotReported() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("never awaited")));
        tests::virtually([&] {
            return []() -> Task<void> {
                std::vector<Task<Won<int>>> tasks;
                tasks.push_back(firstSuccess(two(valueAfter(1h, 1), valueAfter(1h, 2)), 1min));
                co_await gatherOutcomes(std::move(tasks), Deadline(5ms));
            }();
        });
    }

    void joinOfAnEmptyQueueIsACheckpoint() {
        bool whole = true;
        tests::virtually([&] {
            return [](bool *out) -> Task<void> {
                *out = co_await cancellable([](Scope &scope) -> Task<void> {
                    Queue<int> queue(1);
                    scope.cancel();
                    co_await queue.join();
                });
            }(&whole);
        });
        QVERIFY(!whole);
    }

    void aLongLineInsideOnePieceThrows() {
        QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral("f"));
        {
            QFile f(path);
            QVERIFY(f.open(QIODevice::WriteOnly));
            f.write(QByteArray(11, 'x') + "\nnext\n");
        }
        QVERIFY_THROWS_EXCEPTION(FileError, tests::really([&] { return collect(readLines(path, 10)); }));
    }

    void aWidthOfZeroStillRunsEverything() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> in(1);
                Queue<int> between(1);
                try {
                    co_await withTimeout(1h, TaskGroup::run([&](TaskGroup &group) {
                                             source(group, "numbers", {1, 2, 3}, &in);
                                             stage(group, "same", 0, &in, &between,
                                                   [](int i) { return valueAfter(0ms, i); });
                                             sink(group, "note", 0, &between, [out](int i) -> Task<void> {
                                                 *out += QByteArray::number(i);
                                                 co_return;
                                             });
                                         }));
                } catch (const std::exception &error) {
                    *out += error.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("123"));
    }

    void theHandleMayGoBeforeItsJoinIsAwaited() {
        int got = 0;
        tests::virtually([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                auto joined = group.start("child", valueAfter, 5ms, 7).join();
                got = co_await std::move(joined);
            });
        });
        QCOMPARE(got, 7);
    }

    void aStageThatFailsIsTheOnlyError() {
        QByteArray error;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> numbers(1);
                try {
                    co_await TaskGroup::run([&](TaskGroup &group) {
                        source(group, "numbers", {1, 2, 3, 4, 5, 6}, &numbers);
                        sink(group, "fail", 1, &numbers, [](int) -> Task<void> { co_await failing(5ms); });
                    });
                } catch (const ExceptionGroup &group) {
                    *out = group.what();
                }
            }(&error);
        });
        QCOMPARE(error, QByteArray("1 error(s): [failed]"));
    }

    void tasksThatGiveNothingAreTakenToo() {
        tests::virtually([&] {
            return []() -> Task<void> {
                co_await race(two(rest(1ms), rest(2ms)));
                co_await firstSuccess(two(rest(1ms), rest(2ms)));
                co_await gatherOutcomes(two(rest(1ms), rest(2ms)));
                co_await withResource([]() -> Task<int> { co_return 1; }, [](int &) { return rest(1ms); },
                                      [](int &, Ending) { return rest(1ms); });
                co_await TaskGroup::run([](TaskGroup &group) -> Task<void> {
                    auto child = group.start("c", rest, 1ms);
                    co_await child.join();
                });
            }();
        });
    }
};
DOCCHAT_TEST(CornersTest)
#include "corners_test.moc"
