#include "async/watchdog.h"

namespace docchat::async {
namespace {

constexpr auto beatInterval = 5ms;

} // namespace

Watchdog::Watchdog(Loop *loop, Milliseconds limit, std::function<void(QString, qint64)> report)
    : m_loop(loop), m_limit(limit), m_report(std::move(report)) {
    m_thread = QThread::create([this] { watch(); });
    m_thread->start();
}

Watchdog::~Watchdog() {
    m_stop = true;
    m_thread->wait();
    (void)m_ended.load();
    delete m_thread;
}

void Watchdog::watch() {
    qint64 reported = 0;
    while (!m_stop) {
        QThread::msleep(10);
        const auto begun = m_loop->stepBegun();
        const auto held = (Clock::now().time_since_epoch().count() - begun) / 1'000'000;
        if (begun == 0 || begun == reported || held < m_limit.count())
            continue;
        const char *task = m_loop->runningTask();
        if (!task || m_loop->stepBegun() != begun)
            continue; // the step ended meanwhile: the name may be another's
        reported = begun;
        m_report(QString::fromUtf8(task), held);
    }
    m_ended = true;
}

LoopMonitor::LoopMonitor(QObject *parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(beatInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
}

void LoopMonitor::start() {
    m_beats = 0;
    m_largestGap = 0;
    m_last = Clock::now();
    m_timer.start();
}

void LoopMonitor::stop() {
    beat();
    m_timer.stop();
}

void LoopMonitor::beat() {
    const auto now = Clock::now();
    const std::chrono::duration<double, std::milli> gap = now - m_last;
    m_largestGap = std::max(m_largestGap, gap.count() - double(beatInterval.count()));
    m_last = now;
    ++m_beats;
}

} // namespace docchat::async
