#include "async/cancel.h"
#include "async/event.h"
#include "async/semaphore.h"
#include "async/watchdog.h"

#include "asynctest.h"
#include "testmain.h"

#include <QEventLoop>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>
#include <mutex>
#include <random>

using namespace docchat;
using namespace docchat::async;

namespace {

/// Holds the thread, as a bug would.
Task<void> stall(Milliseconds duration) {
    QThread::msleep(ulong(duration.count()));
    co_return;
}

Task<void> stallAfter(Milliseconds rest, Milliseconds duration) {
    co_await sleepFor(rest);
    co_await stall(duration);
    co_await sleepFor(rest);
}

Task<void> waitFor(Event *event) {
    co_await event->wait();
}

/// Always ready: every acquire succeeds at once, so only the end of a slice makes it yield.
Task<void> neverIdle(Semaphore *semaphore, const bool *stop) {
    while (!*stop)
        const auto permit = co_await semaphore->acquire();
}

Task<void> alwaysYielding(const bool *stop) {
    while (!*stop)
        co_await yieldNow();
}

struct Report {
    QString task;
    qint64 heldMs;
};

/// What the watchdog said; it speaks on a thread of its own.
class Reports {
public:
    void add(QString task, qint64 heldMs) {
        const std::lock_guard lock(m_mutex);
        m_all.push_back({std::move(task), heldMs});
    }
    std::vector<Report> all() {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    std::mutex m_mutex;
    std::vector<Report> m_all;
};

/// A timer of the heap alone, without a task.
class Alarm final : public Timer {
public:
    Alarm(int number, std::vector<int> *rung) : m_number(number), m_rung(rung) {}
    void expired() override { m_rung->push_back(m_number); }

private:
    int m_number;
    std::vector<int> *m_rung;
};

} // namespace

class LoopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dumpNamesEveryTaskItsParentAndWhereItWaits() {
        QString text;
        std::vector<TaskInfo> tasks;
        int line = 0;
        tests::virtually([&] {
            return [](QString *dumped, std::vector<TaskInfo> *infos, int *where) -> Task<void> {
                Event never;
                Semaphore full(1);
                const auto permit = co_await full.acquire();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn(
                        "reader",
                        [](Event *e, int *at) -> Task<void> {
                            *at = __LINE__ + 1;
                            co_await e->wait();
                        },
                        &never, where);
                    group.spawn(
                        "writer", [](Semaphore *s) -> Task<void> { const auto held = co_await s->acquire(); },
                        &full);
                    co_await sleepFor(70ms);
                    group.spawn("late", waitFor, &never);
                    *infos = Loop::current()->tasks();
                    *dumped = Loop::current()->dump();
                    group.cancel();
                });
            }(&text, &tasks, &line);
        });

        QCOMPARE(tasks.size(), std::size_t(4));
        QCOMPARE(tasks[0].name, QStringLiteral("main"));
        QCOMPARE(tasks[0].waitingFor, QStringLiteral("running"));
        QCOMPARE(tasks[1].name, QStringLiteral("reader"));
        QCOMPARE(tasks[1].parent, QStringLiteral("main"));
        QCOMPARE(tasks[1].waitingFor, QStringLiteral("event"));
        QCOMPARE(tasks[1].where, QStringLiteral("loop_test.cpp:%1").arg(line));
        QCOMPARE(tasks[1].waitingSince.count(), 70);
        QCOMPARE(tasks[1].age.count(), 70);
        QCOMPARE(tasks[2].waitingFor, QStringLiteral("semaphore"));
        QCOMPARE(tasks[3].waitingFor, QStringLiteral("ready"));
        QVERIFY(!tasks[1].cancelled);
        QCOMPARE(text.count(QLatin1Char('\n')), 4);
        QVERIFY2(text.contains(QStringLiteral("reader in main: event loop_test.cpp:%1, 70 ms").arg(line)),
                 qPrintable(text));
    }

    void aTaskThatIsCancelledAndNotYetGoneIsMarked() {
        bool marked = false;
        tests::virtually([&] {
            return [](bool *seen) -> Task<void> {
                Event never;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("victim", waitFor, &never);
                    co_await sleepFor(1ms);
                    group.cancel();
                    for (const auto &task : Loop::current()->tasks())
                        *seen |= task.name == QLatin1String("victim") && task.cancelled;
                    *seen &= Loop::current()->dump().contains(QStringLiteral(", cancelled"));
                });
            }(&marked);
        });
        QVERIFY(marked);
    }

    void aSlowStepIsReportedWithTheNameOfItsTask() {
        std::vector<std::pair<QByteArray, qint64>> slow;
        tests::really([&] {
            Loop::current()->reportSlowSteps(
                20ms, [&](const char *name, qint64 us) { slow.emplace_back(name, us); });
            return TaskGroup::run([](TaskGroup &group) {
                group.spawn("quick", [] { return pause(1ms); });
                group.spawn("culprit", stall, 40ms);
            });
        });
        QCOMPARE(slow.size(), std::size_t(1));
        QCOMPARE(slow[0].first, QByteArray("culprit"));
        QVERIFY(slow[0].second >= 40'000);
    }

    void theWatchdogReportsAStallOf120MsWithTheNameOfTheTask() {
        Reports reports;
        tests::really([&] {
            return [](Reports *out) -> Task<void> {
                const Watchdog watchdog(Loop::current(), 60ms,
                                        [out](QString task, qint64 ms) { out->add(std::move(task), ms); });
                co_await TaskGroup::run([](TaskGroup &group) {
                    group.spawn("innocent", [] { return pause(150ms); });
                    group.spawn("culprit", stallAfter, 20ms, 120ms);
                });
            }(&reports);
        });
        const auto all = reports.all();
        QVERIFY2(!all.empty(), "the stall was not seen");
        const auto named = std::count_if(all.begin(), all.end(),
                                         [](const Report &r) { return r.task == QLatin1String("culprit"); });
        QCOMPARE(named, 1); // once a stall
        for (const auto &report : all)
            QVERIFY(report.heldMs >= 60);
    }

    void theWatchdogIsSilentWhileTheLoopSleeps() {
        Reports reports;
        tests::really([&] {
            return [](Reports *out) -> Task<void> {
                const Watchdog watchdog(Loop::current(), 500ms,
                                        [out](QString task, qint64 ms) { out->add(std::move(task), ms); });
                co_await sleepFor(700ms);
            }(&reports);
        });
        QCOMPARE(reports.all().size(), std::size_t(0));
    }

    void theMonitorSeesAPlantedStall() {
        double gap = 0;
        qint64 beats = 0;
        tests::really([&] {
            return [](double *largest, qint64 *count) -> Task<void> {
                LoopMonitor monitor;
                monitor.start();
                co_await stallAfter(30ms, 120ms);
                monitor.stop();
                *largest = monitor.largestGapMs();
                *count = monitor.beats();
            }(&gap, &beats);
        });
        QVERIFY2(gap >= 100, qPrintable(QString::number(gap)));
        QVERIFY(beats >= 3);
    }

    void busyTasksLeaveTheQtLoopAlive_data() {
        QTest::addColumn<bool>("yields");
        QTest::newRow("awaits that never suspend") << false;
        QTest::newRow("awaits that yield") << true;
    }
    void busyTasksLeaveTheQtLoopAlive() {
        QFETCH(bool, yields);
        int ticks = 0;
        quint64 steps = 0;
        tests::really([&] {
            return [](bool yieldsEachTime, int *ticked, quint64 *stepped) -> Task<void> {
                bool stop = false;
                Semaphore many(1000);
                QTimer timer;
                QObject::connect(&timer, &QTimer::timeout, Loop::current(), [&] { stop = ++*ticked == 20; });
                timer.start(1);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    for (int i = 0; i < 50; ++i) {
                        if (yieldsEachTime)
                            group.spawn("busy", alwaysYielding, &stop);
                        else
                            group.spawn("busy", neverIdle, &many, &stop);
                    }
                });
                *stepped = Loop::current()->steps();
            }(yields, &ticks, &steps);
        });
        QVERIFY(ticks >= 20); // it would never end if the timer were starved
        QVERIFY(steps >= 50);
    }

    void yieldingTasksTakeTurns() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&log](TaskGroup &group) {
                for (const char letter : {'a', 'b', 'c'}) {
                    group.spawn(
                        "turn",
                        [](QByteArray *out, char c) -> Task<void> {
                            for (int i = 0; i < 3; ++i) {
                                *out += c;
                                co_await yieldNow();
                            }
                        },
                        &log, letter);
                }
            });
        });
        QCOMPARE(log, QByteArray("abcabcabc"));
    }

    void virtualTimeStandsStillWhileAnythingIsReady() {
        qint64 whileReady = -1;
        qint64 afterAnHour = -1;
        tests::virtually([&] {
            return [](qint64 *standing, qint64 *jumped) -> Task<void> {
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("hour", [] { return pause(1h); });
                    // for many slices, between which Qt's timers go off
                    for (const auto end = Clock::now() + 10ms; Clock::now() < end;)
                        co_await yieldNow();
                    *standing = tests::elapsedMs(begun);
                });
                *jumped = tests::elapsedMs(begun);
            }(&whileReady, &afterAnHour);
        });
        QCOMPARE(whileReady, 0);
        QCOMPARE(afterAnHour, 3'600'000);
    }

    void timersOfTheSameMomentExpireInTheOrderTheyWereSet() {
        QByteArray log;
        tests::virtually([&] {
            return TaskGroup::run([&log](TaskGroup &group) {
                for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
                    group.spawn(
                        "timer",
                        [](QByteArray *out, char c) -> Task<void> {
                            co_await sleepFor(10ms);
                            *out += c;
                        },
                        &log, letter);
                }
            });
        });
        QCOMPARE(log, QByteArray("abcde"));
    }

    void timersExpireInOrderWhateverIsRemovedMeanwhile() {
        std::mt19937 random(20260101);
        std::vector<int> rung;
        std::vector<int> expected;
        tests::virtually([&] {
            return [](std::mt19937 *dice, std::vector<int> *heard, std::vector<int> *due) -> Task<void> {
                Loop *loop = Loop::current();
                std::vector<std::unique_ptr<Alarm>> alarms;
                std::vector<std::pair<int, int>> left;
                for (int i = 0; i < 2000; ++i) {
                    auto alarm = std::make_unique<Alarm>(i, heard);
                    const int after = int((*dice)() % 500);
                    alarm->due = loop->now() + Milliseconds(after);
                    loop->addTimer(alarm.get());
                    alarms.push_back(std::move(alarm));
                    left.emplace_back(after, i);
                    if ((*dice)() % 3 == 0) {
                        const auto victim = (*dice)() % left.size();
                        loop->removeTimer(alarms[size_t(left[victim].second)].get());
                        left.erase(left.begin() + std::ptrdiff_t(victim));
                    }
                }
                std::sort(left.begin(), left.end());
                for (const auto &[after, number] : left)
                    due->push_back(number);
                co_await sleepFor(1s);
            }(&random, &rung, &expected);
        });
        QVERIFY(expected.size() > 1000);
        QCOMPARE(rung, expected);
    }

    void sleepingComesBackNoEarlierThanAsked() {
        bool early = false;
        tests::really([&] {
            return [](bool *tooEarly) -> Task<void> {
                for (const auto wait : {0ms, 1ms, 3ms, 7ms}) {
                    const auto begun = Clock::now();
                    co_await sleepFor(wait);
                    *tooEarly |= Clock::now() - begun < wait;
                }
            }(&early);
        });
        QVERIFY(!early);
    }

    /// QTimer counts milliseconds in an int.
    void aTimerMoreThan24DaysAwayIsNoTrouble() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        bool cut = false;
        tests::really([&] {
            return [](bool *cancelled) -> Task<void> {
                *cancelled = !co_await cancellable([](Scope &scope) -> Task<void> {
                    QTimer::singleShot(5, Loop::current(), [&scope] { scope.cancel(); });
                    co_await sleepFor(30 * 24h);
                });
            }(&cut);
        });
        QVERIFY(cut);
    }

    void aNestedEventLoopKeepsTheOtherTasksRunning() {
        int turns = 0;
        bool whole = false;
        tests::really([&] {
            return [](int *counted, bool *ended) -> Task<void> {
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "dialog",
                        [](int *count) -> Task<void> {
                            co_await sleepFor(1ms);
                            QEventLoop dialog;
                            QTimer::singleShot(10'000, &dialog, &QEventLoop::quit);
                            QTimer watch;
                            QObject::connect(&watch, &QTimer::timeout, &dialog, [&] {
                                if (*count >= 5)
                                    dialog.quit();
                            });
                            watch.start(1);
                            dialog.exec();
                            co_await sleepFor(1ms);
                        },
                        counted);
                    group.spawn(
                        "other",
                        [](int *count) -> Task<void> {
                            for (int i = 0; i < 5; ++i) {
                                co_await sleepFor(2ms);
                                ++*count;
                            }
                        },
                        counted);
                });
                *ended = Loop::current()->fiber() != nullptr;
            }(&turns, &whole);
        });
        QCOMPARE(turns, 5);
        QVERIFY(whole);
    }

    void whatWasReadyBeforeANestedEventLoopRunsInsideIt() {
        bool ranInside = false;
        tests::really([&] {
            return [](bool *inside) -> Task<void> {
                Event opened;
                bool ran = false;
                // Plain Qt code makes both ready in one turn; the first opens a dialog.
                QTimer::singleShot(1, Loop::current(), [&] { opened.set(); });
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "modal",
                        [](Event *start, const bool *other, bool *seen) -> Task<void> {
                            co_await start->wait();
                            QEventLoop dialog;
                            QTimer::singleShot(300, &dialog, &QEventLoop::quit);
                            dialog.exec();
                            *seen = *other;
                        },
                        &opened, &ran, inside);
                    group.spawn(
                        "other",
                        [](Event *start, bool *other) -> Task<void> {
                            co_await start->wait();
                            *other = true;
                        },
                        &opened, &ran);
                });
            }(&ranInside);
        });
        QVERIFY(ranInside);
    }

    void postingToALoopThatIsGoneDoesNothing() {
        std::shared_ptr<LoopGate> gate;
        bool ran = false;
        {
            Loop loop;
            gate = loop.gate();
            gate->post([&] { ran = true; });
            QCoreApplication::processEvents();
            QVERIFY(std::exchange(ran, false));
        }
        gate->post([&] { ran = true; });
        QCoreApplication::processEvents();
        QVERIFY(!ran);
        QVERIFY(!Loop::current());
    }

    void eachThreadMayHaveALoopOfItsOwn() {
        int sum = 0;
        std::unique_ptr<QThread> thread(QThread::create([&sum] {
            sum = tests::really([] {
                return []() -> Task<int> {
                    co_await sleepFor(2ms);
                    co_return 42;
                }();
            });
        }));
        thread->start();
        tests::really([] { return pause(2ms); });
        QVERIFY(thread->wait(10'000));
        QCOMPARE(sum, 42);
    }

private:
    static Task<void> pause(Milliseconds duration) { co_await sleepFor(duration); }
};

DOCCHAT_TEST(LoopTest)

#include "loop_test.moc"
