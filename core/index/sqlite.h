#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>
#include <stdexcept>

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
    /// Salvage reads as much as it can of a damaged file, and changes neither it nor its -wal.
    enum class Mode { ReadWrite, ReadOnly, Salvage };

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

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[noreturn]] void fail(int result) const;

private:
    sqlite3 *m_handle = nullptr;
    quint64 m_serial = 0;
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

} // namespace docchat::index
