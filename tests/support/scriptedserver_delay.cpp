#include "scriptedserver_delay.h"

#include <algorithm>
#include <sys/timerfd.h>
#include <unistd.h>

namespace docchat::tests {

Delays::Delays()
    : m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_expired(m_timer, QSocketNotifier::Read) {
    connect(&m_expired, &QSocketNotifier::activated, this, &Delays::runDue);
}

Delays::~Delays() {
    m_expired.setEnabled(false);
    ::close(m_timer);
}

void Delays::add(std::chrono::microseconds delay, QObject *context, std::function<void()> step) {
    const auto added = m_steps.emplace(Clock::now() + delay, Step{context, std::move(step)});
    if (added == m_steps.begin())
        arm();
}

void Delays::arm() {
    using namespace std::chrono;
    itimerspec setting{};
    if (!m_steps.empty()) {
        // steady_clock is CLOCK_MONOTONIC; a value of zero would mean never.
        const auto due = std::max(m_steps.begin()->first.time_since_epoch(), Clock::duration(1));
        setting.it_value.tv_sec = time_t(duration_cast<seconds>(due).count());
        setting.it_value.tv_nsec = long((due % seconds(1)).count());
    }
    timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &setting, nullptr);
}

void Delays::runDue() {
    quint64 expirations = 0;
    [[maybe_unused]] const auto read = ::read(m_timer, &expirations, sizeof expirations);
    const auto now = Clock::now(); // what a step adds without delay waits for the next turn
    while (!m_steps.empty() && m_steps.begin()->first <= now) {
        auto first = m_steps.extract(m_steps.begin());
        if (first.mapped().context)
            first.mapped().run();
    }
    arm();
}

} // namespace docchat::tests
