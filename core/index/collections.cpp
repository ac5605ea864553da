#include "index/collections.h"

#include "base/words.h"
#include "index/chats.h"
#include "index/documents.h"

#include <algorithm>

namespace docchat::index {
namespace {

constexpr const char *columns =
    "SELECT id, name, (SELECT count(*) FROM collection_document WHERE collection=collection.id"
    " AND document NOT IN (SELECT document FROM removed_document)),"
    " (SELECT count(*) FROM chat WHERE chat.collection=collection.id AND removed=0),"
    " instructions, answer_length, answer_language FROM collection ";

Collection collectionFrom(const Statement &row) {
    return {row.integer(0),
            row.text(1),
            int(row.integer(2)),
            int(row.integer(3)),
            {row.text(4), answerLengthFromName(row.text(5)), row.text(6)}};
}

/// In which names are compared: SQLite knows the case of ASCII alone.
QString folded(const QString &name) {
    return name.simplified().normalized(QString::NormalizationForm_C).toCaseFolded();
}

Error refused(const QString &message) {
    return {ErrorKind::Usage, message, Words::tr("Give it another name")};
}

/// The name as it is kept, for a collection that is new (0) or renamed.
Result<QString> nameFor(Database &database, qint64 id, const QString &typed) {
    const auto name = typed.simplified();
    if (name.isEmpty())
        return refused(Words::tr("A collection needs a name"));
    if (name.size() > longestCollectionName)
        return refused(Words::tr("The name of a collection has at most %1 characters, not %2")
                           .arg(longestCollectionName)
                           .arg(name.size()));
    if (name.contains(u'"'))
        return refused(Words::tr("The name of a collection has no quotation marks: %1").arg(name));
    if (const auto same = collectionNamed(database, name); same && same->id != id)
        return refused(Words::tr("There is a collection “%1” already").arg(same->name));
    return name;
}

/// The ids in one column.
template <class... A>
QList<DocumentId> idsOf(Database &database, const char *sql, const A &...values) {
    QList<DocumentId> ids;
    auto rows = database.prepare(sql);
    rows.bind(values...);
    while (rows.step())
        ids += rows.integer(0);
    return ids;
}

} // namespace

std::vector<Collection> allCollections(Database &database) {
    std::vector<Collection> collections;
    auto rows = database.prepare(columns);
    while (rows.step())
        collections.push_back(collectionFrom(rows));
    std::ranges::sort(collections, {}, [](const Collection &collection) { return folded(collection.name); });
    return collections;
}

std::optional<Collection> findCollection(Database &database, qint64 id) {
    auto row = database.prepare((QByteArray(columns) + "WHERE id=?1").constData());
    return row.bind(id).step() ? std::optional(collectionFrom(row)) : std::nullopt;
}

std::optional<Collection> collectionNamed(Database &database, const QString &name) {
    auto collections = allCollections(database);
    const auto found = std::ranges::find(
        collections, folded(name), [](const Collection &collection) { return folded(collection.name); });
    return found == collections.end() ? std::nullopt : std::optional(*found);
}

Result<qint64> createCollection(Database &database, const QString &name) {
    const auto kept = nameFor(database, 0, name);
    if (!kept.ok())
        return kept.error();
    database.prepare("INSERT INTO collection(name) VALUES (?1)").bind(*kept).run();
    return database.lastRowId();
}

Status renameCollection(Database &database, qint64 id, const QString &name) {
    const auto kept = nameFor(database, id, name);
    if (!kept.ok())
        return kept.error();
    database.prepare("UPDATE collection SET name=?2 WHERE id=?1").bind(id, *kept).run();
    if (database.changes() == 0)
        return Error{ErrorKind::Usage, Words::tr("The collection is not there any more"),
                     Words::tr("Make a new one")};
    return Done{};
}

bool removeCollection(Database &database, qint64 id) {
    database.prepare("DELETE FROM collection_tick WHERE collection=?1").bind(id).run();
    setDraft(database, newChatOf(id), {});
    database.prepare("UPDATE note SET collection=0 WHERE collection=?1").bind(id).run();
    database.prepare("DELETE FROM collection WHERE id=?1").bind(id).run(); // its chats let go of it
    return database.changes() > 0;
}

void setCollectionStyle(Database &database, qint64 id, const AnswerStyle &style) {
    database
        .prepare("UPDATE collection SET instructions=?2, answer_length=?3, answer_language=?4 WHERE id=?1")
        .bind(id, style.instructions, answerLengthName(style.length), style.language)
        .run();
}

QList<DocumentId> documentsIn(Database &database, qint64 collection) {
    return idsOf(database,
                 "SELECT document FROM collection_document WHERE collection=?1"
                 " AND document NOT IN (SELECT document FROM removed_document) ORDER BY document",
                 collection);
}

void addToCollection(Database &database, qint64 collection, const QList<DocumentId> &documents) {
    auto insert = database.prepare("INSERT OR IGNORE INTO collection_document SELECT ?1, id FROM document"
                                   " WHERE id=?2 AND code<>'version'"); // that one comes by itself
    for (const auto document : documents) {
        for (const auto each : familyOf(database, document))
            insert.bind(collection, each).run();
    }
}

void takeFromCollection(Database &database, qint64 collection, const QList<DocumentId> &documents) {
    auto take = database.prepare("DELETE FROM collection_document WHERE collection=?1 AND document=?2");
    auto stop = database.prepare("DELETE FROM collection_path WHERE collection=?1 AND path IN"
                                 " (SELECT path FROM location WHERE document=?2)");
    for (const auto document : documents) {
        for (const auto each : familyOf(database, document)) {
            take.bind(collection, each).run();
            stop.bind(collection, each).run();
        }
    }
}

void joinWhenRead(Database &database, qint64 collection, const QStringList &paths) {
    auto insert = database.prepare("INSERT OR IGNORE INTO collection_path(path, collection)"
                                   " SELECT ?2, id FROM collection WHERE id=?1");
    for (const auto &path : paths)
        insert.bind(collection, path).run();
}

QStringList pathsJoining(Database &database, qint64 collection) {
    QStringList paths;
    auto rows = database.prepare("SELECT path FROM collection_path WHERE collection=?1 ORDER BY path");
    rows.bind(collection);
    while (rows.step())
        paths += rows.text(0);
    return paths;
}

QList<DocumentId> ticksIn(Database &database, qint64 collection) {
    return idsOf(database, "SELECT document FROM collection_tick WHERE collection=?1 ORDER BY document",
                 collection);
}

void setTicksIn(Database &database, qint64 collection, const QList<DocumentId> &documents) {
    database.prepare("DELETE FROM collection_tick WHERE collection=?1").bind(collection).run();
    auto insert = database.prepare("INSERT INTO collection_tick SELECT ?1, id FROM document WHERE id=?2");
    for (const auto document : documents)
        insert.bind(collection, document).run();
}

} // namespace docchat::index
