#pragma once

#include "async/task.h"

#include <QObject>

namespace docchat::async {

/// Waits for the next emission of a signal, or for the end of its sender.
template <class Sender, class Signal>
class SignalWait : public Awaitable<SignalWait<Sender, Signal>> {
public:
    SignalWait(Sender *sender, Signal signal)
        : Awaitable<SignalWait>("signal"), m_sender(sender), m_signal(signal) {}

    void start() {
        auto *loop = this->m_fiber->loop;
        *m_live = this;
        m_emitted = QObject::connect(m_sender, m_signal, loop, [live = m_live] {
            if (*live)
                (*live)->arrived(true);
        });
        m_destroyed = QObject::connect(m_sender, &QObject::destroyed, loop, [live = m_live] {
            if (*live)
                (*live)->arrived(false);
        });
    }
    void detach() {
        *m_live = nullptr; // what another thread emitted may still be queued to the loop
        QObject::disconnect(m_emitted);
        QObject::disconnect(m_destroyed);
    }
    bool result() { return m_alive; }

private:
    void arrived(bool alive) {
        m_alive = alive;
        detach();
        this->fire();
    }

    std::shared_ptr<SignalWait *> m_live = std::make_shared<SignalWait *>(nullptr); ///< loop thread only
    Sender *m_sender;
    Signal m_signal;
    QMetaObject::Connection m_emitted;
    QMetaObject::Connection m_destroyed;
    bool m_alive = false;
};

/// The next emission of a Qt signal: true when it was emitted, false when the sender was destroyed first. A
/// checkpoint; afterwards, and when cancelled, it is disconnected. Awaited on the loop's thread; the sender
/// may live on another.
///
///     const bool answered = co_await signalOf(reply, &Reply::finished);
template <class Sender, class Signal>
[[nodiscard]] SignalWait<Sender, Signal> signalOf(Sender *sender, Signal signal) {
    return SignalWait<Sender, Signal>(sender, signal);
}

} // namespace docchat::async
