#include "index/salvage.h"

#include "base/paths.h"
#include "index/damagedrows.h"
#include "index/keptfiles.h"
#include "index/schema.h"
#include "index/signs.h"
#include "index/vectors.h"
#include "model/document.h"

#include <QList>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>

namespace docchat::index {
namespace {

/// The person's own first; what is not named comes before the pages.
constexpr std::array firstTables{"chat",       "message",  "message_piece", "draft",    "preset",   "note",
                                 "collection", "provider", "answering",     "document", "location", "model",
                                 "job"};
constexpr std::array lastTables{"page", "passage"};
/// Made anew, or copied by what they belong to.
constexpr std::array otherTables{"embedding", "sign_chunk", "language"};

const auto lostReason = QStringLiteral("parts of it were lost when the library was damaged");

void stopIf(const std::stop_token &stop) {
    if (stop.stop_requested())
        throw Stopped{};
}

bool isOneOf(const auto &names, const QByteArray &name) {
    return std::ranges::any_of(names, [&](const char *one) { return name == one; });
}

QList<QByteArray> tablesInOrder(Database &made) {
    QList<QByteArray> between;
    auto rows =
        made.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0 AND name NOT LIKE"
                     " 'sqlite%' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY name");
    while (rows.step()) {
        const auto name = rows.text(0).toUtf8();
        if (!isOneOf(firstTables, name) && !isOneOf(lastTables, name) && !isOneOf(otherTables, name))
            between += name;
    }
    QList<QByteArray> names(firstTables.begin(), firstTables.end());
    names += between;
    names += QList<QByteArray>(lastTables.begin(), lastTables.end());
    return names;
}

/// An older library's rows go into its own schema, which is then brought up to date as ever.
int versionOf(Database *damaged) {
    try {
        const auto version = damaged ? damaged->integer("PRAGMA user_version") : 0;
        return version >= 1 && version <= schemaVersion ? int(version) : schemaVersion;
    } catch (const SqliteError &) {
        return schemaVersion;
    }
}

void mendChats(Database &made) {
    made.execute(R"sql(
INSERT OR IGNORE INTO chat(id, title, changed_at)
  SELECT lost.chat, (SELECT substr(text, 1, 60) FROM message WHERE message.chat=lost.chat ORDER BY id LIMIT 1), max(at)
  FROM message AS lost WHERE chat NOT IN (SELECT id FROM chat) GROUP BY chat;
UPDATE message SET parent=
    (SELECT max(id) FROM message AS before WHERE before.chat=message.chat AND before.id<message.id)
  WHERE parent IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM message AS up WHERE up.id=message.parent AND up.chat=message.chat AND up.id<message.id);
UPDATE chat SET leaf=(SELECT max(id) FROM message WHERE message.chat=chat.id)
  WHERE NOT EXISTS (SELECT 1 FROM message WHERE message.id=chat.leaf AND message.chat=chat.id);
)sql");
}

/// What is known of a reference between tables.
struct Reference {
    QString table;
    QString column;
    QString to;
    bool mayBeNull = false;
};

std::vector<Reference> references(Database &made) {
    std::vector<Reference> found;
    auto rows = made.prepare(
        "SELECT tables.name, keys.\"from\", keys.\"table\", columns.\"notnull\"=0 FROM sqlite_schema AS "
        "tables,"
        " pragma_foreign_key_list(tables.name) AS keys, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type='table' AND columns.name=keys.\"from\"");
    while (rows.step())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.integer(3) != 0});
    return found;
}

/// What was attached to a mail that was lost comes again with it.
void removeOrphans(Database &made) {
    const char *sql =
        "DELETE FROM document WHERE parent IS NOT NULL AND parent NOT IN (SELECT id FROM document)";
    do
        made.execute(sql);
    while (made.changes() > 0);
}

/// Takes away what refers to rows that were lost; one may refer to another.
void mendReferences(Database &made) {
    const auto all = references(made);
    for (qint64 before = -1; before != sqlite3_total_changes64(made.handle());) {
        before = sqlite3_total_changes64(made.handle());
        for (const auto &one : all) {
            const auto sql =
                one.mayBeNull
                    ? QStringLiteral(
                          "UPDATE %1 SET %2=NULL WHERE %2 IS NOT NULL AND %2 NOT IN (SELECT rowid FROM %3)")
                    : QStringLiteral("DELETE FROM %1 WHERE %2 NOT IN (SELECT rowid FROM %3)");
            made.execute(sql.arg(one.table, one.column, one.to).toUtf8().constData());
        }
    }
}

/// Files whose document was lost are wished again.
int enqueueLostDocuments(Database &made) {
    std::vector<QString> paths;
    auto rows = made.prepare("SELECT path FROM location WHERE document NOT IN (SELECT id FROM document)");
    while (rows.step())
        paths.push_back(rows.text(0));
    auto insert = made.prepare("INSERT OR IGNORE INTO job(path, part, name) VALUES (?1, '', ?2)");
    for (const auto &path : paths)
        insert.bind(path, shownName(path)).run();
    return int(paths.size());
}

/// Whose pages or passages are not all there.
std::vector<DocumentId> torn(Database &made, const QSet<qint64> &withoutPages) {
    std::vector<DocumentId> ids;
    auto rows = made.prepare(
        "SELECT id, passages<>(SELECT count(*) FROM passage WHERE passage.document=document.id)"
        " OR pages_read<>coalesce((SELECT max(number) FROM page WHERE page.document=document.id), 0)"
        " OR EXISTS (SELECT 1 FROM passage WHERE passage.document=document.id AND NOT EXISTS"
        " (SELECT 1 FROM page WHERE page.document=document.id AND page.number=passage.first_page)),"
        " state='reading' FROM document");
    while (rows.step()) {
        if (rows.integer(1) != 0 || rows.integer(2) != 0 || withoutPages.contains(rows.integer(0)))
            ids.push_back(rows.integer(0));
    }
    return ids;
}

/// What there is of it stays until it has been read anew.
void setTorn(Database &made, DocumentId id) {
    made.prepare("UPDATE document SET passages=(SELECT count(*) FROM passage WHERE document=?1),"
                 " pages_read=coalesce((SELECT max(number) FROM page WHERE document=?1), 0) WHERE id=?1")
        .bind(id)
        .run();
    made.prepare("UPDATE document SET state=CASE WHEN passages>0 THEN ?2 ELSE ?3 END, code=?4,"
                 " reason=name || ': ' || ?5, hint='Retry, to read it again' WHERE id=?1 AND state<>?6")
        .bind(id, stateName(DocumentState::Partial), stateName(DocumentState::Failed),
              QStringLiteral("damaged"), lostReason, stateName(DocumentState::Reading))
        .run();
}

/// False: nobody knows where it lies.
bool enqueueTorn(Database &made, DocumentId id) {
    made.prepare(R"sql(
INSERT INTO job(path, part, name, document, parent)
  SELECT path, part, name, id, parent FROM
    (SELECT (WITH RECURSIVE above(id, parent) AS (VALUES(document.id, document.parent) UNION
        SELECT mail.id, mail.parent FROM document AS mail JOIN above ON mail.id=above.parent)
      SELECT path FROM location JOIN above ON location.document=above.id ORDER BY location.id DESC LIMIT 1) AS path,
      part, name, id, parent FROM document WHERE id=?1) WHERE path IS NOT NULL
  ON CONFLICT DO UPDATE SET document=excluded.document, state='queued', attempts=0, error='', code='ok'
)sql")
        .bind(id)
        .run();
    auto row = made.prepare("SELECT 1 FROM job WHERE document=?1");
    return row.bind(id).step();
}

/// A vector is found by its id, so that damage of one costs no other.
void copyVectors(DamagedRows &rows, Database &made, const std::stop_token &stop) {
    struct Model {
        qint64 id;
        int dimension;
    };
    std::vector<Model> models;
    auto kept = made.prepare("SELECT id, dimension FROM model");
    while (kept.step())
        models.push_back({kept.integer(0), int(kept.integer(1))});
    for (const auto &model : models) {
        auto insert = made.prepare("INSERT OR IGNORE INTO embedding VALUES (?1, ?2, ?3, ?4)");
        auto passages = made.prepare("SELECT id FROM passage ORDER BY id");
        while (passages.step()) {
            stopIf(stop);
            const auto passage = passages.integer(0);
            const auto vector = rows.vector(model.id << 40 | passage);
            if (vector.size() == qsizetype(model.dimension) * 2)
                insert.bind(model.id << 40 | passage, passage, model.id, vector).run();
        }
        rebuildSigns(made, model.id, model.dimension);
    }
}

void makeDerived(Database &made) {
    made.execute(
        "DELETE FROM sign_chunk; INSERT OR IGNORE INTO language SELECT DISTINCT language FROM passage;"
        "INSERT INTO passage_fts(passage_fts) VALUES ('rebuild');"
        "INSERT INTO message_fts(message_fts) VALUES ('rebuild')");
}

/// An id is never used again, so that no citation comes to mean another document.
void keepIdsApart(DamagedRows *rows, Database &made) {
    const auto atLeast = [&](const QString &table, qint64 id) {
        made.prepare("INSERT INTO sqlite_sequence(name, seq) SELECT ?1, 0 WHERE NOT EXISTS"
                     " (SELECT 1 FROM sqlite_sequence WHERE name=?1)")
            .bind(table)
            .run();
        made.prepare("UPDATE sqlite_sequence SET seq=max(seq, ?2) WHERE name=?1").bind(table, id).run();
    };
    if (rows) {
        for (const auto &[table, id] : rows->lastIds())
            atLeast(table, id);
    }
    atLeast(QStringLiteral("document"), made.integer("SELECT max(document) FROM citation"));
}

Salvaged counted(Database &made) {
    return {
        int(made.integer("SELECT count(*) FROM chat WHERE removed=0")),
        int(made.integer("SELECT count(*) FROM message JOIN chat ON chat.id=message.chat WHERE removed=0")),
        int(made.integer("SELECT count(*) FROM document"))};
}

} // namespace

Salvaged salvage(Database *damaged, Database &made, const std::stop_token &stop) {
    made.execute("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY");
    migrate(made, versionOf(damaged));
    std::optional<DamagedRows> rows;
    if (damaged)
        rows.emplace(*damaged, made, stop);
    {
        Transaction transaction(made);
        for (const auto &table : rows ? tablesInOrder(made) : QList<QByteArray>())
            rows->copy(table);
        transaction.commit();
    }
    migrate(made);
    Transaction transaction(made);
    mendChats(made);
    int again = enqueueLostDocuments(made);
    made.execute("DELETE FROM document WHERE code='version'"); // the one before is there, or wished again
    removeOrphans(made);
    mendReferences(made);
    mendKept(made);
    auto tornOnes = torn(made, rows ? rows->tornOwners("page") : QSet<qint64>());
    int lost = 0;
    for (const auto id : tornOnes) {
        setTorn(made, id);
        ++(enqueueTorn(made, id) ? again : lost);
    }
    // A watched folder brings again what is neither there nor wished.
    made.execute("DELETE FROM folder_file WHERE path NOT IN (SELECT path FROM location)"
                 " AND path NOT IN (SELECT path FROM job)");
    makeDerived(made);
    if (rows)
        copyVectors(*rows, made, stop);
    keepIdsApart(rows ? &*rows : nullptr, made);
    transaction.commit();
    auto saved = counted(made);
    saved.documents -= int(tornOnes.size());
    saved.again = again;
    saved.lost = lost;
    return saved;
}

} // namespace docchat::index
