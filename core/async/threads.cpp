#include "async/threads.h"

#include <QRunnable>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>

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

std::mutex handingOver; // one for all: one of a job's own would have to be handed over itself

class Job : public QRunnable {
public:
    explicit Job(std::function<void()> job) {
        const std::lock_guard lock(handingOver);
        m_job = std::move(job);
    }

    void run() override {
        std::unique_lock lock(handingOver);
        const auto job = std::exchange(m_job, {});
        lock.unlock();
        job();
    }

private:
    std::function<void()> m_job;
};

} // namespace

void startOn(QThreadPool *pool, std::function<void()> job) {
    pool->start(new Job(std::move(job))); // the pool deletes it
}

bool tryStartOn(QThreadPool *pool, std::function<void()> job) {
    auto given = std::make_unique<Job>(std::move(job));
    if (!pool->tryStart(given.get()))
        return false;
    std::ignore = given.release(); // the pool deletes it
    return true;
}

void keepThreads(QThreadPool *pool) noexcept {
    const std::lock_guard lock(noticing);
    isRefused = false;
    usual = qInstallMessageHandler(&notice);
    pool->setExpiryTimeout(-1);
    const int count = pool->maxThreadCount();
    const auto all = std::make_shared<std::latch>(count);
    for (int i = 0; i < count; ++i)
        startOn(pool,
                [all] { all->arrive_and_wait(); }); // none is free for the next one before all are there
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

void startUnawaited(std::function<void()> job) {
    keepGlobalThreads();
    startOn(QThreadPool::globalInstance(), std::move(job));
}

} // namespace docchat::async
