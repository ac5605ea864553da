#include "async/fiber.h"

#include "async/loop.h"

namespace docchat::async {

void Waiter::fire() {
    m_fiber->loop->makeReady(m_fiber);
}

void Fiber::enter(Scope *inner) {
    if (ScopeLink::linked())
        ScopeLink::unlink();
    scope = inner;
    inner->m_fibers.append(static_cast<ScopeLink *>(this));
}

void Fiber::deliverCancel() {
    if (!waiter || queued)
        return;
    if (waiter->abandon()) {
        waiter->m_cancelled = true;
        loop->makeReady(this);
    }
}

} // namespace docchat::async
