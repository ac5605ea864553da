#pragma once

#include "async/loop.h"

#include <QThread>

#include <atomic>
#include <functional>

namespace docchat::async {

/// Watches a loop from a thread of its own, and tells which task holds it while it is still held. It costs
/// the loop two atomic stores a step and no timer.
///
///     const Watchdog watchdog(&loop, 50ms, [](const QString &task, qint64 ms) {
///         qWarning("%s holds the loop for %lld ms", qPrintable(task), ms);
///     });
class Watchdog {
public:
    /// report(name of the task, milliseconds so far) is called once a stall, on the watchdog's thread, when
    /// one step of a task has held the loop for `limit`.
    Watchdog(Loop *loop, Milliseconds limit, std::function<void(QString, qint64)> report);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

private:
    void watch();

    Loop *m_loop;
    Milliseconds m_limit;
    std::function<void(QString, qint64)> m_report;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_ended{false}; ///< the hand-over that ThreadSanitizer sees: Qt hides its own
    QThread *m_thread = nullptr;
};

/// Measures how smoothly a loop runs: a 5 ms beat, and the largest gap between two. For benchmarks and tests.
class LoopMonitor : public QObject {
public:
    explicit LoopMonitor(QObject *parent = nullptr);

    void start();
    void stop();
    [[nodiscard]] qint64 beats() const { return m_beats; }
    [[nodiscard]] double largestGapMs() const { return m_largestGap; } ///< between two beats, beyond the 5 ms

private:
    void beat();

    QTimer m_timer;
    Clock::time_point m_last{};
    qint64 m_beats = 0;
    double m_largestGap = 0;
};

} // namespace docchat::async
