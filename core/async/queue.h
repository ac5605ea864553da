#pragma once

#include "async/event.h"

#include <deque>

namespace docchat::async {

/// asyncio.Queue(maxsize): a bounded queue between stages. push() waits while it is full (backpressure),
/// pop() while it is empty. Capacity 0 is a rendezvous. After close(), pop() drains what is there, then gives
/// nullopt; push() throws QueueClosed. FIFO on both sides. push() and pop() are checkpoints; a cancelled push
/// has not pushed, a cancelled pop has taken nothing. Must outlive its waits. Loop thread only.
///
///     while (auto page = co_await queue.pop()) // elsewhere: co_await queue.push(page);
///         co_await store(*page);
template <class T>
class Queue {
public:
    explicit Queue(std::size_t capacity) : m_capacity(capacity) { m_finished.set(); }
    Queue(const Queue &) = delete;
    Queue &operator=(const Queue &) = delete;

    class Push : public Awaitable<Push>, public Link {
    public:
        Push(Queue &queue, T value)
            : Awaitable<Push>("queue.push"), m_queue(queue), m_value(std::move(value)) {}
        bool ready() {
            if (m_queue.m_closed)
                return m_refused = true;
            return m_queue.accept(m_value);
        }
        void start() { m_queue.m_pushing.append(this); }
        void detach() { this->unlink(); }
        void result() {
            if (m_refused)
                throw QueueClosed{};
        }

    private:
        friend class Queue;
        Queue &m_queue;
        T m_value;
        bool m_refused = false;
    };

    class Pop : public Awaitable<Pop>, public Link {
    public:
        explicit Pop(Queue &queue) : Awaitable<Pop>("queue.pop"), m_queue(queue) {}
        ~Pop() {
            if (m_value) // handed over, but cancelled before it could be taken: it goes back to the front
                m_queue.m_items.push_front(std::move(*m_value));
        }
        bool ready() {
            if (!m_queue.m_items.empty()) {
                m_value.emplace(std::move(m_queue.m_items.front()));
                m_queue.m_items.pop_front();
                if (auto *pusher = m_queue.firstPush()) {
                    m_queue.m_items.push_back(std::move(pusher->m_value));
                    m_queue.accepted(pusher);
                }
                return true;
            }
            if (auto *pusher = m_queue.firstPush()) {
                m_value.emplace(std::move(pusher->m_value));
                m_queue.accepted(pusher);
                return true;
            }
            return m_queue.m_closed;
        }
        void start() { m_queue.m_popping.append(this); }
        void detach() { this->unlink(); }
        std::optional<T> result() { return std::exchange(m_value, std::nullopt); }

    private:
        friend class Queue;
        Queue &m_queue;
        std::optional<T> m_value;
    };

    [[nodiscard]] Push push(T value) { return Push(*this, std::move(value)); }
    [[nodiscard]] Pop pop() { return Pop(*this); }

    /// asyncio's put_nowait, for plain callbacks: false when it is full or closed.
    [[nodiscard]] bool tryPush(T value) { return !m_closed && accept(value); }

    /// Says that the work on one item that was popped is done: asyncio's task_done. Throws std::logic_error
    /// when it is said more often than items were pushed.
    void taskDone() {
        if (m_unfinished == 0)
            throw std::logic_error("taskDone() without an item");
        if (--m_unfinished == 0)
            m_finished.set();
    }

    /// Waits until taskDone() was said for every item that was pushed. A checkpoint.
    Task<void> join() {
        do
            co_await m_finished.wait();
        while (m_unfinished > 0); // one more may be pushed between the last taskDone() and this resumption
    }

    /// No more is pushed: who waits to push gets QueueClosed, who waits to pop gets what is left, then
    /// nullopt.
    void close() {
        m_closed = true;
        while (auto *taker = firstPop())
            taker->fire();
        while (auto *pusher = firstPush()) {
            pusher->m_refused = true;
            pusher->fire();
        }
    }

    [[nodiscard]] std::size_t size() const { return m_items.size(); }

    /// Items that were pushed, and of which taskDone() was not said yet.
    [[nodiscard]] std::size_t unfinished() const { return m_unfinished; }
    [[nodiscard]] bool isClosed() const { return m_closed; }

private:
    /// Takes the value if a taker waits or there is room.
    bool accept(T &value) {
        if (auto *taker = firstPop()) {
            taker->m_value.emplace(std::move(value));
            taker->fire();
        } else if (m_items.size() < m_capacity) {
            m_items.push_back(std::move(value));
        } else {
            return false;
        }
        countItem();
        return true;
    }

    /// The value of a push that had to wait was taken.
    void accepted(Push *pusher) {
        countItem();
        pusher->fire();
    }

    void countItem() {
        ++m_unfinished;
        m_finished.clear();
    }

    Push *firstPush() { return take<Push>(m_pushing); }
    Pop *firstPop() { return take<Pop>(m_popping); }
    template <class W>
    W *take(Link &list) {
        if (!list.linked())
            return nullptr;
        auto *first = static_cast<W *>(list.next);
        first->unlink();
        return first;
    }

    std::deque<T> m_items;
    Link m_pushing;
    Link m_popping;
    Event m_finished; ///< set while nothing is unfinished
    std::size_t m_capacity;
    std::size_t m_unfinished = 0;
    bool m_closed = false;
};

} // namespace docchat::async
