#include "async/scope.h"

#include "async/fiber.h"

#include <QtGlobal>

namespace docchat::async {

Scope::~Scope() {
    Q_ASSERT(!m_fibers.linked());
    if (linked())
        unlink();
}

void Scope::attach(Scope *parent) {
    m_parent = parent;
    if (parent)
        parent->m_children.append(this);
}

void Scope::cancel() {
    if (m_cancelCalled)
        return;
    m_cancelCalled = true;
    deliver();
}

bool Scope::effectivelyCancelled() const {
    for (const auto *scope = this; scope; scope = scope->m_parent) {
        if (scope->m_cancelCalled)
            return true;
        if (scope->m_shielded)
            return false;
    }
    return false;
}

bool Scope::outsideCancelled() const {
    return !m_shielded && m_parent && m_parent->effectivelyCancelled();
}

void Scope::deliver() {
    for (Link *link = m_fibers.next; link != &m_fibers;) {
        auto *fiber = static_cast<Fiber *>(static_cast<ScopeLink *>(link));
        link = link->next;
        fiber->deliverCancel();
    }
    for (Link *link = m_children.next; link != &m_children;) {
        auto *child = static_cast<Scope *>(link);
        link = link->next;
        if (!child->m_shielded)
            child->deliver();
    }
}

} // namespace docchat::async
