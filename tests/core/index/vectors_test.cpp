#include "index/vectors.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

#include <cmath>
#include <limits>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class VectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModelIsItsNameAndItsDimension();
    void aModelWithoutVectorsIsNotFound();
    void vectorsAreKeptAsHalfFloats();
    void aVectorComesBackAsNearAsHalfFloatsAre();
    void theCosineIsExact_data();
    void theCosineIsExact();
    void theCosineOfAnyDimensionIsThatOfItsDefinition_data();
    void theCosineOfAnyDimensionIsThatOfItsDefinition();
    void whatIsNoNumberHasNoCosine();
    void aSecondVectorReplacesTheFirst();
    void aVectorOfAnotherDimensionIsIgnored();
    void vectorsOfAnotherModelAreIgnored();
    void onlyTheAskedDocumentsAreLookedAt();
    void whatCannotBeAHalfFloatNeverBecomesANumberThatIsNone();
    void passagesWithoutAVectorAreListedInTheirOrder();
    void ofTheWholeLibraryWhatIsBeingReadIsLeftOut();
    void vectorsOfAnotherDimensionDoNotCountAsThere();
};

namespace {

struct Vectors : Library {
    DocumentId document = add(u"a.txt"_s, {u"one"_s, u"two"_s, u"three"_s});
    qint64 model = modelId(database, u"m"_s, 3);

    qint64 passage(int number) {
        auto row =
            database.prepare("SELECT id FROM passage WHERE document=?1 ORDER BY start LIMIT 1 OFFSET ?2");
        return row.bind(document, number).step() ? row.integer(0) : 0;
    }
};

} // namespace

void VectorsTest::aModelIsItsNameAndItsDimension() {
    Library library;
    const auto small = modelId(library.database, u"m"_s, 3);
    QVERIFY(small > 0);
    QCOMPARE(modelId(library.database, u"m"_s, 3), small);
    QVERIFY(modelId(library.database, u"m"_s, 4) != small);
    QVERIFY(modelId(library.database, u"n"_s, 3) != small);
}

void VectorsTest::aModelWithoutVectorsIsNotFound() {
    Vectors library;
    QCOMPARE(findModel(library.database, u"m"_s), 0);
    addEmbedding(library.database, library.passage(0), library.model, {1, 0, 0});
    QCOMPARE(findModel(library.database, u"m"_s), library.model);
    QCOMPARE(findModel(library.database, u"n"_s), 0);
    removeDocument(library.database, library.document);
    QCOMPARE(findModel(library.database, u"m"_s), 0);
}

void VectorsTest::vectorsAreKeptAsHalfFloats() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), library.model, {1.0F, -2.0F, 0.5F});
    auto row = library.database.prepare("SELECT vector FROM embedding");
    QVERIFY(row.step());
    QCOMPARE(row.blob(0).toHex(), "003c00c00038"_ba); // IEEE 754 binary16, little-endian
}

void VectorsTest::aVectorComesBackAsNearAsHalfFloatsAre() {
    Vectors library;
    std::vector<float> vector;
    for (int i = 0; i < 768; ++i)
        vector.push_back(std::sin(float(i) * 12.9898F) / 16);
    const auto model = modelId(library.database, u"wide"_s, 768);
    addEmbedding(library.database, library.passage(0), model, vector);
    const auto cosines = similarities(library.database, model, vector, {});
    QCOMPARE(cosines.size(), 1);
    QVERIFY(std::abs(cosines[library.passage(0)] - 1) < 1e-6);
}

void VectorsTest::theCosineIsExact_data() {
    QTest::addColumn<QList<float>>("query");
    QTest::addColumn<double>("cosine"); // with (3, 4, 0)
    QTest::newRow("the same way") << QList<float>{6, 8, 0} << 1.0;
    QTest::newRow("the other way") << QList<float>{-3, -4, 0} << -1.0;
    QTest::newRow("across") << QList<float>{0, 0, 5} << 0.0;
    QTest::newRow("half way") << QList<float>{1, 0, 0} << 0.6;
    QTest::newRow("no way") << QList<float>{0, 0, 0} << 0.0;
}

void VectorsTest::theCosineIsExact() {
    QFETCH(QList<float>, query);
    QFETCH(double, cosine);
    Vectors library;
    addEmbedding(library.database, library.passage(1), library.model, {3, 4, 0});
    const auto cosines =
        similarities(library.database, library.model, std::vector<float>(query.begin(), query.end()), {});
    QCOMPARE(cosines.size(), 1);
    QVERIFY(std::abs(cosines[library.passage(1)] - cosine) < 1e-9);
}

void VectorsTest::theCosineOfAnyDimensionIsThatOfItsDefinition_data() {
    QTest::addColumn<int>("dimension");
    for (const int dimension : {1, 15, 16, 17, 255, 256, 257, 768, 1000})
        QTest::addRow("%d", dimension) << dimension;
}

void VectorsTest::theCosineOfAnyDimensionIsThatOfItsDefinition() {
    QFETCH(int, dimension);
    Vectors library;
    std::vector<float> stored;
    std::vector<float> query;
    double dot = 0;
    double squares = 0;
    double querySquares = 0;
    for (int i = 0; i < dimension; ++i) {
        stored.push_back(float(i * 7 % 64 - 20)); // a half float holds it exactly
        query.push_back(std::sin(float(i + 1)));
        dot += double(stored.back()) * double(query.back());
        squares += double(stored.back()) * double(stored.back());
        querySquares += double(query.back()) * double(query.back());
    }
    const auto model = modelId(library.database, u"wide"_s, dimension);
    addEmbedding(library.database, library.passage(1), model, stored);
    const auto asked = library.passage(1);
    const auto cosines = cosinesOf(library.database, model, query, {asked, 999, library.passage(0), asked});
    QCOMPARE(cosines.keys(), QList{asked});
    QVERIFY(std::abs(cosines[asked] - dot / std::sqrt(squares * querySquares)) < 1e-6);
}

/// As a damaged file may hold it: sorting could not stand it.
void VectorsTest::whatIsNoNumberHasNoCosine() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), library.model, {1, 0, 0});
    for (const auto *halves : {"007e003c003c", "007c003c003c", "00fc00fc00fc"}) { // none, infinite, less
        library.database.execute(QByteArray("UPDATE embedding SET vector=x'" + QByteArray(halves) + "'"));
        QCOMPARE(similarities(library.database, library.model, {1, 1, 1}, {})[library.passage(0)], 0.0);
    }
}

void VectorsTest::aSecondVectorReplacesTheFirst() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), library.model, {1, 0, 0});
    addEmbedding(library.database, library.passage(0), library.model, {0, 1, 0});
    QCOMPARE(library.count("embedding"), 1);
    QCOMPARE(similarities(library.database, library.model, {0, 1, 0}, {})[library.passage(0)], 1.0);
}

void VectorsTest::aVectorOfAnotherDimensionIsIgnored() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), library.model, {1, 0, 0});
    addEmbedding(library.database, library.passage(1), library.model, {1, 0});
    addEmbedding(library.database, library.passage(2), library.model, {});
    QCOMPARE(similarities(library.database, library.model, {1, 0, 0}, {}).keys(), QList{library.passage(0)});
    QCOMPARE(similarities(library.database, library.model, {1, 0}, {}).keys(), QList{library.passage(1)});
    QVERIFY(similarities(library.database, library.model, {1, 0, 0, 0}, {}).isEmpty());
}

void VectorsTest::vectorsOfAnotherModelAreIgnored() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), modelId(library.database, u"n"_s, 3), {1, 0, 0});
    QVERIFY(similarities(library.database, library.model, {1, 0, 0}, {}).isEmpty());
}

void VectorsTest::onlyTheAskedDocumentsAreLookedAt() {
    Vectors library;
    const auto first = library.passage(0);
    addEmbedding(library.database, first, library.model, {1, 0, 0});
    const auto other = library.document = library.add(u"b.txt"_s, {u"four"_s});
    const auto second = library.passage(0);
    addEmbedding(library.database, second, library.model, {1, 0, 0});
    QCOMPARE(similarities(library.database, library.model, {1, 0, 0}, {}).size(), 2);
    QCOMPARE(similarities(library.database, library.model, {1, 0, 0}, {other}).keys(), QList{second});
    QVERIFY(similarities(library.database, library.model, {1, 0, 0}, {other + 1}).isEmpty());
}

void VectorsTest::whatCannotBeAHalfFloatNeverBecomesANumberThatIsNone() {
    Vectors library;
    addEmbedding(library.database, library.passage(0), library.model,
                 {1e5F, 1, 1}); // a half float ends at 65,504
    const auto cosine = similarities(library.database, library.model, {1e5F, 1, 1}, {})[library.passage(0)];
    QVERIFY(std::isfinite(cosine));
}

void VectorsTest::passagesWithoutAVectorAreListedInTheirOrder() {
    Vectors library;
    library.add(u"b.txt"_s, {u"of another document"_s});
    auto texts = [&](const QString &model) {
        QStringList found;
        for (const auto &passage : passagesWithoutVector(library.database, library.document, model, 0, 10))
            found += passage.text;
        return found;
    };
    QCOMPARE(texts(u"m"_s), QStringList({u"one"_s, u"two"_s, u"three"_s}));
    addEmbedding(library.database, library.passage(1), library.model, {1, 0, 0});
    QCOMPARE(texts(u"m"_s), QStringList({u"one"_s, u"three"_s}));
    QCOMPARE(texts(u"n"_s).size(), 3);
    const auto missing = passagesWithoutVector(library.database, library.document, u"m"_s, 0, 1);
    QCOMPARE(missing.size(), size_t(1));
    QCOMPARE(missing.front().id, library.passage(0));
    const auto next =
        passagesWithoutVector(library.database, library.document, u"m"_s, missing.front().id, 1);
    QCOMPARE(next.front().id, library.passage(2));
    QCOMPARE(countWithoutVector(library.database, library.document, u"m"_s), 2);
}

void VectorsTest::ofTheWholeLibraryWhatIsBeingReadIsLeftOut() {
    Vectors library;
    const auto other = library.add(u"b.txt"_s, {u"of another document"_s});
    QCOMPARE(countWithoutVector(library.database, wholeLibrary, u"m"_s), 4);
    library.database.prepare("UPDATE document SET state='reading' WHERE id=?1").bind(other).run();
    QCOMPARE(countWithoutVector(library.database, wholeLibrary, u"m"_s), 3);
    QCOMPARE(passagesWithoutVector(library.database, wholeLibrary, u"m"_s, 0, 10).size(), size_t(3));
}

/// DESIGN.md: the index is keyed by model and dimension.
void VectorsTest::vectorsOfAnotherDimensionDoNotCountAsThere() {
    Vectors library;
    for (int i = 0; i < 3; ++i)
        addEmbedding(library.database, library.passage(i), library.model, {1, 0, 0});
    // The same name now gives four numbers: another document was read with it.
    const auto wider = modelId(library.database, u"m"_s, 4);
    const auto old = library.document;
    library.document = library.add(u"b.txt"_s, {u"four"_s});
    addEmbedding(library.database, library.passage(0), wider, {1, 0, 0, 0});
    QCOMPARE(findModel(library.database, u"m"_s), wider);
    QCOMPARE(countWithoutVector(library.database, old, u"m"_s), 3);
}

DOCCHAT_TEST(VectorsTest)

#include "vectors_test.moc"
