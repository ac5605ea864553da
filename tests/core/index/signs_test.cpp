#include "index/signs.h"

#include "index/search.h"
#include "index/signindex.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

#include <algorithm>
#include <random>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class SignsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKernelGivesThePlainDistances_data();
    void everyKernelGivesThePlainDistances();
    void oppositeVectorsHaveOppositeSigns();
    void theNearestAreThoseOfTheExactCosines();
    void aFilterLosesNothing();
    void oneCoreFindsWhatAllFind();
    void smallChunksAreJoined();
    void whatIsAddedAndRemovedIsSeenByTheNextQuestion();
    void aRemovedDocumentLeavesNoSigns();
    void aReplacedVectorHasOneRow();
    void damagedChunksAreMadeAnew_data();
    void damagedChunksAreMadeAnew();
    void anUnchangedLibraryIsNotReadAgain();
    void aLibraryFromBeforeTheSignsIsSearched();
};

namespace {

constexpr int dimension = 96;

/// Documents of twenty passages with random vectors.
struct SignLibrary : Library {
    std::mt19937 generator{20261121};
    qint64 model = modelId(database, u"m"_s, dimension);

    std::vector<float> randomVector() {
        std::normal_distribution<float> normal;
        std::vector<float> vector(dimension);
        std::generate(vector.begin(), vector.end(), [&] { return normal(generator); });
        return vector;
    }

    DocumentId addDocument(int number) {
        Transaction transaction(database);
        const auto id = add(u"%1.txt"_s.arg(number), QStringList(20, u"words"_s));
        std::vector<qint64> passages;
        std::vector<std::vector<float>> vectors;
        auto rows = database.prepare("SELECT id FROM passage WHERE document=?1");
        rows.bind(id);
        while (rows.step()) {
            passages.push_back(rows.integer(0));
            vectors.push_back(randomVector());
        }
        addEmbeddings(database, model, passages, vectors);
        transaction.commit();
        return id;
    }

    std::vector<qint64> exact(const std::vector<float> &query, const QList<DocumentId> &documents) {
        return best(similarities(database, model, query, documents));
    }

    std::vector<qint64> bySigns(SignIndex &index, const std::vector<float> &query, ScanOptions options) {
        return best(cosinesOf(database, model, query,
                              nearestBySigns(*index.current(database, model, dimension), query, options)));
    }

private:
    static std::vector<qint64> best(const QHash<qint64, double> &cosines) {
        auto passages = cosines.keys();
        std::sort(passages.begin(), passages.end(),
                  [&](qint64 a, qint64 b) { return cosines[a] > cosines[b]; });
        passages.resize(std::min<qsizetype>(10, passages.size()));
        return {passages.begin(), passages.end()};
    }
};

} // namespace

void SignsTest::everyKernelGivesThePlainDistances_data() {
    QTest::addColumn<int>("kernel");
    QTest::newRow("AVX2") << int(Kernel::Avx2);
    QTest::newRow("AVX-512") << int(Kernel::Avx512);
    QTest::newRow("fastest") << int(fastestKernel());
}

void SignsTest::everyKernelGivesThePlainDistances() {
    QFETCH(int, kernel);
    if (!isAvailable(Kernel(kernel)))
        QSKIP("skipped: this processor has not got it");
    std::mt19937_64 generator(7);
    for (size_t words = 1; words <= 33; ++words) {
        constexpr size_t count = 37;
        std::vector<quint64> bits((count + 1) * words);
        std::generate(bits.begin(), bits.end(), std::ref(generator));
        std::fill_n(bits.begin() + qsizetype(words), words, ~bits[0]);
        std::vector<quint32> plain(count);
        std::vector<quint32> other(count);
        hammingDistances(Kernel::Plain, bits.data(), bits.data() + words, words, count, plain.data());
        hammingDistances(Kernel(kernel), bits.data(), bits.data() + words, words, count, other.data());
        QCOMPARE(other, plain);
        QVERIFY(plain.front() >= 64);
    }
}

void SignsTest::oppositeVectorsHaveOppositeSigns() {
    SignLibrary library;
    auto vector = library.randomVector();
    const auto bits = signsOf(vector);
    QCOMPARE(signsOf(vector), bits);
    for (auto &value : vector)
        value = -value;
    quint32 distance = 0;
    hammingDistances(Kernel::Plain, bits.data(), signsOf(vector).data(), bits.size(), 1, &distance);
    QCOMPARE(distance, quint32(dimension));
}

void SignsTest::theNearestAreThoseOfTheExactCosines() {
    SignLibrary library;
    SignIndex index;
    for (int i = 0; i < 20; ++i)
        library.addDocument(i);
    for (int i = 0; i < 5; ++i) {
        const auto query = library.randomVector();
        QCOMPARE(library.bySigns(index, query, {}), library.exact(query, {}));
    }
}

void SignsTest::aFilterLosesNothing() {
    SignLibrary library;
    SignIndex index;
    QList<DocumentId> documents;
    for (int i = 0; i < 40; ++i)
        documents += library.addDocument(i);
    const QList<DocumentId> asked{documents[33], documents[2], documents[17]};
    const auto query = library.randomVector();
    ScanOptions options{asked, 60}; // as many as these have: any from elsewhere would take a place
    QCOMPARE(library.bySigns(index, query, options), library.exact(query, asked));
    options.documents = {9999};
    QVERIFY(library.bySigns(index, query, options).empty());
}

void SignsTest::oneCoreFindsWhatAllFind() {
    SignLibrary library;
    SignIndex index;
    for (int i = 0; i < 30; ++i)
        library.addDocument(i);
    const auto query = library.randomVector();
    const auto snapshot = index.current(library.database, library.model, dimension);
    ScanOptions options{{}, 50};
    auto all = nearestBySigns(*snapshot, query, options);
    options.parallel = false;
    auto one = nearestBySigns(*snapshot, query, options);
    std::sort(all.begin(), all.end());
    std::sort(one.begin(), one.end());
    QCOMPARE(one, all);
    rebuildSigns(library.database, library.model, dimension); // other chunks, the same rows
    auto rebuilt = nearestBySigns(*index.current(library.database, library.model, dimension), query, options);
    std::sort(rebuilt.begin(), rebuilt.end());
    QCOMPARE(rebuilt, all);
}

void SignsTest::smallChunksAreJoined() {
    SignLibrary library;
    for (int i = 0; i < 70; ++i)
        library.addDocument(i);
    QVERIFY(library.count("sign_chunk") < 64);
    QCOMPARE(library.database.integer("SELECT sum(count) FROM sign_chunk"), 1400);
    SignIndex index;
    const auto snapshot = index.current(library.database, library.model, dimension);
    QVERIFY(snapshot->whole);
    QCOMPARE(snapshot->passages(), size_t(1400));
}

void SignsTest::whatIsAddedAndRemovedIsSeenByTheNextQuestion() {
    SignLibrary library;
    SignIndex index;
    const auto query = library.randomVector();
    const auto first = library.addDocument(0);
    QCOMPARE(library.bySigns(index, query, {}), library.exact(query, {}));
    for (int i = 1; i < 80; ++i)
        library.addDocument(i);
    QCOMPARE(library.bySigns(index, query, {{}, 2000}), library.exact(query, {}));
    removeDocument(library.database, first);
    const auto snapshot = index.current(library.database, library.model, dimension);
    QCOMPARE(snapshot->passages(), size_t(79 * 20));
    QVERIFY(nearestBySigns(*snapshot, query, {{first}}).empty());
}

void SignsTest::aRemovedDocumentLeavesNoSigns() {
    SignLibrary library;
    const auto first = library.addDocument(0);
    library.addDocument(1);
    rebuildSigns(library.database, library.model, dimension); // one chunk of both
    QCOMPARE(library.count("sign_chunk"), 1);
    removeDocument(library.database, first);
    QCOMPARE(library.database.integer("SELECT sum(count) FROM sign_chunk"), 20);
    QCOMPARE(library.database.integer("SELECT sum(length(bits)) FROM sign_chunk"), 20 * 16);
}

void SignsTest::aReplacedVectorHasOneRow() {
    SignLibrary library;
    SignIndex index;
    library.addDocument(0);
    const auto passage = library.database.integer("SELECT min(id) FROM passage");
    const auto vector = library.randomVector();
    addEmbedding(library.database, passage, library.model, vector);
    const auto snapshot = index.current(library.database, library.model, dimension);
    QCOMPARE(snapshot->passages(), size_t(20));
    QCOMPARE(nearestBySigns(*snapshot, vector, {{}, 1}), std::vector<qint64>{passage});
}

void SignsTest::damagedChunksAreMadeAnew_data() {
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("a byte of the bits") << "UPDATE sign_chunk SET bits=zeroblob(length(bits)) WHERE id=2"_ba;
    QTest::newRow("cut") << "UPDATE sign_chunk SET bits=x'00' WHERE id=2"_ba;
    QTest::newRow("a huge count") << "UPDATE sign_chunk SET count=1000000000000 WHERE id=2"_ba;
    QTest::newRow("other documents") << "UPDATE sign_chunk SET documents=passages WHERE id=2"_ba;
    QTest::newRow("text") << "UPDATE sign_chunk SET passages='text' WHERE id=2"_ba;
    QTest::newRow("one is missing") << "DELETE FROM sign_chunk WHERE id=2"_ba;
    QTest::newRow("all are missing") << "DELETE FROM sign_chunk"_ba;
}

void SignsTest::damagedChunksAreMadeAnew() {
    QFETCH(QByteArray, damage);
    SignLibrary library;
    SignIndex index;
    for (int i = 0; i < 3; ++i)
        library.addDocument(i);
    library.database.execute(damage.constData());
    const auto query = library.randomVector();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"made anew from the vectors"_s));
    QCOMPARE(library.bySigns(index, query, {}), library.exact(query, {}));
    SignIndex another;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"made anew from the vectors"_s));
    QVERIFY(!another.current(library.database, library.model, dimension)->whole);
    rebuildSigns(library.database, library.model, dimension);
    for (auto *each : {&index, &another}) {
        const auto snapshot = each->current(library.database, library.model, dimension);
        QVERIFY(snapshot->whole);
        QCOMPARE(snapshot->passages(), size_t(60));
    }
}

void SignsTest::anUnchangedLibraryIsNotReadAgain() {
    SignLibrary library;
    SignIndex index;
    library.addDocument(0);
    const auto before = index.current(library.database, library.model, dimension);
    QCOMPARE(index.current(library.database, library.model, dimension), before);
    library.addDocument(1);
    const auto after = index.current(library.database, library.model, dimension);
    QCOMPARE(after->segments.front(), before->segments.front());
    QCOMPARE(after->segments.size(), size_t(2));
}

void SignsTest::aLibraryFromBeforeTheSignsIsSearched() {
    SignLibrary library;
    SignIndex index;
    library.addDocument(0);
    library.database.execute("DROP TABLE sign_chunk");
    library.database.execute("PRAGMA user_version=4");
    migrate(library.database, 5);
    QCOMPARE(library.count("sign_chunk"), 0);
    const auto query = library.randomVector();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"made anew from the vectors"_s));
    QCOMPARE(library.bySigns(index, query, {}), library.exact(query, {}));
}

DOCCHAT_TEST(SignsTest)

#include "signs_test.moc"
