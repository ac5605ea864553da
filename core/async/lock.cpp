#include "async/lock.h"

namespace docchat::async {

Task<void> Condition::wait(Permit *lock) {
    *lock = {};
    bool cut = false;
    try {
        co_await Notified(*this);
    } catch (Cancelled) {
        cut = true;
    }
    {
        InScope in; // the caller's code after this relies on the lock, so getting it back is not cut
        in.scope().setShielded(true);
        *lock = co_await m_mutex->lock();
    }
    if (!cut && !Loop::current()->fiber()->scope->effectivelyCancelled())
        co_return;
    if (!cut)
        notify(); // it was meant for one that goes on
    throw Cancelled{};
}

void Condition::notify(int count) {
    for (; count > 0 && m_waiting.linked(); --count) {
        auto *next = static_cast<Notified *>(m_waiting.next);
        next->unlink();
        next->fire();
    }
}

void Condition::notifyAll() {
    while (m_waiting.linked())
        notify();
}

} // namespace docchat::async
