#include "index/schema.h"

#include <QStringList>

#include <sqlite3.h>

#include <iterator>

namespace docchat::index {
namespace {

/// One script a version; a script is never changed once it was released.
constexpr const char *migrations[] = {
    R"sql(
CREATE TABLE document(
  id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 BLOB NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
  state TEXT NOT NULL, code TEXT NOT NULL DEFAULT 'ok', reason TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '',
  pages INTEGER NOT NULL DEFAULT 0, pages_read INTEGER NOT NULL DEFAULT 0, text_length INTEGER NOT NULL DEFAULT 0,
  passages INTEGER NOT NULL DEFAULT 0, words INTEGER NOT NULL DEFAULT 0, language TEXT NOT NULL DEFAULT '',
  added_at INTEGER NOT NULL);
CREATE TABLE location(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  path TEXT NOT NULL UNIQUE, mtime INTEGER NOT NULL DEFAULT 0, watched INTEGER NOT NULL DEFAULT 0);
CREATE INDEX location_document ON location(document);
CREATE TABLE page(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL, label TEXT NOT NULL,
  start INTEGER NOT NULL, text TEXT NOT NULL, boxes BLOB NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
  PRIMARY KEY(document, number)) WITHOUT ROWID;
CREATE TABLE passage(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  heading TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX passage_document ON passage(document, start);
CREATE VIRTUAL TABLE passage_fts USING fts5(heading, text, content='passage', content_rowid='id', tokenize='docchat');
CREATE TABLE model(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, dimension INTEGER NOT NULL, UNIQUE(name, dimension));
CREATE TABLE embedding(
  passage INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE, model INTEGER NOT NULL REFERENCES model,
  vector BLOB NOT NULL, PRIMARY KEY(passage, model)) WITHOUT ROWID;
CREATE INDEX embedding_model ON embedding(model);
CREATE TABLE provider(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, url TEXT NOT NULL,
  embed_model TEXT NOT NULL DEFAULT '', chat_model TEXT NOT NULL DEFAULT '', key_env TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 0);
CREATE TABLE collection(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE collection_document(
  collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, PRIMARY KEY(collection, document)) WITHOUT ROWID;
CREATE TABLE chat(
  id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER REFERENCES collection ON DELETE SET NULL,
  title TEXT NOT NULL DEFAULT '', instructions TEXT NOT NULL DEFAULT '', changed_at INTEGER NOT NULL);
CREATE TABLE message(
  id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL REFERENCES chat ON DELETE CASCADE,
  role TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'done', note TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL);
CREATE INDEX message_chat ON message(chat);
CREATE TABLE citation(
  message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, number INTEGER NOT NULL,
  document INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, passage INTEGER NOT NULL, page INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL, verified INTEGER NOT NULL,
  PRIMARY KEY(message, number)) WITHOUT ROWID;
CREATE TABLE job(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER REFERENCES document ON DELETE CASCADE,
  path TEXT NOT NULL, stage TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '');
)sql",
    R"sql(
ALTER TABLE page ADD COLUMN lines BLOB NOT NULL DEFAULT x'';
ALTER TABLE citation ADD COLUMN place TEXT NOT NULL DEFAULT '';
)sql",
    // Words are indexed by the language of their passage, which the tokenizer reads before the text.
    R"sql(
ALTER TABLE passage ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
ALTER TABLE passage ADD COLUMN tagged_heading TEXT AS (language || char(31) || heading) VIRTUAL;
ALTER TABLE passage ADD COLUMN tagged_text TEXT AS (language || char(31) || text) VIRTUAL;
CREATE TABLE language(code TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO language SELECT DISTINCT language FROM passage;
DROP TABLE passage_fts;
CREATE VIRTUAL TABLE passage_fts USING fts5(
  tagged_heading, tagged_text, content='passage', content_rowid='id', tokenize='docchat');
INSERT INTO passage_fts(passage_fts) VALUES ('rebuild');
)sql",
    // Attachments were part of their mail's text: such mails wait to be read again.
    R"sql(
ALTER TABLE document ADD COLUMN parent INTEGER REFERENCES document ON DELETE CASCADE;
ALTER TABLE document ADD COLUMN part TEXT NOT NULL DEFAULT '';
CREATE INDEX document_parent ON document(parent);
ALTER TABLE citation ADD COLUMN within TEXT NOT NULL DEFAULT '';
UPDATE document SET state='partial', code='unreadable', reason='its attachments are not documents of their own yet',
  hint='Retry, to read them so'
  WHERE kind='mail' AND state IN ('ready', 'partial')
    AND EXISTS (SELECT 1 FROM page WHERE page.document=document.id AND label LIKE '%attachment “%');
)sql",
    // A vector had no row of its own: half of it lay in the index, half on a page for itself. A row's id is
    // its model × 2^40 + its passage, so that a vector is found without an index.
    R"sql(
ALTER TABLE embedding RENAME TO embedding_before;
DROP INDEX embedding_model;
CREATE TABLE embedding(
  id INTEGER PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,
  model INTEGER NOT NULL REFERENCES model, vector BLOB NOT NULL, UNIQUE(passage, model));
INSERT INTO embedding SELECT model << 40 | passage, passage, model, vector FROM embedding_before;
DROP TABLE embedding_before;
CREATE INDEX embedding_model ON embedding(model);
CREATE TABLE sign_chunk(
  id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES model, dimension INTEGER NOT NULL,
  count INTEGER NOT NULL, first_passage INTEGER NOT NULL, last_passage INTEGER NOT NULL, checksum INTEGER NOT NULL,
  passages BLOB NOT NULL, documents BLOB NOT NULL, bits BLOB NOT NULL);
CREATE INDEX sign_chunk_model ON sign_chunk(model, dimension, count, first_passage, last_passage);
)sql",
    // Messages were a straight line. An answer grows by pieces, so that each is quickly saved; the draft of
    // chat 0 is that of a new one. Nothing cascades from message to message: SQLite would go only 1,000 deep.
    R"sql(
ALTER TABLE chat ADD COLUMN titled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN answer_length TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN answer_language TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN leaf INTEGER REFERENCES message;
CREATE INDEX chat_leaf ON chat(leaf);
CREATE TABLE chat_document(
  chat INTEGER NOT NULL REFERENCES chat ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, PRIMARY KEY(chat, document)) WITHOUT ROWID;
CREATE INDEX chat_document_document ON chat_document(document);
CREATE TABLE draft(chat INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE preset(
  name TEXT PRIMARY KEY, instructions TEXT NOT NULL, answer_length TEXT NOT NULL, answer_language TEXT NOT NULL)
  WITHOUT ROWID;
ALTER TABLE message ADD COLUMN parent INTEGER REFERENCES message;
UPDATE message SET parent=
  (SELECT max(before.id) FROM message AS before WHERE before.chat=message.chat AND before.id<message.id);
UPDATE chat SET leaf=(SELECT max(id) FROM message WHERE message.chat=chat.id);
CREATE INDEX message_parent ON message(parent, chat);
CREATE TABLE message_piece(
  id INTEGER PRIMARY KEY AUTOINCREMENT, message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  text TEXT NOT NULL);
CREATE INDEX message_piece_message ON message_piece(message);
CREATE VIRTUAL TABLE message_fts USING fts5(text, content='message', content_rowid='id', tokenize='docchat');
INSERT INTO message_fts(message_fts) VALUES ('rebuild');
)sql",
    // Of messages from before nobody knows what was sent for them.
    R"sql(
ALTER TABLE provider ADD COLUMN has_key INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN sent_known INTEGER NOT NULL DEFAULT 0;
CREATE TABLE sent(
  id INTEGER PRIMARY KEY AUTOINCREMENT, message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  at INTEGER NOT NULL, host TEXT NOT NULL, local INTEGER NOT NULL, purpose TEXT NOT NULL, model TEXT NOT NULL,
  turns TEXT NOT NULL);
CREATE INDEX sent_message ON sent(message);
)sql",
    // Whose vectors answer until those of the model chosen since are whole: one row, or none.
    R"sql(
CREATE TABLE answering(
  name TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, embed_model TEXT NOT NULL, key_env TEXT NOT NULL,
  has_key INTEGER NOT NULL);
)sql",
    // The journal of what is to be read; its table was there, but nobody wrote it. A row outlives its
    // document, which is made anew when it is read again. What was being read is the first that stands in it.
    R"sql(
DROP TABLE job;
CREATE TABLE job(
  id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, part TEXT NOT NULL, name TEXT NOT NULL, document INTEGER,
  parent INTEGER, recognise INTEGER NOT NULL DEFAULT 0, libre_office INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT 'ok', UNIQUE(path, part));
CREATE INDEX job_document ON job(document);
CREATE INDEX job_parent ON job(parent);
INSERT OR IGNORE INTO job(path, part, name, document, parent)
  SELECT (WITH RECURSIVE above(id, parent) AS (VALUES(document.id, document.parent) UNION
      SELECT mail.id, mail.parent FROM document AS mail JOIN above ON mail.id=above.parent)
    SELECT path FROM location JOIN above ON location.document=above.id ORDER BY location.id DESC LIMIT 1),
    part, name, id, parent FROM document WHERE state='reading' ORDER BY id;
)sql",
    // Collections were there, but nobody made any. A path is that of a file that joins when it is read; ticks
    // of collection 0 are those among all documents.
    R"sql(
ALTER TABLE collection ADD COLUMN instructions TEXT NOT NULL DEFAULT '';
ALTER TABLE collection ADD COLUMN answer_length TEXT NOT NULL DEFAULT '';
ALTER TABLE collection ADD COLUMN answer_language TEXT NOT NULL DEFAULT '';
CREATE INDEX collection_document_document ON collection_document(document);
CREATE INDEX chat_collection ON chat(collection);
CREATE TABLE collection_path(
  path TEXT NOT NULL, collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  PRIMARY KEY(path, collection)) WITHOUT ROWID;
CREATE INDEX collection_path_collection ON collection_path(collection);
CREATE TABLE collection_tick(
  collection INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY(collection, document)) WITHOUT ROWID;
CREATE INDEX collection_tick_document ON collection_tick(document);
)sql",
    // Taken out of the list, and still to be brought back.
    R"sql(
CREATE TABLE removed_document(document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE);
)sql",
    // What is pinned, of a collection or (0) of all documents; it outlives the document that it is from. And
    // who wrote a document, for whoever quotes it, as it says or as the person corrected it.
    R"sql(
CREATE TABLE note(
  id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,
  document INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL,
  at INTEGER NOT NULL);
CREATE INDEX note_collection ON note(collection);
ALTER TABLE document ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
)sql",
    // Folders whose files are followed, and these as they were when they were last read.
    R"sql(
CREATE TABLE folder(
  id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE,
  collection INTEGER REFERENCES collection ON DELETE SET NULL,
  device INTEGER NOT NULL DEFAULT 0, node INTEGER NOT NULL DEFAULT 0);
CREATE INDEX folder_collection ON folder(collection);
CREATE TABLE folder_file(
  folder INTEGER NOT NULL REFERENCES folder ON DELETE CASCADE, path TEXT NOT NULL, bytes INTEGER NOT NULL,
  changed_at INTEGER NOT NULL, mounted INTEGER NOT NULL, PRIMARY KEY(folder, path)) WITHOUT ROWID;
)sql",
    // What is to be done to the files themselves; a library from before may have forgotten it.
    R"sql(
CREATE TABLE owed(what TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO owed SELECT 'words' WHERE EXISTS (SELECT 1 FROM sqlite_sequence);
)sql",
    // Documents whose file is kept in the library too. Which of the copies in kept_piece is whole, with its
    // hash (none yet: it is wished); the pieces of others are on their way, or were cut off.
    R"sql(
CREATE TABLE kept_file(
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, sha256 BLOB NOT NULL DEFAULT x'',
  bytes INTEGER NOT NULL DEFAULT 0, copy INTEGER NOT NULL DEFAULT 0);
CREATE TABLE kept_piece(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES kept_file ON DELETE CASCADE ON UPDATE CASCADE, copy INTEGER NOT NULL,
  bytes BLOB NOT NULL);
CREATE INDEX kept_piece_document ON kept_piece(document);
)sql",
};
static_assert(std::size(migrations) == schemaVersion);

/// The word indexes follow what they are of. The triggers are temporary, made anew by the one connection that
/// writes, so that a library file holds no triggers and no views at all, and one that does is not ours.
constexpr const char *triggers = R"sql(
CREATE TEMP TRIGGER passage_added AFTER INSERT ON main.passage BEGIN
  INSERT INTO passage_fts(rowid, tagged_heading, tagged_text)
    VALUES (new.id, new.tagged_heading, new.tagged_text);
END;
CREATE TEMP TRIGGER passage_removed AFTER DELETE ON main.passage BEGIN
  INSERT INTO passage_fts(passage_fts, rowid, tagged_heading, tagged_text)
    VALUES ('delete', old.id, old.tagged_heading, old.tagged_text);
  INSERT OR IGNORE INTO owed VALUES ('words');
END;
CREATE TEMP TRIGGER passage_changed AFTER UPDATE ON main.passage BEGIN
  INSERT INTO passage_fts(passage_fts, rowid, tagged_heading, tagged_text)
    VALUES ('delete', old.id, old.tagged_heading, old.tagged_text);
  INSERT INTO passage_fts(rowid, tagged_heading, tagged_text)
    VALUES (new.id, new.tagged_heading, new.tagged_text);
END;
CREATE TEMP TRIGGER kept_piece_removed AFTER DELETE ON main.kept_piece BEGIN
  INSERT OR IGNORE INTO owed VALUES ('checkpoint');
END;
CREATE TEMP TRIGGER message_added AFTER INSERT ON main.message BEGIN
  INSERT INTO message_fts(rowid, text) VALUES (new.id, new.text);
END;
CREATE TEMP TRIGGER message_removed AFTER DELETE ON main.message BEGIN
  INSERT INTO message_fts(message_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TEMP TRIGGER message_changed AFTER UPDATE OF text ON main.message BEGIN
  INSERT INTO message_fts(message_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO message_fts(rowid, text) VALUES (new.id, new.text);
END;
)sql";

void refuse(const QString &sentence) {
    throw SqliteError(SQLITE_MISUSE, sentence);
}

} // namespace

void checkOurs(Database &database) {
    const auto id = database.integer("PRAGMA application_id");
    const auto version = database.integer("PRAGMA user_version");
    const bool isEmpty = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
    if (!isEmpty && id != applicationId)
        refuse(QStringLiteral("the file belongs to another program"));
    if (version > schemaVersion)
        refuse(
            QStringLiteral("the library was made by a newer DocChat; use that one, or another data folder"));
    if (version < 0 || (isEmpty && version > 0))
        refuse(QStringLiteral("the file is no whole library"));
}

void migrate(Database &database, int version) {
    checkOurs(database);
    const auto from = database.integer("PRAGMA user_version");
    if (from >= version)
        return;
    Transaction transaction(database);
    for (auto next = size_t(from); next < size_t(version); ++next)
        database.execute(migrations[next]);
    database.execute(QByteArray("PRAGMA application_id=" + QByteArray::number(applicationId)).constData());
    database.execute(QByteArray("PRAGMA user_version=" + QByteArray::number(version)).constData());
    transaction.commit();
}

void followWords(Database &database) {
    if (database.integer("SELECT count(*) FROM main.sqlite_schema WHERE type IN ('trigger', 'view')") > 0)
        refuse(QStringLiteral("the file holds triggers or views, which no DocChat wrote"));
    // FTS5 of SQLite before 3.41 may not be used by a trigger without this; nothing in the file can profit
    // from it.
    database.execute("PRAGMA trusted_schema=ON");
    database.execute(triggers);
}

void oweScrub(Database &database) {
    database.execute("INSERT OR IGNORE INTO owed VALUES ('words')");
}

bool owesScrub(Database &database) {
    return database.integer("SELECT EXISTS (SELECT 1 FROM owed)") != 0;
}

void optimiseWords(Database &database, const QByteArray &table) {
    constexpr qint64 mostLevels = 1'000;
    // The structure record (fts5_index.c): four bytes, then the number of levels, seven bits a byte.
    auto row = database.prepare(("SELECT block FROM " + table + "_data WHERE id=10").constData());
    qint64 levels = 0;
    if (row.step()) {
        for (const auto byte : row.blob(0).mid(4)) {
            levels = levels << 7 | (uchar(byte) & 0x7F);
            if (uchar(byte) < 0x80)
                break;
        }
    }
    row.reset();
    const QByteArray how = levels > mostLevels ? "rebuild" : "optimize";
    database.execute(("INSERT INTO " + table + "(" + table + ") VALUES ('" + how + "')").constData());
}

QStringList checkIntegrity(Database &database) {
    QStringList findings;
    auto integrity = database.prepare("PRAGMA integrity_check");
    while (integrity.step()) {
        if (const auto line = integrity.text(0); line != QLatin1StringView("ok"))
            findings += line;
    }
    auto keys = database.prepare("PRAGMA foreign_key_check");
    while (keys.step())
        findings += QStringLiteral("%1 %2 refers to a missing %3")
                        .arg(keys.text(0))
                        .arg(keys.integer(1))
                        .arg(keys.text(2));
    for (const auto *check : {"INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)",
                              "INSERT INTO message_fts(message_fts, rank) VALUES ('integrity-check', 1)"}) {
        try {
            database.execute(check);
        } catch (const SqliteError &error) {
            findings += QStringLiteral("word index: ") + QString::fromUtf8(error.what());
        }
    }
    return findings;
}

} // namespace docchat::index
