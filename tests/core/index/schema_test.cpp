#include "index/schema.h"

#include "index/chats.h"
#include "index/chatsearch.h"
#include "index/messages.h"

#include "indextest.h"
#include "testmain.h"

#include <sqlite3.h>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileIsBroughtToThisVersion();
    void mailsWithAttachmentsInTheirTextWaitToBeReadAgain_data();
    void mailsWithAttachmentsInTheirTextWaitToBeReadAgain();
    void wordsOfAnOlderLibraryAreStillFound();
    void vectorsOfAnOlderLibraryAreKept();
    void chatsOfAnOlderLibraryAreAStraightLine();
    void anotherProgramsFileIsRefused();
    void aNewerLibraryIsRefused();
    void aVersionWithoutTablesIsNoLibrary();
    void aFailedMigrationIsRolledBackWhole();
    void aFileWithTriggersOrViewsIsRefused_data();
    void aFileWithTriggersOrViewsIsRefused();
    void theWordIndexFollowsThePassages();
    void anotherConnectionMakesNoTriggersInTheFile();
    void aWholeLibraryHasNoFindings();
    void plantedFaultsAreFound_data();
    void plantedFaultsAreFound();
    void aDamagedIndexIsFound();
};

namespace {

struct EmptyFile {
    QTemporaryDir folder;
    QString path = folder.filePath(u"library.sqlite"_s);
    Database database{path, Database::Mode::ReadWrite};
};

} // namespace

void SchemaTest::anEmptyFileIsBroughtToThisVersion() {
    EmptyFile file;
    migrate(file.database);
    QCOMPARE(file.database.integer("PRAGMA user_version"), qint64(schemaVersion));
    QCOMPARE(file.database.integer("PRAGMA application_id"), applicationId);
    const auto tables = file.database.integer("SELECT count(*) FROM sqlite_schema");
    QVERIFY(tables > 15);
    migrate(file.database);
    QCOMPARE(file.database.integer("SELECT count(*) FROM sqlite_schema"), tables);
}

void SchemaTest::mailsWithAttachmentsInTheirTextWaitToBeReadAgain_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("code");
    QTest::newRow("attachment") << u"mail"_s << u"attachment “a.pdf”, page 1"_s << u"unreadable"_s;
    QTest::newRow("in a mailbox") << u"mail"_s << u"message 2: Costs, attachment “a.pdf”"_s
                                  << u"unreadable"_s;
    QTest::newRow("text alone") << u"mail"_s << u"message “Costs”"_s << u"ok"_s;
    QTest::newRow("no mail") << u"docx"_s << u"attachment “a.pdf”"_s << u"ok"_s;
}

void SchemaTest::mailsWithAttachmentsInTheirTextWaitToBeReadAgain() {
    QFETCH(QString, kind);
    QFETCH(QString, label);
    QFETCH(QString, code);
    EmptyFile file;
    migrate(file.database, 2);
    QCOMPARE(file.database.integer("PRAGMA user_version"), 2);
    file.database
        .prepare(
            "INSERT INTO document(sha256, name, kind, state, added_at) VALUES (x'01', 'a', ?1, 'ready', 5)")
        .bind(kind)
        .run();
    file.database.prepare("INSERT INTO page VALUES (1, 1, ?1, 0, 'text', x'', 0, 0, x'')").bind(label).run();
    file.database.execute("INSERT INTO chat VALUES (1, NULL, '', '', 0);"
                          "INSERT INTO message(chat, role, text, at) VALUES (1, 'answer', 'x', 0);"
                          "INSERT INTO citation VALUES (1, 1, 1, 'a', 'mail', 1, 1, 0, 1, 'q', 1, 'here')");
    migrate(file.database);
    QCOMPARE(file.database.integer("PRAGMA user_version"), schemaVersion);
    const auto document = findDocument(file.database, DocumentId(1));
    QVERIFY(document);
    QCOMPARE(document->code, code);
    QCOMPARE(document->state, code == u"ok"_s ? DocumentState::Ready : DocumentState::Partial);
    QCOMPARE(document->hint.isEmpty(), code == u"ok"_s);
    QCOMPARE(document->parent, DocumentId(0));
    QCOMPARE(file.database.integer("SELECT count(*) FROM citation WHERE within='' AND place='here'"), 1);
    QCOMPARE(checkIntegrity(file.database), QStringList());
}

void SchemaTest::wordsOfAnOlderLibraryAreStillFound() {
    EmptyFile file;
    migrate(file.database, 2);
    file.database.execute(
        "INSERT INTO document(sha256, name, kind, state, added_at) VALUES (x'01', 'a', 'text', 'ready', 5);"
        "INSERT INTO passage(document, first_page, last_page, start, end, heading, text)"
        " VALUES (1, 1, 1, 0, 9, 'Engines', 'They were running.')");
    migrate(file.database);
    for (const auto *word : {"engine", "run"}) {
        auto count = file.database.prepare("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?1");
        QVERIFY(count.bind(QString::fromLatin1(word)).step());
        QCOMPARE(count.integer(0), 1);
    }
    QCOMPARE(checkIntegrity(file.database), QStringList());
}

void SchemaTest::vectorsOfAnOlderLibraryAreKept() {
    EmptyFile file;
    migrate(file.database, 4);
    file.database.execute(
        "INSERT INTO document(sha256, name, kind, state, added_at) VALUES (x'01', 'a', 'text', 'ready', 5);"
        "INSERT INTO passage(document, first_page, last_page, start, end, heading, text)"
        " VALUES (1, 1, 1, 0, 9, 'Engines', 'They were running.');"
        "INSERT INTO passage_fts(passage_fts) VALUES ('rebuild');"
        "INSERT INTO model VALUES (3, 'm', 2);"
        "INSERT INTO embedding VALUES (1, 3, x'003c00c0')");
    migrate(file.database);
    auto row = file.database.prepare("SELECT id, vector FROM embedding WHERE passage=1 AND model=3");
    QVERIFY(row.step());
    QCOMPARE(row.integer(0), (3LL << 40) + 1); // where it is looked for
    QCOMPARE(row.blob(1).toHex(), "003c00c0"_ba);
    row.reset();
    QCOMPARE(checkIntegrity(file.database), QStringList());
    followWords(file.database);
    file.database.execute("DELETE FROM passage");
    QCOMPARE(file.database.integer("SELECT count(*) FROM embedding"), 0);
}

void SchemaTest::chatsOfAnOlderLibraryAreAStraightLine() {
    EmptyFile file;
    migrate(file.database, 5);
    file.database.execute(
        "INSERT INTO chat VALUES (1, NULL, 'Bikes', 'Be brief', 5), (2, NULL, 'Steel', '', 6);"
        "INSERT INTO message(chat, role, text, at) VALUES (1, 'question', 'first', 7);"
        "INSERT INTO message(chat, role, text, at) VALUES (2, 'question', 'other', 8);"
        "INSERT INTO message(chat, role, text, at) VALUES (1, 'answer', 'second', 9);"
        "INSERT INTO message(chat, role, text, at) VALUES (1, 'question', 'third', 10);"
        "INSERT INTO citation VALUES (3, 1, 1, 'a', 'mail', 1, 1, 0, 1, 'q', 1, 'here', '')");
    migrate(file.database);
    followWords(file.database);
    const auto messages = messagesOf(file.database, 1);
    QStringList texts;
    for (const auto &message : messages) {
        texts += message.text;
        QCOMPARE(message.versions, QList<qint64>{message.id});
    }
    QCOMPARE(texts, (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    QCOMPARE(messages[0].parent, 0);
    QCOMPARE(messages[1].parent, messages[0].id);
    QCOMPARE(messages[1].citations.size(), size_t(1));
    QCOMPARE(messages[1].at.toMSecsSinceEpoch(), 9);
    QCOMPARE(messagesOf(file.database, 2).size(), size_t(1));
    const auto chat = findChat(file.database, 1);
    QVERIFY(chat && !chat->titled && chat->scope.isEmpty());
    QCOMPARE(chat->style, (AnswerStyle{u"Be brief"_s}));
    QCOMPARE(searchChats(file.database, u"second"_s, 9).front().message, 3);
    QCOMPARE(checkIntegrity(file.database), QStringList());
}

void SchemaTest::anotherProgramsFileIsRefused() {
    EmptyFile file;
    file.database.execute("CREATE TABLE recipe(name TEXT); PRAGMA application_id=7");
    const auto message = sqliteErrorOf([&] { migrate(file.database); });
    QVERIFY2(message.contains(u"another program"_s), qPrintable(message));
    QCOMPARE(file.database.integer("PRAGMA application_id"), 7);
    QCOMPARE(file.database.integer("SELECT count(*) FROM sqlite_schema"), 1);
}

void SchemaTest::aNewerLibraryIsRefused() {
    EmptyFile file;
    migrate(file.database);
    file.database.execute("PRAGMA user_version=999");
    const auto message = sqliteErrorOf([&] { migrate(file.database); });
    QVERIFY2(message.contains(u"newer"_s), qPrintable(message));
    QCOMPARE(file.database.integer("PRAGMA user_version"), 999);
}

void SchemaTest::aVersionWithoutTablesIsNoLibrary() {
    EmptyFile file;
    file.database.execute("PRAGMA user_version=1");
    const auto message = sqliteErrorOf([&] { migrate(file.database); });
    const auto tables = file.database.integer("SELECT count(*) FROM sqlite_schema");
    QVERIFY(tables > 15 || !message.isEmpty());
}

void SchemaTest::aFailedMigrationIsRolledBackWhole() {
    EmptyFile file;
    file.database.execute("CREATE TABLE chat(x)"); // in the way of one of the script's later tables
    file.database.execute(("PRAGMA application_id=" + QByteArray::number(applicationId)).constData());
    QVERIFY(!sqliteErrorOf([&] { migrate(file.database); }).isEmpty());
    QCOMPARE(file.database.integer("SELECT count(*) FROM sqlite_schema"), 1);
    QCOMPARE(file.database.integer("PRAGMA user_version"), 0);
}

void SchemaTest::aFileWithTriggersOrViewsIsRefused_data() {
    QTest::addColumn<QByteArray>("planted");
    QTest::newRow("trigger") << "CREATE TRIGGER t AFTER INSERT ON chat BEGIN DELETE FROM document; END"_ba;
    QTest::newRow("view") << "CREATE VIEW v AS SELECT * FROM document"_ba;
}

void SchemaTest::aFileWithTriggersOrViewsIsRefused() {
    QFETCH(QByteArray, planted);
    EmptyFile file;
    migrate(file.database);
    file.database.execute(planted.constData());
    const auto message = sqliteErrorOf([&] { followWords(file.database); });
    QVERIFY2(message.contains(u"triggers or views"_s), qPrintable(message));
}

void SchemaTest::theWordIndexFollowsThePassages() {
    Library library;
    library.add(u"a.txt"_s, {u"one apple"_s, u"two pears"_s});
    auto found = [&](const char *word) {
        return library.database.integer(
            (QByteArray("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '") + word + '\'')
                .constData());
    };
    QCOMPARE(found("apple"), 1);
    library.database.execute("UPDATE passage SET text='three plums' WHERE text LIKE '%apple'");
    QCOMPARE(found("apple"), 0);
    QCOMPARE(found("plum"), 1);
    library.database.execute("DELETE FROM passage WHERE text LIKE '%pears'");
    QCOMPARE(found("pear"), 0);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void SchemaTest::anotherConnectionMakesNoTriggersInTheFile() {
    Library library;
    Database other(library.folder.filePath(u"library.sqlite"_s), Database::Mode::ReadOnly);
    QCOMPARE(other.integer("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"), 0);
    QCOMPARE(library.database.integer("SELECT count(*) FROM temp.sqlite_schema WHERE type='trigger'"), 7);
}

void SchemaTest::aWholeLibraryHasNoFindings() {
    Library library;
    QCOMPARE(checkIntegrity(library.database), QStringList());
    const auto id = library.add(u"a.txt"_s, {u"one"_s, u"two"_s, u"three"_s});
    library.add(u"b.txt"_s, {u"four"_s});
    removeDocument(library.database, id);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void SchemaTest::plantedFaultsAreFound_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QString>("finding");
    QTest::newRow("a location of no document")
        << "PRAGMA foreign_keys=OFF; INSERT INTO location(document, path) VALUES (99, '/x')"_ba
        << u"location"_s;
    QTest::newRow("a passage that is not in the word index")
        << "DROP TRIGGER temp.passage_added;"
           "INSERT INTO passage SELECT 99, document, 1, 1, 0, 1, '', 'stowaway', 'und' FROM passage LIMIT 1"_ba
        << u"word index"_s;
    QTest::newRow("a word of no passage")
        << "INSERT INTO passage_fts(rowid, tagged_heading, tagged_text) VALUES (77, '', 'ghost')"_ba
        << u"word index"_s;
    QTest::newRow("a word of no message")
        << "INSERT INTO message_fts(rowid, text) VALUES (77, 'ghost')"_ba << u"word index"_s;
}

void SchemaTest::plantedFaultsAreFound() {
    QFETCH(QByteArray, fault);
    QFETCH(QString, finding);
    Library library;
    library.add(u"a.txt"_s, {u"one"_s});
    library.database.execute(fault.constData());
    const auto findings = checkIntegrity(library.database).join(u'\n');
    QVERIFY2(findings.contains(finding), qPrintable(findings));
}

void SchemaTest::aDamagedIndexIsFound() {
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    const QByteArray sha("SHA-SHA-SHA-SHA-SHA-SHA-SHA-SHA-");
    {
        Database database(path, Database::Mode::ReadWrite);
        migrate(database);
        Document document;
        document.sha256 = sha;
        document.path = u"/a"_s;
        addDocument(database, document);
    }
    auto bytes = bytesOf(path);
    QCOMPARE(bytes.count(sha), 2); // in the table and in its index
    writeFile(path, bytes.replace(bytes.lastIndexOf(sha), 3, "XXX"));
    Database database(path, Database::Mode::ReadWrite);
    const auto findings = checkIntegrity(database).join(u'\n');
    QVERIFY2(findings.contains(u"sqlite_autoindex_document"_s), qPrintable(findings));
}

DOCCHAT_TEST(SchemaTest)

#include "schema_test.moc"
