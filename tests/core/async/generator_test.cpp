#include "async/event.h"
#include "async/generator.h"
#include "async/semaphore.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

AsyncGenerator<int> count(int to, Milliseconds each, tests::Tally *tally, int *made = nullptr) {
    const tests::Guard guard(tally);
    for (int i = 1; i <= to; ++i) {
        co_await sleepFor(each);
        if (made)
            *made = i;
        co_yield i;
    }
}

AsyncGenerator<int> failAfter(int values, tests::Tally *tally) {
    const tests::Guard guard(tally);
    for (int i = 1; i <= values; ++i)
        co_yield i;
    throw std::runtime_error("dropped");
}

AsyncGenerator<int> squares(AsyncGenerator<int> numbers, tests::Tally *tally) {
    const tests::Guard guard(tally);
    while (const auto number = co_await numbers.next())
        co_yield *number **number;
}

AsyncGenerator<int> whileHolding(Semaphore *semaphore) {
    const auto permit = co_await semaphore->acquire();
    for (int i = 0;; ++i)
        co_yield i;
}

} // namespace

class GeneratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void yieldsItsValuesInOrderThenEndsAndStaysEnded() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                auto numbers = count(3, 1ms, t);
                while (const auto number = co_await numbers.next())
                    *out += QByteArray::number(*number);
                *out += co_await numbers.next() ? "more" : "end";
                *out += co_await numbers.next() ? "more" : "end";
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("123endend"));
        QVERIFY(tally.balanced());
    }

    void collectGivesAllValues() {
        tests::Tally tally;
        const auto values = tests::virtually([&] { return collect(count(100, 0ms, &tally)); });
        QCOMPARE(values.size(), std::size_t(100));
        QCOMPARE(values.front(), 1);
        QCOMPARE(values.back(), 100);
    }

    void runsOnlyWhileNextIsAwaited() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                int made = 0;
                auto numbers = count(5, 1ms, t, &made);
                co_await sleepFor(100ms);
                *out += QByteArray::number(made);
                co_await numbers.next();
                co_await sleepFor(100ms);
                *out += QByteArray::number(made);
                co_await numbers.next();
                *out += QByteArray::number(made);
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("012"));
        QVERIFY(tally.balanced());
    }

    void neverBegunItLeavesNothingBehind() {
        tests::Tally tally;
        tests::virtually([&] {
            return [](tests::Tally *t) -> Task<void> {
                const auto numbers = count(5, 1ms, t);
                co_await yieldNow();
            }(&tally);
        });
        QCOMPARE(tally.made, 0);
    }

    void abandonedAfterFiveItIsCleanedUpAtOnce() {
        int goneInside = -1;
        int goneAfter = -1;
        int left = -1;
        tests::Tally tally;
        tests::virtually([&] {
            return [](tests::Tally *t, int *inside, int *after, int *free) -> Task<void> {
                Semaphore semaphore(1);
                {
                    auto numbers = squares(count(1000, 1ms, t), t);
                    auto held = whileHolding(&semaphore);
                    for (int i = 0; i < 5; ++i) {
                        co_await numbers.next();
                        co_await held.next();
                    }
                    *inside = t->gone * 10 + semaphore.available();
                }
                *after = t->gone;
                *free = semaphore.available();
            }(&tally, &goneInside, &goneAfter, &left);
        });
        QCOMPARE(goneInside, 0);
        QCOMPARE(goneAfter, 2);
        QCOMPARE(left, 1);
    }

    void itsErrorReachesTheConsumerOnceThenItHasEnded() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                auto numbers = failAfter(2, t);
                try {
                    while (const auto number = co_await numbers.next())
                        *out += QByteArray::number(*number);
                } catch (const std::runtime_error &error) {
                    *out += error.what();
                }
                *out += co_await numbers.next() ? "more" : "end";
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("12droppedend"));
        QVERIFY(tally.balanced());
    }

    void cancelReachesTheWaitInsideIt() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                auto numbers = count(5, 10ms, t);
                try {
                    co_await withTimeout(25ms, [](AsyncGenerator<int> *g, QByteArray *o) -> Task<void> {
                        while (const auto number = co_await g->next())
                            *o += QByteArray::number(*number);
                    }(&numbers, out));
                } catch (const TimeoutError &) {
                    *out += 't';
                }
                *out += QByteArray::number(t->gone); // unwound by Cancelled, though its handle lives
                *out += co_await numbers.next() ? "more" : "end";
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("12t1end"));
    }

    void mayBeConsumedInScopesAndTasksThatDiffer() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                auto numbers = count(3, 1ms, t);
                auto takeOne = [](AsyncGenerator<int> *g, QByteArray *o) -> Task<void> {
                    *o += QByteArray::number(*co_await g->next());
                };
                co_await takeOne(&numbers, out);
                co_await withTimeout(1s, takeOne(&numbers, out));
                co_await TaskGroup::run(
                    [&](TaskGroup &group) { group.spawn("other", takeOne, &numbers, out); });
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("123"));
    }

    void mayUseScopesBetweenItsYields() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                auto pages = []() -> AsyncGenerator<int> {
                    for (int page = 1; page <= 3; ++page) {
                        bool late = false;
                        try {
                            co_await withTimeout(5ms, [](int p) -> Task<void> {
                                co_await sleepFor(p == 2 ? 10ms : 1ms);
                            }(page));
                        } catch (const TimeoutError &) {
                            late = true;
                        }
                        co_yield late ? -page : page;
                    }
                }();
                for (const int page : co_await collect(std::move(pages)))
                    *out += QByteArray::number(page);
            }(&log);
        });
        QCOMPARE(log, QByteArray("1-23"));
    }

    void movingItKeepsItsPlace() {
        QByteArray log;
        tests::Tally tally;
        tests::virtually([&] {
            return [](QByteArray *out, tests::Tally *t) -> Task<void> {
                auto first = count(3, 1ms, t);
                *out += QByteArray::number(*co_await first.next());
                auto second = std::move(first);
                *out +=
                    co_await first.next() ? "more" : "end"; // NOLINT(bugprone-use-after-move): it is empty
                *out += QByteArray::number(*co_await second.next());
                second = count(1, 1ms, t);
                *out += QByteArray::number(*co_await second.next());
            }(&log, &tally);
        });
        QCOMPARE(log, QByteArray("1end21"));
        QVERIFY(tally.balanced());
    }

    void aMillionValuesDoNotGrowTheStack() {
        qint64 sum = 0;
        tests::virtually([&] {
            return [](qint64 *total) -> Task<void> {
                auto numbers = []() -> AsyncGenerator<int> {
                    for (int i = 0; i < 1'000'000; ++i)
                        co_yield 1;
                }();
                while (const auto number = co_await numbers.next())
                    *total += *number;
            }(&sum);
        });
        QCOMPARE(sum, 1'000'000);
    }
};

DOCCHAT_TEST(GeneratorTest)

#include "generator_test.moc"
