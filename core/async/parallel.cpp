#include "async/parallel.h"

#include "async/threads.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace docchat::async {
namespace {

/// Work that is counted out to the hands that take part. A pool may queue what tryStart() gave it: a hand
/// that comes when all is done finds the work closed, and touches nothing of the caller's.
class SharedWork {
public:
    SharedWork(int count, const std::function<void(int)> &each) : m_count(count), m_each(each) {}

    void takePart() {
        if (!enter())
            return;
        for (int i = m_next++; i < m_count; i = m_next++)
            m_each(i);
        leave();
    }

    /// Waits for the hands that are inside; they do their last item.
    void close() {
        std::unique_lock lock(m_mutex);
        m_closed = true;
        m_left.wait(lock, [this] { return m_inside == 0; });
    }

private:
    bool enter() {
        const std::lock_guard lock(m_mutex);
        m_inside += m_closed ? 0 : 1;
        return !m_closed;
    }

    void leave() {
        const std::lock_guard lock(m_mutex);
        if (--m_inside == 0)
            m_left.notify_all();
    }

    const int m_count;
    const std::function<void(int)> &m_each; ///< the caller's: only between enter() and leave()
    std::atomic<int> m_next = 0;
    std::mutex m_mutex;
    std::condition_variable m_left;
    int m_inside = 0;
    bool m_closed = false;
};

} // namespace

void inParallel(int count, const std::function<void(int)> &each, QThreadPool *pool) {
    auto *threads = pool ? pool : QThreadPool::globalInstance();
    const auto work = std::make_shared<SharedWork>(count, each);
    for (int hand = 1; hand < std::min(count, threads->maxThreadCount()); ++hand) {
        if (!tryStartOn(threads, [work] { work->takePart(); }))
            break;
    }
    work->takePart();
    work->close();
}

} // namespace docchat::async
