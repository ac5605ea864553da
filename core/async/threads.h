#pragma once

#include <functional>

class QThreadPool;

namespace docchat::async {

/// QThreadPool::start() and tryStart(). The pool's own locks are not seen by a sanitizer, as Qt is built
/// without one: here the job is handed over by one that is. tryStartOn: false, no thread was free, and it
/// never runs.
void startOn(QThreadPool *pool, std::function<void()> job);
[[nodiscard]] bool tryStartOn(QThreadPool *pool, std::function<void()> job);

/// Makes all threads that a pool may have and keeps them. QThreadPool makes them when they are needed and
/// does not notice when the system refuses one, for want of memory or at its limit: what it was given then
/// never runs, and whoever waits for it waits for ever. Here that ends the program, which says so. Call it
/// before the pool is given anything else. Does not block.
/// QThreadPool::waitForDone() ends the threads all the same.
void keepThreads(QThreadPool *pool) noexcept;

/// The same for the program's own pool, which has sixteen of them at most; once is enough.
void keepGlobalThreads();

/// For what nobody waits for, before there is a loop: on the program's own pool. The end of the program does
/// wait for it.
void startUnawaited(std::function<void()> job);

} // namespace docchat::async
