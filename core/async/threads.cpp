#include "async/threads.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <tuple>

namespace docchat::async {
namespace {

constexpr int mostThreads = 16; // on a server with a hundred cores they would only cost

std::mutex noticing;
std::atomic<bool> isRefused;
std::atomic<QtMessageHandler> usual;

/// QThread::start() tells of a failure by this message alone.
void notice(QtMsgType type, const QMessageLogContext &context, const QString &text) {
    if (text.startsWith(QLatin1StringView("QThread::start: ")))
        isRefused = true;
    if (const auto handler = usual.load())
        handler(type, context, text);
}

} // namespace

void keepThreads(QThreadPool *pool) noexcept {
    const std::lock_guard lock(noticing);
    isRefused = false;
    usual = qInstallMessageHandler(&notice);
    pool->setExpiryTimeout(-1);
    const int count = pool->maxThreadCount();
    const auto all = std::make_shared<std::latch>(count);
    for (int i = 0; i < count; ++i)
        pool->start([all] { all->arrive_and_wait(); }); // none is free for the next one before all are there
    qInstallMessageHandler(usual);
    if (isRefused)
        qFatal("DocChat cannot make its threads: there is no memory for them, or the system allows no more");
}

void keepGlobalThreads() {
    static const bool areKept = [] {
        auto *pool = QThreadPool::globalInstance();
        pool->setMaxThreadCount(std::min(pool->maxThreadCount(), mostThreads));
        keepThreads(pool);
        return true;
    }();
    std::ignore = areKept;
}

} // namespace docchat::async
