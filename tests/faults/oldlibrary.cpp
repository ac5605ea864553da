#include "oldlibrary.h"

#include "index/schema.h"
#include "index/sqlite.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace docchat::tests {
namespace {

constexpr const char *contents = R"sql(
INSERT INTO document(id, sha256, name, kind, state, pages, pages_read, text_length, passages, words, added_at)
  VALUES (1, x'01', 'old.txt', 'text', 'ready', 1, 1, 25, %1, 100, 5);
INSERT INTO location(document, path) VALUES (1, '/nowhere/old.txt');
INSERT INTO page(document, number, label, start, text, boxes, width, height) VALUES (1, 1, '', 0, 'Old.', x'', 0, 0);
WITH RECURSIVE numbers(n) AS (VALUES(1) UNION ALL SELECT n+1 FROM numbers WHERE n<%1)
INSERT INTO passage(id, document, first_page, last_page, start, end, heading, text)
  SELECT n, 1, 1, 1, n, n+1, 'Engines', 'The engine ' || n || ' of the zeppelin was running on the harbour side.' FROM numbers;
INSERT INTO model VALUES (1, 'old', 16);
INSERT INTO chat(id, title, changed_at) VALUES (1, 'Steel', 7);
INSERT INTO message(id, chat, role, text, at) SELECT id, 1, iif(id%2, 'question', 'answer'), 'old ' || id, id FROM passage;
)sql";

} // namespace

void makeOldLibrary(const QString &folder, int version, int passages) {
    QDir().mkpath(folder);
    index::Database database(QDir(folder).filePath(u"library.sqlite"_s), index::Database::Mode::ReadWrite);
    database.execute("PRAGMA journal_mode=WAL");
    index::migrate(database, version);
    index::Transaction transaction(database);
    database.execute(QString::fromLatin1(contents).arg(passages).toUtf8().constData());
    if (version >= 3)
        database.execute("UPDATE passage SET language='en'; INSERT INTO language VALUES ('en')");
    database.execute("INSERT INTO passage_fts(passage_fts) VALUES ('rebuild')");
    database.execute(version < 5
                         ? "INSERT INTO embedding SELECT id, 1, zeroblob(32) FROM passage"
                         : "INSERT INTO embedding SELECT 1 << 40 | id, id, 1, zeroblob(32) FROM passage");
    if (version >= 6)
        database.execute("INSERT INTO message_fts(message_fts) VALUES ('rebuild')");
    transaction.commit();
}

} // namespace docchat::tests
