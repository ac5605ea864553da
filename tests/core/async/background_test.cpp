#include "async/background.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> serve(tests::Tally *tally) {
    const tests::Guard guard(tally);
    for (;;)
        co_await sleepFor(10s);
}

Task<void> slowToLeave(Milliseconds cleanUp, tests::Tally *tally) {
    const tests::Guard guard(tally);
    co_await withCleanup([]() -> Task<void> { co_await sleepFor(1h); }(),
                         [=]() -> Task<void> { co_await sleepFor(cleanUp); }, 1h);
}

} // namespace

class BackgroundTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shutdownOf100TasksLeavesNone() {
        tests::Tally tally;
        bool whole = false;
        int living = -1;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *all, int *live, qint64 *took) -> Task<void> {
                Background background;
                for (int i = 0; i < 100; ++i)
                    background.spawn("server", serve, count);
                co_await sleepFor(60s);
                *live = background.live();
                const auto begun = Loop::current()->now();
                *all = co_await background.shutdown(1s);
                *took = tests::elapsedMs(begun);
            }(&tally, &whole, &living, &ms);
        });
        QCOMPARE(living, 100);
        QVERIFY(whole);
        QCOMPARE(tally.gone, 100);
        QVERIFY2(ms <= 1, qPrintable(QString::number(ms)));
    }

    void shutdownOf100TasksDoesNotHangInRealTime() {
        tests::Tally tally;
        qint64 ms = -1;
        tests::really([&] {
            return [](tests::Tally *count, qint64 *took) -> Task<void> {
                Background background;
                for (int i = 0; i < 100; ++i)
                    background.spawn("server", serve, count);
                co_await sleepFor(1ms);
                const auto begun = Clock::now();
                co_await background.shutdown(10s);
                *took = std::chrono::duration_cast<Milliseconds>(Clock::now() - begun).count();
            }(&tally, &ms);
        });
        QCOMPARE(tally.gone, 100);
        QVERIFY2(ms < 5000, qPrintable(QString::number(ms)));
        qInfo("shutdown of 100 tasks: %lld ms", ms);
    }

    void shutdownWaitsForCleanUpWithinTheGrace() {
        tests::Tally tally;
        bool whole = false;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *all, qint64 *took) -> Task<void> {
                Background background;
                background.spawn("tidy", slowToLeave, 300ms, count);
                co_await sleepFor(1ms);
                const auto begun = Loop::current()->now();
                *all = co_await background.shutdown(1s);
                *took = tests::elapsedMs(begun);
            }(&tally, &whole, &ms);
        });
        QVERIFY(whole);
        QCOMPARE(tally.gone, 1);
        QVERIFY(ms >= 300 && ms <= 301);
    }

    void aHundredTasksThatTidyUpEndTogether() {
        tests::Tally tally;
        bool whole = false;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *all, qint64 *took) -> Task<void> {
                Background background;
                for (int i = 0; i < 100; ++i)
                    background.spawn("tidy", slowToLeave, Milliseconds(i), count);
                co_await sleepFor(1ms);
                const auto begun = Loop::current()->now();
                *all = co_await background.shutdown(1s);
                *took = tests::elapsedMs(begun);
            }(&tally, &whole, &ms);
        });
        QVERIFY(whole);
        QCOMPARE(tally.gone, 100);
        QCOMPARE(ms, qint64(99)); // the slowest clean-up, not their sum
    }

    void aTaskThatOutlastsTheGraceIsTold() {
        tests::Tally tally;
        bool first = true;
        bool second = false;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *early, bool *late, qint64 *took) -> Task<void> {
                Background background;
                background.spawn("stubborn", slowToLeave, 30s, count);
                co_await sleepFor(1ms);
                const auto begun = Loop::current()->now();
                *early = co_await background.shutdown(1s);
                *took = tests::elapsedMs(begun);
                *late = co_await background.shutdown(1h);
            }(&tally, &first, &second, &ms);
        });
        QVERIFY(!first);
        QCOMPARE(ms, 1000);
        QVERIFY(second);
        QVERIFY(tally.balanced());
    }

    void severalMayShutItDownAtOnceEachWithItsOwnGrace() {
        tests::Tally tally;
        QByteArray log;
        tests::virtually([&] {
            return [](tests::Tally *count, QByteArray *out) -> Task<void> {
                Background background;
                background.spawn("tidy", slowToLeave, 300ms, count);
                co_await sleepFor(1ms);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (const auto grace : {1s, 2s, 0s}) {
                        group.spawn(
                            "closer",
                            [](Background *all, Clock::duration limit, QByteArray *o) -> Task<void> {
                                const auto begun = Loop::current()->now();
                                *o += co_await all->shutdown(limit) ? "whole@" : "left@";
                                *o += QByteArray::number(tests::elapsedMs(begun)) + ' ';
                            },
                            &background, Clock::duration(grace), out);
                    }
                });
            }(&tally, &log);
        });
        QCOMPARE(log, QByteArray("left@0 whole@300 whole@300 "));
        QVERIFY(tally.balanced());
    }

    void shutdownInACancelledScopeStillWaits() {
        tests::Tally tally;
        bool whole = false;
        tests::virtually([&] {
            return cancellable([&](Scope &scope) -> Task<void> {
                Background background;
                background.spawn("tidy", slowToLeave, 10ms, &tally);
                co_await sleepFor(1ms);
                scope.cancel();
                whole = co_await background.shutdown(1s);
            });
        });
        QVERIFY(whole);
        QCOMPARE(tally.gone, 1);
    }

    void cancellingWhoSpawnedDoesNotCancelTheBackground() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Background background;
                co_await cancellable([&](Scope &scope) -> Task<void> {
                    background.spawn(
                        "survivor",
                        [](QByteArray *o) -> Task<void> {
                            co_await sleepFor(5ms);
                            *o += "survived";
                        },
                        out);
                    scope.cancel();
                    co_await yieldNow();
                });
                co_await sleepFor(10ms);
                co_await background.shutdown(1s);
            }(&log);
        });
        QCOMPARE(log, QByteArray("survived"));
    }

    void aFailureIsToldWithItsNameAndHurtsNoOther() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *count) -> Task<void> {
                Background background;
                background.onError([out](std::exception_ptr error, const char *name) {
                    try {
                        std::rethrow_exception(error);
                    } catch (const std::exception &e) {
                        *out += QByteArray(name) + ":" + e.what() + ";";
                    }
                });
                background.spawn("server", serve, count);
                background.spawn("culprit", []() -> Task<void> {
                    co_await sleepFor(1ms);
                    throw std::runtime_error("broken");
                });
                background.spawn("result", []() -> Task<tests::Outcoming> {
                    co_await sleepFor(2ms);
                    co_return tests::Outcoming(tests::Failure{5});
                });
                co_await sleepFor(1h);
                *out += QByteArray::number(background.live());
                co_await background.shutdown(1s);
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("culprit:broken;result:a task returned an error;1"));
    }

    void whatIsSpawnedAfterCancelEndsAtItsFirstAwait() {
        tests::Tally tally;
        bool whole = false;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *all) -> Task<void> {
                Background background;
                background.cancel();
                background.spawn("late", serve, count);
                *all = co_await background.shutdown(1s);
            }(&tally, &whole);
        });
        QVERIFY(whole);
        QCOMPARE(tally.gone, 1);
    }
};

DOCCHAT_TEST(BackgroundTest)

#include "background_test.moc"
