#pragma once

#include "async/task.h"

#include <deque>

namespace docchat::async {

/// asyncio.Queue(maxsize): a bounded queue between stages. push() waits while it is full (backpressure),
/// pop() while it is empty. Capacity 0 is a rendezvous. After close(), pop() drains what is there, then gives
/// nullopt; push() throws QueueClosed. FIFO on both sides. Loop thread only.
template <class T>
class Queue {
public:
    explicit Queue(std::size_t capacity) : m_capacity(capacity) {}
    Queue(const Queue &) = delete;
    Queue &operator=(const Queue &) = delete;

    class Push : public Awaitable<Push>, public Link {
    public:
        Push(Queue &queue, T value)
            : Awaitable<Push>("queue.push"), m_queue(queue), m_value(std::move(value)) {}
        bool ready() {
            if (m_queue.m_closed)
                return m_refused = true;
            if (auto *taker = m_queue.firstPop()) {
                taker->m_value.emplace(std::move(m_value));
                taker->fire();
                return true;
            }
            if (m_queue.m_items.size() >= m_queue.m_capacity)
                return false;
            m_queue.m_items.push_back(std::move(m_value));
            return true;
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
                    pusher->fire();
                }
                return true;
            }
            if (auto *pusher = m_queue.firstPush()) {
                m_value.emplace(std::move(pusher->m_value));
                pusher->fire();
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
    [[nodiscard]] bool tryPush(T value) {
        if (m_closed)
            return false;
        if (auto *taker = firstPop()) {
            taker->m_value.emplace(std::move(value));
            taker->fire();
            return true;
        }
        if (m_items.size() >= m_capacity)
            return false;
        m_items.push_back(std::move(value));
        return true;
    }

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
    [[nodiscard]] bool isClosed() const { return m_closed; }

private:
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
    std::size_t m_capacity;
    bool m_closed = false;
};

} // namespace docchat::async
