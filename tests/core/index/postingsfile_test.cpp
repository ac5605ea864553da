#include "index/postingsfile.h"

#include "async/taskgroup.h"
#include "index/postings.h"
#include "index/search.h"
#include "index/store.h"

#include "asynctest.h"
#include "indextest.h"
#include "madetexts.h"
#include "testmain.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;

class PostingsFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void aFileCutShortIsRefused();
    void aChangedByteIsRefused();
    void aListThatDoesNotHoldIsRefused();
    void aMissingFileIsNoFault();
    void theFileIsUsedAtTheNextStart();
    void theFileIsForItsOwnerAlone();
    void whatCameAfterTheFileIsAdded();
    void whatWasRemovedSinceIsNotFound();
    void aFileThatCannotBeUsedIsMadeAnew_data();
    void aFileThatCannotBeUsedIsMadeAnew();
    void theFileOfAnotherLibraryIsMadeAnew();
    void removedWordsLeaveTheFile();
    void scrubbingTakesTheFileAway();
    void whatACutOffSaveLeftIsRemoved();
    void aFileThatCannotBeWrittenCostsNoAnswer();
    void theStoreKeepsItBesideTheLibrary();
};

namespace {

/// A library with postings in files, as starts of the program see it.
struct Kept {
    Library library;
    QString path = library.folder.filePath(u"postings.bin"_s);

    explicit Kept(int documents = 4) {
        MadeTexts made(9);
        for (int i = 0; i < documents; ++i)
            library.add(u"%1.txt"_s.arg(i), made.texts(20));
    }

    /// A start of the program, with its upkeep.
    std::unique_ptr<Postings> started(bool maySave = true) {
        auto postings = std::make_unique<Postings>(path);
        postings->setLimits({0, 5, 30});
        postings->upkeep(library.database, {}, maySave);
        return postings;
    }

    std::vector<std::pair<qint64, double>> answers(Postings &postings) {
        std::vector<std::pair<qint64, double>> answers;
        MadeTexts made(10);
        const auto view = postings.refresh(library.database);
        for (int i = 0; i < 20; ++i) {
            for (const auto &found : view->best(queryTerms(made.text(4)), {}, 10))
                answers.emplace_back(found.passage, found.score);
        }
        return answers;
    }
};

StoredPostings madeSegment() {
    MadeTexts made(2);
    SegmentBuilder builder;
    for (qint64 id = 3; id < 20; ++id)
        builder.add({.id = id, .document = id / 5 + 1, .heading = u"Heading"_s, .text = made.text(20)});
    return {builder.finish(25), {7, 8, 9, 10}};
}

/// A write that adds a document with these passages.
auto adding(const QString &name, const QStringList &texts) {
    return [name, texts](Database &database) {
        Document document;
        document.name = name;
        document.sha256 = name.toUtf8();
        document.path = name;
        const auto id = addDocument(database, document);
        std::vector<Passage> passages;
        for (const auto &text : texts)
            passages.push_back({0, id, 1, 1, 0, text.size(), {}, text});
        addPassages(database, passages);
        return id;
    };
}

/// Passages with "steel" as the store's postings know them; -1: there are none.
double steelIn(Store *store) {
    const auto count = store->readNow([store](Database &database) {
        const auto view = store->postings().refresh(database);
        return view ? view->frequency(u"steel"_s) : -1;
    });
    return count.ok() ? *count : -1;
}

Task<void> writeMeanwhile(Store *store, double *first, double *second) {
    std::ignore = co_await store->write(adding(u"a"_s, {u"Steel."_s, u"Iron."_s}));
    std::ignore = co_await store->write(adding(u"b"_s, {u"Steel and iron."_s}));
    co_await until([store] { return steelIn(store) == 2; });
    *first = steelIn(store);
    std::ignore = co_await store->write(adding(u"c"_s, QStringList(50, u"Steel."_s)));
    co_await until([store] { return steelIn(store) == 52; });
    *second = steelIn(store);
    store->onChanged({});
}

Task<void> follow(Store *store, double *first, double *second) {
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        store->onChanged([&group, store] { group.spawn("postings", &Store::keepPostings, store); });
        group.spawn("writing", writeMeanwhile, store, first, second);
    });
}

QString problemOf(const QString &path) {
    const auto read = readPostings(path);
    return read.ok() ? QString() : read.error().message;
}

} // namespace

void PostingsFileTest::whatIsWrittenIsRead() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"p"_s);
    const auto made = madeSegment();
    QVERIFY(writePostings(path, made).ok());
    const auto read = readPostings(path);
    QVERIFY2(read.ok(), qPrintable(problemOf(path)));
    QCOMPARE(read->segment->lastPassage, 25);
    QVERIFY(read->segment->words == made.segment->words && read->segment->words > 17 * 20);
    QVERIFY(read->marks == made.marks);
    QVERIFY(read->segment->passages == made.segment->passages);
    QVERIFY(read->segment->documentOf == made.segment->documentOf);
    QVERIFY(read->segment->terms == made.segment->terms);
    QVERIFY(read->segment->lists == made.segment->lists);
    QVERIFY(read->segment->find("head").has_value());
}

void PostingsFileTest::aFileCutShortIsRefused() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"p"_s);
    QVERIFY(writePostings(path, madeSegment()).ok());
    const auto bytes = bytesOf(path);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        writeFile(path, bytes.first(size));
        QVERIFY2(!problemOf(path).isEmpty(), qPrintable(QString::number(size)));
    }
    writeFile(path, bytes + '\0');
    QVERIFY(!problemOf(path).isEmpty());
}

void PostingsFileTest::aChangedByteIsRefused() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"p"_s);
    QVERIFY(writePostings(path, madeSegment()).ok());
    const auto bytes = bytesOf(path);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] = char(changed[i] ^ 1 << i % 8);
        writeFile(path, changed);
        QVERIFY2(!problemOf(path).isEmpty(), qPrintable(QString::number(i)));
    }
}

void PostingsFileTest::aListThatDoesNotHoldIsRefused() {
    const auto made = madeSegment();
    QVERIFY(made.segment->isWhole());
    int refused = 0;
    for (size_t i = 0; i < made.segment->lists.size(); ++i) {
        auto changed = *made.segment;
        changed.lists[i] = 0xFF;
        refused += changed.isWhole() ? 0 : 1; // a count may be 255
    }
    QVERIFY2(refused * 2 > int(made.segment->lists.size()), qPrintable(QString::number(refused)));
    auto changed = *made.segment;
    changed.documentOf[3] = 4;
    QVERIFY(!changed.isWhole());
    changed = *made.segment;
    changed.listEnds.back() += 1;
    QVERIFY(!changed.isWhole());
    changed = *made.segment;
    ++changed.frequencies[0];
    QVERIFY(!changed.isWhole());
}

void PostingsFileTest::aMissingFileIsNoFault() {
    const QTemporaryDir folder;
    const auto read = readPostings(folder.filePath(u"p"_s));
    QVERIFY(!read.ok());
    QCOMPARE(read.error().kind, ErrorKind::Missing);
    Kept kept;
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    QVERIFY(kept.started()->refresh(kept.library.database));
}

void PostingsFileTest::theFileIsUsedAtTheNextStart() {
    Kept kept;
    const auto answers = kept.answers(*kept.started());
    QVERIFY(answers.size() > 100);
    const auto bytes = bytesOf(kept.path);
    // What FTS5 and the passages hold now is not what the file says: only the file can give these answers.
    kept.library.database.execute("UPDATE passage SET text='other'");
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    QVERIFY(kept.answers(*kept.started()) == answers);
    QVERIFY(bytesOf(kept.path) == bytes);
}

void PostingsFileTest::theFileIsForItsOwnerAlone() {
    Kept kept;
    kept.started();
    const auto permissions = QFile::permissions(kept.path);
    QVERIFY(permissions.testFlag(QFile::ReadOwner));
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void PostingsFileTest::whatCameAfterTheFileIsAdded() {
    Kept kept;
    kept.started();
    kept.library.add(u"new.txt"_s, QStringList(20, u"A zeppelin flies."_s));
    const auto bytes = bytesOf(kept.path);
    const auto postings = kept.started(false);
    const auto view = postings->refresh(kept.library.database);
    QCOMPARE(view->frequency(u"zeppelin"_s), 20.0);
    QCOMPARE(view->passages(), size_t(100));
    const auto answers = kept.answers(*postings);
    QVERIFY(bytesOf(kept.path) == bytes);
    QVERIFY(QFile::remove(kept.path));
    QVERIFY(kept.answers(*kept.started()) == answers);
}

void PostingsFileTest::whatWasRemovedSinceIsNotFound() {
    Kept kept;
    const auto id = kept.library.add(u"new.txt"_s, {u"A zeppelin flies."_s});
    kept.started();
    QVERIFY(removeDocument(kept.library.database, id));
    const auto postings = kept.started();
    QVERIFY(postings->refresh(kept.library.database)->best({u"zeppelin"_s}, {}, 9).empty());
}

void PostingsFileTest::aFileThatCannotBeUsedIsMadeAnew_data() {
    QTest::addColumn<qsizetype>("place"); // from the start; below 0: from the end
    QTest::addColumn<bool>("cut");
    QTest::newRow("cut in its header") << qsizetype(20) << true;
    QTest::newRow("cut in its middle") << qsizetype(900) << true;
    QTest::newRow("cut at its end") << qsizetype(-1) << true;
    QTest::newRow("another magic") << qsizetype(3) << false;
    QTest::newRow("another version") << qsizetype(8) << false;
    QTest::newRow("words analysed otherwise") << qsizetype(16) << false;
    QTest::newRow("another count") << qsizetype(47) << false;
    QTest::newRow("a changed posting") << qsizetype(-200) << false;
    QTest::newRow("another checksum") << qsizetype(-5) << false;
}

void PostingsFileTest::aFileThatCannotBeUsedIsMadeAnew() {
    QFETCH(qsizetype, place);
    QFETCH(bool, cut);
    Kept kept;
    const auto answers = kept.answers(*kept.started());
    const auto bytes = bytesOf(kept.path);
    const auto at = place < 0 ? bytes.size() + place : place;
    auto changed = cut ? bytes.first(at) : bytes;
    if (!cut)
        changed[at] = char(changed[at] ^ 0x10);
    writeFile(kept.path, changed);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"postings.bin is .*made anew"_s));
    QVERIFY(kept.answers(*kept.started()) == answers);
    QVERIFY(bytesOf(kept.path) == bytes);
}

void PostingsFileTest::theFileOfAnotherLibraryIsMadeAnew() {
    Kept kept;
    const auto answers = kept.answers(*kept.started());
    Kept other;
    other.library.database.execute("UPDATE document SET added_at=added_at+5");
    std::ignore = other.started();
    QVERIFY(QFile::remove(kept.path) && QFile::copy(other.path, kept.path));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"postings.bin is of another library"_s));
    QVERIFY(kept.answers(*kept.started()) == answers);

    Kept larger(6); // its first documents are the same
    std::ignore = larger.started();
    QVERIFY(QFile::remove(kept.path) && QFile::copy(larger.path, kept.path));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"postings.bin is of another library"_s));
    QVERIFY(kept.answers(*kept.started()) == answers);
}

void PostingsFileTest::removedWordsLeaveTheFile() {
    Kept kept;
    const auto id = kept.library.add(u"new.txt"_s, {u"A zeppelin flies."_s});
    const auto postings = kept.started();
    QVERIFY(bytesOf(kept.path).contains("zeppelin"));
    QVERIFY(removeDocument(kept.library.database, id));
    postings->upkeep(kept.library.database, {}, true);
    QVERIFY(!bytesOf(kept.path).contains("zeppelin"));
    QVERIFY(readPostings(kept.path).ok());
}

void PostingsFileTest::scrubbingTakesTheFileAway() {
    Kept kept;
    const auto postings = kept.started();
    QVERIFY(QFile::exists(kept.path));
    scrubRemovedWords(kept.library.database);
    QVERIFY(!QFile::exists(kept.path));
    postings->upkeep(kept.library.database, {}, true);
    QVERIFY(QFile::exists(kept.path));
}

void PostingsFileTest::whatACutOffSaveLeftIsRemoved() {
    Kept kept;
    writeFile(kept.path + u".AbCdEf"_s, "half");
    std::ignore = kept.started(false);
    QVERIFY(QFile::exists(kept.path + u".AbCdEf"_s)); // of who may write it, perhaps right now
    std::ignore = kept.started();
    QVERIFY(!QFile::exists(kept.path + u".AbCdEf"_s));
}

void PostingsFileTest::aFileThatCannotBeWrittenCostsNoAnswer() {
    Kept kept;
    kept.path = kept.library.folder.filePath(u"nowhere/postings.bin"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nowhere/postings.bin"_s));
    const auto postings = kept.started();
    QVERIFY(kept.answers(*postings).size() > 100);
    postings->upkeep(kept.library.database, {}, true); // and does not complain again
}

void PostingsFileTest::theStoreKeepsItBesideTheLibrary() {
    const QTemporaryDir folder;
    auto store = std::move(*Store::open(folder.path()));
    store->postings().setLimits({3, 0, 10});
    double first = 0;
    double second = 0;
    really([&] { return follow(store.get(), &first, &second); });
    QCOMPARE(first, 2.0);
    QCOMPARE(second, 52.0);
    QVERIFY(readPostings(folder.filePath(u"postings.bin"_s)).ok());
}

DOCCHAT_TEST(PostingsFileTest)

#include "postingsfile_test.moc"
