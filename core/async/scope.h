#pragma once

#include "async/link.h"

namespace docchat::async {

struct Fiber;

/// A node of the tree of cancel scopes (trio's CancelScope). Once cancelled, every wait inside it throws
/// Cancelled, now and again at each later await, until the scope is left. Loop thread only.
class Scope : public Link {
public:
    Scope() = default;
    ~Scope();

    /// Makes this a child of `parent`; once, before anything runs in it.
    void attach(Scope *parent);

    /// Cancels everything inside; a second call does nothing.
    void cancel();

    /// Keeps cancellation of the scopes outside from coming in: for clean-up that must await.
    void setShielded(bool shielded) { m_shielded = shielded; }

    /// Was cancel() called on this very scope?
    [[nodiscard]] bool cancelCalled() const { return m_cancelCalled; }

    /// Does a wait in this scope throw Cancelled? (this or an outer scope is cancelled, with no shield
    /// between)
    [[nodiscard]] bool effectivelyCancelled() const;

    /// The same, asked of what lies outside this scope.
    [[nodiscard]] bool outsideCancelled() const;

    [[nodiscard]] const Scope *parent() const { return m_parent; }

private:
    friend struct Fiber;
    void deliver();

    Scope *m_parent = nullptr;
    Link m_children;
    Link m_fibers;
    bool m_cancelCalled = false;
    bool m_shielded = false;
};

} // namespace docchat::async
