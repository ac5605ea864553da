#include "async/cancel.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdint>

using namespace docchat;
using namespace docchat::async;

namespace {

/// Where the stack pointer was, lowest and highest. The frame address, as ASan gives locals false ones.
struct StackSpan {
    std::uintptr_t lowest = UINTPTR_MAX;
    std::uintptr_t highest = 0;

    void note() {
        const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        lowest = std::min(lowest, here);
        highest = std::max(highest, here);
    }
    [[nodiscard]] qint64 bytes() const { return qint64(highest - lowest); }
};

Task<int> answer(int value, StackSpan *span) {
    span->note();
    co_return value;
}

Task<qint64> sumOfAnswers(int count, StackSpan *span) {
    qint64 sum = 0;
    for (int i = 0; i < count; ++i)
        sum += co_await answer(1, span);
    co_return sum;
}

enum class Bottom { Returns, Throws, Sleeps };

Task<int> descend(int depth, Bottom bottom, StackSpan *span, tests::Tally *tally) {
    const tests::Guard guard(tally);
    span->note();
    if (depth == 0) {
        if (bottom == Bottom::Throws)
            throw std::runtime_error("bottom");
        if (bottom == Bottom::Sleeps)
            co_await sleepFor(1h);
        co_return 0;
    }
    const int below = co_await descend(depth - 1, bottom, span, tally);
    span->note();
    co_return below + 1;
}

Task<void> nothing() {
    co_return;
}

/// Not inlined: the compiler would spare the frame altogether.
[[gnu::noinline]] Task<void> keep(tests::Guard) {
    co_return;
}

Task<int> throwing(QByteArray *log) {
    struct Local {
        QByteArray *log;
        char letter;
        ~Local() { *log += letter; }
    };
    const Local first{log, 'b'};
    const Local second{log, 'a'};
    co_await nothing();
    throw std::runtime_error("wrong");
}

} // namespace

class TaskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNothingUntilItIsAwaited() {
        bool begun = false;
        bool begunBeforeTheAwait = true;
        tests::virtually([&] {
            return [](bool *ran, bool *early) -> Task<void> {
                auto task = [](bool *seen) -> Task<void> {
                    *seen = true;
                    co_return;
                }(ran);
                co_await yieldNow();
                *early = *ran;
                co_await std::move(task);
            }(&begun, &begunBeforeTheAwait);
        });
        QVERIFY(!begunBeforeTheAwait);
        QVERIFY(begun);
    }

    void neverAwaitedItStillEndsItsArguments() {
        tests::Tally tally;
        const auto frames = liveFrames().frames;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("never awaited: .*keep")));
        {
            const auto task = keep(tests::Guard(&tally));
            QCOMPARE(liveFrames().frames, frames + 1);
            QVERIFY(liveFrames().bytes > 0);
        }
        QCOMPARE(liveFrames().frames, frames);
        QCOMPARE(tally.made, 1);
        QCOMPARE(tally.gone, 1);
    }

    void givesWhatItReturnsEvenWhenThatOnlyMoves() {
        const auto value = tests::virtually([] {
            return []() -> Task<std::unique_ptr<int>> {
                auto inner = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
                auto got = co_await inner();
                ++*got;
                co_return got;
            }();
        });
        QCOMPARE(*value, 8);
    }

    void anExceptionTravelsUpTheAwaitsAndEndsLocalsInReverse() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                try {
                    co_await throwing(out);
                } catch (const std::runtime_error &error) {
                    *out += error.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("abwrong"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, tests::virtually([&] { return throwing(&log); }));
    }

    void anAwaitInsideAnExpressionEndsItsTemporariesOnce() {
        tests::Tally tally;
        const int sum = tests::virtually([&] {
            return [](tests::Tally *count) -> Task<int> {
                auto one = [](tests::Guard, int value) -> Task<int> {
                    co_await yieldNow();
                    co_return value;
                };
                co_return (co_await one(tests::Guard(count), 1)) +
                    (co_await one(tests::Guard(count), 1) == 1 ? co_await one(tests::Guard(count), 40) : 0);
            }(&tally);
        });
        QCOMPARE(sum, 41);
        QCOMPARE(tally.made, 3);
        QCOMPARE(tally.gone, 3);
    }

    void cancelledIsNoStandardException() {
        bool swallowed = false;
        bool cancelled = false;
        tests::virtually([&] {
            return [](bool *caught, bool *passed) -> Task<void> {
                *passed = !co_await cancellable([=](Scope &scope) -> Task<void> {
                    scope.cancel();
                    try {
                        co_await sleepFor(1ms);
                    } catch (const std::exception &) {
                        *caught = true;
                    }
                });
            }(&swallowed, &cancelled);
        });
        static_assert(!std::is_base_of_v<std::exception, Cancelled>);
        QVERIFY(!swallowed);
        QVERIFY(cancelled);
    }

    void aMillionAwaitsDoNotGrowTheStack() {
        StackSpan span;
        QCOMPARE(tests::virtually([&] { return sumOfAnswers(1'000'000, &span); }), 1'000'000);
        QVERIFY2(span.bytes() < 4096, qPrintable(QString::number(span.bytes())));
    }

    void aRecursion100000DeepDoesNotGrowTheStack_data() {
        QTest::addColumn<int>("bottom");
        QTest::newRow("returns") << int(Bottom::Returns);
        QTest::newRow("throws") << int(Bottom::Throws);
        QTest::newRow("is cancelled") << int(Bottom::Sleeps);
    }
    void aRecursion100000DeepDoesNotGrowTheStack() {
        QFETCH(int, bottom);
        constexpr int depth = 100'000;
        StackSpan span;
        tests::Tally tally;
        int reached = -1;
        int failures = 0;
        tests::virtually([&] {
            return [](Bottom how, StackSpan *stack, tests::Tally *count, int *result,
                      int *failed) -> Task<void> {
                try {
                    *result = co_await withTimeout(1s, descend(depth, how, stack, count));
                } catch (const std::runtime_error &) { // TimeoutError is one as well
                    ++*failed;
                }
            }(Bottom(bottom), &span, &tally, &reached, &failures);
        });
        QCOMPARE(reached, Bottom(bottom) == Bottom::Returns ? depth : -1);
        QCOMPARE(failures, Bottom(bottom) == Bottom::Returns ? 0 : 1);
        QCOMPARE(tally.made, depth + 1);
        QVERIFY(tally.balanced());
        QVERIFY2(span.bytes() < 4096, qPrintable(QString::number(span.bytes())));
    }

    void runThrowsWhatTheTaskThrows() {
        auto timedOut = [] {
            return []() -> Task<void> {
                co_await nothing();
                throw TimeoutError{};
            }();
        };
        QVERIFY_THROWS_EXCEPTION(TimeoutError, tests::virtually(timedOut));
    }
};

DOCCHAT_TEST(TaskTest)

#include "task_test.moc"
