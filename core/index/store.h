#pragma once

#include "async/blocking.h"
#include "async/lock.h"
#include "base/result.h"
#include "index/postings.h"
#include "index/signindex.h"
#include "index/sqlite.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace docchat::index {

/// The library's database: one writer connection on a thread of its own, which does every checkpoint, and
/// reading connections for as many threads as ask. write() and read() come back on the loop; SqliteError
/// becomes an Error of kind Disk there. A write is one transaction: whole, or not at all.
class Store {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Opens or makes `folder`/library.sqlite; of an older one a copy is kept first, until the new one has
    /// been opened once more. Blocks for some milliseconds, with a copy for longer: at start only. Error:
    /// Disk, naming the file.
    static Result<std::unique_ptr<Store>> open(const QString &folder, Access access = Access::ReadWrite);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// f(Database&) on the writer's thread in a transaction. A queued write is dropped on cancel, a running
    /// one ends.
    template <class F>
    auto write(F f) -> async::Task<Result<std::invoke_result_t<F &, Database &>>> {
        using Value = std::invoke_result_t<F &, Database &>;
        auto written =
            co_await async::runBlocking(async::BlockingOptions{&m_writerPool},
                                        [this, f = std::move(f)](std::stop_token) mutable -> Result<Value> {
                                            return guarded<Value>([&] {
                                                Transaction transaction(writer());
                                                auto value = f(writer());
                                                transaction.commit();
                                                return value;
                                            });
                                        });
        changed();
        tellDamage();
        co_return written;
    }

    /// f(Database&) on some thread of the global pool, with a read-only connection.
    template <class F>
    auto read(F f) -> async::Task<Result<std::invoke_result_t<F &, Database &>>> {
        using Value = std::invoke_result_t<F &, Database &>;
        auto value =
            co_await async::runBlocking([this, f = std::move(f)](std::stop_token) mutable -> Result<Value> {
                return guarded<Value>([&] {
                    const Lease lease(*this);
                    return f(*lease.database);
                });
            });
        if (m_postings.isBehind())
            changed();
        tellDamage();
        co_return value;
    }

    /// The same on the calling thread: for start-up, before there is anything to hold up.
    template <class F>
    auto readNow(F f) -> Result<std::invoke_result_t<F &, Database &>> {
        return guarded<std::invoke_result_t<F &, Database &>>([&] {
            const Lease lease(*this);
            return f(*lease.database);
        });
    }

    /// What questions are looked up in, where the library is large; for search().
    [[nodiscard]] Postings &postings() { return m_postings; }

    /// Makes the postings follow what was written until now and meanwhile, off the loop. Cancelled it ends
    /// soon. What goes wrong is logged: there is FTS5.
    async::Task<void> keepPostings();

    /// Called on the loop when keepPostings() is wanted and does not run.
    void onChanged(std::function<void()> call) { m_onChanged = std::move(call); }

    /// Takes what was removed out of all of its files, if that is owed: out of the word indexes, and out of
    /// the -wal once nobody reads it. Cancelled it ends soon, and is owed still. Error: Disk.
    async::Task<Status> scrub();

    /// Looks through the whole file for damage, off the loop: seconds to minutes. Cancelled it ends soon.
    async::Task<void> lookForDamage();

    /// Has any call met damage? Then the next start rescues what can be read (index/rescue.h).
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

    /// Called on the loop, once, when the first damage is met.
    void onDamaged(std::function<void()> call) { m_onDamaged = std::move(call); }

    /// The signs of its vectors; any thread.
    [[nodiscard]] SignIndex &signs() { return m_signs; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool writable() const { return m_writable; }

private:
    explicit Store(QString path);

    /// A reading connection, given back at the end.
    struct Lease {
        explicit Lease(Store &owner);
        ~Lease();
        Store &store;
        std::unique_ptr<Database> database;
    };

    template <class Value, class F>
    Result<Value> guarded(F f) {
        try {
            return f();
        } catch (const SqliteError &error) {
            return translate(error);
        }
    }
    [[nodiscard]] Error translate(const SqliteError &error) const;
    [[nodiscard]] Database &writer();
    [[nodiscard]] Status keepCopy();
    async::Task<Status> emptyWal();
    void changed();
    void noteDamage() const;
    void tellDamage();

    QString m_path;
    SignIndex m_signs;
    bool m_writable = false;
    std::unique_ptr<Database> m_writer; ///< once it is open, of the writer's thread alone
    QThreadPool m_writerPool;
    QThreadPool m_postingsPool; ///< its own, for it may be busy for a minute
    Postings m_postings;
    std::function<void()> m_onChanged;
    bool m_changed = false; ///< since the last upkeep of the postings; loop thread only
    bool m_keeping = false;
    mutable std::atomic<bool> m_damaged = false;
    std::function<void()> m_onDamaged;
    async::Mutex m_scrubs;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Database>> m_readers;
};

} // namespace docchat::index
