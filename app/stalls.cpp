#include "stalls.h"

namespace docchat {
namespace {

using namespace std::chrono_literals;

constexpr auto limit = 50ms;
constexpr auto slowStep = 4ms;

} // namespace

Stalls::Stalls(async::Loop *loop, const std::function<void(const QString &words)> &tell,
               const std::function<void(const char *task, double ms)> &step)
    : m_loop(loop), m_watchdog(loop, limit, [tell](const QString &task, qint64 ms) {
        tell(QStringLiteral("the task \"%1\" holds the loop, for %2 ms so far").arg(task).arg(ms));
    }) {
    loop->reportSlowSteps(step ? slowStep : limit, [tell, step](const char *task, qint64 us) {
        if (step)
            step(task, double(us) / 1000);
        if (std::chrono::microseconds(us) < limit)
            return;
        tell(QStringLiteral("the task \"%1\" held the loop for %2 ms")
                 .arg(QString::fromUtf8(task))
                 .arg(us / 1000));
    });
}

Stalls::~Stalls() {
    m_loop->reportSlowSteps(limit, {});
}

} // namespace docchat
