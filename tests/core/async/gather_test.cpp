#include "async/gather.h"
#include "async/semaphore.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <algorithm>
#include <numeric>

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::failAfter;
using tests::tasks::valueAfter;

Task<int> waitForEver(tests::Tally *tally) {
    const tests::Guard guard(tally);
    co_await sleepFor(1000h);
    co_return 0;
}

struct MapFacts {
    int now = 0;
    int most = 0;
    int begun = 0;
    qint64 mostFibers = 0;
};

Task<int> doubled(int number, Milliseconds each, MapFacts *facts) {
    ++facts->begun;
    facts->most = std::max(facts->most, ++facts->now);
    facts->mostFibers = std::max(facts->mostFibers, Loop::current()->fibers());
    co_await sleepFor(each);
    --facts->now;
    co_return 2 * number;
}

std::vector<int> numbersTo(int count) {
    std::vector<int> numbers(std::size_t(count), 0);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

} // namespace

class GatherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultsComeInInputOrderWhateverEndsFirst() {
        qint64 ms = -1;
        const auto values = tests::virtually([&] {
            return [](qint64 *took) -> Task<std::vector<int>> {
                const auto begun = Loop::current()->now();
                std::vector<Task<int>> tasks;
                for (int i = 0; i < 50; ++i)
                    tasks.push_back(valueAfter(Milliseconds(200 - i), i));
                auto result = co_await gather(std::move(tasks));
                *took = tests::elapsedMs(begun);
                co_return result;
            }(&ms);
        });
        QVERIFY(values == numbersTo(50));
        QCOMPARE(ms, 200); // 50 calls of 200 ms take 200 ms
    }

    void theFirstFailureCancelsTheRestAndIsThrownAsItself() {
        QByteArray error;
        qint64 ms = -1;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *why, qint64 *took, tests::Tally *count) -> Task<void> {
                const auto begun = Loop::current()->now();
                std::vector<Task<int>> tasks;
                for (int i = 0; i < 58; ++i)
                    tasks.push_back(waitForEver(count));
                tasks.push_back(failAfter(9ms, "second"));
                tasks.push_back(failAfter(7ms, "first"));
                try {
                    co_await gather(std::move(tasks));
                } catch (const std::runtime_error &e) {
                    *why = e.what();
                }
                *took = tests::elapsedMs(begun);
            }(&error, &ms, &tally);
        });
        QCOMPARE(error, QByteArray("first"));
        QCOMPARE(ms, 7);
        QCOMPARE(tally.made, 58);
        QCOMPARE(tally.gone, 58);
    }

    void gatheringNothingGivesNothing() {
        QCOMPARE(tests::virtually([] { return gather(std::vector<Task<int>>()); }).size(), std::size_t(0));
    }

    void carriesWhatOnlyMoves() {
        const auto values = tests::virtually([] {
            std::vector<Task<std::unique_ptr<int>>> tasks;
            for (int i = 0; i < 3; ++i) {
                tasks.push_back([](int n) -> Task<std::unique_ptr<int>> {
                    co_await yieldNow();
                    co_return std::make_unique<int>(n);
                }(i));
            }
            return gather(std::move(tasks));
        });
        QCOMPARE(values.size(), std::size_t(3));
        QCOMPARE(*values[2], 2);
    }

    void cancelledFromOutsideNothingIsLeft() {
        tests::Tally tally;
        bool timedOut = false;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *cut) -> Task<void> {
                std::vector<Task<int>> tasks;
                for (int i = 0; i < 20; ++i)
                    tasks.push_back(waitForEver(count));
                try {
                    co_await withTimeout(5ms, gather(std::move(tasks)));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&tally, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(tally.made, 20);
        QVERIFY(tally.balanced());
    }

    // ---- tasks without a value, and of different types

    void tasksWithoutAValueAreGatheredToo_data() {
        QTest::addColumn<int>("failing"); // which of them; -1: none
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<int>("ms");
        QTest::newRow("all succeed") << -1 << QByteArray("210") << 30;
        QTest::newRow("the last to end fails") << 0 << QByteArray("21broken") << 30;
        QTest::newRow("the first to end fails") << 2 << QByteArray("broken") << 10;
    }
    void tasksWithoutAValueAreGatheredToo() {
        QFETCH(int, failing);
        QFETCH(QByteArray, log);
        QFETCH(int, ms);
        QByteArray was;
        qint64 took = -1;
        tests::virtually([&] {
            return [](int broken, QByteArray *out, qint64 *spent) -> Task<void> {
                const auto begun = Loop::current()->now();
                std::vector<Task<void>> tasks;
                for (int i = 0; i < 3; ++i) {
                    tasks.push_back([](int number, bool fails, QByteArray *o) -> Task<void> {
                        co_await sleepFor(Milliseconds(30 - 10 * number));
                        if (fails)
                            throw std::runtime_error("broken");
                        *o += QByteArray::number(number);
                    }(i, i == broken, out));
                }
                try {
                    co_await gather(std::move(tasks));
                } catch (const std::runtime_error &error) {
                    *out += error.what();
                }
                *spent = tests::elapsedMs(begun);
            }(failing, &was, &took);
        });
        QCOMPARE(was, log);
        QCOMPARE(took, ms);
    }

    void gatheringNothingWithoutAValueEndsAtOnce() {
        tests::virtually([] { return gather(std::vector<Task<void>>()); });
    }

    void tasksOfDifferentTypesGiveATuple() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                const auto begun = Loop::current()->now();
                auto text = []() -> Task<QByteArray> {
                    co_await sleepFor(20ms);
                    co_return "text";
                };
                auto pointer = []() -> Task<std::unique_ptr<int>> {
                    co_await sleepFor(5ms);
                    co_return std::make_unique<int>(3);
                };
                const auto [number, words, owned] = co_await gather(valueAfter(10ms, 1), text(), pointer());
                *out = QByteArray::number(number) + words + QByteArray::number(*owned) + '@' +
                       QByteArray::number(tests::elapsedMs(begun));
            }(&log);
        });
        QCOMPARE(log, QByteArray("1text3@20"));
    }

    void aFailureCancelsTasksOfDifferentTypesAsWell() {
        QByteArray error;
        qint64 ms = -1;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *why, qint64 *took, tests::Tally *count) -> Task<void> {
                const auto begun = Loop::current()->now();
                auto text = [](tests::Tally *t) -> Task<QByteArray> {
                    co_await waitForEver(t);
                    co_return "text";
                };
                try {
                    co_await gather(waitForEver(count), failAfter(7ms, "broken"), text(count));
                } catch (const std::runtime_error &e) {
                    *why = e.what();
                }
                *took = tests::elapsedMs(begun);
            }(&error, &ms, &tally);
        });
        QCOMPARE(error, QByteArray("broken"));
        QCOMPARE(ms, 7);
        QCOMPARE(tally.made, 2);
        QVERIFY(tally.balanced());
    }

    /// Cancelled out of a scope that nobody cancelled is a mistake, and must not look like an end in order.
    void aChildThatEndsAsCancelledByItselfIsAnError_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("values") << 0;
        QTest::newRow("no values") << 1;
        QTest::newRow("different types") << 2;
        QTest::newRow("outcomes") << 3;
        QTest::newRow("mapped") << 4;
    }
    void aChildThatEndsAsCancelledByItselfIsAnError() {
        QFETCH(int, kind);
        QByteArray log;
        tests::virtually([&] {
            return [](int which, QByteArray *out) -> Task<void> {
                auto stray = [](int) -> Task<int> {
                    co_await sleepFor(1ms);
                    throw Cancelled{};
                };
                std::vector<Task<int>> tasks;
                if (which == 0 || which == 3) {
                    tasks.push_back(valueAfter(2ms, 1));
                    tasks.push_back(stray(0));
                }
                std::vector<Task<void>> empties;
                if (which == 1) {
                    empties.push_back([]() -> Task<void> {
                        co_await sleepFor(1ms);
                        throw Cancelled{};
                    }());
                }
                try {
                    if (which == 0)
                        co_await gather(std::move(tasks));
                    else if (which == 1)
                        co_await gather(std::move(empties));
                    else if (which == 2)
                        co_await gather(valueAfter(2ms, 1), stray(0));
                    else if (which == 3)
                        std::ignore = (co_await gatherOutcomes(std::move(tasks)))[1].value();
                    else
                        co_await mapConcurrent(numbersTo(3), 2, stray);
                    *out = "no error";
                } catch (const StrayCancelled &) {
                    *out = "stray";
                }
                co_await sleepFor(1ms); // and nobody else is cancelled by it
                *out += " on";
            }(kind, &log);
        });
        QCOMPARE(log, QByteArray("stray on"));
    }

    void outcomesHoldEveryValueAndEveryError() {
        QByteArray log;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](QByteArray *out, qint64 *took) -> Task<void> {
                const auto begun = Loop::current()->now();
                std::vector<Task<int>> tasks;
                tasks.push_back(valueAfter(30ms, 1));
                tasks.push_back(failAfter(10ms, "x"));
                tasks.push_back(valueAfter(20ms, 3));
                for (auto &outcome : co_await gatherOutcomes(std::move(tasks))) {
                    try {
                        const bool ok = outcome.ok();
                        *out += (ok ? "+" : "-") + QByteArray::number(outcome.value());
                    } catch (const std::runtime_error &error) {
                        *out += QByteArray("-") + error.what();
                    }
                }
                *took = tests::elapsedMs(begun);
            }(&log, &ms);
        });
        QCOMPARE(log, QByteArray("+1-x+3"));
        QCOMPARE(ms, 30); // the failure hurt nobody
    }

    void outcomesAreCancelledAsAWhole() {
        tests::Tally tally;
        bool timedOut = false;
        tests::virtually([&] {
            return [](tests::Tally *count, bool *cut) -> Task<void> {
                std::vector<Task<int>> tasks;
                tasks.push_back(waitForEver(count));
                tasks.push_back(valueAfter(1ms, 1));
                try {
                    co_await withTimeout(5ms, gatherOutcomes(std::move(tasks)));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&tally, &timedOut);
        });
        QVERIFY(timedOut);
        QVERIFY(tally.balanced());
    }

    // ---- mapConcurrent

    void mapsInOrderAtTheWidthItIsGiven_data() {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("width");
        for (const int width : {1, 5, 100})
            QTest::addRow("100 at %d", width) << 100 << width;
        QTest::newRow("10000 at 50") << 10'000 << 50;
        QTest::newRow("3 at 8") << 3 << 8;
        QTest::newRow("none") << 0 << 8;
    }
    void mapsInOrderAtTheWidthItIsGiven() {
        QFETCH(int, items);
        QFETCH(int, width);
        MapFacts facts;
        qint64 ms = -1;
        const auto values = tests::virtually([&] {
            return [](int count, int limit, MapFacts *f, qint64 *took) -> Task<std::vector<int>> {
                const auto begun = Loop::current()->now();
                auto result = co_await mapConcurrent(numbersTo(count), limit,
                                                     [f](int number) { return doubled(number, 20ms, f); });
                *took = tests::elapsedMs(begun);
                co_return result;
            }(items, width, &facts, &ms);
        });
        QCOMPARE(values.size(), std::size_t(items));
        for (int i = 0; i < items; ++i)
            QCOMPARE(values[std::size_t(i)], 2 * i);
        QCOMPARE(facts.most, std::min(width, items));
        QCOMPARE(ms, (items + width - 1) / width * 20); // the times that arithmetic says
        QVERIFY(facts.mostFibers <= width + 1);         // workers, not one task an item
    }

    void aWidthOfZeroStillMapsEverything_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("zero") << 0;
        QTest::newRow("negative") << -1;
    }
    void aWidthOfZeroStillMapsEverything() {
        QFETCH(int, width);
        MapFacts facts;
        const auto values = tests::virtually([&] {
            return mapConcurrent(numbersTo(4), width,
                                 [&facts](int number) { return doubled(number, 1ms, &facts); });
        });
        QVERIFY(values == (std::vector<int>{0, 2, 4, 6}));
        QCOMPARE(facts.begun, 4);
        QCOMPARE(facts.most, 1);
    }

    void aFailureEndsTheMapAndTheRestIsNotBegun() {
        QByteArray error;
        MapFacts facts;
        tests::virtually([&] {
            return [](QByteArray *why, MapFacts *f) -> Task<void> {
                try {
                    co_await mapConcurrent(numbersTo(100), 4, [f](int number) -> Task<int> {
                        const int result = co_await doubled(number, 10ms, f);
                        if (number == 5)
                            throw std::runtime_error("five");
                        co_return result;
                    });
                } catch (const std::runtime_error &e) {
                    *why = e.what();
                }
            }(&error, &facts);
        });
        QCOMPARE(error, QByteArray("five"));
        QVERIFY2(facts.begun <= 12, qPrintable(QString::number(facts.begun)));
    }

    void aMapIsCancelledWithItsWorkers() {
        MapFacts facts;
        bool timedOut = false;
        tests::virtually([&] {
            return [](MapFacts *f, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(25ms, mapConcurrent(numbersTo(100), 4, [f](int number) {
                                             return doubled(number, 10ms, f);
                                         }));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&facts, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(facts.begun, 12);
    }

    void inputsThatOnlyMoveAreMovedIn() {
        tests::Tally tally;
        const auto values = tests::virtually([&] {
            std::vector<tests::Guard> guards;
            for (int i = 0; i < 5; ++i)
                guards.emplace_back(&tally);
            return mapConcurrent(std::move(guards), 2, [](tests::Guard) -> Task<int> {
                co_await yieldNow();
                co_return 1;
            });
        });
        QCOMPARE(values.size(), std::size_t(5));
        QCOMPARE(tally.made, 5);
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(GatherTest)

#include "gather_test.moc"
