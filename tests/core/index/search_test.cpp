#include "index/search.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class SearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPassageIsFoundByAFormOfItsWord_data();
    void aPassageIsFoundByAFormOfItsWord();
    void aHitCarriesAllThatACitationNeeds();
    void theBestPassageIsFirst();
    void onlyTheAskedDocumentsAreSearched();
    void whatLooksLikeQuerySyntaxIsText_data();
    void whatLooksLikeQuerySyntaxIsText();
    void anEmptyQuestionFindsNothing_data();
    void anEmptyQuestionFindsNothing();
    void headingsAreSearchedToo();
    void failedDocumentsAreNotSearched();
    void candidatesAreLimited();
    void vectorsBringInAPassageWithoutTheWords();
    void vectorsOfOtherDocumentsStayOut();
    void theNearestByVectorIsFirstAmongEquals();
    void aVectorOfAnotherDimensionLeavesTheWords();
    void sentencesPointAtTheirPassages();
    void aReadingConnectionIsEnough();
};

namespace {

QStringList textsOf(const Found &found) {
    QStringList texts;
    for (const auto &hit : found.hits)
        texts += hit.passage.text;
    return texts;
}

QStringList foundBy(Library &library, const QString &text, const QList<DocumentId> &documents = {}) {
    return textsOf(search(library.database, {text, documents}));
}

} // namespace

void SearchTest::aPassageIsFoundByAFormOfItsWord_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("question");
    QTest::addColumn<bool>("found");
    QTest::newRow("a stem") << u"The engines were running all night."_s << u"run engine"_s << true;
    QTest::newRow("another stem") << u"He runs an engine."_s << u"running engines"_s << true;
    QTest::newRow("capitals") << u"NATO met in Brussels."_s << u"nato"_s << true;
    QTest::newRow("accents left out") << u"Das Café in Zürich ist zu."_s << u"cafe zurich"_s << true;
    QTest::newRow("sharp s") << u"In der Hauptstraße brennt es."_s << u"hauptstrasse"_s << true;
    QTest::newRow("Chinese inside a run") << u"我在东京大学学习物理。"_s << u"东京大学"_s << true;
    QTest::newRow("two Chinese characters") << u"我在东京大学学习物理。"_s << u"物理"_s << true;
    QTest::newRow("Japanese") << u"鋼は鉄と炭素の合金である。"_s << u"炭素の合金"_s << true;
    QTest::newRow("Korean") << u"강철은 철과 탄소의 합금이다."_s << u"합금"_s << true;
    QTest::newRow("Thai") << u"เหล็กกล้าเป็นโลหะผสม"_s << u"โลหะผสม"_s << true;
    QTest::newRow("a number") << u"Invoice 2024-117 is due."_s << u"2024-117"_s << true;
    QTest::newRow("beyond the basic plane") << u"The sign 𠮷野家 is a name."_s << u"𠮷野家"_s << true;
    QTest::newRow("another word") << u"The engines were running."_s << u"violin"_s << false;
    QTest::newRow("a part of a word") << u"The engines were running."_s << u"gin"_s << false;
}

void SearchTest::aPassageIsFoundByAFormOfItsWord() {
    QFETCH(QString, text);
    QFETCH(QString, question);
    QFETCH(bool, found);
    Library library;
    library.add(u"other.txt"_s, {u"Nothing of the kind."_s});
    library.add(u"a.txt"_s, {text});
    QCOMPARE(foundBy(library, question), found ? QStringList{text} : QStringList());
}

void SearchTest::aHitCarriesAllThatACitationNeeds() {
    Library library;
    const auto id = library.add(u"metals.txt"_s, {u"About wood."_s, u"Steel is an alloy."_s});
    const auto found = search(library.database, {u"steel"_s});
    QCOMPARE(found.hits.size(), size_t(1));
    const auto &hit = found.hits.front();
    QCOMPARE(hit.name, u"metals.txt"_s);
    QCOMPARE(hit.kind, DocumentKind::Text);
    QCOMPARE(hit.passage.document, id);
    QCOMPARE(hit.passage.firstPage, 2);
    QCOMPARE(hit.passage.lastPage, 2);
    QCOMPARE(textOf(library.database, id, hit.passage.start, hit.passage.end), hit.passage.text);
    QCOMPARE(found.corpusPassages, 2.0);
}

void SearchTest::theBestPassageIsFirst() {
    Library library;
    library.add(u"a.txt"_s, {u"A bridge is mentioned here beside many other things that matter more today."_s,
                             u"The bridge of steel carries trains: steel bridges are stiff."_s,
                             u"Wooden houses burn."_s});
    const auto texts = foundBy(library, u"steel bridge"_s);
    QCOMPARE(texts.size(), 2);
    QVERIFY(texts.first().startsWith(u"The bridge of steel"_s));
}

void SearchTest::onlyTheAskedDocumentsAreSearched() {
    Library library;
    const auto a = library.add(u"a.txt"_s, {u"Steel in A."_s});
    const auto b = library.add(u"b.txt"_s, {u"Steel in B."_s});
    library.add(u"c.txt"_s, {u"Steel in C."_s});
    QCOMPARE(foundBy(library, u"steel"_s).size(), 3);
    QCOMPARE(foundBy(library, u"steel"_s, {b}), QStringList{u"Steel in B."_s});
    QCOMPARE(foundBy(library, u"steel"_s, {a, b}).size(), 2);
    QCOMPARE(foundBy(library, u"steel"_s, {99}), QStringList());
}

void SearchTest::whatLooksLikeQuerySyntaxIsText_data() {
    QTest::addColumn<QString>("question");
    for (const auto *question : {"\"steel",
                                 "steel\"",
                                 "\"steel\" OR",
                                 "steel*",
                                 "*",
                                 "NEAR(steel iron, 2)",
                                 "NEAR(",
                                 "steel AND",
                                 "NOT steel",
                                 "heading: steel",
                                 "{text}: steel",
                                 "^steel",
                                 "-steel",
                                 "steel + iron",
                                 "(steel",
                                 "steel)",
                                 "'steel",
                                 "steel;--",
                                 "steel\\",
                                 "?1 steel",
                                 "%steel_",
                                 "steel \"\" \"",
                                 "a:b:c steel"})
        QTest::newRow(question) << QString::fromUtf8(question);
    QTest::newRow("a zero character") << QString(u"steel\0iron"_s);
    QTest::newRow("half a surrogate") << QString(u"steel "_s + QChar(0xD83D));
}

void SearchTest::whatLooksLikeQuerySyntaxIsText() {
    QFETCH(QString, question);
    Library library;
    library.add(u"a.txt"_s, {u"Steel is an alloy."_s});
    const auto expected =
        question.contains(u"steel"_s) ? QStringList{u"Steel is an alloy."_s} : QStringList();
    QCOMPARE(foundBy(library, question), expected);
}

void SearchTest::anEmptyQuestionFindsNothing_data() {
    QTest::addColumn<QString>("question");
    QTest::newRow("empty") << QString();
    QTest::newRow("white space") << u" \n\t "_s;
    QTest::newRow("signs") << u"?! … —"_s;
    QTest::newRow("a word of no passage") << u"xylophone"_s;
}

void SearchTest::anEmptyQuestionFindsNothing() {
    QFETCH(QString, question);
    Library library;
    QVERIFY(search(library.database, {question}).hits.empty());
    library.add(u"a.txt"_s, {u"Steel is an alloy."_s});
    const auto found = search(library.database, {question});
    QVERIFY(found.hits.empty());
    QVERIFY(found.sentences.empty());
    QCOMPARE(found.corpusPassages, 1.0);
}

void SearchTest::headingsAreSearchedToo() {
    Library library;
    const auto id = library.add(u"a.txt"_s, {u"Nothing."_s});
    std::vector<Passage> passages{{0, id, 1, 1, 20, 40, u"On zeppelins"_s, u"They are airships."_s}};
    addPassages(library.database, passages);
    QCOMPARE(foundBy(library, u"zeppelin"_s), QStringList{u"They are airships."_s});
}

void SearchTest::failedDocumentsAreNotSearched() {
    Library library;
    const auto id = library.add(u"a.txt"_s, {u"Steel is an alloy."_s});
    const Error error{ErrorKind::Damaged, u"broken"_s, {}};
    setState(library.database, id, DocumentState::Failed, &error);
    QCOMPARE(foundBy(library, u"steel"_s), QStringList());
    const auto reading = library.add(u"b.txt"_s, {u"Steel while it is read."_s});
    library.database.execute("UPDATE document SET state='reading' WHERE state='ready'");
    QVERIFY(reading > id);
    QCOMPARE(foundBy(library, u"steel"_s), QStringList{u"Steel while it is read."_s});
}

void SearchTest::candidatesAreLimited() {
    Library library;
    QStringList pages;
    for (int i = 0; i < 30; ++i)
        pages += u"Steel beam number %1."_s.arg(i);
    library.add(u"a.txt"_s, pages);
    Query query{u"steel"_s};
    query.candidates = 7;
    QCOMPARE(search(library.database, query).hits.size(), size_t(7));
}

void SearchTest::vectorsBringInAPassageWithoutTheWords() {
    Library library;
    library.add(u"a.txt"_s, {u"The automobile needs fuel."_s, u"A car is parked."_s, u"Bread is baked."_s});
    Query query{u"car"_s};
    QCOMPARE(textsOf(search(library.database, query)), QStringList{u"A car is parked."_s});
    query.model = modelId(library.database, u"m"_s, 2);
    addEmbedding(library.database, 1, query.model, {1, 0.1F});
    addEmbedding(library.database, 3, query.model, {0, 1});
    query.vector = {1, 0};
    const auto found = search(library.database, query);
    QVERIFY(textsOf(found).contains(u"The automobile needs fuel."_s));
    for (size_t i = 1; i < found.hits.size(); ++i)
        QVERIFY(found.hits[i - 1].score >= found.hits[i].score);
    const auto texts = textsOf(found);
    QVERIFY(texts.indexOf(u"Bread is baked."_s) == texts.size() - 1);
}

void SearchTest::vectorsOfOtherDocumentsStayOut() {
    Library library;
    const auto a = library.add(u"a.txt"_s, {u"A car is parked."_s});
    library.add(u"b.txt"_s, {u"The automobile needs fuel."_s});
    Query query{u"car"_s, {a}};
    query.model = modelId(library.database, u"m"_s, 2);
    query.vector = {1, 0};
    addEmbedding(library.database, 1, query.model, {0, 1});
    addEmbedding(library.database, 2, query.model, {1, 0});
    QCOMPARE(textsOf(search(library.database, query)), QStringList{u"A car is parked."_s});
}

void SearchTest::theNearestByVectorIsFirstAmongEquals() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel beams hold."_s, u"Steel beams fold."_s, u"Steel beams bold."_s});
    Query query{u"steel beams"_s};
    query.model = modelId(library.database, u"m"_s, 2);
    query.vector = {0, 1};
    addEmbedding(library.database, 1, query.model, {1, 0});
    addEmbedding(library.database, 2, query.model, {0, 1});
    addEmbedding(library.database, 3, query.model, {1, 1});
    QCOMPARE(textsOf(search(library.database, query)),
             QStringList({u"Steel beams fold."_s, u"Steel beams bold."_s, u"Steel beams hold."_s}));
}

void SearchTest::aVectorOfAnotherDimensionLeavesTheWords() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel is an alloy."_s, u"Bread is baked."_s});
    Query query{u"steel"_s};
    query.model = modelId(library.database, u"m"_s, 2);
    addEmbedding(library.database, 2, query.model, {1, 0});
    query.vector = {1, 0, 0};
    QCOMPARE(textsOf(search(library.database, query)), QStringList{u"Steel is an alloy."_s});
}

void SearchTest::sentencesPointAtTheirPassages() {
    Library library;
    library.add(u"a.txt"_s, {u"Wood burns. Steel melts at 1500 degrees in a furnace. Ice melts too."_s,
                             u"Steel is sold by weight in the market. It is grey."_s});
    const auto found = search(library.database, {u"At how many degrees does steel melt?"_s});
    QVERIFY(!found.sentences.empty());
    const auto &best = found.sentences.front();
    const auto &text = found.hits.at(size_t(best.candidate)).passage.text;
    QCOMPARE(part(text, best.range).toString(), u"Steel melts at 1500 degrees in a furnace."_s);
    for (const auto &sentence : found.sentences)
        QVERIFY(sentence.range.end <= found.hits.at(size_t(sentence.candidate)).passage.text.size());
}

void SearchTest::aReadingConnectionIsEnough() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel is an alloy."_s});
    Database reader(library.folder.filePath(u"library.sqlite"_s), Database::Mode::ReadOnly);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(textsOf(search(reader, {u"steel"_s})), QStringList{u"Steel is an alloy."_s});
}

DOCCHAT_TEST(SearchTest)

#include "search_test.moc"
