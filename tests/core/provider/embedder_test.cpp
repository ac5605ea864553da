#include "provider/embedder.h"

#include "async/cancel.h"

#include "providertest.h"

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;
using Ranges = std::vector<std::pair<qsizetype, qsizetype>>;

Q_DECLARE_METATYPE(Ranges)

class EmbedderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void batchesKeepTheLimits_data();
    void batchesKeepTheLimits();
    void batchesHoldEveryInputOnceAndInOrder();
    void sixtyBatchesAreEightAtATime();
    void vectorsComeInTheOrderOfTheInputs();
    void noInputsAskNobody();
    void theFirstPermanentFailureCancelsTheSiblings();
    void aPassingFailureOfOneBatchCostsNothing();
    void cancellingAllDisconnectsAll();
};

void EmbedderTest::batchesKeepTheLimits_data() {
    QTest::addColumn<QList<int>>("lengths"); // of the inputs, in characters
    QTest::addColumn<Ranges>("ranges");      // with 3 inputs or 20 tokens
    QTest::newRow("nothing") << QList<int>{} << Ranges{};
    QTest::newRow("one") << QList<int>{10} << Ranges{{0, 1}};
    QTest::newRow("as many as fit") << QList<int>{4, 4, 4} << Ranges{{0, 3}};
    QTest::newRow("one more") << QList<int>{4, 4, 4, 4} << Ranges{{0, 3}, {3, 4}};
    QTest::newRow("to the last token") << QList<int>{36, 36} << Ranges{{0, 2}};
    QTest::newRow("a token too many") << QList<int>{36, 40} << Ranges{{0, 1}, {1, 2}};
    QTest::newRow("one beyond the limit goes alone")
        << QList<int>{4, 400, 4} << Ranges{{0, 1}, {1, 2}, {2, 3}};
    QTest::newRow("empty ones count") << QList<int>{0, 0, 0, 0} << Ranges{{0, 3}, {3, 4}};
}

void EmbedderTest::batchesKeepTheLimits() {
    QFETCH(QList<int>, lengths);
    QFETCH(Ranges, ranges);
    QStringList inputs;
    for (const int length : lengths)
        inputs += QString(length, u'x');
    QCOMPARE(batches(inputs, {3, 20}), ranges);
}

void EmbedderTest::batchesHoldEveryInputOnceAndInOrder() {
    QStringList inputs;
    for (int i = 0; i < 500; ++i)
        inputs += QString((i * 7919) % 3000, u'x');
    qsizetype next = 0;
    for (const auto &[first, last] : batches(inputs, {})) {
        QCOMPARE(first, next);
        QVERIFY(last > first && last - first <= 16);
        next = last;
    }
    QCOMPARE(next, inputs.size());
}

void EmbedderTest::sixtyBatchesAreEightAtATime() {
    ScriptedServer server;
    server.setEmbedDelay(10ms);
    server.gather(u"/v1/embeddings"_s, 8);
    OpenAiServer client(configFor(server.url()));
    const auto vectors = really([&] { return embedAll(&client, numbered(60 * 16), {}); });
    QVERIFY(vectors.ok());
    QCOMPARE(vectors->size(), size_t(60 * 16));
    QCOMPARE(server.stats().requests, 60);
    QCOMPARE(server.stats().maxInFlight, 8);
    QCOMPARE(client.inFlight(), 0);
}

void EmbedderTest::vectorsComeInTheOrderOfTheInputs() {
    ScriptedServer server;
    // The first request is the last to be answered.
    server.setFault(u"/v1/embeddings"_s, {{.status = 429, .headers = {{"Retry-After", "0"}}}});
    OpenAiServer client(configFor(server.url()), quick());
    const auto inputs = numbered(40);
    const auto all = really([&] { return embedAll(&client, inputs, {}); });
    QVERIFY(all.ok());
    QCOMPARE(all->size(), size_t(40));
    for (const int i : {0, 15, 16, 39}) {
        const auto one = really([&] { return client.embed({inputs[i]}, {}); });
        QCOMPARE(all->at(size_t(i)), one->front());
    }
}

void EmbedderTest::noInputsAskNobody() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()));
    const auto vectors = really([&] { return embedAll(&client, {}, {}); });
    QVERIFY(vectors.ok());
    QVERIFY(vectors->empty());
    QCOMPARE(server.stats().requests, 0);
}

void EmbedderTest::theFirstPermanentFailureCancelsTheSiblings() {
    ScriptedServer server;
    QList<Fault> faults(7, Fault{.kind = Fault::Hang});
    faults.append(Fault{.status = 401});
    server.setFault(u"/v1/embeddings"_s, faults);
    OpenAiServer client(configFor(server.url()));
    const auto vectors =
        really([&] { return async::withTimeout(30s, embedAll(&client, numbered(60 * 16), {})); });
    QVERIFY(!vectors.ok());
    QCOMPARE(vectors.error().status, 401);
    QVERIFY(vectors.error().message.contains(server.url().toString()));
    QTRY_COMPARE(server.stats().disconnects.size(), 7);
    QCOMPARE(server.stats().requests, 8);
    QCOMPARE(client.inFlight(), 0);
}

void EmbedderTest::aPassingFailureOfOneBatchCostsNothing() {
    ScriptedServer server;
    server.setFault(u"/v1/embeddings"_s, QList<Fault>(3, Fault{.status = 503}));
    OpenAiServer client(configFor(server.url()), quick());
    const auto vectors = really([&] { return embedAll(&client, numbered(64), {}); });
    QVERIFY(vectors.ok());
    QCOMPARE(vectors->size(), size_t(64));
    QCOMPARE(server.stats().requests, 4 + 3);
}

void EmbedderTest::cancellingAllDisconnectsAll() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.kind = Fault::Hang});
    OpenAiServer client(configFor(server.url()));
    bool timedOut = false;
    try {
        std::ignore =
            really([&] { return async::withTimeout(2s, embedAll(&client, numbered(60 * 16), {})); });
    } catch (const async::TimeoutError &) {
        timedOut = true;
    }
    QVERIFY(timedOut);
    QTRY_COMPARE(server.stats().disconnects.size(), 8);
    QCOMPARE(client.inFlight(), 0);
}

DOCCHAT_TEST(EmbedderTest)

#include "embedder_test.moc"
