#include "index/documents.h"

#include "index/matches.h"
#include "index/notes.h"
#include "index/versions.h"
#include "model/layout.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class DocumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTextAroundAPlaceIsWholePages_data();
    void theTextAroundAPlaceIsWholePages();
    void aNewDocumentIsReadingAndKeepsWhatItWasGiven();
    void aDocumentIsFoundByItsIdAndByItsHash();
    void theSameBytesTwiceAreRefused();
    void documentsComeInTheOrderTheyWereAdded();
    void theLastPlaceADocumentWasFoundIsItsPath();
    void aPathFoundAgainIsTheLastPlace();
    void aPathBelongsToOneDocument();
    void theEndOfReadingIsKept_data();
    void theEndOfReadingIsKept();
    void pagesAreCountedAndComeBack();
    void passagesGetIdsAndAreCounted();
    void textIsGivenToTheLetterAcrossPages_data();
    void textIsGivenToTheLetterAcrossPages();
    void aPositionKnowsItsPage_data();
    void aPositionKnowsItsPage();
    void boxesAreGivenAcrossAPageBreak_data();
    void boxesAreGivenAcrossAPageBreak();
    void brokenBoxesAreNone();
    void removingLeavesNothingInAnyTable();
    void anIdIsNeverUsedAgain();
    void theSizeOfTheCorpusIsKept();
    void anAttachmentLiesWhereItsMailDoes();
    void attachmentsStandBelowTheirMailByTheirPart();
    void whatIsAttachedGoesWithItsMail();
    void whatIsAttachedStaysWhenItsMailIsReadAgain();
    void anAttachmentThatFailedStaysWhenOtherFilesAreAdded();
    void whatIsTakenOutOfTheListIsNeitherListedNorFound();
    void whatIsTakenOutOfTheListComesBack_data();
    void whatIsTakenOutOfTheListComesBack();
    void whatIsTakenOutOfTheListIsRemovedForGood();
    void aNewNameStaysWhenTheFileIsReadAgain();
    void whoseItIsIsLearntAndCorrected();
    void aNoteFollowsTheNextVersion();
    void wordsAreScrubbedAnyNumberOfTimes();
};

namespace {

Document aDocument(const QString &name) {
    Document document;
    document.name = name;
    document.sha256 = "hash of " + name.toUtf8();
    document.path = u"/one/"_s + name;
    document.kind = DocumentKind::Markdown;
    document.addedAt = QDateTime::fromMSecsSinceEpoch(123'456'789);
    return document;
}

Document attachedTo(DocumentId parent, const QString &part) {
    auto document = aDocument(u"part "_s + part);
    document.sha256 += QByteArray::number(parent);
    document.parent = parent;
    document.part = part;
    return document;
}

/// With a page and a passage of the word "steel".
DocumentId addWithText(Database &database, const Document &document) {
    const auto id = addDocument(database, document);
    addPages(database, id, {Page{1, {}, u"steel"_s, {}, {}}}, {0});
    std::vector<Passage> passages{{0, id, 1, 1, 0, 5, {}, u"steel"_s}};
    addPassages(database, passages);
    return id;
}

QStringList namesIn(Database &database) {
    QStringList names;
    for (const auto &document : allDocuments(database))
        names += document.name;
    return names;
}

/// A page of 100 × 100 points, whose words are ten points wide and high and follow each other.
Page boxedPage(int number, const QStringList &words) {
    PageLayout layout(QSizeF(100, 100));
    Page page{number, {}, words.join(u' '), {}, QSizeF(100, 100)};
    qsizetype start = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const double left = double(i) * 50; // too far apart for one rectangle
        LayoutWord word{start, false, QRectF(left, 10.0 * number, 10, 10), {}};
        for (qsizetype edge = 0; edge <= words[i].size(); ++edge)
            word.edges.push_back(left + 10.0 * double(edge) / double(words[i].size()));
        layout.add(word);
        start += words[i].size() + 1;
    }
    page.layout = layout.encode();
    return page;
}

} // namespace

void DocumentsTest::theTextAroundAPlaceIsWholePages_data() {
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("reach");
    QTest::addColumn<QString>("pages");
    QTest::addColumn<int>("start");
    QTest::addColumn<QString>("more");
    // Pages of ten characters begin at 0, 11, 22, 33, 44.
    QTest::newRow("all") << 20 << 1000 << u"12345"_s << 0 << u""_s;
    QTest::newRow("at the beginning") << 0 << 12 << u"12"_s << 0 << u"later"_s;
    QTest::newRow("inside") << 25 << 9 << u"234"_s << 11 << u"earlier later"_s;
    QTest::newRow("the page itself") << 25 << 0 << u"3"_s << 22 << u"earlier later"_s;
    QTest::newRow("at the end") << 53 << 5 << u"5"_s << 44 << u"earlier"_s;
    QTest::newRow("behind the end") << 1000 << 5 << u"5"_s << 44 << u"earlier"_s;
}

void DocumentsTest::theTextAroundAPlaceIsWholePages() {
    QFETCH(int, position);
    QFETCH(int, reach);
    Library library;
    const auto id = library.add(u"a.txt"_s, QStringList(5, u"0123456789"_s));
    const auto part = textAround(library.database, id, position, reach);
    QString numbers;
    for (const auto &page : part.pages)
        numbers += QString::number(page.number);
    QTEST(numbers, "pages");
    QTEST(int(part.start), "start");
    const QString more =
        QString(part.hasEarlier ? u"earlier "_s : u""_s) + (part.hasLater ? u"later"_s : u""_s);
    QTEST(more.trimmed(), "more");
    QVERIFY(textAround(library.database, id + 1, position, reach).pages.empty());
}

void DocumentsTest::aNewDocumentIsReadingAndKeepsWhatItWasGiven() {
    Library library;
    const auto given = aDocument(u"Zoë’s \"notes\".md"_s);
    const auto id = addDocument(library.database, given);
    const auto found = findDocument(library.database, id);
    QVERIFY(found.has_value());
    QCOMPARE(found->id, id);
    QCOMPARE(found->name, given.name);
    QCOMPARE(found->sha256, given.sha256);
    QCOMPARE(found->path, given.path);
    QCOMPARE(found->kind, given.kind);
    QCOMPARE(found->addedAt, given.addedAt);
    QCOMPARE(found->state, DocumentState::Reading);
    QCOMPARE(found->code, u"ok"_s);
    QCOMPARE(found->passages, 0);
}

void DocumentsTest::aDocumentIsFoundByItsIdAndByItsHash() {
    Library library;
    const auto a = addDocument(library.database, aDocument(u"a"_s));
    const auto b = addDocument(library.database, aDocument(u"b"_s));
    QVERIFY(a != b);
    QCOMPARE(findDocument(library.database, "hash of b"_ba)->id, b);
    QCOMPARE(findDocument(library.database, a)->name, u"a"_s);
    QVERIFY(!findDocument(library.database, "hash of c"_ba));
    QVERIFY(!findDocument(library.database, b + 1));
}

void DocumentsTest::theSameBytesTwiceAreRefused() {
    Library library;
    addDocument(library.database, aDocument(u"a"_s));
    QVERIFY(!sqliteErrorOf([&] { addDocument(library.database, aDocument(u"a"_s)); }).isEmpty());
    QCOMPARE(allDocuments(library.database).size(), size_t(1));
}

void DocumentsTest::documentsComeInTheOrderTheyWereAdded() {
    Library library;
    for (const auto &name : {u"c"_s, u"a"_s, u"b"_s})
        addDocument(library.database, aDocument(name));
    QStringList names;
    for (const auto &document : allDocuments(library.database))
        names += document.name;
    QCOMPARE(names, QStringList({u"c"_s, u"a"_s, u"b"_s}));
}

void DocumentsTest::theLastPlaceADocumentWasFoundIsItsPath() {
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    addLocation(library.database, id, u"/two/a"_s);
    QCOMPARE(findDocument(library.database, id)->path, u"/two/a"_s);
    QCOMPARE(library.count("location"), 2);
}

void DocumentsTest::aPathFoundAgainIsTheLastPlace() {
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    addLocation(library.database, id, u"/two/a"_s);
    addLocation(library.database, id, u"/one/a"_s);
    QCOMPARE(library.count("location"), 2);
    QCOMPARE(findDocument(library.database, id)->path, u"/one/a"_s);
}

void DocumentsTest::aPathBelongsToOneDocument() {
    Library library;
    const auto old = addDocument(library.database, aDocument(u"a"_s));
    auto changed = aDocument(u"a"_s);
    changed.sha256 = "other bytes at the same path";
    const auto now = addDocument(library.database, changed);
    QCOMPARE(library.count("location"), 1);
    QCOMPARE(findDocument(library.database, now)->path, u"/one/a"_s);
    QCOMPARE(findDocument(library.database, old)->path, QString());
}

void DocumentsTest::theEndOfReadingIsKept_data() {
    QTest::addColumn<DocumentState>("state");
    QTest::addColumn<bool>("failed");
    QTest::newRow("ready") << DocumentState::Ready << false;
    QTest::newRow("partial") << DocumentState::Partial << true;
    QTest::newRow("failed") << DocumentState::Failed << true;
}

void DocumentsTest::theEndOfReadingIsKept() {
    QFETCH(DocumentState, state);
    QFETCH(bool, failed);
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    const Error error{ErrorKind::Password, u"a needs a password"_s, u"Unlock it"_s};
    setState(library.database, id, DocumentState::Failed, &error); // an older end is forgotten
    setState(library.database, id, state, failed ? &error : nullptr);
    const auto found = findDocument(library.database, id);
    QCOMPARE(found->state, state);
    QCOMPARE(found->code, failed ? u"password"_s : u"ok"_s);
    QCOMPARE(found->reason, failed ? error.message : QString());
    QCOMPARE(found->hint, failed ? error.hint : QString());
}

void DocumentsTest::pagesAreCountedAndComeBack() {
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    setOpened(library.database, id, DocumentKind::Pdf, 7);
    const auto first = boxedPage(1, {u"One"_s, u"two"_s});
    Page third{3, u"iii"_s, {}, {}, QSizeF(12.5, 20)};
    addPages(library.database, id, {first}, {0});
    addPages(library.database, id, {third}, {8});
    const auto found = findDocument(library.database, id);
    QCOMPARE(found->kind, DocumentKind::Pdf);
    QCOMPARE(found->pages, 7);
    QCOMPARE(found->pagesRead, 3);
    const auto page = findPage(library.database, id, 1);
    QCOMPARE(page->text, u"One two"_s);
    QCOMPARE(page->layout, first.layout);
    QCOMPARE(page->size, first.size);
    QVERIFY(!findPage(library.database, id, 2));
    const auto pages = pagesOf(library.database, id);
    QCOMPARE(pages.size(), size_t(2));
    QCOMPARE(pages[1].label, u"iii"_s);
    QCOMPARE(pages[1].size, third.size);
    QVERIFY(pages[0].layout.isEmpty());
}

void DocumentsTest::passagesGetIdsAndAreCounted() {
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    std::vector<Passage> passages{{0, id, 1, 2, 5, 21, u"Heading"_s, u"Two words,\nthree"_s},
                                  {0, id, 2, 2, 30, 34, {}, u"four"_s}};
    addPassages(library.database, passages);
    QVERIFY(passages[0].id > 0 && passages[1].id > passages[0].id);
    const auto found = findPassage(library.database, passages[0].id);
    QCOMPARE(found->document, id);
    QCOMPARE(found->firstPage, 1);
    QCOMPARE(found->lastPage, 2);
    QCOMPARE(found->start, 5);
    QCOMPARE(found->end, 21);
    QCOMPARE(found->heading, u"Heading"_s);
    QCOMPARE(found->text, u"Two words,\nthree"_s);
    QVERIFY(!findPassage(library.database, passages[1].id + 1));
    QCOMPARE(findDocument(library.database, id)->passages, 2);
    QCOMPARE(corpusSize(library.database).words, 4.0);
}

/// Pages: "First page." [0, 11), "" at 12, "Third 頁 😀 page" from 13.
void DocumentsTest::textIsGivenToTheLetterAcrossPages_data() {
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("text");
    QTest::newRow("inside a page") << 0 << 5 << u"First"_s;
    QTest::newRow("to a page's end") << 6 << 11 << u"page."_s;
    QTest::newRow("over the break") << 6 << 18 << u"page.\n\nThird"_s;
    QTest::newRow("of the last page") << 13 << 20 << u"Third 頁"_s;
    QTest::newRow("a pair of surrogates") << 21 << 23 << u"😀"_s;
    QTest::newRow("nothing") << 4 << 4 << QString();
}

void DocumentsTest::textIsGivenToTheLetterAcrossPages() {
    QFETCH(int, start);
    QFETCH(int, end);
    QFETCH(QString, text);
    Library library;
    library.add(u"other"_s, {u"Of another document."_s});
    const auto id = library.add(u"a"_s, {u"First page."_s, {}, u"Third 頁 😀 page"_s});
    QCOMPARE(textOf(library.database, id, start, end), text);
}

void DocumentsTest::aPositionKnowsItsPage_data() {
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("page");
    QTest::newRow("the beginning") << 0 << 1;
    QTest::newRow("the end of the first") << 10 << 1;
    QTest::newRow("the line feed between") << 11 << 1;
    QTest::newRow("the empty one") << 12 << 2;
    QTest::newRow("the beginning of the third") << 13 << 3;
    QTest::newRow("beyond the end") << 99 << 3;
}

void DocumentsTest::aPositionKnowsItsPage() {
    QFETCH(int, position);
    QFETCH(int, page);
    Library library;
    const auto id = library.add(u"a"_s, {u"First page."_s, {}, u"Third page."_s});
    QCOMPARE(placeAt(library.database, id, position).page, page);
    QCOMPARE(placeAt(library.database, id + 1, position).page, 0);
}

/// Pages: "alpha beta" [0, 10), "gamma delta" [11, 22).
void DocumentsTest::boxesAreGivenAcrossAPageBreak_data() {
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end");
    QTest::addColumn<QList<int>>("pages");
    QTest::addColumn<QList<double>>("lefts");
    QTest::newRow("one word") << 0 << 5 << QList<int>{1} << QList<double>{0};
    QTest::newRow("the second word") << 6 << 10 << QList<int>{1} << QList<double>{50};
    QTest::newRow("over the break") << 6 << 16 << QList<int>{1, 2} << QList<double>{50, 0};
    QTest::newRow("all") << 0 << 22 << QList<int>{1, 1, 2, 2} << QList<double>{0, 50, 0, 50};
    QTest::newRow("the second page") << 17 << 22 << QList<int>{2} << QList<double>{50};
    QTest::newRow("the line feed between") << 10 << 11 << QList<int>{} << QList<double>{};
}

void DocumentsTest::boxesAreGivenAcrossAPageBreak() {
    QFETCH(int, start);
    QFETCH(int, end);
    QFETCH(QList<int>, pages);
    QFETCH(QList<double>, lefts);
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    addPages(library.database, id,
             {boxedPage(1, {u"alpha"_s, u"beta"_s}), boxedPage(2, {u"gamma"_s, u"delta"_s})}, {0, 11});
    const auto boxes = boxesOf(library.database, id, start, end);
    QList<int> foundPages;
    for (const auto &box : boxes)
        foundPages += box.page;
    QCOMPARE(foundPages, pages);
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        QVERIFY(std::abs(boxes[i].rect.left() - lefts[i]) < 0.01);
        QVERIFY(std::abs(boxes[i].rect.width() - 10) < 0.01);
        QVERIFY(std::abs(boxes[i].rect.top() - 10.0 * boxes[i].page) < 0.01);
    }
}

void DocumentsTest::brokenBoxesAreNone() {
    Library library;
    const auto id = addDocument(library.database, aDocument(u"a"_s));
    auto broken = boxedPage(1, {u"alpha"_s});
    broken.layout = "not what encode() made"_ba;
    addPages(library.database, id, {broken, boxedPage(2, {u"beta"_s})}, {0, 6});
    const auto boxes = boxesOf(library.database, id, 0, 10);
    QCOMPARE(boxes.size(), 1);
    QCOMPARE(boxes.first().page, 2);
}

void DocumentsTest::removingLeavesNothingInAnyTable() {
    Library library;
    auto &database = library.database;
    const auto kept = library.add(u"kept"_s, {u"nothing but zebras"_s});
    const auto id = library.add(u"gone"_s, {u"canary one"_s, u"canary two"_s});
    addLocation(database, id, u"/elsewhere"_s);
    const auto model = modelId(database, u"m"_s, 2);
    database.execute("INSERT INTO collection(name) VALUES ('c');"
                     "INSERT INTO collection_document SELECT 1, id FROM document;"
                     "INSERT INTO collection_tick SELECT 1, id FROM document;"
                     "INSERT INTO job(document, path, part, name) SELECT id, name, '', name FROM document");
    auto passages = database.prepare("SELECT id FROM passage");
    while (passages.step())
        addEmbedding(database, passages.integer(0), model, {1, 0});
    QCOMPARE(library.count("embedding"), 3);

    QVERIFY(removeDocument(database, id));
    QVERIFY(!removeDocument(database, id));
    for (const auto *table : {"document", "location", "page", "passage", "embedding", "collection_document",
                              "collection_tick", "job"})
        QVERIFY2(library.count(table) == 1, table);
    QCOMPARE(database.integer("SELECT document FROM page"), kept);
    database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'passage_fts', 'row')");
    QCOMPARE(library.count("words WHERE term IN ('canari', 'canary', 'one', 'two')"), 0);
    QCOMPARE(library.count("words WHERE term='zebra'"), 1);
    QCOMPARE(checkIntegrity(database), QStringList());
}

void DocumentsTest::anIdIsNeverUsedAgain() {
    Library library;
    const auto first = library.add(u"a"_s, {u"one"_s});
    const auto passage = library.database.integer("SELECT max(id) FROM passage");
    removeDocument(library.database, first);
    QVERIFY(library.add(u"b"_s, {u"two"_s}) > first);
    QVERIFY(library.database.integer("SELECT max(id) FROM passage") > passage);
}

void DocumentsTest::theSizeOfTheCorpusIsKept() {
    Library library;
    QCOMPARE(corpusSize(library.database).passages, 0.0);
    const auto id = library.add(u"a"_s, {u"one two three"_s, u"four"_s});
    library.add(u"b"_s, {u"five six"_s});
    QCOMPARE(corpusSize(library.database).passages, 3.0);
    QCOMPARE(corpusSize(library.database).words, 6.0);
    removeDocument(library.database, id);
    QCOMPARE(corpusSize(library.database).passages, 1.0);
    QCOMPARE(corpusSize(library.database).words, 2.0);
}

void DocumentsTest::anAttachmentLiesWhereItsMailDoes() {
    Library library;
    const auto mail = addDocument(library.database, aDocument(u"letter.eml"_s));
    const auto inner = addDocument(library.database, attachedTo(mail, u"2"_s));
    const auto innermost = addDocument(library.database, attachedTo(inner, u"2/1"_s));
    addLocation(library.database, mail, u"/two/letter.eml"_s);
    const auto document = findDocument(library.database, innermost);
    QCOMPARE(document->path, u"/two/letter.eml"_s);
    QCOMPARE(document->parent, inner);
    QCOMPARE(document->part, u"2/1"_s);
    QCOMPARE(document->within, u"part 2"_s);
    QCOMPARE(findDocument(library.database, inner)->within, u"letter.eml"_s);
    const auto file = findDocument(library.database, mail);
    QVERIFY(file->parent == 0 && file->part.isEmpty() && file->within.isEmpty());
}

void DocumentsTest::attachmentsStandBelowTheirMailByTheirPart() {
    Library library;
    const auto mail = addDocument(library.database, aDocument(u"letter.eml"_s));
    addDocument(library.database, aDocument(u"b.txt"_s));
    addDocument(library.database, attachedTo(mail, u"10"_s));
    const auto inner = addDocument(library.database, attachedTo(mail, u"2"_s));
    addDocument(library.database, attachedTo(inner, u"2/1"_s));
    addDocument(library.database, attachedTo(mail, u"1"_s));
    QCOMPARE(namesIn(library.database), (QStringList{u"letter.eml"_s, u"part 1"_s, u"part 2"_s, u"part 2/1"_s,
                                                     u"part 10"_s, u"b.txt"_s}));
}

void DocumentsTest::whatIsAttachedGoesWithItsMail() {
    Library library;
    const auto mail = addWithText(library.database, aDocument(u"letter.eml"_s));
    const auto inner = addWithText(library.database, attachedTo(mail, u"1"_s));
    const auto innermost = addWithText(library.database, attachedTo(inner, u"1/1"_s));
    const auto other = addWithText(library.database, aDocument(u"b.txt"_s));
    QCOMPARE(familyOf(library.database, mail), (QList<DocumentId>{mail, inner, innermost}));
    QVERIFY(removeDocument(library.database, mail));
    QCOMPARE(namesIn(library.database), QStringList{u"b.txt"_s});
    QCOMPARE(library.database.integer("SELECT count(*) FROM passage"), 1);
    QCOMPARE(library.database.integer("SELECT document FROM passage"), other);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void DocumentsTest::whatIsAttachedStaysWhenItsMailIsReadAgain() {
    Library library;
    const auto mail = addDocument(library.database, aDocument(u"letter.eml"_s));
    const auto attachment = addWithText(library.database, attachedTo(mail, u"1"_s));
    const auto again = replaceDocument(library.database, aDocument(u"letter.eml"_s));
    QVERIFY(again != mail);
    QVERIFY(!findDocument(library.database, mail));
    QCOMPARE(findDocument(library.database, attachment)->parent, again);
    QCOMPARE(findDocument(library.database, attachment)->passages, 1);
    QCOMPARE(library.database.integer("SELECT count(*) FROM document"), 2);
}

void DocumentsTest::anAttachmentThatFailedStaysWhenOtherFilesAreAdded() {
    Library library;
    const auto mail = addDocument(library.database, aDocument(u"letter.eml"_s));
    const auto attachment = addDocument(library.database, attachedTo(mail, u"1"_s));
    setState(library.database, attachment, DocumentState::Failed, nullptr);
    addDocument(library.database, aDocument(u"b.txt"_s));
    QVERIFY(findDocument(library.database, attachment));
}

void DocumentsTest::whatIsTakenOutOfTheListIsNeitherListedNorFound() {
    Library library;
    const auto mail = addWithText(library.database, aDocument(u"letter.eml"_s));
    addWithText(library.database, attachedTo(mail, u"1"_s));
    addWithText(library.database, aDocument(u"b.txt"_s));
    QCOMPARE(findMatches(library.database, u"steel"_s, {}, 10).total, 3);
    QVERIFY(!hasRemovedDocuments(library.database));

    markRemoved(library.database, mail, true);
    QVERIFY(hasRemovedDocuments(library.database));
    QCOMPARE(namesIn(library.database), QStringList{u"b.txt"_s});
    QCOMPARE(findMatches(library.database, u"steel"_s, {}, 10).total, 1);
    QCOMPARE(findMatches(library.database, u"steel"_s, Scope({mail}), 10).total, 0); // it was ticked
    for (const auto &document : unfinishedDocuments(library.database))
        QCOMPARE(document.name, u"b.txt"_s);
    QCOMPARE(library.database.integer("SELECT count(*) FROM passage"), 3); // for now
}

void DocumentsTest::whatIsTakenOutOfTheListComesBack_data() {
    QTest::addColumn<bool>("addedAgain");
    QTest::newRow("wanted back") << false;
    QTest::newRow("added again") << true;
}

void DocumentsTest::whatIsTakenOutOfTheListComesBack() {
    QFETCH(bool, addedAgain);
    Library library;
    const auto mail = addWithText(library.database, aDocument(u"letter.eml"_s));
    addWithText(library.database, attachedTo(mail, u"1"_s));
    markRemoved(library.database, mail, true);
    if (addedAgain)
        addLocation(library.database, mail, u"/another/letter.eml"_s);
    else
        markRemoved(library.database, mail, false);
    QCOMPARE(namesIn(library.database), (QStringList{u"letter.eml"_s, u"part 1"_s}));
    QCOMPARE(findMatches(library.database, u"steel"_s, {}, 10).total, 2);
    QCOMPARE(purgeRemovedDocuments(library.database), 0);
    QCOMPARE(library.database.integer("SELECT count(*) FROM document"), 2);
}

void DocumentsTest::whatIsTakenOutOfTheListIsRemovedForGood() {
    Library library;
    const auto mail = addWithText(library.database, aDocument(u"letter.eml"_s));
    addWithText(library.database, attachedTo(mail, u"1"_s));
    addWithText(library.database, aDocument(u"b.txt"_s));
    markRemoved(library.database, mail, true);
    QCOMPARE(purgeRemovedDocuments(library.database), 2);
    QVERIFY(!hasRemovedDocuments(library.database));
    QCOMPARE(library.database.integer("SELECT count(*) FROM document"), 1);
    QCOMPARE(library.database.integer("SELECT count(*) FROM passage"), 1);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void DocumentsTest::aNewNameStaysWhenTheFileIsReadAgain() {
    Library library;
    auto file = aDocument(u"scan0041.pdf"_s);
    const auto id = addWithText(library.database, file);
    setState(library.database, id, DocumentState::Ready, nullptr);
    renameDocument(library.database, id, u"Lease of the office"_s);
    QCOMPARE(namesIn(library.database), QStringList{u"Lease of the office"_s});
    file.sha256 = "other bytes";
    const auto version = beginVersion(library.database, *findDocument(library.database, id), file, {}).id;
    replaceByVersion(library.database, version, file);
    QCOMPARE(namesIn(library.database), QStringList{u"Lease of the office"_s});
}

void DocumentsTest::whoseItIsIsLearntAndCorrected() {
    Library library;
    auto file = aDocument(u"lessig.pdf"_s);
    const auto id = addWithText(library.database, file);
    setState(library.database, id, DocumentState::Ready, nullptr);
    const auto known = [&](DocumentId of) { return originsOf(library.database, {of}).value(of); };
    QCOMPARE(known(id), Origin());
    learnOrigin(library.database, id, {u"Draft"_s, {}, 2003});
    learnOrigin(library.database, id, {u"Free Culture"_s, {}, 2004}); // what it says now
    QCOMPARE(known(id), (Origin{u"Free Culture"_s, {}, 2004}));
    setOrigin(library.database, id, {u"Free Culture"_s, u"Lawrence Lessig"_s, 0});
    file.sha256 = "other bytes";
    const auto version = beginVersion(library.database, *findDocument(library.database, id), file, {}).id;
    learnOrigin(library.database, version, {u"free_culture_final"_s, u"admin"_s, 2005});
    replaceByVersion(library.database, version, file);
    QCOMPARE(known(version), (Origin{u"Free Culture"_s, u"Lawrence Lessig"_s, 0}));
    learnOrigin(library.database, version, {u"free_culture_final"_s, u"admin"_s, 2005}); // it is read again
    QCOMPARE(known(version).author, u"Lawrence Lessig"_s);
    QVERIFY(!originsOf(library.database, {id}).contains(id));
}

void DocumentsTest::aNoteFollowsTheNextVersion() {
    Library library;
    auto file = aDocument(u"lessig.pdf"_s);
    const auto id = addWithText(library.database, file);
    setState(library.database, id, DocumentState::Ready, nullptr);
    Note note;
    note.text = u"kept"_s;
    note.citation.document = id;
    addNote(library.database, note);
    file.sha256 = "other bytes";
    const auto version = beginVersion(library.database, *findDocument(library.database, id), file, {}).id;
    replaceByVersion(library.database, version, file);
    QCOMPARE(notesOf(library.database, 0).front().citation.document, version);
    removeDocument(library.database, version); // its notes stay
    QCOMPARE(notesOf(library.database, 0).size(), size_t(1));
}

/// FTS5 took an index for damaged that was optimised 1,000 times, with few words that changed among many.
void DocumentsTest::wordsAreScrubbedAnyNumberOfTimes() {
    Library library;
    QString many = u"The zeppelin stays."_s;
    for (int i = 0; i < 4'000; ++i)
        many += u" word%1"_s.arg(i * 7919);
    library.add(u"kept.txt"_s, {many});
    for (int i = 0; i < 1'200; ++i) {
        const auto id = library.add(u"removed.txt"_s, {u"The engine goes."_s});
        QVERIFY(removeDocument(library.database, id));
        scrubRemovedWords(library.database);
    }
    QCOMPARE(checkIntegrity(library.database), QStringList());
    const auto found = [&](const char *word) {
        auto row = library.database.prepare("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?1");
        return row.bind(QString::fromLatin1(word)).step() ? row.integer(0) : -1;
    };
    QCOMPARE(found("zeppelin"), 1);
    QCOMPARE(found("engine") + found("engin"), 0);
}

DOCCHAT_TEST(DocumentsTest)

#include "documents_test.moc"
