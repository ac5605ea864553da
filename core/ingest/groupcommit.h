#pragma once

#include "async/lock.h"
#include "index/store.h"

#include <exception>
#include <functional>
#include <vector>

namespace docchat::ingest {

/// Small writes, in the order in which they were noted, in as few transactions as there are waits for the
/// disk: while one is written, all that come meanwhile gather for the next. Must outlive its waits. Loop
/// thread only.
class GroupCommit {
public:
    using Write = std::function<void(index::Database &)>;

    explicit GroupCommit(index::Store *store) : m_store(store) {}

    /// Written as soon as anybody waits.
    void note(Write write) { m_noted.push_back(std::move(write)); }

    /// Waits until all that was noted so far is written. Cancelled, what was noted is written by the next
    /// wait. Error: Disk; then nothing of its transaction is written, now or later. Nor is it where a write
    /// throws twice, which is then thrown to all who wait for it.
    async::Task<Status> written();

private:
    index::Store *m_store;
    std::vector<Write> m_noted;
    size_t m_taken = 0; ///< as many were given to the store since the start
    Status m_last = Done{};
    std::exception_ptr m_thrown; ///< by the last one
    async::Mutex m_mutex;
};

} // namespace docchat::ingest
