#include "everywhere_bodies.h"

#include "asynctest.h"
#include "everypoint.h"
#include "testmain.h"

#include <QProcess>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::async;
using namespace docchat::tests;

class EverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereEverythingIsCleanedUp_data() {
        QTest::addColumn<const Primitive *>("primitive");
        for (const auto *all : {&basicPrimitives(), &composedPrimitives(), &outsidePrimitives()}) {
            for (const auto &primitive : *all)
                QTest::newRow(primitive.name) << &primitive;
        }
    }
    void cancelledAnywhereEverythingIsCleanedUp() {
        QFETCH(const Primitive *, primitive);
        QTest::failOnWarning(QRegularExpression(QStringLiteral("never awaited|outlive")));
        int runs = 0;
        const auto check = [&](World &world) {
            if (runs++ == 0 && world.steps != primitive->steps)
                return "it came to step " + QByteArray::number(world.steps) + "; ";
            return whatIsWrong(world);
        };
        const auto report = cutEverywhere(primitive->name, std::make_unique<World>, primitive->body, check,
                                          {.virtualTime = primitive->virtualTime, .delay = primitive->delay});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }

    void aDeadlineAtAnyMomentCleansUpAsWell() {
        int cuts = 0;
        for (int ms = 0; ms < 100; ++ms) {
            World world;
            bool cut = false;
            virtually([&] {
                return [](World *w, Milliseconds limit, bool *timedOut) -> Task<void> {
                    try {
                        co_await withTimeout(limit, everything(w));
                    } catch (const TimeoutError &) {
                        *timedOut = true;
                    }
                    co_await sleepFor(2h);
                }(&world, Milliseconds(ms), &cut);
            });
            QCOMPARE(whatIsWrong(world), QByteArray());
            cuts += cut ? 1 : 0;
        }
        QVERIFY2(cuts >= 30, qPrintable(QString::number(cuts)));
    }

    void aBackgroundShutDownAtAnyStepCleansUpAsWell() {
        for (int steps = 0; steps < 100; ++steps) {
            World world;
            bool whole = false;
            virtually([&] {
                return [](World *w, int yields, bool *ended) -> Task<void> {
                    Background background;
                    background.spawn("everything", everything, w);
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

    void aProcessThatIsLeftIsFound() {
        World world;
        QProcess process;
        process.start(QStringLiteral("/bin/sleep"), {QStringLiteral("60")});
        QVERIFY(process.waitForStarted());
        QCOMPARE(whatIsWrong(world), QByteArray("a process goes on; "));
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(whatIsWrong(world), QByteArray());
    }
};

DOCCHAT_TEST(EverywhereTest)

#include "everywhere_test.moc"
