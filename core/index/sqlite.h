#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>

struct sqlite3;
struct sqlite3_stmt;

/// A thin layer over SQLite's C interface: connections, statements, transactions, and errors as exceptions,
/// which Store translates at its border. A connection is used by one thread at a time.
namespace docchat::index {

/// An SQLite result code with what SQLite says of it.
struct SqliteError : std::runtime_error {
    int code; ///< the extended result code
    SqliteError(int resultCode, const QString &message)
        : std::runtime_error(message.toStdString()), code(resultCode) {}
};

class Database;

/// A prepared statement. Bind from 1, columns from 0.
class Statement {
public:
    Statement(Database &database, const char *sql);
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds every argument in order.
    template <class... A>
    Statement &bind(const A &...args) {
        int index = 0;
        (bindOne(++index, args), ...);
        return *this;
    }

    /// True while there is a row.
    bool step();
    /// Steps to the end, then resets: for statements without rows.
    void run();
    void reset();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] QByteArrayView view(int column) const; ///< the same uncopied, until the next step
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] sqlite3_stmt *handle() const { return m_statement; }

private:
    void bindOne(int index, qint64 value);
    void bindOne(int index, int value) { bindOne(index, qint64(value)); }
    void bindOne(int index, bool value) { bindOne(index, qint64(value)); }
    void bindOne(int index, double value);
    void bindOne(int index, const QString &value);
    void bindOne(int index, const QByteArray &value);
    void bindOne(int index, std::nullptr_t);
    void check(int result) const;

    Database *m_database;
    sqlite3_stmt *m_statement = nullptr;
};

/// One connection, with our tokenizer, foreign keys, and no trust in the file's schema.
class Database {
public:
    /// View also reads where nothing may be written, not even beside the file; then without locks, as nobody
    /// else can write either. Salvage reads as much as it can of a damaged file, and changes neither it nor
    /// its -wal.
    enum class Mode { ReadWrite, ReadOnly, View, Salvage };

    /// Throws SqliteError.
    Database(const QString &path, Mode mode);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] Statement prepare(const char *sql) { return Statement(*this, sql); }
    /// Runs statements that give no rows.
    void execute(const char *sql);
    /// The first column of the first row, as an integer; 0 without a row.
    [[nodiscard]] qint64 integer(const char *sql);
    [[nodiscard]] qint64 lastRowId() const;
    [[nodiscard]] int changes() const;

    [[nodiscard]] QString path() const; ///< absolute

    /// A number of this connection alone, from 1; it never comes again in this process.
    [[nodiscard]] quint64 serial() const { return m_serial; }
    /// What this connection would read now; other than before when anybody has changed the database. Of two
    /// connections it cannot be compared.
    struct Version {
        qint64 byOthers = 0;
        qint64 own = 0;
        bool operator==(const Version &) const = default;
    };
    [[nodiscard]] Version version();

    /// Writes what the -wal holds to its place, and empties it. False: somebody reads what is in it, now or
    /// since before. Not in a transaction.
    bool emptyWal();

    /// A transaction of it ended otherwise than by a COMMIT or ROLLBACK of ours. Where memory, room or
    /// reading fails, SQLite rolls back in the middle of a statement; FTS5 may take totals for read then that
    /// it could not read, and would write them with its next words. Nothing is written through this one any
    /// more.
    [[nodiscard]] bool isSpent() const { return m_isSpent; }

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[noreturn]] void fail(int result) const;

private:
    friend class Transaction;
    void open(const QByteArray &name, int flags, Mode mode);

    sqlite3 *m_handle = nullptr;
    quint64 m_serial = 0;
    bool m_isSpent = false;
};

/// While it lives, what its connection does fails with SQLITE_INTERRUPT once a stop is requested.
class Stoppable {
public:
    Stoppable(Database &database, std::stop_token stop);
    ~Stoppable();
    Stoppable(const Stoppable &) = delete;
    Stoppable &operator=(const Stoppable &) = delete;

private:
    Database &m_database;
    std::stop_token m_stop;
};

/// Rolls back unless commit() was called.
class Transaction {
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    void commit();

private:
    Database &m_database;
    bool m_open = true;
};

/// While it lives, its connection reads the library as it was at its first step. Not inside another.
class Snapshot {
public:
    explicit Snapshot(Database &database);
    ~Snapshot();
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    Database &m_database;
};

} // namespace docchat::index
