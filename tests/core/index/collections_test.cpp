#include "index/collections.h"

#include "index/chats.h"
#include "index/chatsearch.h"
#include "index/headings.h"
#include "index/journal.h"
#include "index/versions.h"

#include "chattest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

using Ids = QList<DocumentId>;

namespace {

qint64 made(Library &library, const QString &name) {
    const auto id = createCollection(library.database, name);
    if (!id.ok())
        qFatal("%s", qPrintable(id.error().text()));
    return *id;
}

QStringList names(Database &database) {
    QStringList all;
    for (const auto &collection : allCollections(database))
        all += collection.name;
    return all;
}

Document fileAt(const QString &path, const QByteArray &bytes) {
    Document document;
    document.name = path.section(u'/', -1);
    document.sha256 = bytes;
    document.path = path;
    document.addedAt = QDateTime::fromMSecsSinceEpoch(1'000);
    return document;
}

JournalEntry entryAt(const QString &path) {
    return {path, {}, path.section(u'/', -1)};
}

DocumentId attach(Library &library, DocumentId mail, const QString &name) {
    auto document = fileAt(name, name.toUtf8());
    document.parent = mail;
    document.part = u"1"_s;
    return replaceDocument(library.database, document);
}

} // namespace

class CollectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void collectionsAreListedByNameWithTheirCounts();
    void namesAreTrimmedAndUniqueInAnyCase_data();
    void namesAreTrimmedAndUniqueInAnyCase();
    void aNameThatWillNotDoSaysWhy_data();
    void aNameThatWillNotDoSaysWhy();
    void renamingKeepsWhatIsInIt();
    void removingKeepsDocumentsAndChats();
    void documentsComeAndGoWithWhatIsAttached();
    void aRemovedDocumentIsInNone();
    void whatIsReadAgainStaysInItsCollections();
    void anAttachmentThatWasTakenOutStaysOut();
    void aVersionJoinsWhenItIsWhole();
    void aFileJoinsWhenItIsRead();
    void aFileJoinsAlsoWhenItsReadingFailsFirst();
    void aFileThatIsWantedNoMoreJoinsNothing();
    void aNewVersionOfAFileJoinsTheCollectionsOfTheOld();
    void whatIsTakenOutWhileItIsReadStaysOut();
    void theStyleIsKept();
    void ticksAreKeptByCollection();
    void chatsAreListedAndSearchedByCollection();
    void headingsAreThoseOfTheCollection();
};

void CollectionsTest::collectionsAreListedByNameWithTheirCounts() {
    Library library;
    const auto a = library.add(u"a"_s, {u"one"_s});
    const auto b = library.add(u"b"_s, {u"two"_s});
    const auto steel = made(library, u"steel"_s);
    const auto bikes = made(library, u"Bikes"_s);
    addToCollection(library.database, steel, {a, b});
    addToCollection(library.database, bikes, {b});
    const auto chat = addChat(library.database, u"q"_s, steel);
    setRemoved(library.database, addChat(library.database, u"r"_s, steel), true);
    addChat(library.database, u"of all"_s);
    const auto all = allCollections(library.database);
    QCOMPARE(names(library.database), (QStringList{u"Bikes"_s, u"steel"_s}));
    QCOMPARE(all[0].documents, 1);
    QCOMPARE(all[0].chats, 0);
    QCOMPARE(all[1].documents, 2);
    QCOMPARE(all[1].chats, 1);
    QCOMPARE(findCollection(library.database, steel)->name, u"steel"_s);
    QVERIFY(!findCollection(library.database, steel + bikes));
    QCOMPARE(findChat(library.database, chat)->collection, steel);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void CollectionsTest::namesAreTrimmedAndUniqueInAnyCase_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("same");
    QTest::newRow("case") << u"Contracts"_s << u"cOnTracts"_s;
    QTest::newRow("white space") << u"Old contracts"_s << u"  Old \n contracts "_s;
    QTest::newRow("beyond ASCII") << u"Verträge Ärzte"_s << u"VERTRÄGE ÄRZTE"_s;
    QTest::newRow("composed") << u"Caf\u00e9"_s << u"Cafe\u0301"_s;
    QTest::newRow("Greek") << u"ΣΥΜΒΑΣΕΙΣ"_s << u"συμβασεις"_s;
}

void CollectionsTest::namesAreTrimmedAndUniqueInAnyCase() {
    QFETCH(QString, first);
    QFETCH(QString, same);
    Library library;
    const auto id = made(library, u" "_s + first + u"\t"_s);
    QCOMPARE(names(library.database), QStringList{first});
    const auto again = createCollection(library.database, same);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, ErrorKind::Usage);
    QCOMPARE(again.error().message, u"There is a collection “%1” already"_s.arg(first));
    QCOMPARE(collectionNamed(library.database, same)->id, id);
    QCOMPARE(library.count("collection"), 1);
    QVERIFY(renameCollection(library.database, id, same).ok()); // its own, in another case
}

void CollectionsTest::aNameThatWillNotDoSaysWhy_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QString() << u"A collection needs a name"_s;
    QTest::newRow("white space") << u" \t\n"_s << u"A collection needs a name"_s;
    QTest::newRow("long") << QString(81, u'x')
                          << u"The name of a collection has at most 80 characters, not 81"_s;
    QTest::newRow("quoted") << u"the \"old\" ones"_s
                            << u"The name of a collection has no quotation marks: the \"old\" ones"_s;
}

void CollectionsTest::aNameThatWillNotDoSaysWhy() {
    QFETCH(QString, name);
    QFETCH(QString, message);
    Library library;
    const auto other = made(library, u"other"_s);
    QCOMPARE(createCollection(library.database, name).error().message, message);
    QCOMPARE(renameCollection(library.database, other, name).error().message, message);
    QCOMPARE(names(library.database), QStringList{u"other"_s});
}

void CollectionsTest::renamingKeepsWhatIsInIt() {
    Library library;
    const auto id = made(library, u"old"_s);
    made(library, u"taken"_s);
    addToCollection(library.database, id, {library.add(u"a"_s, {u"one"_s})});
    QVERIFY(renameCollection(library.database, id, u" new "_s).ok());
    QVERIFY(!collectionNamed(library.database, u"old"_s));
    QCOMPARE(collectionNamed(library.database, u"NEW"_s)->documents, 1);
    QVERIFY(!renameCollection(library.database, id, u"Taken"_s).ok());
    QVERIFY(!renameCollection(library.database, 99, u"other"_s).ok());
    QCOMPARE(names(library.database), (QStringList{u"new"_s, u"taken"_s}));
}

void CollectionsTest::removingKeepsDocumentsAndChats() {
    Library library;
    const auto id = made(library, u"gone"_s);
    const auto kept = made(library, u"kept"_s);
    const auto document = library.add(u"a"_s, {u"one"_s});
    addToCollection(library.database, id, {document});
    addToCollection(library.database, kept, {document});
    const auto chat = addChat(library.database, u"q"_s, id);
    setDraft(library.database, newChatOf(id), u"half a quest"_s);
    setTicksIn(library.database, id, {document});
    joinWhenRead(library.database, id, {u"/d/new.txt"_s});
    QVERIFY(removeCollection(library.database, id));
    QVERIFY(!removeCollection(library.database, id));
    QCOMPARE(library.count("document"), 1);
    QCOMPARE(documentsIn(library.database, kept), Ids{document});
    QCOMPARE(findChat(library.database, chat)->collection, 0);
    addChat(library.database, u"begun before"_s, id);
    QCOMPARE(chatsOf(library.database, 0).size(), size_t(2));
    for (const auto *table : {"draft", "collection_tick", "collection_path"})
        QVERIFY2(library.count(table) == 0, table);
    QVERIFY(made(library, u"gone"_s) > id); // what was said of the old one is not said of it
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void CollectionsTest::documentsComeAndGoWithWhatIsAttached() {
    Library library;
    const auto id = made(library, u"mails"_s);
    const auto mail = library.add(u"letter.eml"_s, {u"one"_s});
    const auto inside = attach(library, mail, u"a.pdf"_s);
    const auto deeper = attach(library, inside, u"b.pdf"_s);
    const auto other = library.add(u"other"_s, {u"two"_s});
    addToCollection(library.database, id, {mail, mail, 99});
    QCOMPARE(documentsIn(library.database, id), (Ids{mail, inside, deeper}));
    const auto later = attach(library, mail, u"later.pdf"_s);
    QCOMPARE(documentsIn(library.database, id), (Ids{mail, inside, deeper, later}));
    takeFromCollection(library.database, id, {inside, other});
    QCOMPARE(documentsIn(library.database, id), (Ids{mail, later}));
    QCOMPARE(library.count("document"), 5);
}

void CollectionsTest::aRemovedDocumentIsInNone() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto a = library.add(u"a"_s, {u"one"_s});
    const auto b = library.add(u"b"_s, {u"two"_s});
    addToCollection(library.database, id, {a, b});
    setTicksIn(library.database, id, {a, b});
    removeDocument(library.database, a);
    QCOMPARE(documentsIn(library.database, id), Ids{b});
    QCOMPARE(ticksIn(library.database, id), Ids{b});
    QCOMPARE(findCollection(library.database, id)->documents, 1);
}

void CollectionsTest::whatIsReadAgainStaysInItsCollections() {
    Library library;
    const auto first = made(library, u"one"_s);
    const auto second = made(library, u"two"_s);
    const auto before = addDocument(library.database, fileAt(u"/d/a.txt"_s, "bytes"));
    addToCollection(library.database, first, {before});
    addToCollection(library.database, second, {before});
    setTicksIn(library.database, first, {before});
    const auto after = replaceDocument(library.database, fileAt(u"/d/a.txt"_s, "bytes"));
    QVERIFY(after != before);
    QCOMPARE(documentsIn(library.database, first), Ids{after});
    QCOMPARE(documentsIn(library.database, second), Ids{after});
    QCOMPARE(ticksIn(library.database, first), Ids{after});
}

void CollectionsTest::anAttachmentThatWasTakenOutStaysOut() {
    Library library;
    const auto id = made(library, u"mails"_s);
    const auto mail = library.add(u"letter.eml"_s, {u"one"_s});
    addToCollection(library.database, id, {mail});
    takeFromCollection(library.database, id, {attach(library, mail, u"a.pdf"_s)});
    attach(library, mail, u"a.pdf"_s); // read again
    QCOMPARE(documentsIn(library.database, id), Ids{mail});
}

void CollectionsTest::aVersionJoinsWhenItIsWhole() {
    Library library;
    auto &database = library.database;
    const auto id = made(library, u"c"_s);
    const auto old = addDocument(database, fileAt(u"/d/a.txt"_s, "old"));
    addToCollection(database, id, {old});
    setTicksIn(database, id, {old});
    const auto file = fileAt(u"/d/a.txt"_s, "new");
    const auto version = beginVersion(database, *findDocument(database, old), file, {"once"}).id;
    addToCollection(database, id, {old});
    QCOMPARE(documentsIn(database, id), Ids{old});
    replaceByVersion(database, version, file);
    QCOMPARE(documentsIn(database, id), Ids{version});
    QCOMPARE(ticksIn(database, id), Ids{version});
}

void CollectionsTest::aFileJoinsWhenItIsRead() {
    Library library;
    auto &database = library.database;
    const auto id = made(library, u"c"_s);
    const auto known = addDocument(database, fileAt(u"/d/known.txt"_s, "known"));
    const QStringList paths{u"/d/copy.txt"_s, u"/d/new.txt"_s};
    joinWhenRead(database, id, paths);
    joinWhenRead(database, 99, {u"/d/other.txt"_s});
    QCOMPARE(pathsJoining(database, id), paths);
    QCOMPARE(documentsIn(database, id), Ids());
    const auto fresh = replaceDocument(database, fileAt(u"/d/new.txt"_s, "new"));
    QCOMPARE(documentsIn(database, id), Ids{fresh});
    addLocation(database, known, u"/d/copy.txt"_s); // of the same bytes as one that is there
    QCOMPARE(documentsIn(database, id), (Ids{known, fresh}));
    for (const auto &path : paths)
        end(database, path, {});
    QCOMPARE(pathsJoining(database, id), QStringList());
    QCOMPARE(library.count("collection_path"), 0);
    QCOMPARE(documentsIn(database, id), (Ids{known, fresh}));
}

void CollectionsTest::aFileJoinsAlsoWhenItsReadingFailsFirst() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto file = fileAt(u"/d/new.txt"_s, "new");
    joinWhenRead(library.database, id, {file.path});
    removeDocument(library.database, replaceDocument(library.database, file));
    QCOMPARE(documentsIn(library.database, id), Ids());
    const auto kept = replaceDocument(library.database, file); // with the reason
    QCOMPARE(documentsIn(library.database, id), Ids{kept});
    end(library.database, file.path, {});
    enqueue(library.database, {entryAt(file.path)}); // Retry
    removeDocument(library.database, replaceDocument(library.database, file));
    const auto again = replaceDocument(library.database, file);
    QCOMPARE(documentsIn(library.database, id), Ids{again});
}

void CollectionsTest::aFileThatIsWantedNoMoreJoinsNothing() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto file = fileAt(u"/d/new.txt"_s, "new");
    joinWhenRead(library.database, id, {file.path});
    end(library.database, file.path, u"1"_s); // what is attached to it ended
    QCOMPARE(pathsJoining(library.database, id), QStringList{file.path});
    end(library.database, file.path, {}); // cancelled
    addDocument(library.database, file);  // added again, elsewhere
    QCOMPARE(documentsIn(library.database, id), Ids());
}

void CollectionsTest::aNewVersionOfAFileJoinsTheCollectionsOfTheOld() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto old = addDocument(library.database, fileAt(u"/d/a.txt"_s, "old"));
    addToCollection(library.database, id, {old});
    enqueue(library.database, {entryAt(u"/d/a.txt"_s), entryAt(u"/d/b.txt"_s)});
    const auto fresh = replaceDocument(library.database, fileAt(u"/d/a.txt"_s, "new"));
    replaceDocument(library.database, fileAt(u"/d/b.txt"_s, "other"));
    QCOMPARE(documentsIn(library.database, id), (Ids{old, fresh}));
}

void CollectionsTest::whatIsTakenOutWhileItIsReadStaysOut() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto file = fileAt(u"/d/a.txt"_s, "a");
    joinWhenRead(library.database, id, {file.path});
    takeFromCollection(library.database, id, {replaceDocument(library.database, file)});
    replaceDocument(library.database, file);
    QCOMPARE(documentsIn(library.database, id), Ids());
}

void CollectionsTest::theStyleIsKept() {
    Library library;
    const auto id = made(library, u"c"_s);
    QCOMPARE(findCollection(library.database, id)->style, AnswerStyle());
    const AnswerStyle style{u"Be brief"_s, AnswerLength::Short, u"de"_s};
    setCollectionStyle(library.database, id, style);
    QCOMPARE(findCollection(library.database, id)->style, style);
    QCOMPARE(allCollections(library.database).front().style, style);
}

void CollectionsTest::ticksAreKeptByCollection() {
    Library library;
    const auto a = library.add(u"a"_s, {u"one"_s});
    const auto b = library.add(u"b"_s, {u"two"_s});
    const auto id = made(library, u"c"_s);
    setTicksIn(library.database, id, {b});
    setTicksIn(library.database, 0, {b, a, 99});
    QCOMPARE(ticksIn(library.database, id), Ids{b});
    QCOMPARE(ticksIn(library.database, 0), (Ids{a, b}));
    setTicksIn(library.database, id, {});
    QCOMPARE(ticksIn(library.database, id), Ids());
    QCOMPARE(ticksIn(library.database, 0), (Ids{a, b}));
}

void CollectionsTest::chatsAreListedAndSearchedByCollection() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto ofAll = addChat(library.database, u"Steel for all"_s);
    const auto ofIt = addChat(library.database, u"Steel here"_s, id);
    addMessage(library.database, ofAll, question(u"a zeppelin"_s));
    addMessage(library.database, ofIt, question(u"the zeppelin"_s));
    QCOMPARE(chatsOf(library.database, id).size(), size_t(1));
    QCOMPARE(chatsOf(library.database, id).front().id, ofIt);
    QCOMPARE(chatsOf(library.database, 0).size(), size_t(1));
    QCOMPARE(chatsOf(library.database, 0).front().id, ofAll);
    QCOMPARE(allChats(library.database).size(), size_t(2));
    for (const auto &word : {u"steel"_s, u"zeppelin"_s}) {
        QCOMPARE(searchChats(library.database, word, 9).size(), size_t(2));
        const auto found = searchChats(library.database, word, 9, id);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found.front().chat, ofIt);
    }
}

void CollectionsTest::headingsAreThoseOfTheCollection() {
    Library library;
    const auto id = made(library, u"c"_s);
    const auto a = library.add(u"a"_s, {u"one"_s});
    library.add(u"b"_s, {u"two"_s});
    library.database.execute(
        "UPDATE passage SET heading=CASE text WHEN 'one' THEN 'Deposits' ELSE 'Fees' END");
    QCOMPARE(newestHeadings(library.database, 9, id), QStringList());
    addToCollection(library.database, id, {a});
    QCOMPARE(newestHeadings(library.database, 9, id), QStringList{u"Deposits"_s});
    QCOMPARE(newestHeadings(library.database, 9).size(), 2);
}

DOCCHAT_TEST(CollectionsTest)

#include "collections_test.moc"
