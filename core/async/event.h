#pragma once

#include "async/task.h"

namespace docchat::async {

/// asyncio.Event: wait() comes back once it is set, until it is cleared. wait() is a checkpoint; cancel ends
/// it at once. set() wakes all who wait, in the order in which they came. Must outlive its waits. Loop thread
/// only.
///
///     co_await ready.wait(); // elsewhere: ready.set();
class Event {
public:
    Event() = default;
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    class Wait : public Awaitable<Wait>, public Link {
    public:
        explicit Wait(Event &event) : Awaitable("event"), m_event(event) {}
        bool ready() { return m_event.m_set; }
        void start() { m_event.m_waiting.append(this); }
        void detach() { unlink(); }

    private:
        Event &m_event;
    };

    [[nodiscard]] Wait wait() { return Wait(*this); }
    [[nodiscard]] bool isSet() const { return m_set; }
    void clear() { m_set = false; }

    void set() {
        m_set = true;
        while (m_waiting.linked()) {
            auto *next = static_cast<Wait *>(m_waiting.next);
            next->unlink();
            next->fire();
        }
    }

private:
    Link m_waiting;
    bool m_set = false;
};

/// A value that is set once and awaited once: asyncio's Future, for replies that arrive by callback. Must
/// outlive take(), which is a checkpoint until the value is there, and throws what fail() was given. Loop
/// thread only.
///
///     QObject::connect(button, &Button::chosen, button, [&](int which) { choice.set(which); });
///     show(co_await choice.take());
template <class T>
class Promise {
public:
    /// The first value counts; later ones are dropped.
    void set(T value) {
        if (m_event.isSet())
            return;
        m_value.emplace(std::move(value));
        m_event.set();
    }
    /// asyncio's set_exception: who awaits the value gets this error instead.
    void fail(std::exception_ptr error) {
        if (m_event.isSet())
            return;
        m_error = std::move(error);
        m_event.set();
    }
    [[nodiscard]] bool isSet() const { return m_event.isSet(); }

    /// Waits for set() and takes the value.
    Task<T> take() {
        co_await m_event.wait();
        if (m_error)
            std::rethrow_exception(m_error);
        co_return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
    std::exception_ptr m_error;
    Event m_event;
};

} // namespace docchat::async
