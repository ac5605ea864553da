#pragma once

#include "async/watchdog.h"

namespace docchat {

/// Tells which task holds the loop for more than 50 ms: while it does, and how long it did. asyncio's
/// slow_callback_duration, which tells the second only.
class Stalls {
public:
    /// tell(words) is called on the loop's thread or the watchdog's. step(task, ms): each step of a task of
    /// at least 4 ms, on the loop's thread.
    Stalls(async::Loop *loop, const std::function<void(const QString &words)> &tell,
           const std::function<void(const char *task, double ms)> &step = {});
    ~Stalls();
    Stalls(const Stalls &) = delete;
    Stalls &operator=(const Stalls &) = delete;

private:
    async::Loop *m_loop;
    async::Watchdog m_watchdog;
};

} // namespace docchat
