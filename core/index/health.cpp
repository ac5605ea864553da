#include "index/health.h"

#include "index/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>

namespace docchat::index {
namespace {

constexpr qsizetype headerSize = 100;
constexpr qsizetype userVersionAt = 60;
constexpr qsizetype applicationIdAt = 68;
constexpr int mostFindings = 5;
constexpr int stepsBetweenLooks = 10'000; // of SQLite's machine, at the stop

QStringList namesFrom(Database &database, const char *sql) {
    QStringList names;
    auto rows = database.prepare(sql);
    while (rows.step())
        names += rows.text(0);
    return names;
}

QString quoted(QString name) {
    return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1StringView("\"\"")) + QLatin1Char('"');
}

/// Throws where the first or the last row cannot be read.
void readEnds(Database &database, const QString &table) {
    std::ignore =
        database.prepare(QStringLiteral("SELECT * FROM %1 LIMIT 1").arg(quoted(table)).toUtf8().constData())
            .step();
    try {
        std::ignore = database
                          .prepare(QStringLiteral("SELECT * FROM %1 ORDER BY rowid DESC LIMIT 1")
                                       .arg(quoted(table))
                                       .toUtf8()
                                       .constData())
                          .step();
    } catch (const SqliteError &error) {
        if (saysDamaged(error)) // else it has no such ids
            throw;
    }
}

/// Only what must be there in every version.
bool hasOurTables(const QStringList &tables) {
    static constexpr QLatin1StringView ours[] = {
        QLatin1StringView("document"), QLatin1StringView("page"),    QLatin1StringView("passage"),
        QLatin1StringView("chat"),     QLatin1StringView("message"), QLatin1StringView("provider")};
    return std::ranges::all_of(ours, [&](QLatin1StringView name) { return tables.contains(name); });
}

/// By the bytes of its header, as its tables may be of a kind that this SQLite does not know.
bool isOfNewer(const QString &library) {
    QFile file(library);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto header = file.read(headerSize);
    return header.size() == headerSize && header.startsWith("SQLite format 3") &&
           qFromBigEndian<qint32>(header.data() + applicationIdAt) == applicationId &&
           qFromBigEndian<qint32>(header.data() + userVersionAt) > schemaVersion;
}

bool isDamagedInside(Database &database) {
    const auto id = database.integer("PRAGMA application_id");
    const auto version = database.integer("PRAGMA user_version");
    const auto tables =
        namesFrom(database, "SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0");
    if (tables.isEmpty())
        return version > 0;
    if (id != applicationId)
        return hasOurTables(tables); // its header is not what it was
    if (version > schemaVersion)
        return false;
    if (version < 1 || !hasOurTables(tables))
        return true;
    for (const auto &table : tables)
        readEnds(database, table);
    return false;
}

} // namespace

bool saysDamaged(const SqliteError &error) {
    return (error.code & 0xFF) == SQLITE_CORRUPT || (error.code & 0xFF) == SQLITE_NOTADB;
}

QString libraryIn(const QString &dataFolder) {
    return QDir(dataFolder).filePath(QStringLiteral("library.sqlite"));
}

bool isDamaged(const QString &library) {
    const QFileInfo file(library);
    const bool hasWal = QFileInfo(library + QStringLiteral("-wal")).size() > 0;
    if (!file.exists())
        return hasWal;
    if (QFileInfo::exists(damageMark(library)))
        return true;
    if (file.isFile() && file.size() == 0)
        return true;
    if (isOfNewer(library))
        return false;
    try {
        Database database(library, Database::Mode::ReadOnly);
        return isDamagedInside(database);
    } catch (const SqliteError &error) {
        const bool isNoSense = (error.code & 0xFF) == SQLITE_ERROR; // "unsupported file format"
        return saysDamaged(error) || isNoSense;
    }
}

QString damageMark(const QString &library) {
    return library + QStringLiteral(".is-damaged");
}

void markDamaged(const QString &library) {
    QFile mark(damageMark(library));
    if (mark.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        mark.write("The next start saves what can be read of the library.\n");
}

void clearDamageMark(const QString &library) {
    QFile::remove(damageMark(library));
}

QStringList quickCheck(Database &database, const std::stop_token &stop) {
    sqlite3_progress_handler(
        database.handle(), stepsBetweenLooks,
        [](void *token) { return static_cast<const std::stop_token *>(token)->stop_requested() ? 1 : 0; },
        const_cast<std::stop_token *>(&stop));
    const auto noMore =
        qScopeGuard([&] { sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr); });
    QStringList findings;
    try {
        const auto tables =
            namesFrom(database, "SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0"
                                " ORDER BY name NOT LIKE 'chat%' AND name NOT LIKE 'message%'");
        for (const auto &table : tables) {
            auto rows = database.prepare(
                QStringLiteral("PRAGMA quick_check(%1)").arg(quoted(table)).toUtf8().constData());
            while (findings.size() < mostFindings && rows.step()) {
                if (const auto line = rows.text(0); line != QLatin1StringView("ok"))
                    findings += line;
            }
        }
    } catch (const SqliteError &error) {
        if (saysDamaged(error)) // what it had found goes with that
            findings += QString::fromUtf8(error.what());
        else if ((error.code & 0xFF) != SQLITE_INTERRUPT)
            throw;
    }
    return findings;
}

} // namespace docchat::index
