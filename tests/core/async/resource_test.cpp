#include "async/resource.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::tasks::rest;

/// What a run of withResource does at each of its three steps.
struct Plan {
    enum Step { Fine, Throws, GivesError, Hangs, NeverAsked };
    Step acquire = Fine;
    Step use = Fine;
    Step release = Fine;
    bool cancelled = false; ///< from outside, 5 ms after use began
};

/// What such a run did: "acquire use commit", and the result.
struct ResourceFacts {
    QByteArray log;
    QByteArray result;
    qint64 ms = -1;
    tests::Tally tally;
};

/// Only moves, and has no default.
class Handle {
public:
    explicit Handle(tests::Tally *tally) : m_guard(tally) {}

    int uses = 0;

private:
    tests::Guard m_guard;
};

Task<Handle> acquire(Plan plan, ResourceFacts *facts) {
    facts->log += "acquire";
    co_await sleepFor(1ms);
    if (plan.acquire == Plan::Throws)
        throw std::runtime_error("acquire");
    co_return Handle(&facts->tally);
}

Task<tests::Outcoming> use(Plan plan, Handle *handle, ResourceFacts *facts) {
    ++handle->uses;
    facts->log += " use";
    co_await sleepFor(plan.use == Plan::Hangs ? 1h : 10ms);
    if (plan.use == Plan::Throws)
        throw std::runtime_error("use");
    if (plan.use == Plan::GivesError)
        co_return tests::Outcoming(tests::Failure{9});
    co_return tests::Outcoming(handle->uses);
}

Task<void> release(Plan plan, Handle *handle, Ending ending, ResourceFacts *facts) {
    const char *words[] = {" commit", " roll back", " give up"};
    facts->log += words[int(ending)] + QByteArray::number(handle->uses);
    co_await sleepFor(plan.release == Plan::Hangs ? 1h : 3ms);
    if (plan.release == Plan::Throws)
        throw std::runtime_error("release");
    facts->log += " released";
}

Task<void> observe(Plan plan, ResourceFacts *facts) {
    const auto begun = Loop::current()->now();
    co_await cancellable([=](Scope &scope) -> Task<void> {
        const DeadlineTimer cancel(scope, plan.cancelled ? 6ms : 1h);
        try {
            const auto value = co_await withResource(
                [=] { return acquire(plan, facts); },
                [=](Handle &handle) { return use(plan, &handle, facts); },
                [=](Handle &handle, Ending ending) { return release(plan, &handle, ending, facts); }, 50ms);
            facts->result = value.ok() ? QByteArray::number(value.value())
                                       : "error " + QByteArray::number(value.error().code);
        } catch (const std::exception &error) {
            facts->result = error.what();
        } catch (Cancelled) {
            facts->result = "cancelled";
            throw;
        }
    });
    facts->ms = tests::elapsedMs(begun);
}

} // namespace

class ResourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void releaseIsAlwaysAwaitedAndToldHowItEnded_data() {
        using P = Plan;
        QTest::addColumn<int>("acquire");
        QTest::addColumn<int>("use");
        QTest::addColumn<int>("release");
        QTest::addColumn<bool>("cancelled");
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<int>("ms");
        const auto row = [](const char *name, int acquires, int uses, int releases, bool cancelled,
                            const char *log, const char *result, int ms) {
            QTest::newRow(name) << acquires << uses << releases << cancelled << QByteArray(log)
                                << QByteArray(result) << ms;
        };
        row("it succeeds", P::Fine, P::Fine, P::Fine, false, "acquire use commit1 released", "1", 14);
        row("use throws", P::Fine, P::Throws, P::Fine, false, "acquire use roll back1 released", "use", 14);
        row("use gives an error", P::Fine, P::GivesError, P::Fine, false, "acquire use roll back1 released",
            "error 9", 14);
        row("cancelled while it is used", P::Fine, P::Hangs, P::Fine, true, "acquire use give up1 released",
            "cancelled", 9);
        row("acquire throws", P::Throws, P::Fine, P::Fine, false, "acquire", "acquire", 1);
        row("release throws", P::Fine, P::Fine, P::Throws, false, "acquire use commit1", "release", 14);
        row("use and release throw", P::Fine, P::Throws, P::Throws, false, "acquire use roll back1", "use",
            14);
        row("cancelled, and release throws", P::Fine, P::Hangs, P::Throws, true, "acquire use give up1",
            "cancelled", 9);
        row("release hangs", P::Fine, P::Fine, P::Hangs, false, "acquire use commit1", "timed out", 61);
        row("use throws and release hangs", P::Fine, P::Throws, P::Hangs, false, "acquire use roll back1",
            "use", 61);
        row("cancelled, and release hangs", P::Fine, P::Hangs, P::Hangs, true, "acquire use give up1",
            "cancelled", 56);
    }
    void releaseIsAlwaysAwaitedAndToldHowItEnded() {
        QFETCH(int, acquire);
        QFETCH(int, use);
        QFETCH(int, release);
        QFETCH(bool, cancelled);
        QFETCH(QByteArray, log);
        QFETCH(QByteArray, result);
        QFETCH(int, ms);
        ResourceFacts facts;
        const Plan plan{Plan::Step(acquire), Plan::Step(use), Plan::Step(release), cancelled};
        tests::virtually([&] { return observe(plan, &facts); });
        QCOMPARE(facts.log, log);
        QCOMPARE(facts.result, result);
        QCOMPARE(facts.ms, ms);
        QVERIFY(facts.tally.balanced());
    }

    /// Whatever is acquired is released, and each release comes to its end, wherever the cancel falls.
    void cancelledAnywhereWhatWasAcquiredIsReleased_data() {
        QTest::addColumn<bool>("atSuspension");
        QTest::newRow("at every checkpoint") << false;
        QTest::newRow("at every suspension") << true;
    }
    void cancelledAnywhereWhatWasAcquiredIsReleased() {
        QFETCH(bool, atSuspension);
        int cuts = 0;
        for (int point = 1;; ++point) {
            ResourceFacts facts;
            int seen = 0;
            tests::virtually([&] {
                return cancellable([&](Scope &scope) -> Task<void> {
                    Loop::current()->probe = [&](bool suspended) {
                        if (suspended == atSuspension && ++seen == point)
                            scope.cancel();
                    };
                    co_await observe({}, &facts);
                });
            });
            const bool acquired = facts.tally.made > 0;
            QCOMPARE(facts.log.contains(" released"), acquired);
            QCOMPARE(facts.log.contains("commit"), facts.result == "1");
            QVERIFY(facts.tally.balanced());
            if (seen < point)
                break;
            ++cuts;
        }
        QVERIFY(cuts >= 3); // in acquire, in use, in release
    }

    void aCancelThatComesWhileItCommitsDoesNotUndoIt() {
        QByteArray log;
        bool whole = true;
        tests::virtually([&] {
            return [](QByteArray *out, bool *ended) -> Task<void> {
                *ended = co_await cancellable([out](Scope &scope) -> Task<void> {
                    const int value = co_await withResource(
                        []() -> Task<int> { co_return 3; }, [](int &n) -> Task<int> { co_return n; },
                        [&](int &, Ending ending) -> Task<void> {
                            scope.cancel();
                            co_await sleepFor(5ms);
                            *out += ending == Ending::Succeeded ? "committed" : "rolled back";
                        });
                    *out += QByteArray::number(value);
                    co_await sleepFor(1ms);
                    *out += "not cancelled";
                });
            }(&log, &whole);
        });
        QVERIFY(!whole);
        QCOMPARE(log, QByteArray("committed3"));
    }

    void aTimeoutInsideUseIsAFailureOneOutsideACancel_data() {
        QTest::addColumn<bool>("inside");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("inside") << true << QByteArray("failed timeout");
        QTest::newRow("outside") << false << QByteArray("cancelled timeout");
    }
    void aTimeoutInsideUseIsAFailureOneOutsideACancel() {
        QFETCH(bool, inside);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return [](bool within, QByteArray *out) -> Task<void> {
                auto used =
                    withResource([]() -> Task<int> { co_return 1; },
                                 [within](int &) { return within ? withTimeout(5ms, rest(1h)) : rest(1h); },
                                 [out](int &, Ending ending) -> Task<void> {
                                     *out += ending == Ending::Failed ? "failed" : "cancelled";
                                     co_return;
                                 });
                try {
                    co_await withTimeout(within ? 1h : 5ms, std::move(used));
                } catch (const TimeoutError &) {
                    *out += " timeout";
                }
            }(inside, &was);
        });
        QCOMPARE(was, log);
    }

    void releaseThatThrowsInPlaceIsItsErrorToo() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                try {
                    co_await withResource([]() -> Task<int> { co_return 1; }, [](int &) { return rest(1ms); },
                                          [](int &one, Ending) -> Task<void> {
                                              if (one == 1)
                                                  throw std::runtime_error("no task");
                                              return rest(1ms); // a plain function: it can throw before
                                          });
                } catch (const std::runtime_error &error) {
                    *out = error.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("no task"));
    }

    void resourcesNestAndAreReleasedInReverse() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                auto open = [out](char letter) -> Task<char> {
                    *out += letter;
                    co_return letter;
                };
                auto close = [out](char &letter, Ending ending) -> Task<void> {
                    co_await yieldNow();
                    *out += char(letter - 'a' + 'A') + QByteArray::number(int(ending));
                };
                try {
                    co_await withResource([&] { return open('a'); },
                                          [&](char &) {
                                              return withResource([&] { return open('b'); },
                                                                  [](char &) -> Task<void> {
                                                                      co_await sleepFor(1ms);
                                                                      throw std::runtime_error("x");
                                                                  },
                                                                  close);
                                          },
                                          close);
                } catch (const std::runtime_error &error) {
                    *out += error.what();
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("abB1A1x"));
    }
};

DOCCHAT_TEST(ResourceTest)

#include "resource_test.moc"
