#include "index/fusion.h"

#include "index/search.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <random>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class FusionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomVectorsWeighNothing();
    void agreementAndAnOutlierGiveWeight();
    void vectorsHelpAsMuchAsTheyAreGood_data();
    void vectorsHelpAsMuchAsTheyAreGood();
    void whereWordsFindNothingTheNearestAndItsSentencesComeFirst();
};

namespace {

constexpr int dimension = 384;
constexpr int candidates = 60; // the time goes into ranking sentences, which is not what is looked at
#ifdef DOCCHAT_SANITIZED
constexpr size_t mostQuestions = 60; // it takes four times as long; words alone miss some of as many
#else
constexpr size_t mostQuestions = 100;
#endif
using Vector = std::vector<float>;

void normalise(Vector &vector) {
    double sum = 1e-12;
    for (const auto value : vector)
        sum += double(value) * double(value);
    for (auto &value : vector)
        value /= float(std::sqrt(sum));
}

Vector randomVector(std::mt19937 &generator) {
    std::normal_distribution<float> normal;
    Vector vector(dimension);
    for (auto &value : vector)
        value = normal(generator);
    normalise(vector);
    return vector;
}

/// At `cosine` from `vector`, or nearly.
Vector near(const Vector &vector, double cosine, std::mt19937 &generator) {
    auto noisy = randomVector(generator);
    for (size_t i = 0; i < noisy.size(); ++i)
        noisy[i] = float(cosine) * vector[i] + float(std::sqrt(1 - cosine * cosine)) * noisy[i];
    return noisy;
}

/// A mediocre embedder: hashed groups of three to five characters.
Vector hashedGrams(const QString &text) {
    Vector vector(dimension);
    const auto folded = u' ' + text.toLower();
    for (qsizetype length = 3; length <= 5; ++length) {
        for (qsizetype i = 0; i + length <= folded.size(); ++i) {
            quint64 hash = 1469598103934665603U + quint64(length); // FNV-1a
            for (const auto c : QStringView(folded).mid(i, length))
                hash = (hash ^ c.unicode()) * 1099511628211U;
            hash ^= hash >> 29;
            vector[hash % dimension] += (hash >> 40) & 1 ? 1.F : -1.F;
        }
    }
    for (auto &value : vector)
        value = std::copysign(std::sqrt(std::abs(value)), value);
    normalise(vector);
    return vector;
}

struct AskedQuestion {
    QString text;
    QList<qint64> passages; ///< that answer
};

std::vector<QJsonObject> linesOf(const QString &path) {
    std::vector<QJsonObject> lines;
    for (const auto &line : bytesOf(path).split('\n')) {
        if (!line.isEmpty())
            lines.push_back(QJsonDocument::fromJson(line).object());
    }
    return lines;
}

/// A question set as a library with two models: random vectors and hashed ones.
struct QuestionSet : Library {
    std::vector<AskedQuestion> questions;
    QHash<qint64, Vector> random;
    qint64 randomModel = modelId(database, u"random"_s, dimension);
    qint64 hashedModel = modelId(database, u"hashed"_s, dimension);

    QuestionSet(const QString &folder, std::mt19937 &generator) {
        Transaction transaction(database);
        QHash<QString, qint64> ids;
        std::vector<qint64> passages;
        std::vector<Vector> randomOnes;
        std::vector<Vector> hashedOnes;
        for (const auto &line : linesOf(folder + u"/corpus.jsonl"_s)) {
            const auto text = line[u"text"_s].toString();
            add(line[u"id"_s].toString(), {text});
            passages.push_back(database.integer("SELECT max(id) FROM passage"));
            ids.insert(line[u"id"_s].toString(), passages.back());
            randomOnes.push_back(randomVector(generator));
            random.insert(passages.back(), randomOnes.back());
            hashedOnes.push_back(hashedGrams(text));
        }
        addEmbeddings(database, randomModel, passages, randomOnes);
        addEmbeddings(database, hashedModel, passages, hashedOnes);
        transaction.commit();
        readQuestions(folder, ids);
    }

private:
    void readQuestions(const QString &folder, const QHash<QString, qint64> &ids) {
        QHash<QString, QList<qint64>> answers;
        for (const auto &line : bytesOf(folder + u"/qrels.tsv"_s).split('\n')) {
            const auto columns = line.trimmed().split('\t');
            if (columns.size() == 3 && columns[2].toInt() > 0)
                answers[QString::fromUtf8(columns[0])] += ids.value(QString::fromUtf8(columns[1]));
        }
        std::vector<AskedQuestion> all;
        for (const auto &line : linesOf(folder + u"/queries.jsonl"_s)) {
            const auto passages = answers.value(line[u"id"_s].toString());
            if (!passages.isEmpty())
                all.push_back({line[u"text"_s].toString(), passages});
        }
        const auto count = std::min(mostQuestions, all.size());
        for (size_t i = 0; i < count; ++i)
            questions.push_back(all[i * all.size() / count]);
    }
};

bool isFirst(Database &database, const Query &query, const AskedQuestion &question) {
    const auto found = search(database, query);
    return !found.hits.empty() && question.passages.contains(found.hits.front().passage.id);
}

} // namespace

void FusionTest::randomVectorsWeighNothing() {
    std::mt19937 generator(11);
    std::normal_distribution<double> normal;
    int counted = 0;
    for (int i = 0; i < 1000; ++i) {
        std::vector<double> cosines(500);
        for (auto &cosine : cosines)
            cosine = .7 + .05 * normal(generator);
        const auto background = backgroundOf(cosines, 500);
        std::vector<double> byWords;
        for (int k = 0; k < 10; ++k)
            byWords.push_back(surprise(cosines[size_t(k)], background));
        const auto nearest = surprise(*std::max_element(cosines.begin(), cosines.end()), background);
        counted += vectorWeight(byWords, nearest, background) > 0.2 ? 1 : 0;
    }
    QVERIFY2(counted <= 3, qPrintable(QString::number(counted)));
}

void FusionTest::agreementAndAnOutlierGiveWeight() {
    const Background background{0, .05, 1000};
    QVERIFY(vectorWeight({6, 4, 3}, 4, background) > .5);
    QCOMPARE(vectorWeight({}, 12, background), 1.0);
    QCOMPARE(vectorWeight({0, 0, 0}, 3, background), 0.0);
    QCOMPARE(vectorWeight({}, 100, backgroundOf({}, 0)), 1.0);
    QVERIFY(vectorShare(1, .4, background) > vectorShare(1, .3, background));
    QVERIFY(vectorShare(0, .5, background) < 1e-6);
    QCOMPARE(surprise(.5, backgroundOf({.2, .2}, 2)), 0.0);
}

void FusionTest::vectorsHelpAsMuchAsTheyAreGood_data() {
    QTest::addColumn<QString>("set");
    for (const auto *set : {"cran", "squad_en", "xquad_ar", "xquad_de", "xquad_zh"})
        QTest::newRow(set) << QString::fromUtf8(set);
}

void FusionTest::vectorsHelpAsMuchAsTheyAreGood() {
    NEEDS_SHARED_DATA();
    QFETCH(QString, set);
    const auto seed = std::random_device::result_type(20261121 + set.size());
    std::mt19937 generator(seed);
    QuestionSet questions(sharedData() + u"/qa/"_s + set, generator);
    SignIndex signs;
    int words = 0;
    int random = 0;
    int hashed = 0;
    int good = 0;
    for (const auto &question : questions.questions) {
        Query query{question.text};
        query.candidates = candidates;
        query.signs = &signs;
        words += isFirst(questions.database, query, question);
        query.model = questions.randomModel;
        query.vector = randomVector(generator);
        random += isFirst(questions.database, query, question);
        const double cosine = std::uniform_real_distribution(.7, .9)(generator);
        query.vector = near(questions.random[question.passages.front()], cosine, generator);
        good += isFirst(questions.database, query, question);
        query.model = questions.hashedModel;
        query.vector = hashedGrams(question.text);
        hashed += isFirst(questions.database, query, question);
    }
    const auto figures =
        u"%1 questions, seed %2: words %3, random %4, hashed %5, good %6"_s.arg(questions.questions.size())
            .arg(seed)
            .arg(words)
            .arg(random)
            .arg(hashed)
            .arg(good);
    qInfo("%s: %s", qPrintable(set), qPrintable(figures));
    QVERIFY(words > 0);
    QVERIFY2(random >= words - .003 * double(questions.questions.size()), qPrintable(figures));
    QVERIFY2(hashed >= words - 1, qPrintable(figures)); // one question of 160 is within the noise
    QVERIFY2(good > words, qPrintable(figures));
}

void FusionTest::whereWordsFindNothingTheNearestAndItsSentencesComeFirst() {
    Library library;
    std::mt19937 generator(5);
    QStringList texts;
    for (int i = 0; i < 60; ++i)
        texts += u"Passage number %1 tells of bread. It has a second sentence."_s.arg(i);
    library.add(u"a.txt"_s, texts);
    const auto model = modelId(library.database, u"m"_s, dimension);
    Vector answer;
    for (qint64 id = 1; id <= 60; ++id) {
        const auto vector = randomVector(generator);
        addEmbedding(library.database, id, model, vector);
        answer = id == 42 ? vector : answer;
    }
    Query query{u"Qui a peint le plafond ?"_s};
    QVERIFY(search(library.database, query).hits.empty());
    query.model = model;
    query.vector = near(answer, .7, generator);
    const auto found = search(library.database, query);
    QCOMPARE(found.hits.front().passage.id, 42);
    QCOMPARE(found.sentences.front().candidate, 0);
    query.vector = randomVector(generator);
    const auto byChance = search(library.database, query);
    for (const auto &sentence : byChance.sentences)
        QVERIFY(sentence.score < notFoundThreshold(query.text, byChance.corpusPassages));
}

DOCCHAT_TEST(FusionTest)

#include "fusion_test.moc"
