#include "index/answering.h"

#include "index/providers.h"
#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class AnsweringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoseVectorsAreWholeIsRemembered();
    void whoHasVectorsForLessThanHalfIsNot_data();
    void whoHasVectorsForLessThanHalfIsNot();
    void theOneWithMoreVectorsStays();
    void aServerThatWasRemovedIsNotAsked();
    void whoIsForgottenIsGone();
    void anEarlierModelThatGetsWholeForgetsNobody();
};

namespace {

/// Four passages, and two models that are set up.
struct Models : Library {
    std::vector<qint64> passages;

    Models() {
        add(u"a.txt"_s, {u"one"_s, u"two"_s, u"three"_s, u"four"_s});
        auto rows = database.prepare("SELECT id FROM passage ORDER BY id");
        while (rows.step())
            passages.push_back(rows.integer(0));
    }

    void use(const QString &server, const QString &model) {
        ProviderConfig provider;
        provider.name = server;
        provider.url = QUrl(u"http://127.0.0.1:8080/"_s + server);
        provider.embedModel = model;
        provider.keyEnv = u"KEY"_s;
        keepAnswering(database);
        saveProvider(database, provider);
    }
    void embed(const QString &model, int count) {
        for (size_t i = 0; i < size_t(count); ++i)
            addEmbedding(database, passages[i], modelId(database, model, 2), {1, 0});
    }
    /// From "old", which is whole, to "new".
    void changeModel() {
        use(u"home"_s, u"old"_s);
        embed(u"old"_s, 4);
        use(u"home"_s, u"new"_s);
    }
    QString answering() {
        const auto provider = answeringProvider(database);
        return provider ? provider->embedModel : u"the active one"_s;
    }
};

} // namespace

void AnsweringTest::whoseVectorsAreWholeIsRemembered() {
    Models library;
    library.use(u"home"_s, u"old"_s);
    QCOMPARE(library.answering(), u"the active one"_s);
    library.embed(u"old"_s, 4);
    library.use(u"home"_s, u"new"_s);
    const auto kept = answeringProvider(library.database);
    QVERIFY(kept);
    QCOMPARE(kept->embedModel, u"old"_s);
    QCOMPARE(kept->name, u"home"_s);
    QCOMPARE(kept->url, QUrl(u"http://127.0.0.1:8080/home"_s));
    QCOMPARE(kept->keyEnv, u"KEY"_s);
    QVERIFY(kept->chatModel.isEmpty());
}

void AnsweringTest::whoHasVectorsForLessThanHalfIsNot_data() {
    QTest::addColumn<int>("embedded");
    QTest::addColumn<QString>("answering");
    QTest::newRow("none") << 0 << u"the active one"_s;
    QTest::newRow("a quarter") << 1 << u"the active one"_s;
    QTest::newRow("half") << 2 << u"old"_s;
}

void AnsweringTest::whoHasVectorsForLessThanHalfIsNot() {
    QFETCH(int, embedded);
    QFETCH(QString, answering);
    Models library;
    library.use(u"home"_s, u"old"_s);
    library.embed(u"old"_s, embedded);
    library.use(u"home"_s, u"new"_s);
    QCOMPARE(library.answering(), answering);
}

void AnsweringTest::theOneWithMoreVectorsStays() {
    Models library;
    library.changeModel();
    library.embed(u"new"_s, 3);
    library.use(u"home"_s, u"newest"_s);
    QCOMPARE(library.answering(), u"old"_s);
    library.use(u"home"_s, u"new"_s);
    library.embed(u"new"_s, 4);
    library.use(u"home"_s, u"newest"_s);
    QCOMPARE(library.answering(), u"new"_s);
}

void AnsweringTest::aServerThatWasRemovedIsNotAsked() {
    Models library;
    library.use(u"home"_s, u"old"_s);
    library.embed(u"old"_s, 4);
    library.use(u"away"_s, u"new"_s);
    QCOMPARE(library.answering(), u"old"_s);
    removeProvider(library.database, u"home"_s);
    QCOMPARE(library.answering(), u"the active one"_s);
}

void AnsweringTest::whoIsForgottenIsGone() {
    Models library;
    library.changeModel();
    forgetAnswering(library.database, u"new"_s);
    QCOMPARE(library.answering(), u"the active one"_s);
}

void AnsweringTest::anEarlierModelThatGetsWholeForgetsNobody() {
    Models library;
    library.changeModel();
    forgetAnswering(library.database, u"old"_s);
    QCOMPARE(library.answering(), u"old"_s);
}

DOCCHAT_TEST(AnsweringTest)

#include "answering_test.moc"
