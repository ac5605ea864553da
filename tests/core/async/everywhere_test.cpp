#include "async/background.h"
#include "async/blocking.h"
#include "async/event.h"
#include "async/gather.h"
#include "async/generator.h"
#include "async/process.h"
#include "async/queue.h"
#include "async/retry.h"
#include "async/semaphore.h"
#include "async/signal.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using tests::Guard;
using tests::Tally;

class Sender : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] int listeners() const {
        return receivers(SIGNAL(happened())) + receivers(SIGNAL(destroyed(QObject *)));
    }

Q_SIGNALS:
    void happened();
};

/// What the tasks of one run share. It outlives them all, and is whole again at the end.
struct World {
    Tally tally;
    Semaphore two{2};
    Semaphore one{1};
    Queue<std::shared_ptr<Guard>> queue{1};
    Queue<int> rendezvous{0};
    Event event;
    Sender sender;
    QThreadPool pool;
    std::atomic<int> onThreads = 0;
    int cleanedUp = 0;
    int begunCleanUps = 0;
    int steps = 0; ///< how far the body came

    World() { pool.setMaxThreadCount(1); }
};

Task<int> useTwo(World *world, int number) {
    const Guard guard(&world->tally);
    const auto permit = co_await world->two.acquire();
    co_await sleepFor(Milliseconds(1 + number % 2));
    const auto inner = co_await world->one.acquire();
    co_await yieldNow();
    co_return number;
}

Task<void> produce(World *world, int items) {
    const Guard guard(&world->tally);
    for (int i = 0; i < items; ++i)
        co_await world->queue.push(std::make_shared<Guard>(&world->tally));
}

Task<void> consume(World *world, int items) {
    const Guard guard(&world->tally);
    for (int i = 0; i < items; ++i) {
        const auto item = co_await world->queue.pop();
        co_await yieldNow();
    }
}

Task<void> meet(World *world, bool gives) {
    const Guard guard(&world->tally);
    for (int i = 0; i < 2; ++i) {
        if (gives)
            co_await world->rendezvous.push(i);
        else
            co_await world->rendezvous.pop();
    }
}

AsyncGenerator<int> numbers(World *world) {
    const Guard guard(&world->tally);
    for (int i = 0;; ++i) {
        const auto permit = co_await world->one.acquire();
        co_await sleepFor(1ms);
        co_yield i; // the permit is held while the consumer looks
    }
}

Task<void> cleanUp(World *world) {
    const Guard guard(&world->tally);
    ++world->begunCleanUps;
    co_await sleepFor(2ms);
    const auto permit = co_await world->two.acquire();
    co_await yieldNow();
    ++world->cleanedUp;
}

Task<void> failAfter(World *world, Milliseconds after) {
    const Guard guard(&world->tally);
    co_await sleepFor(after);
    throw std::runtime_error("on purpose");
}

Task<void> hang(World *world) {
    const Guard guard(&world->tally);
    co_await sleepFor(1h);
}

Task<tests::Outcoming> answerOnThirdCall(World *world, int *calls) {
    const Guard guard(&world->tally);
    co_await yieldNow();
    if (++*calls < 3)
        co_return tests::Outcoming(tests::Failure{503, true, 3ms});
    co_return tests::Outcoming(*calls);
}

Task<void> withLocks(World *world) {
    const Guard guard(&world->tally);
    std::vector<Task<int>> tasks;
    for (int i = 0; i < 4; ++i)
        tasks.push_back(useTwo(world, i));
    co_await gather(std::move(tasks));
    ++world->steps;
    co_await mapConcurrent(std::vector<int>{1, 2, 3}, 2, [world](int i) { return useTwo(world, i); });
    ++world->steps;
}

Task<void> withQueues(World *world) {
    const Guard guard(&world->tally);
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("producer", produce, world, 4);
        group.spawn("consumer", consume, world, 2);
        group.spawn("consumer", consume, world, 2);
        group.spawn("gives", meet, world, true);
        group.spawn("takes", meet, world, false);
    });
    ++world->steps;
}

Task<void> withEvents(World *world) {
    const Guard guard(&world->tally);
    async::Promise<int> promise;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("event", [](World *w) -> Task<void> { co_await w->event.wait(); }, world);
        group.spawn(
            "signal", [](World *w) -> Task<void> { co_await signalOf(&w->sender, &Sender::happened); },
            world);
        group.spawn("promise", [](async::Promise<int> *p) -> Task<void> { co_await p->take(); }, &promise);
        co_await sleepFor(1ms);
        world->event.set();
        Q_EMIT world->sender.happened();
        promise.set(1);
    });
    ++world->steps;
}

Task<void> rest(Milliseconds duration) {
    co_await sleepFor(duration);
}

Task<void> withDeadlines(World *world) {
    const Guard guard(&world->tally);
    try {
        co_await withTimeout(2ms, withTimeout(1h, hang(world)));
    } catch (const TimeoutError &) {
        ++world->steps;
    }
    co_await withTimeout(1h, rest(1ms));
    co_await cancellable([world](Scope &scope) -> Task<void> {
        scope.cancel();
        co_await hang(world);
    });
    try {
        co_await shielded(3ms, hang(world));
    } catch (const TimeoutError &) {
        ++world->steps;
    }
    co_await withCleanup(rest(1ms), [world] { return cleanUp(world); });
    ++world->steps;
}

Task<void> withFailures(World *world) {
    const Guard guard(&world->tally);
    try {
        co_await TaskGroup::run([world](TaskGroup &group) {
            group.spawn("culprit", failAfter, world, 2ms);
            group.spawn(
                "tidy",
                [](World *w) -> Task<void> { co_await withCleanup(hang(w), [w] { return cleanUp(w); }); },
                world);
            group.spawn("locked", useTwo, world, 1);
        });
    } catch (const ExceptionGroup &) {
        ++world->steps;
    }
    std::vector<Task<int>> tasks;
    tasks.push_back(useTwo(world, 1));
    tasks.push_back(useTwo(world, 2));
    co_await gatherOutcomes(std::move(tasks));
    int calls = 0;
    co_await retry({}, [world, &calls] { return answerOnThirdCall(world, &calls); });
    ++world->steps;
}

Task<void> withGenerators(World *world) {
    const Guard guard(&world->tally);
    auto endless = numbers(world);
    while (const auto number = co_await endless.next()) {
        if (*number == 2)
            break;
    }
    ++world->steps;
}

/// Everything that needs neither threads nor processes, one after the other and then at once.
Task<void> richBody(World *world) {
    const Guard guard(&world->tally);
    co_await withLocks(world);
    co_await withQueues(world);
    co_await withEvents(world);
    co_await withDeadlines(world);
    co_await withFailures(world);
    co_await withGenerators(world);
    world->event.clear();
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("queues", withQueues, world);
        group.spawn("locks", withLocks, world);
        group.spawn("events", withEvents, world);
        group.spawn("deadlines", withDeadlines, world);
        group.spawn("failures", withFailures, world);
    });
}

constexpr int stepsOfRichBody = 2 + 1 + 1 + 3 + 2 + 1 + (1 + 2 + 1 + 3 + 2);

/// Threads and processes, as real as they are.
Task<void> realBody(World *world) {
    const Guard guard(&world->tally);
    auto job = [](std::stop_token, World *w) {
        ++w->onThreads;
        QThread::usleep(200);
        --w->onThreads;
    };
    co_await TaskGroup::run([world, job](TaskGroup &group) {
        for (int i = 0; i < 12; ++i) {
            group.spawn(
                "thread",
                [](World *w, auto work) -> Task<void> {
                    const Guard inside(&w->tally);
                    const auto permit = co_await w->two.acquire();
                    co_await runBlocking({&w->pool}, work, w);
                    co_await sleepFor(1ms);
                },
                world, job);
        }
    });
    ++world->steps;
    for (int i = 0; i < 4; ++i) {
        const auto permit = co_await world->one.acquire();
        co_await runProcess({QStringLiteral("/bin/true"), {}, "input", 1s});
    }
    ++world->steps;
    for (int i = 0; i < 4; ++i)
        co_await runBlocking({&world->pool}, job, world);
    ++world->steps;
}

struct Cut {
    bool reached = false; ///< the body came as far as the point
    bool whole = false;   ///< and was not cut by it
};

/// Runs body(world) and cancels it at its point'th checkpoint or suspension; 0: never. Afterwards `linger`
/// passes, in which every timer that was left behind would go off.
template <class F>
Task<Cut> cutAt(F body, World *world, int point, bool atSuspension, Milliseconds linger) {
    Cut cut;
    int seen = 0;
    cut.whole = co_await cancellable([&](Scope &scope) -> Task<void> {
        Loop::current()->probe = [&](bool suspended) {
            if (suspended == atSuspension && ++seen == point) {
                cut.reached = true;
                scope.cancel();
            }
        };
        co_await body(world);
    });
    Loop::current()->probe = nullptr;
    co_await sleepFor(linger);
    co_return cut;
}

QByteArray whatIsWrong(const World &world) {
    QByteArray wrong;
    const int alive =
        world.tally.made - world.tally.gone - int(world.queue.size()); // items that wait are no leak
    if (alive != 0)
        wrong += QByteArray::number(alive) + " locals not destroyed; ";
    if (world.two.available() != 2 || world.one.available() != 1)
        wrong += "permits lost; ";
    if (world.sender.listeners() != 0)
        wrong += "a signal is still connected; ";
    if (world.cleanedUp != world.begunCleanUps)
        wrong += "a clean-up was cut; ";
    if (world.onThreads != 0)
        wrong += "a thread goes on; ";
    return wrong;
}

/// Cancels one run after the other at the first, second, third… point, until a run ends before its point.
/// Tells how many runs were cut, and what was wrong with any of them.
template <class Run>
std::pair<int, QByteArray> sweep(Run run) {
    int cuts = 0;
    for (int point = 1;; ++point) {
        World world;
        Cut cut;
        QByteArray wrong;
        try {
            cut = run(&world, point);
        } catch (const std::exception &error) { // frames or tasks left behind
            wrong = error.what();
        }
        world.pool.waitForDone();
        wrong += whatIsWrong(world);
        if (!wrong.isEmpty())
            return {cuts, "cut at point " + QByteArray::number(point) + ": " + wrong};
        if (!cut.reached)
            return {cuts, {}};
        cuts += cut.whole ? 0 : 1;
    }
}

} // namespace

class EverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uncancelledEveryStepIsReached() {
        World world;
        const auto cut = tests::virtually([&] { return cutAt(richBody, &world, 0, false, 2h); });
        QVERIFY(cut.whole);
        QCOMPARE(world.steps, stepsOfRichBody);
        QCOMPARE(whatIsWrong(world), QByteArray());
        World other;
        QVERIFY(tests::really([&] { return cutAt(realBody, &other, 0, false, 0ms); }).whole);
        QCOMPARE(other.steps, 3);
        QCOMPARE(whatIsWrong(other), QByteArray());
    }

    void cancelledAnywhereEverythingIsCleanedUp_data() {
        QTest::addColumn<bool>("atSuspension");
        QTest::newRow("at every checkpoint") << false;
        QTest::newRow("at every suspension") << true;
    }
    void cancelledAnywhereEverythingIsCleanedUp() {
        QFETCH(bool, atSuspension);
        const auto [cuts, wrong] = sweep([&](World *world, int point) {
            return tests::virtually([&] { return cutAt(richBody, world, point, atSuspension, 2h); });
        });
        QCOMPARE(wrong, QByteArray());
        QVERIFY2(cuts >= 100, qPrintable(QString::number(cuts)));
        qInfo("cut at %d points", cuts);
    }

    void threadsAndProcessesCancelledAnywhereAreCleanedUp_data() {
        cancelledAnywhereEverythingIsCleanedUp_data();
    }
    void threadsAndProcessesCancelledAnywhereAreCleanedUp() {
        QFETCH(bool, atSuspension);
        const auto [cuts, wrong] = sweep([&](World *world, int point) {
            return tests::really([&] { return cutAt(realBody, world, point, atSuspension, 0ms); });
        });
        QCOMPARE(wrong, QByteArray());
        QVERIFY2(cuts >= 30, qPrintable(QString::number(cuts)));
        qInfo("cut at %d points", cuts);
    }

    void aDeadlineAtAnyMomentCleansUpAsWell() {
        int cuts = 0;
        for (int ms = 0; ms < 80; ++ms) {
            World world;
            bool cut = false;
            tests::virtually([&] {
                return [](World *w, Milliseconds limit, bool *timedOut) -> Task<void> {
                    try {
                        co_await withTimeout(limit, richBody(w));
                    } catch (const TimeoutError &) {
                        *timedOut = true;
                    }
                    co_await sleepFor(2h);
                }(&world, Milliseconds(ms), &cut);
            });
            QCOMPARE(whatIsWrong(world), QByteArray());
            QVERIFY(cut || world.steps == stepsOfRichBody);
            cuts += cut ? 1 : 0;
        }
        QVERIFY2(cuts >= 30, qPrintable(QString::number(cuts)));
    }

    void aBackgroundShutDownAtAnyStepCleansUpAsWell() {
        for (int steps = 0; steps < 100; ++steps) {
            World world;
            bool whole = false;
            tests::virtually([&] {
                return [](World *w, int yields, bool *ended) -> Task<void> {
                    Background background;
                    background.spawn("rich", richBody, w);
                    for (int i = 0; i < yields; ++i)
                        co_await sleepFor(std::chrono::microseconds(700));
                    *ended = co_await background.shutdown(1min);
                    co_await sleepFor(2h);
                }(&world, steps, &whole);
            });
            QVERIFY(whole);
            QCOMPARE(whatIsWrong(world), QByteArray());
        }
    }
};

DOCCHAT_TEST(EverywhereTest)

#include "everywhere_test.moc"
