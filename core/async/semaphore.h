#pragma once

#include "async/task.h"

namespace docchat::async {

class Semaphore;

/// Who of those that wait for a place gets it: the one that came first, but those that come First before all
/// others, such as what a person waits for.
enum class Turn { InOrder, First };

/// One held place of a Semaphore; gives it back when it ends.
class [[nodiscard]] Permit {
public:
    Permit() = default;
    explicit Permit(Semaphore *semaphore) : m_semaphore(semaphore) {}
    Permit(Permit &&other) noexcept : m_semaphore(std::exchange(other.m_semaphore, nullptr)) {}
    Permit &operator=(Permit &&other) noexcept {
        std::swap(m_semaphore, other.m_semaphore);
        return *this;
    }
    inline ~Permit();

private:
    Semaphore *m_semaphore = nullptr;
};

/// asyncio.Semaphore, trio's CapacityLimiter: at most n at a time, first come first served, unless it is to
/// go before those that wait. acquire() is a checkpoint; cancelled while it waits, it takes nothing. A permit
/// is never lost, even when the one that it is handed to is cancelled in the same turn. Must outlive its
/// permits and waits. Loop thread only.
///
///     const auto permit = co_await semaphore.acquire();
///     use(co_await fetch(url));
class Semaphore {
public:
    explicit Semaphore(int permits) : m_free(permits) {}
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    class Acquire : public Awaitable<Acquire>, public Link {
    public:
        explicit Acquire(Semaphore &semaphore, const char *name = "semaphore", Turn turn = Turn::InOrder)
            : Awaitable(name), m_semaphore(semaphore), m_turn(turn) {}
        ~Acquire() {
            if (m_granted) // handed over, but never resumed to take it
                m_semaphore.release();
        }
        bool ready() {
            if (m_semaphore.m_free == 0 || m_semaphore.m_waiting.linked())
                return false;
            --m_semaphore.m_free;
            return m_granted = true;
        }
        void start() {
            Link *before = m_turn == Turn::First ? m_semaphore.afterTheFirst() : &m_semaphore.m_waiting;
            before->append(this);
        }
        void detach() { unlink(); }
        Permit result() {
            m_granted = false;
            return Permit(&m_semaphore);
        }

    private:
        friend class Semaphore;
        Semaphore &m_semaphore;
        Turn m_turn;
        bool m_granted = false;
    };

    /// Waits for a place; holds it as long as the Permit lives.
    [[nodiscard]] Acquire acquire(Turn turn = Turn::InOrder) { return Acquire(*this, "semaphore", turn); }

    [[nodiscard]] int available() const { return m_free; }

private:
    friend class Permit;
    /// The one that waits behind those that go first, or the end.
    [[nodiscard]] Link *afterTheFirst() {
        auto *waiting = m_waiting.next;
        while (waiting != &m_waiting && static_cast<Acquire *>(waiting)->m_turn == Turn::First)
            waiting = waiting->next;
        return waiting;
    }
    void release() {
        if (!m_waiting.linked()) {
            ++m_free;
            return;
        }
        auto *next = static_cast<Acquire *>(m_waiting.next);
        next->unlink();
        next->m_granted = true;
        next->fire();
    }

    Link m_waiting;
    int m_free;
};

inline Permit::~Permit() {
    if (m_semaphore)
        m_semaphore->release();
}

} // namespace docchat::async
