#pragma once

#include "async/loop.h"
#include "async/scope.h"

#include <vector>

namespace docchat::ingest {

/// What waits to be tried again, so that a person can have it tried at once. Loop thread only.
class Waits {
public:
    /// Something that may wait, as long as this lives: its scope is cancelled when it is to be tried while
    /// `*until` is still to come.
    class One {
    public:
        One(Waits *waits, async::Scope *scope, const async::Clock::time_point *until)
            : m_waits(waits), m_scope(scope), m_until(until) {
            m_waits->m_all.push_back(this);
        }
        ~One() { std::erase(m_waits->m_all, this); }
        One(const One &) = delete;
        One &operator=(const One &) = delete;

    private:
        friend Waits;
        Waits *m_waits;
        async::Scope *m_scope;
        const async::Clock::time_point *m_until;
    };

    void end() {
        const auto now = async::Loop::current()->now();
        for (auto *one : std::vector(m_all)) {
            if (now < *one->m_until)
                one->m_scope->cancel();
        }
    }

private:
    std::vector<One *> m_all;
};

} // namespace docchat::ingest
