#include "index/journal.h"

#include "indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using State = JournalEntry::State;

namespace {

JournalEntry fileAt(const QString &path) {
    return {path, {}, path.section(u'/', -1)};
}

JournalEntry only(Database &database) {
    const auto entries = unended(database);
    if (entries.size() != 1)
        qFatal("%zu are in the journal", entries.size());
    return entries[0];
}

QStringList paths(Database &database) {
    QStringList all;
    for (const auto &entry : unended(database))
        all += entry.path;
    return all;
}

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsQueuedComesBackAsItWasWished();
    void theOrderIsThatOfTheWishes();
    void eachBeginningIsCounted();
    void anOrderlyEndIsNoAttempt();
    void whatHasEndedIsGone();
    void wishedAgainItIsAsNew();
    void whatIsSetAsideKeepsItsReason();
    void ofWhatIsSetAsideTheTextStays_data();
    void ofWhatIsSetAsideTheTextStays();
    void aRowOutlivesTheReplacingOfItsDocument();
    void removingADocumentTakesItsRowsWithIt();
};

void JournalTest::whatIsQueuedComesBackAsItWasWished() {
    Library library;
    const auto mail = library.add(u"letter.eml"_s, {u"one"_s});
    JournalEntry entry{u"/d/letter.eml"_s, u"2/1"_s, u"a.doc"_s};
    entry.parent = mail;
    entry.recognise = true;
    entry.libreOffice = true;
    enqueue(library.database, {entry});
    const auto back = only(library.database);
    QCOMPARE(back.path, entry.path);
    QCOMPARE(back.part, entry.part);
    QCOMPARE(back.name, entry.name);
    QCOMPARE(back.within, u"letter.eml"_s);
    QCOMPARE(back.parent, mail);
    QVERIFY(back.recognise && back.libreOffice);
    QCOMPARE(back.state, State::Queued);
    QCOMPARE(back.attempts, 0);
}

void JournalTest::theOrderIsThatOfTheWishes() {
    Library library;
    enqueue(library.database, {fileAt(u"/b"_s), fileAt(u"/a"_s)});
    enqueue(library.database, {fileAt(u"/c"_s), fileAt(u"/b"_s)});
    QCOMPARE(paths(library.database), (QStringList{u"/b"_s, u"/a"_s, u"/c"_s}));
}

void JournalTest::eachBeginningIsCounted() {
    Library library;
    enqueue(library.database, {fileAt(u"/a"_s)});
    for (int times = 1; times <= 3; ++times) {
        begin(library.database, fileAt(u"/a"_s));
        QCOMPARE(only(library.database).attempts, times);
        QCOMPARE(only(library.database).state, State::Running);
    }
}

void JournalTest::anOrderlyEndIsNoAttempt() {
    Library library;
    begin(library.database, fileAt(u"/a"_s));
    begin(library.database, fileAt(u"/a"_s));
    for (int i = 0; i < 2; ++i) {
        putBack(library.database, u"/a"_s, {});
        QCOMPARE(only(library.database).attempts, 1);
        QCOMPARE(only(library.database).state, State::Queued);
    }
}

void JournalTest::whatHasEndedIsGone() {
    Library library;
    auto attachment = fileAt(u"/a"_s);
    attachment.part = u"1"_s;
    enqueue(library.database, {fileAt(u"/a"_s), attachment, fileAt(u"/b"_s)});
    end(library.database, u"/a"_s, {});
    QCOMPARE(paths(library.database), (QStringList{u"/a"_s, u"/b"_s}));
    end(library.database, u"/a"_s, u"1"_s);
    QCOMPARE(paths(library.database), QStringList{u"/b"_s});
}

void JournalTest::wishedAgainItIsAsNew() {
    Library library;
    auto entry = fileAt(u"/a"_s);
    begin(library.database, entry);
    setAside(library.database, entry, {ErrorKind::Crashed, u"it died"_s, u"Retry"_s});
    entry.recognise = true;
    enqueue(library.database, {entry});
    const auto back = only(library.database);
    QVERIFY(back.recognise);
    QCOMPARE(back.attempts, 0);
    QCOMPARE(back.state, State::Queued);
    QCOMPARE(back.error, QString());
    QCOMPARE(back.code, u"ok"_s);
}

void JournalTest::whatIsSetAsideKeepsItsReason() {
    Library library;
    begin(library.database, fileAt(u"/a"_s));
    setAside(library.database, fileAt(u"/a"_s), {ErrorKind::Crashed, u"it died"_s, u"Retry"_s});
    const auto back = only(library.database);
    QCOMPARE(back.state, State::Aside);
    QCOMPARE(back.error, u"it died"_s);
    QCOMPARE(back.code, u"crashed"_s);
}

void JournalTest::ofWhatIsSetAsideTheTextStays_data() {
    QTest::addColumn<QStringList>("pages");
    QTest::addColumn<DocumentState>("state");
    QTest::newRow("with text") << QStringList{u"one"_s} << DocumentState::Partial;
    QTest::newRow("without") << QStringList() << DocumentState::Failed;
}

void JournalTest::ofWhatIsSetAsideTheTextStays() {
    QFETCH(QStringList, pages);
    QFETCH(DocumentState, state);
    Library library;
    const auto id = library.add(u"a.txt"_s, pages);
    setState(library.database, id, DocumentState::Reading, nullptr);
    begin(library.database, fileAt(u"/documents/a.txt"_s));
    setJournalled(library.database, u"/documents/a.txt"_s, {}, id);
    setAside(library.database, only(library.database), {ErrorKind::Crashed, u"it died"_s, u"Retry"_s});
    const auto document = findDocument(library.database, id);
    QCOMPARE(document->state, state);
    QCOMPARE(document->reason, u"it died"_s);
    QCOMPARE(document->hint, u"Retry"_s);
    QCOMPARE(library.count("passage"), pages.size());
}

void JournalTest::aRowOutlivesTheReplacingOfItsDocument() {
    Library library;
    const auto before = library.add(u"letter.eml"_s, {u"one"_s});
    JournalEntry attachment{u"/documents/letter.eml"_s, u"1"_s, u"a.txt"_s};
    attachment.parent = before;
    enqueue(library.database, {fileAt(u"/documents/letter.eml"_s), attachment});
    setJournalled(library.database, u"/documents/letter.eml"_s, {}, before);
    const auto now = replaceDocument(library.database, *findDocument(library.database, before));
    QVERIFY(now != before);
    const auto entries = unended(library.database);
    QCOMPARE(entries.size(), size_t(2));
    QCOMPARE(entries[0].document, now);
    QCOMPARE(entries[1].parent, now);
}

void JournalTest::removingADocumentTakesItsRowsWithIt() {
    Library library;
    const auto mail = library.add(u"letter.eml"_s, {u"one"_s});
    JournalEntry attachment{u"/documents/letter.eml"_s, u"1"_s, u"a.txt"_s};
    attachment.parent = mail;
    enqueue(library.database, {fileAt(u"/documents/letter.eml"_s), attachment, fileAt(u"/other"_s)});
    setJournalled(library.database, u"/documents/letter.eml"_s, {}, mail);
    removeDocument(library.database, mail);
    QCOMPARE(paths(library.database), QStringList{u"/other"_s});
}

DOCCHAT_TEST(JournalTest)

#include "journal_test.moc"
