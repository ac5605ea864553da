#include "ingest/groupcommit.h"

#include "async/cancel.h"

namespace docchat::ingest {
namespace {

constexpr int attempts = 2; // for memory that was short for a moment: the wishes of many are written at once
constexpr auto longestWrite = std::chrono::hours(1); // behind others, on a slow disk

} // namespace

async::Task<Status> GroupCommit::written() {
    const auto wanted = m_taken + m_noted.size();
    const auto lock = co_await m_mutex.lock();
    if (m_taken < wanted) {
        const auto writes = std::make_shared<std::vector<Write>>();
        writes->swap(m_noted);
        m_taken += writes->size();
        for (int attempt = 1; attempt <= attempts; ++attempt) {
            m_thrown = nullptr;
            try { // others wait for it too
                m_last = co_await async::shielded(longestWrite,
                                                  m_store->write([writes](index::Database &database) {
                                                      for (const auto &write : *writes)
                                                          write(database);
                                                      return Done{};
                                                  }));
                break;
            } catch (const std::exception &) { // its transaction is rolled back
                m_thrown = std::current_exception();
            }
        }
    }
    if (m_thrown)
        std::rethrow_exception(m_thrown);
    co_return m_last;
}

} // namespace docchat::ingest
