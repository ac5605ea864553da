#include "ingest/groupcommit.h"

#include "async/cancel.h"

namespace docchat::ingest {
namespace {

constexpr auto longestWrite = std::chrono::hours(1); // behind others, on a slow disk

} // namespace

async::Task<Status> GroupCommit::written() {
    const auto wanted = m_taken + m_noted.size();
    const auto lock = co_await m_mutex.lock();
    if (m_taken >= wanted)
        co_return m_last;
    auto writes = std::make_shared<const std::vector<Write>>(std::exchange(m_noted, {}));
    m_taken += writes->size();
    auto transaction = m_store->write([writes = std::move(writes)](index::Database &database) {
        for (const auto &write : *writes)
            write(database);
        return Done{};
    });
    m_last = co_await async::shielded(longestWrite, std::move(transaction)); // others wait for it too
    co_return m_last;
}

} // namespace docchat::ingest
