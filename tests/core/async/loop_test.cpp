#include "async/background.h"
#include "async/cancel.h"
#include "async/event.h"
#include "async/generator.h"
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
using namespace Qt::StringLiterals;

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

constexpr int lineOfWaitFor = __LINE__ + 1;
Task<void> waitFor(Event *event) {
    co_await event->wait();
}

/// Two tasks that wait, "first" and "second".
Task<void> groupOfTwo(Event *event) {
    return TaskGroup::run([event](TaskGroup &group) {
        group.spawn("first", waitFor, event);
        group.spawn("second", waitFor, event);
    });
}

AsyncGenerator<int> onceSet(Event *event) {
    co_await waitFor(event);
    co_yield 1;
}

Task<void> readByTask(Event *event) {
    co_await withTimeout(1h, waitFor(event));
}

Task<void> readByGenerator(Event *event) {
    auto numbers = onceSet(event);
    co_await numbers.next();
}

Task<void> rest() {
    co_await sleepFor(1h);
}

/// The stack of a task that reads, as the dump shows it.
Task<QStringList> stackOfAReader(bool inGenerator) {
    Event event;
    QStringList stack;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("reader", inGenerator ? readByGenerator : readByTask, &event);
        co_await sleepFor(1ms);
        for (const auto &task : Loop::current()->tasks()) {
            if (task.name == u"reader")
                stack = task.stack;
        }
        event.set();
    });
    co_return stack;
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
    void dumpIsTheTreeOfTasksWithWhereEachWaitsAndForHowLong() {
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
                    co_await sleepFor(1270ms);
                    group.spawn("late", waitFor, &never);
                    *infos = Loop::current()->tasks();
                    *dumped = Loop::current()->dump();
                    group.cancel();
                });
            }(&text, &tasks, &line);
        });

        QCOMPARE(tasks.size(), std::size_t(4));
        QCOMPARE(tasks[0].name, QStringLiteral("main"));
        QCOMPARE(tasks[0].waitsOn, QStringLiteral("running"));
        QCOMPARE(tasks[1].name, QStringLiteral("reader"));
        QCOMPARE(tasks[1].waitsOn, QStringLiteral("event"));
        QCOMPARE(tasks[1].where, QStringLiteral("loop_test.cpp:%1").arg(line));
        QCOMPARE(tasks[1].waited.count(), 1270);
        QCOMPARE(tasks[1].alive.count(), 1270);
        QCOMPARE(tasks[2].waitsOn, QStringLiteral("semaphore"));
        QCOMPARE(tasks[3].waitsOn, QStringLiteral("ready"));
        QVERIFY(tasks[3].where.isEmpty());
        QVERIFY(!tasks[1].cancelled && !tasks[1].shielded);
        const auto lines = text.split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0], QStringLiteral("#1 main in program — running (alive 1.2 s)"));
        QCOMPARE(lines[1], QStringLiteral("  #2 reader — waits on event at loop_test.cpp:%1 for 1.2 s"
                                          " (alive 1.2 s)")
                               .arg(line));
        QCOMPARE(lines[3], QStringLiteral("  #4 late — ready (alive 0 ms)"));
        QVERIFY(lines[4].isEmpty());
    }

    void tasksFormATreeByWhoRunsTheirGroup() {
        std::vector<TaskInfo> tasks;
        tests::virtually([&] {
            return [](std::vector<TaskInfo> *infos) -> Task<void> {
                Event never;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("left", groupOfTwo, &never);
                    // It is spawned by a task of another branch, inside a scope of that one's own.
                    group.spawn(
                        "right",
                        [](TaskGroup *outer, Event *e) -> Task<void> {
                            const InScope in;
                            outer->spawn("guest", waitFor, e);
                            co_await groupOfTwo(e);
                        },
                        &group, &never);
                    co_await sleepFor(1ms);
                    *infos = Loop::current()->tasks();
                    group.cancel();
                });
            }(&tasks);
        });
        const auto left = QStringLiteral("program › main › left");
        const auto right = QStringLiteral("program › main › right");
        const auto main = QStringLiteral("program › main");
        const std::vector<std::tuple<const char *, QString, std::size_t, int>> expected{
            {"main", QStringLiteral("program"), 0, 0}, // name, scope, parent's index, depth
            {"left", main, 0, 1},
            {"first", left, 1, 2},
            {"second", left, 1, 2},
            {"right", main, 0, 1},
            {"first", right, 4, 2},
            {"second", right, 4, 2},
            {"guest", main, 0, 1},
        };
        QCOMPARE(tasks.size(), expected.size());
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const auto &[name, scope, parent, depth] = expected[i];
            QCOMPARE(tasks[i].name, QLatin1StringView(name));
            QCOMPARE(tasks[i].scope, scope);
            QCOMPARE(tasks[i].depth, depth);
            QCOMPARE(tasks[i].parentId, depth == 0 ? 0 : tasks[parent].id);
        }
    }

    void aTaskOfABackgroundBelongsToItWhoeverSpawnedIt() {
        std::vector<TaskInfo> tasks;
        tests::virtually([&] {
            return [](std::vector<TaskInfo> *infos) -> Task<void> {
                Event never;
                Background window("window");
                Background nameless;
                window.spawn("load", waitFor, &never);
                nameless.spawn("tidy", waitFor, &never);
                window.spawn("add", groupOfTwo, &never);
                co_await sleepFor(1ms);
                *infos = Loop::current()->tasks();
                (void)co_await window.shutdown(1s);
                (void)co_await nameless.shutdown(1s);
            }(&tasks);
        });
        QStringList seen;
        for (const auto &task : tasks)
            seen += task.scope + QLatin1Char('/') + task.name;
        QCOMPARE(seen,
                 QStringList({QStringLiteral("program/main"), QStringLiteral("window/load"),
                              QStringLiteral("program/tidy"), QStringLiteral("window/add"),
                              QStringLiteral("window › add/first"), QStringLiteral("window › add/second")}));
        for (const auto &task : tasks)
            QCOMPARE(task.parentId == 0, task.depth == 0);
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
                        *seen |= task.name == QLatin1String("victim") && task.cancelled && !task.shielded;
                    *seen &= Loop::current()->dump().contains(QStringLiteral(", cancelled"));
                });
            }(&marked);
        });
        QVERIFY(marked);
    }

    void aTaskThatCleansUpBehindAShieldIsMarked() {
        TaskInfo cleaning;
        tests::virtually([&] {
            return [](TaskInfo *info) -> Task<void> {
                Background background;
                background.spawn("cleaner",
                                 [] { return withCleanup(pause(1h), [] { return pause(100ms); }); });
                co_await sleepFor(1ms);
                background.cancel();
                co_await sleepFor(1ms);
                *info = Loop::current()->tasks().back();
                (void)co_await background.shutdown(1s);
            }(&cleaning);
        });
        QCOMPARE(cleaning.name, QStringLiteral("cleaner"));
        QCOMPARE(cleaning.waitsOn, QStringLiteral("timer"));
        QVERIFY(cleaning.shielded && !cleaning.cancelled);
        QVERIFY(lineOf(cleaning).endsWith(QStringLiteral(", cancelled and cleaning up")));
    }

    void theStackNamesTheCoroutinesThatAwaitEachOther_data() {
        QTest::addColumn<bool>("inGenerator");
        QTest::newRow("tasks") << false;
        QTest::newRow("through a generator") << true;
    }
    void theStackNamesTheCoroutinesThatAwaitEachOther() {
        QFETCH(bool, inGenerator);
        const auto stack = tests::virtually([&] { return stackOfAReader(inGenerator); });
        QStringList names;
        for (const auto &place : stack)
            names += place.section(QLatin1Char(' '), 0, 0);
        QCOMPARE(names, inGenerator ? QStringList({u"waitFor"_s, u"onceSet"_s, u"readByGenerator"_s})
                                    : QStringList({u"waitFor"_s, u"async::withTimeout"_s, u"readByTask"_s}));
        QVERIFY2(stack.first().endsWith(u" (loop_test.cpp:%1)"_s.arg(lineOfWaitFor)),
                 qPrintable(stack.first()));
    }

    void aTaskThatJoinsItsGroupWaitsWhereItOpenedIt() {
        QString where;
        int line = 0;
        tests::virtually([&] {
            return [](QString *waits, int *at) -> Task<void> {
                co_await TaskGroup::run([=](TaskGroup &outer) -> Task<void> {
                    outer.spawn(
                        "joiner",
                        [](int *opened) -> Task<void> {
                            *opened = __LINE__ + 1;
                            co_await TaskGroup::run([](TaskGroup &group) { group.spawn("rest", rest); });
                        },
                        at);
                    co_await sleepFor(1ms);
                    for (const auto &task : Loop::current()->tasks()) {
                        if (task.name == u"joiner")
                            *waits = task.where;
                    }
                    outer.cancel();
                });
            }(&where, &line);
        });
        QCOMPARE(where, u"loop_test.cpp:%1"_s.arg(line));
    }

    void durationsAreForPeople_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("words");
        const std::pair<qint64, const char *> rows[] = {
            {0, "0 ms"},       {999, "999 ms"},       {1000, "1 s"},      {1199, "1.1 s"},
            {1250, "1.2 s"},   {9999, "9.9 s"},       {10'000, "10 s"},   {59'999, "59 s"},
            {60'000, "1 min"}, {3'599'999, "59 min"}, {3'600'000, "1 h"}, {172'800'000, "2 days"}};
        for (const auto &[ms, words] : rows)
            QTest::newRow(words) << ms << QString::fromLatin1(words);
    }
    void durationsAreForPeople() {
        QFETCH(qint64, ms);
        QTEST(durationWords(Milliseconds(ms)), "words");
    }

    void theLoopKeepsItsLongestStep() {
        Loop::LongestStep before;
        Loop::LongestStep after;
        tests::really([&] {
            return [](Loop::LongestStep *early, Loop::LongestStep *late) -> Task<void> {
                co_await pause(1ms);
                *early = Loop::current()->longestStep();
                co_await TaskGroup::run([](TaskGroup &group) {
                    group.spawn("culprit", stallAfter, 5ms, 3s);
                    group.spawn("innocent", stallAfter, 1ms, 10ms);
                });
                *late = Loop::current()->longestStep();
            }(&before, &after);
        });
        QCOMPARE(QByteArray(before.task), QByteArray("main"));
        QCOMPARE(QByteArray(after.task), QByteArray("culprit"));
        QVERIFY(after.held >= 3s);
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
        QVERIFY(std::ranges::all_of(slow, [](const auto &step) { return step.second >= 20'000; }));
        std::erase_if(slow,
                      [](const auto &step) { return step.first != "culprit"; }); // a machine may be slow
        QCOMPARE(slow.size(), std::size_t(1));
        QVERIFY(slow[0].second >= 40'000);
    }

    void theWatchdogReportsAStallWithTheNameOfTheTask() {
        Reports reports;
        tests::really([&] {
            return [](Reports *out) -> Task<void> {
                const Watchdog watchdog(Loop::current(), 60ms,
                                        [out](QString task, qint64 ms) { out->add(std::move(task), ms); });
                co_await TaskGroup::run([](TaskGroup &group) {
                    group.spawn("innocent", [] { return pause(150ms); });
                    group.spawn("culprit", stallAfter, 20ms, 2s); // however late the thread that watches is
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

    void aCallbackOfQtsMayRunWhatItMadeReady() {
        QByteArray log;
        bool wasReady = true;
        bool isReady = false;
        tests::really([&] {
            return [](QByteArray *out, bool *before, bool *after) -> Task<void> {
                Event event;
                QTimer callback;
                callback.setSingleShot(true);
                QObject::connect(&callback, &QTimer::timeout, Loop::current(), [&] {
                    *before = Loop::current()->hasReady();
                    event.set();
                    *after = Loop::current()->hasReady();
                    *out += 'a';
                    Loop::current()->runReady();
                    *out += 'c';
                });
                callback.start(1);
                co_await event.wait();
                *out += 'b';
                co_await sleepFor(5ms); // longer than the callback
            }(&log, &wasReady, &isReady);
        });
        QCOMPARE(log, QByteArray("abc"));
        QVERIFY(!wasReady && isReady);
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
