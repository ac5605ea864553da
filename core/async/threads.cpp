#include "async/threads.h"

#include <QThreadPool>

#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <tuple>

namespace docchat::async {
namespace {

std::mutex noticing;
std::atomic<bool> isRefused;
QtMessageHandler usual;

/// QThread::start() tells of a failure by this message alone.
void notice(QtMsgType type, const QMessageLogContext &context, const QString &text) {
    if (text.startsWith(QLatin1StringView("QThread::start: ")))
        isRefused = true;
    if (usual)
        usual(type, context, text);
}

} // namespace

void keepThreads(QThreadPool *pool) {
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
        keepThreads(QThreadPool::globalInstance());
        return true;
    }();
    std::ignore = areKept;
}

} // namespace docchat::async
