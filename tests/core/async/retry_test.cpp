#include "async/cancel.h"
#include "async/retry.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <algorithm>
#include <set>

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::Failure;
using tests::Outcoming;

/// A server's answers, one a call; the last is repeated.
struct Script {
    std::vector<Outcoming> answers;
    int calls = 0;
    std::vector<qint64> waits = {};

    Task<Outcoming> answer() {
        co_await yieldNow();
        const auto index = std::min(std::size_t(calls++), answers.size() - 1);
        co_return answers[index];
    }
};

Outcoming tooMany(std::optional<Milliseconds> retryAfter) {
    return Outcoming(Failure{429, true, retryAfter});
}

struct RetryFacts {
    bool ok = false;
    int value = 0;
    int code = 0;
    qint64 ms = -1;
};

Task<void> tryWith(RetryPolicy policy, Script *script, RetryFacts *facts) {
    const auto begun = Loop::current()->now();
    const auto result = co_await retry(
        policy, [script] { return script->answer(); },
        [script](const Failure &, Milliseconds wait) { script->waits.push_back(wait.count()); });
    facts->ok = result.ok();
    facts->value = result.ok() ? result.value() : 0;
    facts->code = result.ok() ? 0 : result.error().code;
    facts->ms = tests::elapsedMs(begun);
}

} // namespace

class RetryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSuccessIsNotTriedAgain() {
        Script script{{Outcoming(7)}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({}, &script, &facts); });
        QVERIFY(facts.ok);
        QCOMPARE(facts.value, 7);
        QCOMPARE(script.calls, 1);
        QCOMPARE(facts.ms, 0);
    }

    void twoRetryAftersOfOneSecondTakeTwoSeconds() {
        Script script{{tooMany(1s), tooMany(1s), Outcoming(7)}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({.attempts = 5, .base = 30s, .cap = 60s}, &script, &facts); });
        QVERIFY(facts.ok);
        QCOMPARE(script.calls, 3);
        QCOMPARE(facts.ms, 2000); // the server's word wins over the back-off
        QVERIFY(script.waits == (std::vector<qint64>{1000, 1000}));
    }

    void aPermanentErrorIsTriedOnce() {
        Script script{{Outcoming(Failure{401, false, 1s})}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({}, &script, &facts); });
        QVERIFY(!facts.ok);
        QCOMPARE(facts.code, 401);
        QCOMPARE(script.calls, 1);
        QCOMPARE(facts.ms, 0);
    }

    void aPermanentErrorAfterATransientOneEndsIt() {
        Script script{{tooMany(1s), Outcoming(Failure{403, false, {}})}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({}, &script, &facts); });
        QCOMPARE(facts.code, 403);
        QCOMPARE(script.calls, 2);
    }

    void theAttemptsAreCountedTheFirstIncluded_data() {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("calls");
        QTest::newRow("five") << 5 << 5;
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("none is one") << 0 << 1;
    }
    void theAttemptsAreCountedTheFirstIncluded() {
        QFETCH(int, attempts);
        QFETCH(int, calls);
        Script script{{tooMany({})}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({.attempts = attempts}, &script, &facts); });
        QVERIFY(!facts.ok);
        QCOMPARE(facts.code, 429); // the last result is returned
        QCOMPARE(script.calls, calls);
        QCOMPARE(script.waits.size(), std::size_t(calls - 1));
    }

    void anAbsurdRetryAfterIsReturnedAtOnce_data() {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("waits");
        QTest::newRow("as much as is allowed") << 120 << true;
        QTest::newRow("a second more") << 121 << false;
        QTest::newRow("a day") << 86'400 << false;
    }
    void anAbsurdRetryAfterIsReturnedAtOnce() {
        QFETCH(int, seconds);
        QFETCH(bool, waits);
        Script script{{tooMany(std::chrono::seconds(seconds)), Outcoming(1)}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({}, &script, &facts); });
        QCOMPARE(facts.ok, waits);
        QCOMPARE(script.calls, waits ? 2 : 1);
        QCOMPARE(facts.ms, waits ? seconds * 1000 : 0);
    }

    void aRetryAfterInThePastIsTriedAgainAtOnce() {
        Script script{{tooMany(-5s), tooMany(0ms), Outcoming(1)}};
        RetryFacts facts;
        tests::virtually([&] { return tryWith({}, &script, &facts); });
        QVERIFY(facts.ok);
        QCOMPARE(facts.ms, 0);
    }

    void cancelEndsABackOffAtOnce() {
        Script script{{tooMany(60s)}};
        RetryFacts facts;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](Script *s, RetryFacts *f, qint64 *took) -> Task<void> {
                const auto begun = Loop::current()->now();
                try {
                    co_await withTimeout(5s, tryWith({}, s, f));
                } catch (const TimeoutError &) {
                    *took = tests::elapsedMs(begun);
                }
            }(&script, &facts, &ms);
        });
        QCOMPARE(ms, 5000);
        QCOMPARE(script.calls, 1);
        QCOMPARE(facts.ms, -1); // it returned nothing
    }

    void backOffDoublesUpToItsCapWithFullJitter() {
        const RetryPolicy policy{.attempts = 99, .base = 100ms, .cap = 2s};
        for (const int attempt : {0, 1, 2, 3, 4, 5, 10, 63, 1000}) {
            const auto most = std::min<qint64>(2000, 100LL << std::min(attempt, 20));
            std::set<qint64> seen;
            for (int i = 0; i < 500; ++i) {
                const auto wait = backoff(policy, attempt).count();
                QVERIFY(wait >= 0 && wait <= most);
                seen.insert(wait);
            }
            QVERIFY2(seen.size() > 20, "no jitter");
            QVERIFY2(*seen.rbegin() > most / 2, "never more than half of what it may be");
            QVERIFY2(*seen.begin() < most / 2, "never less than half of what it may be");
        }
    }

    void withoutRetryAfterTheWaitsAreTheBackOffs() {
        Script script{{tooMany({})}};
        RetryFacts facts;
        tests::virtually(
            [&] { return tryWith({.attempts = 6, .base = 100ms, .cap = 400ms}, &script, &facts); });
        QCOMPARE(script.calls, 6);
        qint64 sum = 0;
        for (std::size_t i = 0; i < script.waits.size(); ++i) {
            QVERIFY(script.waits[i] <= std::min(400, 100 << i));
            sum += script.waits[i];
        }
        QCOMPARE(facts.ms, sum);
    }
};

DOCCHAT_TEST(RetryTest)

#include "retry_test.moc"
