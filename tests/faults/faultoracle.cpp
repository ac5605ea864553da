#include "faultoracle.h"

#include "index/journal.h"
#include "index/schema.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docchat::tests {
namespace {

constexpr int attemptsUntilAside = 3;

/// Documents that say that they are whole, and are not.
constexpr const char *half = R"sql(
SELECT name || ': ' || passages || ' passages, but ' || (SELECT count(*) FROM passage WHERE document=document.id)
FROM document WHERE state='ready'
  AND passages<>(SELECT count(*) FROM passage WHERE passage.document=document.id)
UNION ALL SELECT name || ': ' || pages || ' pages, but ' || pages_read || ' read' FROM document
  WHERE state='ready' AND kind<>'mail' AND pages<>(SELECT count(*) FROM page WHERE page.document=document.id)
UNION ALL SELECT name || ' is being read, but in no journal' FROM document
  WHERE state='reading' AND NOT EXISTS (SELECT 1 FROM job WHERE job.document=document.id)
UNION ALL SELECT name || ' is whole, but not all of it has vectors' FROM document
  WHERE state='ready' AND EXISTS (SELECT 1 FROM provider) AND EXISTS (SELECT 1 FROM passage WHERE passage.document=document.id
    AND NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.passage=passage.id))
UNION ALL SELECT 'a passage without a document: ' || id FROM passage WHERE document NOT IN (SELECT id FROM document)
)sql";

} // namespace

bool isOld(const QString &folder) {
    const auto path = QDir(folder).filePath(u"library.sqlite"_s);
    if (!QFile::exists(path))
        return false;
    try {
        index::Database database(path, index::Database::Mode::ReadOnly);
        return database.integer("PRAGMA user_version") < index::schemaVersion;
    } catch (const index::SqliteError &) {
        return false;
    }
}

QJsonObject whatIsThere(index::Database &database) {
    auto findings = index::checkIntegrity(database);
    auto wrong = database.prepare(half);
    while (wrong.step())
        findings += wrong.text(0);
    QJsonObject documents;
    auto rows = database.prepare(
        "SELECT name, state, passages, (SELECT count(*) FROM embedding JOIN passage ON passage.id=passage"
        " WHERE passage.document=document.id) FROM document");
    while (rows.step())
        documents.insert(rows.text(0), QJsonArray{rows.text(1), rows.integer(2), rows.integer(3)});
    QJsonObject messages;
    auto texts = database.prepare("SELECT id, text FROM message");
    while (texts.step())
        messages.insert(QString::number(texts.integer(0)), texts.text(1).trimmed());
    QJsonArray journal;
    QJsonArray aside;
    for (const auto &entry : index::unended(database)) {
        journal.append(entry.name);
        if (entry.state == index::JournalEntry::State::Aside && entry.attempts >= attemptsUntilAside)
            aside.append(entry.name);
    }
    return {{u"findings"_s, QJsonArray::fromStringList(findings)},
            {u"documents"_s, documents},
            {u"messages"_s, messages},
            {u"journal"_s, journal},
            {u"aside"_s, aside}};
}

} // namespace docchat::tests
