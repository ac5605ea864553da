#include "everypoint.h"

#include "async/semaphore.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::async;
using tests::cutEverywhere;

namespace {

/// A timer that nobody waits for.
struct Bell : Timer {
    void expired() override {}
};

/// What the faulty bodies leave behind.
struct World {
    Semaphore one{1};
    std::vector<Permit> kept;
    std::vector<Task<void>> tasks;
    std::unique_ptr<Background> background;
    Bell bell;
    int open = 0;
    int turns = 0;
};

QByteArray whatIsWrong(const World &world) {
    QByteArray wrong;
    if (world.one.available() != 1)
        wrong += "a permit is lost; ";
    if (world.open != 0)
        wrong += "something is open; ";
    return wrong;
}

Task<void> rest() {
    co_await sleepFor(1ms);
}

Task<void> straggle() {
    co_await sleepFor(24h);
}

Task<void> sound(World *world) {
    for (int i = 0; i < 5; ++i) {
        const auto permit = co_await world->one.acquire(); // free: a checkpoint, no suspension
        co_await rest();
    }
}

Task<void> swallowsTheCancelAndAPermit(World *world) {
    auto permit = co_await world->one.acquire();
    try {
        co_await rest();
    } catch (Cancelled) {
        world->kept.push_back(std::move(permit));
    }
}

Task<void> leaksAFrame(World *world) {
    world->tasks.push_back(rest());
    co_await rest();
    co_await std::move(world->tasks.back());
    world->tasks.clear();
}

Task<void> forgetsItsCleanUp(World *world) {
    co_await rest();
    ++world->open;
    co_await rest();
    --world->open;
    co_await rest();
}

Task<void> leavesATaskBehind(World *world) {
    world->background = std::make_unique<Background>();
    world->background->spawn("straggler", straggle);
    co_await rest();
    co_await world->background->shutdown(1s);
}

Task<void> leavesATimerBehind(World *world) {
    world->bell.due = Loop::current()->now() + 1h;
    Loop::current()->addTimer(&world->bell);
    co_await rest();
    Loop::current()->removeTimer(&world->bell);
}

Task<void> turnsTheCancelIntoAnError(World *) {
    bool cut = false;
    try {
        co_await rest();
    } catch (Cancelled) {
        cut = true;
    }
    if (cut)
        throw std::runtime_error("something else");
}

Task<void> fails(World *) {
    co_await rest();
    throw std::runtime_error("on purpose");
}

Task<void> endsInAShield(World *) {
    co_await shielded(1s, rest());
}

/// Long enough for other things to happen.
Task<void> waitsForLong(World *world) {
    QTimer::singleShot(0, Loop::current(), [world] { ++world->turns; });
    co_await sleepFor(500ms);
}

using Body = Task<void> (*)(World *);

} // namespace

class EveryPointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPointIsCutOnce() {
        const auto report = cutEverywhere("sound", std::make_unique<World>, sound, whatIsWrong);
        QCOMPARE(report.wrong, QByteArray());
        QCOMPARE(report.text(),
                 QByteArray("sound: cut at 15 points (10 checkpoints, 5 suspensions), 0 leaks"));
    }

    void aWorldMayServeAllRuns() {
        World world;
        const auto report = cutEverywhere("sound", [&] { return &world; }, sound, whatIsWrong);
        QCOMPARE(report.wrong, QByteArray());
        QCOMPARE(report.cuts(), 15);
    }

    void realTimeIsCutAsWell() {
        const auto report =
            cutEverywhere("sound", std::make_unique<World>, sound, whatIsWrong, {.virtualTime = false});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY2(report.cuts() >= 15, report.text().constData());
    }

    void aWaitMayBeCutWhileItIsUnderWay() {
        int idle = 0;
        const auto report = cutEverywhere("under way", std::make_unique<World>, waitsForLong,
                                          [&](const World &world) {
                                              idle += world.turns == 0 ? 1 : 0;
                                              return QByteArray();
                                          },
                                          {.virtualTime = false, .delay = 20ms});
        QCOMPARE(report.suspensions, 1);
        QCOMPARE(report.late, 0);
        QCOMPARE(idle, 1); // cut at the checkpoint
    }

    void ofManyPointsEveryNthIsCutAndThatIsSaid() {
        const auto report =
            cutEverywhere("sound", std::make_unique<World>, sound, whatIsWrong, {.mostRuns = 4});
        QCOMPARE(
            report.text(),
            QByteArray("sound: cut at 6 points (4 checkpoints, 2 suspensions), 0 leaks, every 3rd of 15"));
    }

    void aCutThatComesTooLateIsCounted() {
        const auto report = cutEverywhere("shield", std::make_unique<World>, endsInAShield, whatIsWrong);
        QCOMPARE(report.wrong, QByteArray());
        QCOMPARE(report.text(),
                 QByteArray("shield: cut at 2 points (1 checkpoints, 1 suspensions), 0 leaks, 2 too late"));
    }

    void aPlantedFaultIsFoundWhereItIs_data() {
        QTest::addColumn<Body>("body");
        QTest::addColumn<int>("leaks");
        QTest::addColumn<QByteArray>("first"); // how it is told
        QTest::newRow("a swallowed cancel that keeps a permit")
            << Body(swallowsTheCancelAndAPermit) << 2
            << QByteArray("checkpoint 2 (in main): a permit is lost; ");
        QTest::newRow("a frame") << Body(leaksAFrame) << 4
                                 << QByteArray("checkpoint 1 (in main): 1 coroutine frames were left; ");
        QTest::newRow("a clean-up that is forgotten")
            << Body(forgetsItsCleanUp) << 2 << QByteArray("checkpoint 2 (in main): something is open; ");
        QTest::newRow("a task") << Body(leavesATaskBehind) << 4 << QByteArray("straggler in ");
        QTest::newRow("a timer") << Body(leavesATimerBehind) << 2
                                 << QByteArray("checkpoint 1 (in main): a timer was left behind; ");
        QTest::newRow("an error instead of the cancel")
            << Body(turnsTheCancelIntoAnError) << 2
            << QByteArray("checkpoint 1 (in main): it threw: something else; ");
        QTest::newRow("a body that fails by itself")
            << Body(fails) << 1 << QByteArray("uncancelled: it threw: on purpose; it did not end whole; ");
    }
    void aPlantedFaultIsFoundWhereItIs() {
        QFETCH(Body, body);
        QFETCH(int, leaks);
        QFETCH(QByteArray, first);
        const auto report = cutEverywhere("faulty", std::make_unique<World>, body, whatIsWrong);
        QCOMPARE(report.leaks, leaks);
        QVERIFY2(report.wrong.contains(first), report.wrong.constData());
    }

    void theWaitThatWasCutIsNamed() {
        int runs = 0;
        const auto report = cutEverywhere("named", std::make_unique<World>, sound, [&](const World &) {
            return ++runs == 13 ? QByteArray("planted") : QByteArray(); // 1 uncut, 10 + 1 checkpoints
        });
        QCOMPARE(report.leaks, 1);
        QVERIFY2(report.wrong.startsWith("suspension 1 (timer at everypoint_test.cpp:"),
                 report.wrong.constData());
    }
};

DOCCHAT_TEST(EveryPointTest)

#include "everypoint_test.moc"
