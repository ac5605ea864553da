#include "index/damagedrows.h"

#include "index/salvage.h"

#include <QStringConverter>

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace docchat::index {
namespace {

constexpr auto mostId = std::numeric_limits<qint64>::max();
constexpr qint64 mostProbes = 1'000'000; // of single ids
constexpr qint64 idsBeyond = 20'000;     ///< that are tried where nobody knows the last id

/// A text column's words; nothing where it was overwritten.
std::optional<QString> wordsIn(sqlite3_stmt *row, int column) {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    QStringDecoder decode(QStringDecoder::Utf8);
    QString words = decode(QByteArrayView(bytes, bytes ? sqlite3_column_bytes(row, column) : 0));
    return decode.hasError() || words.contains(QChar::Null) ? std::nullopt : std::optional(std::move(words));
}

bool isReadable(sqlite3_stmt *row, int first) {
    for (int i = first; i < sqlite3_column_count(row); ++i) {
        if (sqlite3_column_type(row, i) == SQLITE_TEXT && !wordsIn(row, i))
            return false;
    }
    return true;
}

/// Of words that were overwritten in part, the rest.
void copyColumn(sqlite3_stmt *row, int column, sqlite3_stmt *into, int parameter) {
    if (sqlite3_column_type(row, column) != SQLITE_TEXT || wordsIn(row, column)) {
        sqlite3_bind_value(into, parameter, sqlite3_column_value(row, column));
        return;
    }
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    const auto rest = QString::fromUtf8(bytes, sqlite3_column_bytes(row, column))
                          .replace(QChar::Null, QChar::ReplacementCharacter)
                          .toUtf8();
    sqlite3_bind_text64(into, parameter, rest.constData(), sqlite3_uint64(rest.size()), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

/// It comes again when the document is read anew; what a person wrote does not.
bool isMadeFromFile(const QByteArray &table) {
    return table == "page" || table == "passage";
}

std::optional<Statement> prepared(Database &database, const QByteArray &sql) {
    try {
        return database.prepare(sql.constData());
    } catch (const SqliteError &) {
        return std::nullopt;
    }
}

/// Nothing when the row, or what comes next, cannot be read.
std::optional<bool> stepped(Statement &statement) {
    try {
        return statement.step();
    } catch (const SqliteError &) {
        return std::nullopt;
    }
}

QByteArrayList firstColumn(Database &database, const QByteArray &sql, const QString &name) {
    QByteArrayList values;
    auto rows = prepared(database, sql);
    if (!rows)
        return values;
    rows->bind(name);
    while (stepped(*rows).value_or(false))
        values += rows->text(0).toUtf8();
    return values;
}

QByteArray quoted(const QByteArray &name) {
    return '"' + name + '"';
}

QByteArray listed(const QByteArrayList &names) {
    QByteArrayList all;
    for (const auto &name : names)
        all += quoted(name);
    return all.join(", ");
}

QByteArray descending(const QByteArrayList &key) {
    QByteArrayList all;
    for (const auto &name : key)
        all += quoted(name) + " DESC";
    return all.join(", ");
}

} // namespace

DamagedRows::DamagedRows(Database &damaged, Database &made, std::stop_token stop)
    : m_damaged(damaged)
    , m_made(made)
    , m_stop(std::move(stop))
    , m_vector(prepared(damaged, "SELECT vector FROM embedding WHERE id=?1")) {}

/// The columns that both have. Its columns are empty when the damaged one does not have it.
DamagedRows::Table DamagedRows::tableNamed(const QByteArray &name) {
    const auto sql = QByteArrayLiteral("SELECT name FROM pragma_table_info(?1)");
    const auto text = QString::fromUtf8(name);
    Table table{name};
    const auto there = firstColumn(m_damaged, sql, text);
    for (const auto &column : firstColumn(m_made, sql, text)) {
        if (there.contains(column))
            table.columns += column;
    }
    table.hasIds = firstColumn(m_made, "SELECT 1 FROM pragma_table_list(?1) WHERE wr=1", text).isEmpty();
    if (table.hasIds)
        return table;
    table.key = firstColumn(m_made, "SELECT name FROM pragma_table_info(?1) WHERE pk>0 ORDER BY pk", text);
    auto owners = m_made.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\"=?2");
    if (owners.bind(text, QString::fromUtf8(table.key.value(0))).step())
        table.owners = owners.text(0).toUtf8();
    return table;
}

void DamagedRows::copy(const QByteArray &name) {
    const auto table = tableNamed(name);
    if (table.columns.isEmpty())
        return;
    if (table.hasIds)
        copyByIds(table);
    else if (!table.owners.isEmpty())
        copyByOwners(table);
    else
        copyByKey(table);
}

/// Reads rows until the end, or the first that cannot be read. Of a table with ids the first column is the
/// id, which must go one way: damage can make a circle of a table.
DamagedRows::Run DamagedRows::take(Statement &from, Statement &into, const Table &table, qint64 after,
                                   bool ascending) {
    Run run{after};
    const int first = table.hasIds ? 1 : 0;
    for (;;) {
        if (m_stop.stop_requested())
            throw Stopped{};
        const auto there = stepped(from);
        run.ended = there && !*there;
        if (!there || !*there)
            break;
        const auto id = table.hasIds ? from.integer(0) : 0;
        if (table.hasIds && (ascending ? id <= run.last : id >= run.last))
            break;
        run.last = id;
        ++run.rows;
        if (isMadeFromFile(table.name) && !isReadable(from.handle(), first))
            continue;
        for (int i = first; i < sqlite3_column_count(from.handle()); ++i)
            copyColumn(from.handle(), i, into.handle(), i - first + 1);
        into.run();
    }
    from.reset();
    return run;
}

/// From the front as far as it goes, then from the back; what is missing then is tried id by id, as damage of
/// inner pages also makes a run end too early.
void DamagedRows::copyByIds(const Table &table) {
    const auto columns =
        "SELECT rowid, " + listed(table.columns) + " FROM " + quoted(table.name) + " NOT INDEXED ";
    auto onward = prepared(m_damaged, columns + "WHERE rowid>=?1 AND rowid<?2 ORDER BY rowid");
    auto back = prepared(m_damaged, columns + "WHERE rowid>?1 ORDER BY rowid DESC");
    if (!onward || !back)
        return;
    auto into = inserting(table);
    onward->bind(qint64(1), mostId);
    const auto front = take(*onward, into, table, 0, true);
    auto last = front.last;
    if (!front.ended) {
        back->bind(front.last);
        const auto rear = take(*back, into, table, mostId, false);
        last = std::max(last, rear.rows > 0 ? lastCopied(table.name) : front.last + idsBeyond);
    }
    const auto gaps = gapsIn(table.name, std::max(last, lastIdOf(table.name)));
    qint64 missing = 0;
    for (const auto &gap : gaps)
        missing += gap.second - gap.first;
    const auto stride = std::max<qint64>(1, missing / mostProbes);
    for (const auto &[first, end] : gaps) {
        for (auto next = first; next < end;) {
            onward->bind(next, end);
            const auto run = take(*onward, into, table, next - 1, true);
            next = run.rows > 0 ? run.last + 1 : next + stride;
        }
    }
}

/// The ids from 1 to `last` that were not copied, in runs up to the second.
std::vector<std::pair<qint64, qint64>> DamagedRows::gapsIn(const QByteArray &table, qint64 last) {
    std::vector<std::pair<qint64, qint64>> gaps;
    qint64 next = 1;
    auto rows = m_made.prepare(("SELECT rowid FROM " + quoted(table) + " ORDER BY rowid").constData());
    while (rows.step()) {
        if (rows.integer(0) > next)
            gaps.emplace_back(next, rows.integer(0));
        next = rows.integer(0) + 1;
    }
    if (last >= next)
        gaps.emplace_back(next, last + 1);
    return gaps;
}

qint64 DamagedRows::lastCopied(const QByteArray &table) {
    return m_made.integer(("SELECT max(rowid) FROM " + quoted(table)).constData());
}

Statement DamagedRows::inserting(const Table &table) {
    return m_made.prepare(("INSERT OR IGNORE INTO " + quoted(table.name) + "(" + listed(table.columns) +
                           ") VALUES (" + QByteArray("?, ").repeated(table.columns.size()).chopped(2) + ")")
                              .constData());
}

void DamagedRows::copyByOwners(const Table &table) {
    const auto select = "SELECT " + listed(table.columns) + " FROM " + quoted(table.name) + " WHERE " +
                        quoted(table.key[0]) + "=?1 ORDER BY ";
    auto onward = prepared(m_damaged, select + listed(table.key));
    auto back = prepared(m_damaged, select + descending(table.key));
    if (!onward || !back)
        return;
    auto into = inserting(table);
    auto owners = m_made.prepare(("SELECT id FROM " + quoted(table.owners) + " ORDER BY id").constData());
    while (owners.step()) {
        const auto owner = owners.integer(0);
        onward->bind(owner);
        if (take(*onward, into, table, 0, true).ended)
            continue;
        m_torn[table.name] += owner;
        back->bind(owner);
        std::ignore = take(*back, into, table, 0, true);
    }
}

void DamagedRows::copyByKey(const Table &table) {
    const auto select = "SELECT " + listed(table.columns) + " FROM " + quoted(table.name) + " ORDER BY ";
    auto onward = prepared(m_damaged, select + listed(table.key));
    auto back = prepared(m_damaged, select + descending(table.key));
    if (!onward || !back)
        return;
    auto into = inserting(table);
    if (!take(*onward, into, table, 0, true).ended)
        std::ignore = take(*back, into, table, 0, true);
}

QByteArray DamagedRows::vector(qint64 id) {
    if (!m_vector)
        return {};
    m_vector->bind(id);
    const auto bytes = stepped(*m_vector).value_or(false) ? m_vector->blob(0) : QByteArray();
    m_vector->reset();
    return bytes;
}

qint64 DamagedRows::lastIdOf(const QByteArray &table) {
    for (const auto &[name, id] : lastIds()) {
        if (name.toUtf8() == table)
            return id;
    }
    return 0;
}

std::vector<std::pair<QString, qint64>> DamagedRows::lastIds() {
    std::vector<std::pair<QString, qint64>> ids;
    auto rows = prepared(m_damaged, "SELECT name, seq FROM sqlite_sequence");
    while (rows && stepped(*rows).value_or(false))
        ids.emplace_back(rows->text(0), rows->integer(1));
    return ids;
}

} // namespace docchat::index
