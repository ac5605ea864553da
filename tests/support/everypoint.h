#pragma once

#include "async/run.h"

#include <QAbstractEventDispatcher>
#include <QByteArray>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <functional>

namespace docchat::tests {

/// How a body is put through the harness.
struct CutOptions {
    bool virtualTime = true; ///< false: for what has sockets, threads or processes
    int mostRuns = 1000;     ///< of each kind of point; of more points every second, third… is cut
    /// Of real time, between a suspension and its cut: the wait is well under way then. 0: cut at once.
    async::Milliseconds delay{0};
};

/// What came of cutting a body at every point.
struct CutReport {
    QByteArray name;
    int checkpoints = 0;   ///< runs that were cancelled at a checkpoint
    int suspensions = 0;   ///< and at a suspension
    int late = 0;          ///< of both, those that ended whole all the same: what was left to do was shielded
    int leaks = 0;         ///< runs, with the uncancelled one, after which something was wrong
    int points = 0;        ///< that the uncancelled run passed, of both kinds
    int stride = 1;        ///< 3: every third point was cut
    QByteArray wrong = {}; ///< the first thing that was, and where the run was cut; empty: nothing

    [[nodiscard]] int cuts() const { return checkpoints + suspensions; }

    /// One line to read the counts from.
    [[nodiscard]] QByteArray text() const {
        auto line = name + ": cut at " + QByteArray::number(cuts()) + " points (" +
                    QByteArray::number(checkpoints) + " checkpoints, " + QByteArray::number(suspensions) +
                    " suspensions), " + QByteArray::number(leaks) + " leaks";
        if (stride > 1) {
            const auto *ending = stride == 2 ? "nd" : stride == 3 ? "rd" : "th";
            line += ", every " + QByteArray::number(stride) + ending + " of " + QByteArray::number(points);
        }
        if (late > 0)
            line += ", " + QByteArray::number(late) + " too late";
        return line;
    }
};

namespace detail {

constexpr auto linger = std::chrono::hours(2); ///< of virtual time: what was left behind goes off in it
constexpr int patience = 300'000;              ///< ms of real time until a run counts as hanging

/// One run, cancelled at its `point`th checkpoint or suspension (0: never), and what became of it.
class Cut {
public:
    Cut(int point, bool atSuspension, async::Milliseconds delay)
        : m_point(point), m_atSuspension(atSuspension), m_delay(delay) {
        m_later.setSingleShot(true);
    }

    int checkpoints = 0;
    int suspensions = 0;
    bool reached = false; ///< the body came as far as the cut
    bool whole = false;   ///< and was not ended by it
    QByteArray wrong = {};

    /// What runs in `scope` is counted and cut from now on.
    void begin(async::Scope *scope) {
        QObject::connect(&m_later, &QTimer::timeout, &m_later, [this, scope] { cancel(scope); });
        async::Loop::current()->probe = [this, scope](bool suspended) { pass(suspended, scope); };
    }
    void end() {
        async::Loop::current()->probe = nullptr;
        m_later.stop();
    }

    [[nodiscard]] bool atSuspension() const { return m_atSuspension; }
    [[nodiscard]] QByteArray where() const {
        if (m_point == 0)
            return "uncancelled";
        return (m_atSuspension ? "suspension " : "checkpoint ") + QByteArray::number(m_point) + m_place;
    }

private:
    void pass(bool suspended, async::Scope *scope) {
        const int seen = ++(suspended ? suspensions : checkpoints);
        if (suspended != m_atSuspension || seen != m_point)
            return;
        m_place = " (" + placeOf(*async::Loop::current()->fiber(), suspended) + ')';
        if (suspended && m_delay.count() > 0)
            m_later.start(m_delay);
        else
            cancel(scope);
    }
    void cancel(async::Scope *scope) {
        reached = true;
        scope->cancel();
    }

    /// What is waited for there, and by which task.
    static QByteArray placeOf(const async::Fiber &fiber, bool suspended) {
        QByteArray place = "in ";
        if (suspended) {
            const auto &where = fiber.waiter->where;
            place = QByteArray(fiber.waiter->what) + " at " +
                    QFileInfo(QString::fromUtf8(where.file_name())).fileName().toUtf8() + ':' +
                    QByteArray::number(where.line()) + " in ";
        }
        return place + fiber.name;
    }

    int m_point;
    bool m_atSuspension;
    async::Milliseconds m_delay;
    QByteArray m_place;
    QTimer m_later;
};

/// Lets virtual time pass. False: a timer went off meanwhile that was left behind.
inline async::Task<bool> nothingGoesOff() {
    auto *loop = async::Loop::current();
    const auto begun = loop->now();
    bool quiet = true;
    const auto watch =
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, loop,
                         [&] { quiet = quiet && (loop->now() == begun || loop->now() == begun + linger); });
    co_await async::sleepFor(linger);
    QObject::disconnect(watch);
    co_return quiet;
}

inline async::Task<void> runCut(std::function<async::Task<void>()> body, Cut *cut, bool virtualTime) {
    try {
        cut->whole = co_await async::cancellable([&](async::Scope &scope) {
            cut->begin(&scope);
            return body();
        });
    } catch (const std::exception &error) {
        cut->wrong += QByteArray("it threw: ") + error.what() + "; ";
    } catch (async::Cancelled) {
        cut->wrong += "it was cancelled by something else; ";
    }
    cut->end();
    if (virtualTime && !co_await nothingGoesOff())
        cut->wrong += "a timer was left behind; ";
}

/// Handles events while tasks live.
template <class F>
void spin(async::Loop *loop, F alive, const Cut &cut) {
    QTimer alarm; // so that waiting for events ends, even when none comes
    alarm.start(1000);
    const QDeadlineTimer limit(patience);
    while (alive()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (limit.hasExpired())
            qFatal("%s: it hangs:\n%s", cut.where().constData(), qPrintable(loop->dump()));
    }
}

/// Makes one run, and adds the tasks and frames that it left to what is wrong.
inline void runOnce(async::Loop *loop, std::function<async::Task<void>()> body, Cut *cut, bool virtualTime) {
    const auto framesBefore = async::liveFrames().frames;
    {
        async::Background background;
        background.spawn("main", runCut, std::move(body), cut, virtualTime);
        spin(loop, [&] { return background.live() > 0; }, *cut);
    }
    if (loop->fibers() > 0) {
        cut->wrong += "tasks go on: " + loop->dump().trimmed().toUtf8() + "; ";
        loop->rootScope().cancel(); // so that the next run finds none
        spin(loop, [&] { return loop->fibers() > 0; }, *cut);
    }
    if (const auto more = async::liveFrames().frames - framesBefore; more != 0)
        cut->wrong += QByteArray::number(more) + " coroutine frames were left; ";
}

/// Notes a run in the report. False: its point lies beyond the end.
inline bool note(CutReport *report, const Cut &cut) {
    report->late += cut.reached && cut.whole ? 1 : 0;
    if (!cut.wrong.isEmpty()) {
        ++report->leaks;
        if (report->wrong.isEmpty())
            report->wrong = cut.where() + ": " + cut.wrong;
    }
    if (cut.reached)
        ++(cut.atSuspension() ? report->suspensions : report->checkpoints);
    return cut.reached;
}

template <class Run>
CutReport sweep(const QByteArray &name, const CutOptions &options, Run run) {
    CutReport report{.name = name};
    Cut uncut(0, false, {});
    run(&uncut);
    if (!uncut.whole)
        uncut.wrong += "it did not end whole; ";
    note(&report, uncut);
    report.points = uncut.checkpoints + uncut.suspensions;
    const int most = std::max(uncut.checkpoints, uncut.suspensions);
    report.stride = std::max(1, (most + options.mostRuns - 1) / options.mostRuns);
    for (const bool atSuspension : {false, true}) {
        if (!uncut.whole)
            break; // a body that fails by itself tells nothing of its cuts
        const int known = atSuspension ? uncut.suspensions : uncut.checkpoints;
        // On real time a run may pass a few points more or less than the one before.
        for (int point = 1; point <= 2 * known + 100; point += report.stride) {
            Cut cut(point, atSuspension, options.delay);
            run(&cut);
            if (!note(&report, cut) && point > known)
                break;
        }
    }
    qInfo("%s", report.text().constData());
    return report;
}

} // namespace detail

/// Runs a coroutine uncancelled, then once for each checkpoint that it passes and once for each suspension,
/// cancelled exactly there. After each run there must be as many coroutine frames as before, no task, on
/// virtual time no timer, and nothing that the world's own check finds.
///
/// make() gives a world, by unique_ptr, or by plain pointer where one serves all runs; body(world) is the
/// coroutine; check(world) says what is wrong with it afterwards, in words, or nothing. Each run has a Loop
/// of its own, which is there as well while make() and check() are called. A run that hangs ends the program
/// with the names of its tasks.
///
///     const auto report = cutEverywhere("semaphore", std::make_unique<World>, useSemaphore, whatIsWrong);
///     QCOMPARE(report.wrong, QByteArray());
template <class Make, class Body, class Check>
CutReport cutEverywhere(const QByteArray &name, Make make, Body body, Check check,
                        const CutOptions &options = {}) {
    return detail::sweep(name, options, [&](detail::Cut *cut) {
        async::Loop loop;
        if (options.virtualTime)
            loop.useVirtualTime();
        auto world = make();
        detail::runOnce(&loop, [&] { return body(&*world); }, cut, options.virtualTime);
        cut->wrong += check(*world);
    });
}

/// How many files below `folder` this process, or the one of that number, holds open.
inline int openFilesUnder(const QString &folder, const QByteArray &process = "self") {
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(QString::fromLatin1(process)));
    const auto entries = descriptors.entryList(QDir::Files | QDir::System | QDir::Hidden);
    return int(std::count_if(entries.begin(), entries.end(), [&](const QString &entry) {
        return QFile::symLinkTarget(descriptors.filePath(entry)).startsWith(folder);
    }));
}

/// The numbers of the processes that this one has started and not reaped.
inline QList<QByteArray> childProcesses() {
    QList<QByteArray> numbers;
    const QDir threads(QStringLiteral("/proc/self/task"));
    for (const auto &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(threads.filePath(thread) + QStringLiteral("/children"));
        if (children.open(QIODevice::ReadOnly)) // a thread that has just ended has none
            numbers += children.readAll().simplified().split(' ');
    }
    numbers.removeAll(QByteArray());
    return numbers;
}

} // namespace docchat::tests
