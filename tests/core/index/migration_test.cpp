#include "index/schema.h"

#include "index/chatsearch.h"
#include "index/journal.h"
#include "index/messages.h"
#include "index/providers.h"
#include "index/store.h"

#include "filesizelimit.h"
#include "indextest.h"
#include "testmain.h"

#include <QDir>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// What fills a library, for the versions that know these columns.
struct Fill {
    int first;
    int last; ///< 0: this one too
    const char *sql;
};

const Fill fills[] = {
    {1, 0,
     "INSERT INTO document(sha256, name, kind, state, pages, pages_read, passages, words, added_at) VALUES"
     " (x'01', 'a.txt', 'text', 'ready', 1, 1, 1, 3, 5), (x'02', 'b.pdf', 'pdf', 'reading', 9, 2, 0, 0, 6);"
     "INSERT INTO location(document, path) VALUES (1, '/d/a.txt'), (2, '/d/b.pdf');"
     "INSERT INTO page(document, number, label, start, text, boxes, width, height)"
     " VALUES (1, 1, 'i', 0, 'The engines were running.', x'0a0b', 10, 20);"
     "INSERT INTO passage(document, first_page, last_page, start, end, heading, text)"
     " VALUES (1, 1, 1, 0, 25, 'Engines', 'The engines were running.');"
     "INSERT INTO passage_fts(passage_fts) VALUES ('rebuild');"
     "INSERT INTO model VALUES (3, 'm', 2);"
     "INSERT INTO provider(name, kind, url, embed_model, chat_model, key_env, active)"
     " VALUES ('home', 'ollama', 'http://127.0.0.1:1', 'e', 'c', 'KEY', 1);"
     "INSERT INTO collection(id, name) VALUES (4, 'Bikes'); INSERT INTO collection_document VALUES (4, 1);"
     "INSERT INTO chat(id, collection, title, instructions, changed_at) VALUES (5, 4, 'Steel', 'Be brief', "
     "7);"
     "INSERT INTO message(chat, role, text, at) VALUES (5, 'question', 'which engine', 8);"
     "INSERT INTO message(chat, role, text, at, model) VALUES (5, 'answer', 'the zeppelin', 9, 'c');"
     "INSERT INTO citation(message, number, document, name, kind, passage, page, start, end, quote, verified)"
     " VALUES (2, 1, 1, 'a.txt', 'text', 1, 1, 0, 9, 'engines', 1)"},
    {1, 8, "INSERT INTO job(document, path, stage) VALUES (2, '/d/b.pdf', 'parse')"},
    {1, 4, "INSERT INTO embedding VALUES (1, 3, x'003c00c0')"},
    {2, 0, "UPDATE page SET lines=x'01'; UPDATE citation SET place='line 3'"},
    {3, 0,
     "UPDATE passage SET language='en'; INSERT INTO language VALUES ('en');"
     "INSERT INTO passage_fts(passage_fts) VALUES ('rebuild')"},
    {4, 0,
     "INSERT INTO document(sha256, name, kind, state, added_at, parent, part)"
     " VALUES (x'03', 'c.txt', 'text', 'reading', 7, 1, '2/1'); UPDATE citation SET within='letter.eml'"},
    {5, 0,
     "INSERT INTO embedding VALUES (3 << 40 | 1, 1, 3, x'003c00c0');"
     "INSERT INTO sign_chunk(model, dimension, count, first_passage, last_passage, checksum, passages, "
     "documents,"
     " bits) VALUES (3, 2, 1, 1, 1, 0, x'01', x'01', x'01')"},
    {6, 0,
     "UPDATE message SET parent=1 WHERE id=2;"
     "UPDATE chat SET titled=1, answer_length='short', answer_language='de', leaf=2;"
     "INSERT INTO chat_document VALUES (5, 1); INSERT INTO draft VALUES (5, 'and then');"
     "INSERT INTO preset VALUES ('Terse', 'One line', 'short', 'en');"
     "INSERT INTO message_fts(message_fts) VALUES ('rebuild')"},
    {7, 0,
     "UPDATE provider SET has_key=1; UPDATE message SET sent_known=1;"
     "INSERT INTO sent(message, at, host, local, purpose, model, turns)"
     " VALUES (2, 9, 'localhost', 1, 'answer', 'c', '[]')"},
    {8, 0, "INSERT INTO answering VALUES ('home', 'ollama', 'http://127.0.0.1:1', 'e', 'KEY', 1)"},
    {9, 0,
     "INSERT INTO job(path, part, name, document, parent) VALUES"
     " ('/d/b.pdf', '', 'b.pdf', 2, NULL), ('/d/a.txt', '2/1', 'c.txt', 3, 1)"},
    {10, 0,
     "UPDATE collection SET instructions='In rhyme', answer_length='long', answer_language='fr';"
     "INSERT INTO collection_path VALUES ('/d/b.pdf', 4); INSERT INTO collection_tick VALUES (4, 1)"},
    {11, 0, "INSERT INTO removed_document VALUES (1)"},
    {12, 0,
     "UPDATE document SET title='Engines', author='A. Nonymous', year=1999, corrected=1;"
     "INSERT INTO note(collection, text, source, document, page, start, end, quote, at)"
     " VALUES (4, 'Look', 'a.txt, p. 1', 1, 1, 0, 9, 'engines', 10)"},
    {13, 0,
     "INSERT INTO folder(id, path, collection, device, node) VALUES (6, '/d', 4, 7, 8);"
     "INSERT INTO folder_file VALUES (6, '/d/a.txt', 25, 9, 1)"},
    {15, 0,
     "INSERT INTO kept_file VALUES (1, x'01', 2, 3), (2, x'', 0, 0);"
     "INSERT INTO kept_piece VALUES (9, 1, 3, x'6162')"},
};

QStringList column(Database &database, const QString &sql) {
    QStringList values;
    auto rows = database.prepare(sql.toUtf8().constData());
    while (rows.step())
        values += rows.text(0);
    return values;
}

/// The tables whose rows are the person's. The word indexes follow them; pieces of messages are joined.
QStringList tablesOf(Database &database) {
    return column(database,
                  u"SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'"
                  " AND name NOT LIKE '%_fts%' AND name NOT IN ('job', 'message_piece') ORDER BY name"_s);
}

/// Every value of every column, a line each.
using Contents = QMap<QString, QStringList>;

Contents contentsOf(Database &database) {
    Contents contents;
    for (const auto &table : tablesOf(database)) {
        for (const auto &name : column(database, u"SELECT name FROM pragma_table_info('%1')"_s.arg(table)))
            contents[table + u'.' + name] =
                column(database, u"SELECT quote(\"%2\") FROM %1 ORDER BY 1"_s.arg(table, name));
    }
    return contents;
}

/// A library of an older version with something in each of its tables.
void fill(const QString &path, int version) {
    Database database(path, Database::Mode::ReadWrite);
    migrate(database, version);
    for (const auto &one : fills) {
        if (one.first <= version && (one.last == 0 || version <= one.last))
            database.execute(one.sql);
    }
}

struct OldLibrary {
    QTemporaryDir folder;
    QString path = folder.filePath(u"library.sqlite"_s);
    int version;

    explicit OldLibrary(int of) : version(of) { fill(path, of); }

    [[nodiscard]] QString copyPath() const { return path + u".v%1"_s.arg(version); }
    [[nodiscard]] Contents contents() const {
        Database database(path, Database::Mode::ReadWrite); // so that nothing is left beside it
        return contentsOf(database);
    }
    [[nodiscard]] QStringList files() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }
};

std::unique_ptr<Store> opened(const OldLibrary &library) {
    auto store = Store::open(library.folder.path());
    if (!store.ok())
        qFatal("%s", qPrintable(store.error().text()));
    return std::move(*store);
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOlderLibraryIsFoundWholeAgain_data();
    void everyOlderLibraryIsFoundWholeAgain();
    void oneCopyIsKept();
    void theCopyGoesOnceTheLibraryWasOpenedAgain();
    void aLibraryOfThisVersionIsNotCopied();
    void withoutRoomForTheCopyNothingIsChanged();
    void whatAKilledProgramLeftOfACopyIsNoCopy();
};

void MigrationTest::everyOlderLibraryIsFoundWholeAgain_data() {
    QTest::addColumn<int>("version");
    for (int version = 1; version < schemaVersion; ++version)
        QTest::newRow(QByteArray::number(version).constData()) << version;
}

void MigrationTest::everyOlderLibraryIsFoundWholeAgain() {
    QFETCH(int, version);
    const OldLibrary library(version);
    const auto before = library.contents();
    for (auto each = before.begin(); each != before.end(); ++each)
        QVERIFY2(!each->isEmpty(), qPrintable(each.key() + u": this test does not fill it"_s));
    {
        auto store = opened(library);
        const auto after = *store->readNow(contentsOf);
        for (auto each = before.begin(); each != before.end(); ++each)
            QCOMPARE(std::pair(each.key(), after.value(each.key())), std::pair(each.key(), each.value()));
        const auto waiting = *store->readNow(unended);
        QCOMPARE(waiting.size(), size_t(version < 4 ? 1 : 2));
        QCOMPARE(waiting[0].path, u"/d/b.pdf"_s);
        QCOMPARE(waiting[0].document, DocumentId(2));
        if (version >= 4) {
            QCOMPARE(waiting[1].path, u"/d/a.txt"_s); // where its mail lies
            QCOMPARE(waiting[1].part, u"2/1"_s);
            QCOMPARE(waiting[1].within, u"a.txt"_s);
        }
        const auto found = *store->readNow([](Database &database) {
            return database.integer("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH 'engine'");
        });
        QCOMPARE(found, 1);
        const auto messages = *store->readNow([](Database &database) { return messagesOf(database, 5); });
        QCOMPARE(messages.size(), size_t(2));
        QCOMPARE(messages[1].citations.size(), size_t(1));
        QCOMPARE(store->readNow([](Database &database) { return searchChats(database, u"zeppelin"_s, 9); })
                     ->size(),
                 1);
        QCOMPARE(store->readNow(activeProvider)->value().chatModel, u"c"_s);
    }
    Database database(library.path, Database::Mode::ReadWrite);
    followWords(database);
    QCOMPARE(checkIntegrity(database), QStringList());
    Database copy(library.copyPath(), Database::Mode::ReadOnly);
    QCOMPARE(copy.integer("PRAGMA user_version"), version);
    QCOMPARE(contentsOf(copy), before);
}

void MigrationTest::oneCopyIsKept() {
    const OldLibrary library(5);
    writeFile(library.path + u".v4"_s, "a copy of before");
    writeFile(library.path + u".v5"_s, "not whole");
    writeFile(library.path + u".very"_s, "the person's own");
    opened(library).reset();
    QCOMPARE(library.files(),
             (QStringList{u"library.sqlite"_s, u"library.sqlite.v5"_s, u"library.sqlite.very"_s}));
    QCOMPARE(QFile::permissions(library.copyPath()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    Database copy(library.copyPath(), Database::Mode::ReadOnly);
    QCOMPARE(copy.integer("PRAGMA user_version"), 5);
}

void MigrationTest::theCopyGoesOnceTheLibraryWasOpenedAgain() {
    const OldLibrary library(8);
    writeFile(library.path + u".very"_s, "the person's own");
    opened(library).reset();
    QVERIFY(library.files().contains(u"library.sqlite.v8"_s));
    opened(library).reset();
    QCOMPARE(library.files(), (QStringList{u"library.sqlite"_s, u"library.sqlite.very"_s}));
}

void MigrationTest::aLibraryOfThisVersionIsNotCopied() {
    QTemporaryDir folder;
    for (int i = 0; i < 2; ++i)
        QVERIFY(Store::open(folder.path()).ok());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"library.sqlite"_s});
}

void MigrationTest::withoutRoomForTheCopyNothingIsChanged() {
    const OldLibrary library(8);
    writeFile(library.path + u".v7"_s, "a copy of before");
    const auto before = library.contents();
    {
        const FileSizeLimit full(QFileInfo(library.path).size() / 2);
        const auto store = Store::open(library.folder.path());
        QVERIFY(!store.ok());
        QCOMPARE(store.error().kind, ErrorKind::Disk);
        QVERIFY2(store.error().message.contains(u"no room for a copy of "_s + library.path),
                 qPrintable(store.error().text()));
        QVERIFY2(store.error().hint.contains(u"Free 1 MB"_s), qPrintable(store.error().hint));
    }
    QCOMPARE(library.contents(), before);
    QCOMPARE(library.files(), (QStringList{u"library.sqlite"_s, u"library.sqlite.v7"_s}));
    Database database(library.path, Database::Mode::ReadWrite);
    QCOMPARE(database.integer("PRAGMA user_version"), 8);
}

void MigrationTest::whatAKilledProgramLeftOfACopyIsNoCopy() {
    const OldLibrary library(8);
    writeFile(library.copyPath() + u".part"_s, "half a copy");
    opened(library).reset();
    QCOMPARE(library.files(), (QStringList{u"library.sqlite"_s, u"library.sqlite.v8"_s}));
    Database copy(library.copyPath(), Database::Mode::ReadOnly);
    QCOMPARE(copy.integer("PRAGMA user_version"), 8);
}

DOCCHAT_TEST(MigrationTest)

#include "migration_test.moc"
