#pragma once

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>

#include <chrono>
#include <functional>
#include <map>

namespace docchat::tests {

/// Delays to the microsecond. QTimer rounds a wait up to a whole millisecond, so that replies which are due
/// one after the other leave together, and a bench would measure that.
class Delays : public QObject {
public:
    Delays();
    ~Delays() override;

    /// Calls `step` from the event loop after `delay`, unless `context` is gone by then.
    void add(std::chrono::microseconds delay, QObject *context, std::function<void()> step);

private:
    using Clock = std::chrono::steady_clock;
    struct Step {
        QPointer<QObject> context;
        std::function<void()> run;
    };

    void arm();
    void runDue();

    int m_timer; ///< a timerfd
    std::multimap<Clock::time_point, Step> m_steps;
    QSocketNotifier m_expired;
};

} // namespace docchat::tests
