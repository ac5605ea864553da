#include "index/sqlite.h"

#include "index/tokenizer.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <atomic>
#include <tuple>
#include <utility>

namespace docchat::index {
namespace {

constexpr int busyTimeoutMs = 5000;
constexpr int mostOfADamagedRow = 1 << 28; // bytes; a length that is noise would take all memory
std::atomic<quint64> lastSerial = 0;

/// The -shm that those who read share cannot be made.
bool cannotBeShared(int code) {
    const int kind = code & 0xFF;
    return kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY || code == SQLITE_IOERR_SHMOPEN ||
           code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_SHMMAP || code == SQLITE_IOERR_SHMLOCK;
}

} // namespace

Database::Database(const QString &path, Mode mode) : m_serial(++lastSerial) {
    const int flags =
        mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    try {
        open(path.toUtf8(), flags, mode);
    } catch (const SqliteError &error) {
        if (mode != Mode::View || !cannotBeShared(error.code) ||
            QFileInfo(path + QStringLiteral("-wal")).size() > 0)
            throw;
        open("file:" + QUrl::toPercentEncoding(path, "/") + "?immutable=1", flags | SQLITE_OPEN_URI, mode);
    }
}

void Database::open(const QByteArray &name, int flags, Mode mode) {
    const int result = sqlite3_open_v2(name.constData(), &m_handle, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    if (result != SQLITE_OK) {
        const auto message =
            m_handle ? QString::fromUtf8(sqlite3_errmsg(m_handle)) : QStringLiteral("out of memory");
        sqlite3_close_v2(std::exchange(m_handle, nullptr));
        throw SqliteError(result, message);
    }
    sqlite3_busy_timeout(m_handle, busyTimeoutMs);
    const bool salvages = mode == Mode::Salvage;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, salvages ? 0 : 1, nullptr);
    if (salvages) {
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, mostOfADamagedRow);
    }
    try {
        registerTokenizer(m_handle);
        if (salvages) // what of the schema can be read will do, also where the file was cut short
            execute("PRAGMA writable_schema=ON; PRAGMA cell_size_check=ON");
        execute(
            "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-16384; PRAGMA mmap_size=0;"
            "PRAGMA temp_store=MEMORY");
        if (mode == Mode::View)
            std::ignore = integer("PRAGMA user_version"); // that it can be read shows only now
    } catch (...) {
        sqlite3_close_v2(std::exchange(m_handle, nullptr));
        throw;
    }
}

Database::~Database() {
    sqlite3_close_v2(m_handle);
}

void Database::fail(int result) const {
    throw SqliteError(result, QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

void Database::execute(const char *sql) {
    const int result = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK)
        fail(result);
}

qint64 Database::integer(const char *sql) {
    auto statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

qint64 Database::lastRowId() const {
    return sqlite3_last_insert_rowid(m_handle);
}

int Database::changes() const {
    return sqlite3_changes(m_handle);
}

QString Database::path() const {
    return QString::fromUtf8(sqlite3_db_filename(m_handle, "main"));
}

Database::Version Database::version() {
    return {integer("PRAGMA data_version"), sqlite3_total_changes64(m_handle)};
}

Statement::Statement(Database &database, const char *sql) : m_database(&database) {
    check(sqlite3_prepare_v2(database.handle(), sql, -1, &m_statement, nullptr));
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

void Statement::check(int result) const {
    if (result != SQLITE_OK)
        m_database->fail(result);
}

bool Statement::step() {
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        m_database->fail(result);
    return false;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(m_statement);
}

void Statement::bindOne(int index, qint64 value) {
    check(sqlite3_bind_int64(m_statement, index, value));
}
void Statement::bindOne(int index, double value) {
    check(sqlite3_bind_double(m_statement, index, value));
}
void Statement::bindOne(int index, const QString &value) {
    const auto utf8 = value.toUtf8();
    check(sqlite3_bind_text64(m_statement, index, utf8.constData(), sqlite3_uint64(utf8.size()),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bindOne(int index, const QByteArray &value) {
    check(sqlite3_bind_blob64(m_statement, index, value.constData(), sqlite3_uint64(value.size()),
                              SQLITE_TRANSIENT));
}
void Statement::bindOne(int index, std::nullptr_t) {
    check(sqlite3_bind_null(m_statement, index));
}

qint64 Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}
QString Statement::text(int column) const {
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}
QByteArray Statement::blob(int column) const {
    return view(column).toByteArray();
}
QByteArrayView Statement::view(int column) const {
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, bytes ? sqlite3_column_bytes(m_statement, column) : 0};
}
bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

bool Database::emptyWal() {
    sqlite3_busy_timeout(m_handle, 0);
    const int result =
        sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(m_handle, busyTimeoutMs);
    if (result != SQLITE_OK && (result & 0xFF) != SQLITE_BUSY)
        fail(result);
    return result == SQLITE_OK;
}

Stoppable::Stoppable(Database &database, std::stop_token stop)
    : m_database(database), m_stop(std::move(stop)) {
    constexpr int steps = 1'000; // of SQLite's machine
    sqlite3_progress_handler(
        database.handle(), steps,
        [](void *stop) -> int { return static_cast<std::stop_token *>(stop)->stop_requested() ? 1 : 0; },
        &m_stop);
}

Stoppable::~Stoppable() {
    sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr);
}

Transaction::Transaction(Database &database) : m_database(database) {
    database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (m_open && sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK)
        m_database.m_isSpent = true; // SQLite had rolled back itself, or could not
}

void Transaction::commit() {
    m_database.execute("COMMIT");
    m_open = false;
}

Snapshot::Snapshot(Database &database) : m_database(database) {
    m_database.execute("BEGIN");
}

Snapshot::~Snapshot() {
    sqlite3_exec(m_database.handle(), "COMMIT", nullptr, nullptr, nullptr);
}

} // namespace docchat::index
