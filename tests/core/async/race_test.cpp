#include "async/race.h"
#include "async/semaphore.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

/// What the contestants of a race did, and when.
struct RaceFacts {
    QByteArray begun; ///< "a0 b250": letter and millisecond
    QByteArray ended; ///< letters of those that came to their end, or, as capitals, that were cut
    QByteArray result;
    qint64 ms = -1;
    tests::Tally tally;
    Clock::time_point start;
};

enum class Does { Succeed, Throw, GiveError };

/// One contestant: note the start, take `after`, then do what it is told.
struct Contestant {
    char letter;
    Milliseconds after;
    Does does = Does::Succeed;
    Milliseconds cleanUp = 0ms;
    bool cleanUpThrows = false;
};

Task<tests::Outcoming> compete(Contestant who, RaceFacts *facts) {
    const tests::Guard guard(&facts->tally);
    facts->begun += facts->begun.isEmpty() ? "" : " ";
    facts->begun += who.letter + QByteArray::number(tests::elapsedMs(facts->start));
    bool cut = false;
    try {
        co_await sleepFor(who.after);
    } catch (Cancelled) {
        cut = true;
    }
    if (cut) {
        facts->ended += char(who.letter - 'a' + 'A');
        co_await shielded(
            1h, [](Milliseconds duration) -> Task<void> { co_await sleepFor(duration); }(who.cleanUp));
        if (who.cleanUpThrows)
            throw std::logic_error("clean-up");
        throw Cancelled{};
    }
    facts->ended += who.letter;
    if (who.does == Does::Throw)
        throw std::runtime_error(std::string(1, who.letter));
    if (who.does == Does::GiveError)
        co_return tests::Outcoming(tests::Failure{who.letter});
    co_return tests::Outcoming(who.letter);
}

using Contestants = QList<Contestant>;

std::vector<Task<tests::Outcoming>> tasksOf(const Contestants &contestants, RaceFacts *facts) {
    std::vector<Task<tests::Outcoming>> tasks;
    for (const auto &who : contestants)
        tasks.push_back(compete(who, facts));
    return tasks;
}

/// The letter that won, "!x" for an error Result of x, and else what was thrown.
Task<void> note(Task<Won<tests::Outcoming>> contest, RaceFacts *facts) {
    try {
        const auto won = co_await std::move(contest);
        facts->result = won.value.ok() ? QByteArray::number(won.index) + char(won.value.value())
                                       : QByteArray("!") + char(won.value.error().code);
    } catch (const ExceptionGroup &group) {
        facts->result = group.what();
    } catch (const std::exception &error) {
        facts->result = error.what();
    }
    facts->ms = tests::elapsedMs(facts->start);
}

using Contest = std::function<Task<Won<tests::Outcoming>>(std::vector<Task<tests::Outcoming>>)>;

RaceFacts held(const Contestants &contestants, const Contest &contest) {
    RaceFacts facts;
    tests::virtually([&] {
        facts.start = Loop::current()->now();
        return note(contest(tasksOf(contestants, &facts)), &facts);
    });
    return facts;
}

Contest hedgeAfter(Milliseconds patience) {
    return [patience](std::vector<Task<tests::Outcoming>> tasks) {
        auto primary = std::move(tasks.front());
        tasks.erase(tasks.begin());
        return hedge(std::move(primary), std::move(tasks), patience);
    };
}

Contest staggeredBy(Milliseconds stagger) {
    return [stagger](std::vector<Task<tests::Outcoming>> tasks) {
        return firstSuccess(std::move(tasks), stagger);
    };
}

Contest plainRace() {
    return [](std::vector<Task<tests::Outcoming>> tasks) { return race(std::move(tasks)); };
}

Task<std::unique_ptr<int>> uniqueAfter(Milliseconds after, int value) {
    co_await sleepFor(after);
    co_return std::make_unique<int>(value);
}

Task<void> rest(Milliseconds duration, bool fails = false) {
    co_await sleepFor(duration);
    if (fails)
        throw std::runtime_error("rest");
}

template <class T>
std::vector<Task<T>> listOf(Task<T> first, Task<T> second) {
    std::vector<Task<T>> tasks;
    tasks.push_back(std::move(first));
    tasks.push_back(std::move(second));
    return tasks;
}

void addColumns() {
    QTest::addColumn<Contestants>("contestants");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QByteArray>("begun");
    QTest::addColumn<QByteArray>("ended");
    QTest::addColumn<int>("ms");
}

void compare(const RaceFacts &facts) {
    QFETCH(QByteArray, result);
    QFETCH(QByteArray, begun);
    QFETCH(QByteArray, ended);
    QFETCH(int, ms);
    QCOMPARE(facts.result, result);
    QCOMPARE(facts.begun, begun);
    QCOMPARE(facts.ended, ended);
    QCOMPARE(facts.ms, ms);
    QVERIFY(facts.tally.balanced());
}

} // namespace

class RaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("never awaited"))); }

    // ---- race

    void theFirstToEndWinsWhateverItGives_data() {
        addColumns();
        const Contestants values{{'a', 30ms}, {'b', 10ms}, {'c', 20ms}};
        QTest::newRow("a value") << values << QByteArray("1b") << QByteArray("a0 b0 c0") << QByteArray("bAC")
                                 << 10;
        const Contestants thrown{{'a', 30ms}, {'b', 10ms, Does::Throw}, {'c', 20ms}};
        QTest::newRow("an exception")
            << thrown << QByteArray("b") << QByteArray("a0 b0 c0") << QByteArray("bAC") << 10;
        const Contestants error{{'a', 30ms}, {'b', 10ms, Does::GiveError}};
        QTest::newRow("an error Result")
            << error << QByteArray("!b") << QByteArray("a0 b0") << QByteArray("bA") << 10;
        const Contestants tie{{'a', 10ms}, {'b', 10ms}};
        QTest::newRow("two in one turn")
            << tie << QByteArray("0a") << QByteArray("a0 b0") << QByteArray("ab") << 10;
        const Contestants slow{{'a', 10ms}, {'b', 1h, Does::Succeed, 50ms}};
        QTest::newRow("a loser that cleans up")
            << slow << QByteArray("0a") << QByteArray("a0 b0") << QByteArray("aB") << 60;
        const Contestants loud{
            {'a', 10ms}, {'b', 1h, Does::Succeed, 5ms, true}, {'c', 1h, Does::Succeed, 0ms, true}};
        QTest::newRow("losers whose clean-up throws")
            << loud << QByteArray("0a") << QByteArray("a0 b0 c0") << QByteArray("aBC") << 15;
        const Contestants loudAfter{{'a', 10ms, Does::Throw}, {'b', 1h, Does::Succeed, 5ms, true}};
        QTest::newRow("a clean-up throws after an exception")
            << loudAfter << QByteArray("a") << QByteArray("a0 b0") << QByteArray("aB") << 15;
        QTest::newRow("one alone") << Contestants{{'a', 1ms}} << QByteArray("0a") << QByteArray("a0")
                                   << QByteArray("a") << 1;
        QTest::newRow("nobody") << Contestants() << QByteArray("a race of no tasks") << QByteArray()
                                << QByteArray() << 0;
    }
    void theFirstToEndWinsWhateverItGives() {
        QFETCH(Contestants, contestants);
        compare(held(contestants, plainRace()));
    }

    // ---- firstSuccess

    void theFirstToSucceedWinsAndEachStartsWhenItIsItsTurn_data() {
        addColumns();
        QTest::addColumn<int>("stagger");
        const Contestants slow{{'a', 1h}, {'b', 1h}, {'c', 100ms}, {'d', 1h}};
        QTest::newRow("staggered") << slow << QByteArray("2c") << QByteArray("a0 b250 c500")
                                   << QByteArray("cAB") << 600 << 250;
        QTest::newRow("all at once") << slow << QByteArray("2c") << QByteArray("a0 b0 c0 d0")
                                     << QByteArray("cABD") << 100 << 0;
        const Contestants fast{{'a', 249ms}, {'b', 1h}};
        QTest::newRow("a fast first starts no other")
            << fast << QByteArray("0a") << QByteArray("a0") << QByteArray("a") << 249 << 250;
        const Contestants failing{{'a', 40ms, Does::Throw}, {'b', 30ms, Does::GiveError}, {'c', 10ms}};
        QTest::newRow("a failure starts the next at once")
            << failing << QByteArray("2c") << QByteArray("a0 b40 c70") << QByteArray("abc") << 80 << 250;
        const Contestants mixed{{'a', 300ms, Does::Throw}, {'b', 1h}, {'c', 1h}, {'d', 100ms}};
        QTest::newRow("a late failure too, and the clock begins anew")
            << mixed << QByteArray("3d") << QByteArray("a0 b250 c300 d550") << QByteArray("adBC") << 650
            << 250;
        const Contestants errors{{'a', 10ms, Does::Throw}, {'b', 1h, Does::Succeed, 7ms, true}, {'c', 5ms}};
        QTest::newRow("a loser whose clean-up throws")
            << errors << QByteArray("2c") << QByteArray("a0 b0 c0") << QByteArray("cAB") << 12 << 0;
        const Contestants lost{{'a', 20ms, Does::Throw}, {'b', 10ms, Does::Throw}};
        QTest::newRow("all throw") << lost << QByteArray("2 error(s): [b] [a]") << QByteArray("a0 b0")
                                   << QByteArray("ba") << 20 << 0;
        const Contestants results{
            {'a', 20ms, Does::Throw}, {'b', 30ms, Does::GiveError}, {'c', 10ms, Does::GiveError}};
        QTest::newRow("all fail, one with a Result")
            << results << QByteArray("!c") << QByteArray("a0 b0 c0") << QByteArray("cab") << 30 << 0;
        const Contestants chain{{'a', 5ms, Does::Throw}, {'b', 5ms, Does::Throw}, {'c', 5ms, Does::Throw}};
        QTest::newRow("all fail one after the other")
            << chain << QByteArray("3 error(s): [a] [b] [c]") << QByteArray("a0 b5 c10") << QByteArray("abc")
            << 15 << 1000;
        QTest::newRow("nobody") << Contestants() << QByteArray("a race of no tasks") << QByteArray()
                                << QByteArray() << 0 << 10;
    }
    void theFirstToSucceedWinsAndEachStartsWhenItIsItsTurn() {
        QFETCH(Contestants, contestants);
        QFETCH(int, stagger);
        compare(held(contestants, staggeredBy(Milliseconds(stagger))));
    }

    // ---- hedge

    void aHedgeStartsTheSecondariesOnlyWhenThePrimaryIsSlowOrFails_data() {
        addColumns();
        QTest::addColumn<int>("patience");
        const Contestants fast{{'a', 1999ms}, {'b', 1ms}, {'c', 1ms}};
        QTest::newRow("a fast primary")
            << fast << QByteArray("0a") << QByteArray("a0") << QByteArray("a") << 1999 << 2000;
        const Contestants slow{{'a', 1h}, {'b', 30ms}, {'c', 20ms}};
        QTest::newRow("a slow primary")
            << slow << QByteArray("2c") << QByteArray("a0 b2000 c2000") << QByteArray("cAB") << 2020 << 2000;
        const Contestants late{{'a', 2010ms}, {'b', 30ms}, {'c', 20ms}};
        QTest::newRow("a primary that still wins")
            << late << QByteArray("0a") << QByteArray("a0 b2000 c2000") << QByteArray("aBC") << 2010 << 2000;
        const Contestants failed{{'a', 5ms, Does::Throw}, {'b', 30ms}, {'c', 20ms}};
        QTest::newRow("a primary that throws")
            << failed << QByteArray("2c") << QByteArray("a0 b5 c5") << QByteArray("acB") << 25 << 2000;
        const Contestants error{{'a', 5ms, Does::GiveError}, {'b', 10ms}};
        QTest::newRow("a primary with an error Result")
            << error << QByteArray("1b") << QByteArray("a0 b5") << QByteArray("ab") << 15 << 2000;
        const Contestants secondary{{'a', 3s}, {'b', 5ms, Does::Throw}, {'c', 9ms, Does::GiveError}};
        QTest::newRow("failed secondaries do not end it")
            << secondary << QByteArray("0a") << QByteArray("a0 b2000 c2000") << QByteArray("bca") << 3000
            << 2000;
        const Contestants cleaning{{'a', 1h, Does::Succeed, 80ms, true}, {'b', 10ms}};
        QTest::newRow("a loser is awaited and its error dropped")
            << cleaning << QByteArray("1b") << QByteArray("a0 b2000") << QByteArray("bA") << 2090 << 2000;
        const Contestants lost{{'a', 5ms, Does::Throw}, {'b', 20ms, Does::Throw}, {'c', 10ms, Does::Throw}};
        QTest::newRow("all throw") << lost << QByteArray("3 error(s): [a] [c] [b]") << QByteArray("a0 b5 c5")
                                   << QByteArray("acb") << 25 << 2000;
        const Contestants results{{'a', 5ms, Does::GiveError}, {'b', 20ms, Does::GiveError}};
        QTest::newRow("all give errors")
            << results << QByteArray("!a") << QByteArray("a0 b5") << QByteArray("ab") << 25 << 2000;
        QTest::newRow("no secondary") << Contestants{{'a', 3s}} << QByteArray("0a") << QByteArray("a0")
                                      << QByteArray("a") << 3000 << 2000;
        QTest::newRow("no secondary, it throws")
            << Contestants{{'a', 1ms, Does::Throw}} << QByteArray("1 error(s): [a]") << QByteArray("a0")
            << QByteArray("a") << 1 << 2000;
        QTest::newRow("no patience") << slow << QByteArray("2c") << QByteArray("a0 b0 c0")
                                     << QByteArray("cAB") << 20 << 0;
    }
    void aHedgeStartsTheSecondariesOnlyWhenThePrimaryIsSlowOrFails() {
        QFETCH(Contestants, contestants);
        QFETCH(int, patience);
        compare(held(contestants, hedgeAfter(Milliseconds(patience))));
    }

    // ---- all of them

    void cancelledFromOutsideAllAreCancelledAndAwaited_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("race") << 0;
        QTest::newRow("firstSuccess") << 1;
        QTest::newRow("hedge") << 2;
    }
    void cancelledFromOutsideAllAreCancelledAndAwaited() {
        QFETCH(int, kind);
        const Contest contests[] = {plainRace(), staggeredBy(1ms), hedgeAfter(1ms)};
        const Contestants contestants{
            {'a', 1h, Does::Succeed, 10ms}, {'b', 1h}, {'c', 1h, Does::Succeed, 20ms, true}};
        RaceFacts facts;
        bool timedOut = false;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](Task<Won<tests::Outcoming>> contest, RaceFacts *f, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(50ms, std::move(contest));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
                f->ms = tests::elapsedMs(f->start);
            }(contests[kind](tasksOf(contestants, &facts)), &facts, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(facts.ended, QByteArray("ABC"));
        QCOMPARE(facts.ms, 70);
        QVERIFY(facts.tally.balanced());
    }

    /// Whatever moment the deadline falls on, also that of the win: it is a win or a timeout, and all is
    /// clean.
    void aDeadlineAtAnyMomentIsEitherAWinOrATimeout_data() {
        cancelledFromOutsideAllAreCancelledAndAwaited_data();
    }
    void aDeadlineAtAnyMomentIsEitherAWinOrATimeout() {
        QFETCH(int, kind);
        const Contest contests[] = {plainRace(), staggeredBy(4ms), hedgeAfter(4ms)};
        const Contestants contestants{{'a', 12ms, Does::Succeed, 3ms},
                                      {'b', 8ms, Does::Succeed, 2ms},
                                      {'c', 7ms, Does::Succeed, 1ms, true}};
        for (int ms = 0; ms < 20; ++ms) {
            RaceFacts facts;
            bool timedOut = false;
            tests::virtually([&] {
                facts.start = Loop::current()->now();
                return [](Milliseconds limit, Task<Won<tests::Outcoming>> contest, RaceFacts *f,
                          bool *cut) -> Task<void> {
                    try {
                        f->result =
                            QByteArray::number((co_await withTimeout(limit, std::move(contest))).index);
                    } catch (const TimeoutError &) {
                        *cut = true;
                    }
                    co_await sleepFor(1h);
                }(Milliseconds(ms), contests[kind](tasksOf(contestants, &facts)), &facts, &timedOut);
            });
            QCOMPARE(timedOut, facts.result.isEmpty());
            QVERIFY(facts.tally.balanced());
        }
    }

    void inACancelledScopeNothingIsWon() {
        RaceFacts facts;
        bool whole = true;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](RaceFacts *f, bool *ended) -> Task<void> {
                *ended = co_await cancellable([f](Scope &scope) -> Task<void> {
                    scope.cancel();
                    co_await firstSuccess(tasksOf({{'a', 1ms}, {'b', 1ms}}, f), 10ms);
                });
            }(&facts, &whole);
        });
        QVERIFY(!whole);
        QVERIFY(facts.tally.balanced());
    }

    void permitsOfLosersComeBack() {
        int left = -1;
        tests::virtually([&] {
            return [](int *available) -> Task<void> {
                Semaphore semaphore(2);
                auto held = [](Semaphore *s, Milliseconds duration) -> Task<Permit> {
                    auto permit = co_await s->acquire();
                    co_await sleepFor(duration);
                    co_return permit;
                };
                {
                    const auto won = co_await race(listOf(held(&semaphore, 5ms), held(&semaphore, 5ms)));
                    *available = semaphore.available();
                }
                *available = *available * 10 + semaphore.available();
            }(&left);
        });
        QCOMPARE(left, 12); // the winner's is held until its value ends; the one of the same turn is back
    }

    void carriesWhatOnlyMoves_data() { cancelledFromOutsideAllAreCancelledAndAwaited_data(); }
    void carriesWhatOnlyMoves() {
        QFETCH(int, kind);
        const auto won = tests::virtually([&] {
            if (kind == 0)
                return race(listOf(uniqueAfter(2ms, 1), uniqueAfter(1ms, 2)));
            if (kind == 1)
                return firstSuccess(listOf(uniqueAfter(2ms, 1), uniqueAfter(1ms, 2)));
            std::vector<Task<std::unique_ptr<int>>> second;
            second.push_back(uniqueAfter(1ms, 2));
            return hedge(uniqueAfter(5ms, 1), std::move(second), 1ms);
        });
        QCOMPARE(won.index, std::size_t(1));
        QCOMPARE(*won.value, 2);
    }

    void tasksWithoutAValueRaceAsWell() {
        const auto won = tests::virtually([] { return race(listOf(rest(5ms), rest(1ms))); });
        QCOMPARE(won.index, std::size_t(1));
        const auto first = tests::virtually([] { return firstSuccess(listOf(rest(1ms, true), rest(5ms))); });
        QCOMPARE(first.index, std::size_t(1));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 tests::virtually([] { return race(listOf(rest(5ms), rest(1ms, true))); }));
        QVERIFY_THROWS_EXCEPTION(ExceptionGroup, tests::virtually([] {
                                     return firstSuccess(listOf(rest(1ms, true), rest(2ms, true)));
                                 }));
    }

    void aThousandContestantsLeaveOneWinner() {
        Contestants contestants;
        for (int i = 0; i < 1000; ++i)
            contestants.append({'a', Milliseconds(1000 - i)});
        const auto facts = held(contestants, plainRace());
        QCOMPARE(facts.result, QByteArray("999a"));
        QCOMPARE(facts.ms, 1);
        QCOMPARE(facts.tally.made, 1000);
        QVERIFY(facts.tally.balanced());
    }

    // ---- asCompleted

    void outcomesComeInTheOrderInWhichTheTasksEnd() {
        RaceFacts facts;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](RaceFacts *f) -> Task<void> {
                co_await TaskGroup::run([f](TaskGroup &group) -> Task<void> {
                    auto answers = asCompleted(&group, tasksOf({{'a', 30ms},
                                                                {'b', 10ms, Does::Throw},
                                                                {'c', 20ms, Does::GiveError},
                                                                {'d', 30ms}},
                                                               f));
                    co_await sleepFor(5ms);
                    f->result += f->begun + "|"; // the first next() starts them
                    while (auto answer = co_await answers.next()) {
                        f->result += QByteArray::number(answer->index) + (answer->outcome.ok() ? "+" : "-");
                        f->result += QByteArray::number(tests::elapsedMs(f->start)) + " ";
                    }
                });
            }(&facts);
        });
        QCOMPARE(facts.result, QByteArray("|1-15 2-25 0+35 3+35 "));
        QCOMPARE(facts.begun, QByteArray("a5 b5 c5 d5"));
        QVERIFY(facts.tally.balanced());
    }

    void aSlowConsumerOfAsCompletedLosesNothing() {
        RaceFacts facts;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](RaceFacts *f) -> Task<void> {
                co_await TaskGroup::run([f](TaskGroup &group) -> Task<void> {
                    auto answers = asCompleted(&group, tasksOf({{'a', 3ms}, {'b', 1ms}, {'c', 2ms}}, f));
                    while (auto answer = co_await answers.next()) {
                        f->result += QByteArray::number(answer->index);
                        co_await sleepFor(1s);
                    }
                });
            }(&facts);
        });
        QCOMPARE(facts.result, QByteArray("120"));
    }

    void leftEarlyTheTasksOfAsCompletedStayWithTheGroup() {
        RaceFacts facts;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](RaceFacts *f) -> Task<void> {
                co_await TaskGroup::run([f](TaskGroup &group) -> Task<void> {
                    {
                        auto answers = asCompleted(&group, tasksOf({{'a', 30ms}, {'b', 10ms}}, f));
                        co_await answers.next();
                    }
                    f->result = QByteArray::number(group.live());
                });
                f->ms = tests::elapsedMs(f->start);
            }(&facts);
        });
        QCOMPARE(facts.result, QByteArray("1"));
        QCOMPARE(facts.ended, QByteArray("ba"));
        QCOMPARE(facts.ms, 30);
    }

    void asCompletedOfNothingEndsAtOnce() {
        bool more = true;
        tests::virtually([&] {
            return TaskGroup::run([&more](TaskGroup &group) -> Task<void> {
                auto answers = asCompleted(&group, std::vector<Task<void>>());
                more = (co_await answers.next()).has_value();
            });
        });
        QVERIFY(!more);
    }

    void asCompletedIsCancelledWithItsConsumer() {
        RaceFacts facts;
        bool timedOut = false;
        tests::virtually([&] {
            facts.start = Loop::current()->now();
            return [](RaceFacts *f, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(15ms, TaskGroup::run([f](TaskGroup &group) -> Task<void> {
                                             auto answers =
                                                 asCompleted(&group, tasksOf({{'a', 10ms}, {'b', 1h}}, f));
                                             while (auto answer = co_await answers.next())
                                                 f->result += QByteArray::number(answer->index);
                                         }));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&facts, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(facts.result, QByteArray("0"));
        QCOMPARE(facts.ended, QByteArray("aB"));
        QVERIFY(facts.tally.balanced());
    }
};

DOCCHAT_TEST(RaceTest)

#include "race_test.moc"
