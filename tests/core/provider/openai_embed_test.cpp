#include "provider/openai.h"

#include "providertest.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

class OpenAiEmbedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsReadInTheOrderOfItsIndex_data();
    void aReplyIsReadInTheOrderOfItsIndex();
    void aReplyThatIsNotWholeIsRefused_data();
    void aReplyThatIsNotWholeIsRefused();
    void everyNumberIsFinite();
    void anInputGetsItsVector();
    void theRequestSaysWhatIsAsked();
    void theAddressIsTakenWithAndWithoutVersion_data();
    void theAddressIsTakenWithAndWithoutVersion();
    void failuresThatPassAreTriedAgain_data();
    void failuresThatPassAreTriedAgain();
    void everyTryOfACallCarriesOneKey();
    void aConnectionThatClosesIsOpenedAgain_data();
    void aConnectionThatClosesIsOpenedAgain();
    void failuresForGoodAreNot_data();
    void failuresForGoodAreNot();
    void triesEndAtLast();
    void aServerThatAsksForADayIsNotWaitedFor();
    void aServerThatDoesNotAnswerTimesOut();
    void theKeyIsReadWhenItIsNeededAndSent();
    void withoutAKeyNoneIsSent();
    void theKeyNeverFollowsARedirect();
    void anErrorNeverShowsAPasswordInTheAddress();
    void theServersModelsAreListed();
    void aQuestionGoesBeforeThePassagesThatWait();
};

namespace {

QByteArray reply(const QByteArray &data) {
    return R"({"object":"list","data":)" + data + '}';
}

async::Task<void> embedOne(OpenAiServer *client, QString text, async::Turn turn) {
    const auto vectors = co_await client->embed({text}, {}, turn);
    if (!vectors.ok())
        qFatal("%s", qPrintable(vectors.error().text()));
}

/// Six passages, and then a question.
async::Task<void> embedBeside(OpenAiServer *client) {
    co_await async::TaskGroup::run([client](async::TaskGroup &group) {
        for (int i = 0; i < 6; ++i)
            group.spawn("passage", embedOne, client, u"passage %1"_s.arg(i), async::Turn::InOrder);
        group.spawn("question", embedOne, client, u"the question"_s, async::Turn::First);
    });
}

Result<std::vector<Vector>> embeddedOne(OpenAiServer &client) {
    return really([&] { return client.embed({u"text"_s}, {}); });
}

} // namespace

void OpenAiEmbedTest::aReplyIsReadInTheOrderOfItsIndex_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("in order") << reply(R"([{"index":0,"embedding":[1,2]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("out of order") << reply(
        R"([{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}])");
    QTest::newRow("index behind") << reply(
        R"([{"embedding":[3,4],"index":1},{"embedding":[1,2],"index":0}])");
    QTest::newRow("without index") << reply(R"([{"embedding":[1,2]},{"embedding":[3,4]}])");
    QTest::newRow("with more in it")
        << R"({"model":"m","usage":{"prompt_tokens":3},"data":[{"object":"embedding","embedding":[1.0,2e0],"x":{"y":[1]},"index":0},{"index":1,"embedding":[3,4]}],"id":[]})"_ba;
}

void OpenAiEmbedTest::aReplyIsReadInTheOrderOfItsIndex() {
    QFETCH(QByteArray, body);
    const auto vectors = parseEmbeddings(body, 2, {u"http://a"_s});
    QVERIFY2(vectors.ok(), qPrintable(vectors.ok() ? QString() : vectors.error().message));
    QCOMPARE(*vectors, (std::vector<Vector>{{1, 2}, {3, 4}}));
}

void OpenAiEmbedTest::aReplyThatIsNotWholeIsRefused_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << "<html>502 Bad Gateway</html>"_ba;
    QTest::newRow("cut off") << R"({"data":[{"index":0,"embedding":[1,2]},{"index":1,"emb)"_ba;
    QTest::newRow("another shape") << R"({"vectors":[[1,2],[3,4]]})"_ba;
    QTest::newRow("data is no list") << reply(R"({"index":0})");
    QTest::newRow("entries are no objects") << reply("[1,2]");
    QTest::newRow("an embedding that is text")
        << reply(R"([{"index":0,"embedding":"AAAA"},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("too few") << reply(R"([{"index":0,"embedding":[1,2]}])");
    QTest::newRow("none") << reply("[]");
    QTest::newRow("too many") << reply(
        R"([{"index":0,"embedding":[1,2]},{"index":1,"embedding":[3,4]},{"index":2,"embedding":[5,6]}])");
    QTest::newRow("an index twice") << reply(
        R"([{"index":0,"embedding":[1,2]},{"index":0,"embedding":[3,4]}])");
    QTest::newRow("an index beyond") << reply(
        R"([{"index":0,"embedding":[1,2]},{"index":7,"embedding":[3,4]}])");
    QTest::newRow("an index below") << reply(
        R"([{"index":0,"embedding":[1,2]},{"index":-1,"embedding":[3,4]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("ragged") << reply(R"([{"index":0,"embedding":[1,2]},{"index":1,"embedding":[3,4,5]}])");
    QTest::newRow("no numbers") << reply(R"([{"index":0,"embedding":[]},{"index":1,"embedding":[]}])");
    QTest::newRow("NaN") << reply(R"([{"index":0,"embedding":[1,NaN]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("null") << reply(R"([{"index":0,"embedding":[1,null]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("infinite") << reply(
        R"([{"index":0,"embedding":[1,1e999]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("text for a number")
        << reply(R"([{"index":0,"embedding":[1,"2"]},{"index":1,"embedding":[3,4]}])");
    QTest::newRow("an error in its place") << R"({"error":{"message":"no such model"}})"_ba;
}

void OpenAiEmbedTest::aReplyThatIsNotWholeIsRefused() {
    QFETCH(QByteArray, body);
    const auto vectors = parseEmbeddings(body, 2, {u"http://a"_s});
    QVERIFY(!vectors.ok());
    QCOMPARE(vectors.error().kind, ErrorKind::Provider);
    QVERIFY(!vectors.error().transient);
    QVERIFY(!vectors.error().message.isEmpty() && !vectors.error().hint.isEmpty());
}

void OpenAiEmbedTest::everyNumberIsFinite() {
    const auto vectors = parseEmbeddings(reply(R"([{"index":0,"embedding":[1,1e300]}])"), 1, {u"http://a"_s});
    const bool finite = !vectors.ok() || std::isfinite(vectors->front()[1]);
    QVERIFY(finite);
}

void OpenAiEmbedTest::anInputGetsItsVector() {
    ScriptedServer server;
    server.setDimension(32);
    OpenAiServer client(configFor(server.url()));
    const auto result = really([&] { return embedded(&client, {u"steel"_s, u"Stähle 鋼"_s, u"steel"_s}); });
    QVERIFY(result.vectors.ok());
    const auto &vectors = *result.vectors;
    QCOMPARE(vectors.size(), size_t(3));
    QCOMPARE(vectors[0].size(), size_t(32));
    QCOMPARE(vectors[0], vectors[2]);
    QVERIFY(vectors[0] != vectors[1]);
    QCOMPARE(result.waits, QStringList());
    QCOMPARE(server.stats().requests, 1);
}

void OpenAiEmbedTest::theRequestSaysWhatIsAsked() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()));
    QVERIFY(embeddedOne(client).ok());
    const auto stats = server.stats();
    QCOMPARE(stats.methods, QList{"POST"_ba});
    QCOMPARE(stats.headers.first().value("content-type"), "application/json"_ba);
    const auto body = QJsonDocument::fromJson(stats.bodies.first()).object();
    QCOMPARE(body[u"model"_s].toString(), u"scripted-embedder"_s);
    QCOMPARE(body[u"input"_s].toArray(), QJsonArray{u"text"_s});
}

void OpenAiEmbedTest::theAddressIsTakenWithAndWithoutVersion_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::newRow("bare") << QString() << u"/v1/embeddings"_s;
    QTest::newRow("with a slash") << u"/"_s << u"/v1/embeddings"_s;
    QTest::newRow("with the version") << u"/v1"_s << u"/v1/embeddings"_s;
    QTest::newRow("with both") << u"/v1/"_s << u"/v1/embeddings"_s;
    QTest::newRow("under a path") << u"/openai"_s << u"/openai/v1/embeddings"_s;
}

void OpenAiEmbedTest::theAddressIsTakenWithAndWithoutVersion() {
    QFETCH(QString, typed);
    QFETCH(QString, path);
    ScriptedServer server;
    OpenAiServer client(configFor(QUrl(server.url().toString() + typed)));
    std::ignore = embeddedOne(client);
    QCOMPARE(server.stats().paths, QStringList{path});
}

void OpenAiEmbedTest::failuresThatPassAreTriedAgain_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("times");
    QTest::newRow("429, at once again") << int(Fault::Reply) << 429 << "0"_ba << 3;
    QTest::newRow("429, at a date that is over")
        << int(Fault::Reply) << 429 << "Wed, 21 Oct 2015 07:28:00 GMT"_ba << 1;
    QTest::newRow("429, nonsense") << int(Fault::Reply) << 429 << "soon"_ba << 1;
    QTest::newRow("500 three times") << int(Fault::Reply) << 500 << QByteArray() << 3;
    QTest::newRow("503") << int(Fault::Reply) << 503 << QByteArray() << 1;
    QTest::newRow("408") << int(Fault::Reply) << 408 << QByteArray() << 1;
    QTest::newRow("half a body") << int(Fault::HalfBody) << 200 << QByteArray() << 2;
}

void OpenAiEmbedTest::failuresThatPassAreTriedAgain() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, times);
    ScriptedServer server;
    Fault fault{.status = status, .kind = Fault::Kind(kind)};
    if (!retryAfter.isEmpty())
        fault.headers = {{"Retry-After", retryAfter}};
    server.setFault(u"/v1/embeddings"_s, QList<Fault>(times, fault));
    OpenAiServer client(configFor(server.url()), quick());
    const auto result = really([&] { return embedded(&client, {u"text"_s}); });
    QVERIFY2(result.vectors.ok(), result.vectors.ok() ? "" : qPrintable(result.vectors.error().message));
    QCOMPARE(result.vectors->size(), size_t(1));
    QCOMPARE(result.waits.size(), times);
    for (const auto &wait : result.waits)
        QVERIFY2(wait.contains(server.url().toString()), qPrintable(wait));
    QCOMPARE(server.stats().requests, times + 1);
}

void OpenAiEmbedTest::everyTryOfACallCarriesOneKey() {
    ScriptedServer server;
    server.setFault(QStringLiteral("/v1/embeddings"), {{.status = 503}, {.status = 429}});
    OpenAiServer provider(configFor(server.url()), quick());
    QVERIFY(really([&] { return embedded(&provider, {QStringLiteral("a")}); }).vectors.ok());
    QVERIFY(really([&] { return embedded(&provider, {QStringLiteral("a")}); }).vectors.ok());
    QByteArrayList keys;
    for (const auto &headers : server.stats().headers)
        keys += headers.value("idempotency-key");
    QCOMPARE(keys.size(), 4);
    QVERIFY(keys[0].size() >= 16);
    QCOMPARE(keys.count(keys[0]), 3); // the first call and its two further tries
    QCOMPARE(keys.count(keys[3]), 1); // another call, though it asks for the same
}

void OpenAiEmbedTest::aConnectionThatClosesIsOpenedAgain_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("closed") << int(Fault::CloseBeforeReply);
    QTest::newRow("reset") << int(Fault::Reset);
}

/// Whoever sends once more, the vectors come.
void OpenAiEmbedTest::aConnectionThatClosesIsOpenedAgain() {
    QFETCH(int, kind);
    ScriptedServer server;
    server.setFault(u"/v1/embeddings"_s, {{.kind = Fault::Kind(kind)}});
    OpenAiServer client(configFor(server.url()), quick());
    QVERIFY(embeddedOne(client).ok());
    QCOMPARE(server.stats().requests, 2);
}

void OpenAiEmbedTest::failuresForGoodAreNot_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    QTest::newRow("401") << int(Fault::Reply) << 401 << R"({"error":{"message":"bad key"}})"_ba
                         << u"bad key"_s;
    QTest::newRow("403") << int(Fault::Reply) << 403 << QByteArray() << u"403"_s;
    QTest::newRow("404") << int(Fault::Reply) << 404 << R"({"error":"no model m"})"_ba << u"no model m"_s;
    QTest::newRow("400") << int(Fault::Reply) << 400 << QByteArray() << u"400"_s;
    QTest::newRow("413") << int(Fault::Reply) << 413 << QByteArray() << u"413"_s;
    QTest::newRow("invalid JSON") << int(Fault::InvalidJson) << 200 << QByteArray() << u"vectors"_s;
    QTest::newRow("too few vectors") << int(Fault::Reply) << 200 << R"({"data":[]})"_ba
                                     << u"0 usable vectors"_s;
}

void OpenAiEmbedTest::failuresForGoodAreNot() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    ScriptedServer server;
    server.setFault(u"/v1/embeddings"_s, {{.status = status, .body = body, .kind = Fault::Kind(kind)}});
    OpenAiServer client(configFor(server.url()), quick());
    const auto result = really([&] { return embedded(&client, {u"text"_s}); });
    QVERIFY(!result.vectors.ok());
    const auto &error = result.vectors.error();
    QCOMPARE(error.kind, ErrorKind::Provider);
    QVERIFY2(error.message.contains(said) && error.message.contains(server.url().toString()),
             qPrintable(error.message));
    QVERIFY(!error.hint.isEmpty());
    QCOMPARE(result.waits, QStringList());
    QCOMPARE(server.stats().requests, 1);
}

void OpenAiEmbedTest::triesEndAtLast() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.status = 500});
    auto limits = quick();
    limits.retry.attempts = 4;
    OpenAiServer client(configFor(server.url()), limits);
    const auto vectors = embeddedOne(client);
    QVERIFY(!vectors.ok());
    QCOMPARE(vectors.error().status, 500);
    QCOMPARE(server.stats().requests, 4);
}

void OpenAiEmbedTest::aServerThatAsksForADayIsNotWaitedFor() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.status = 429, .headers = {{"Retry-After", "86400"}}});
    OpenAiServer client(configFor(server.url()), quick());
    const auto vectors = embeddedOne(client);
    QVERIFY(!vectors.ok());
    QCOMPARE(vectors.error().status, 429);
    QCOMPARE(server.stats().requests, 1);
}

void OpenAiEmbedTest::aServerThatDoesNotAnswerTimesOut() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.kind = Fault::Hang});
    auto limits = quick();
    limits.timeout = 50ms;
    limits.retry.attempts = 2;
    OpenAiServer client(configFor(server.url()), limits);
    const auto vectors = embeddedOne(client);
    QVERIFY(!vectors.ok());
    QCOMPARE(vectors.error().kind, ErrorKind::TimedOut);
    QCOMPARE(server.stats().requests, 2);
    QTRY_COMPARE(server.stats().disconnects.size(), 2);
}

void OpenAiEmbedTest::theKeyIsReadWhenItIsNeededAndSent() {
    ScriptedServer server;
    auto config = configFor(server.url());
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    OpenAiServer client(config);
    qputenv("DOCCHAT_TEST_KEY", "sk-first");
    std::ignore = embeddedOne(client);
    qputenv("DOCCHAT_TEST_KEY", "sk-second");
    std::ignore = embeddedOne(client);
    qunsetenv("DOCCHAT_TEST_KEY");
    std::ignore = embeddedOne(client);
    const auto stats = server.stats();
    QCOMPARE(stats.headers[0].value("authorization"), "Bearer sk-first"_ba);
    QCOMPARE(stats.headers[1].value("authorization"), "Bearer sk-second"_ba);
    QVERIFY(!stats.headers[2].contains("authorization"));
}

void OpenAiEmbedTest::withoutAKeyNoneIsSent() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()));
    QVERIFY(embeddedOne(client).ok());
    QVERIFY(!server.stats().headers.first().contains("authorization"));
}

void OpenAiEmbedTest::theKeyNeverFollowsARedirect() {
    ScriptedServer server;
    ScriptedServer thief;
    server.setDefaultFault(
        u"/v1/embeddings"_s,
        {.status = 307, .headers = {{"Location", thief.url(u"/v1/embeddings"_s).toEncoded()}}});
    auto config = configFor(server.url());
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    qputenv("DOCCHAT_TEST_KEY", "sk-canary");
    OpenAiServer client(config, quick());
    const auto vectors = embeddedOne(client);
    qunsetenv("DOCCHAT_TEST_KEY");
    QVERIFY(!vectors.ok());
    QVERIFY2(vectors.error().message.contains(u"redirects"_s), qPrintable(vectors.error().message));
    QCOMPARE(server.stats().requests, 1);
    QCOMPARE(thief.stats().connections, 0);
}

void OpenAiEmbedTest::anErrorNeverShowsAPasswordInTheAddress() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.kind = Fault::InvalidJson});
    auto url = server.url();
    url.setUserInfo(u"me:canary"_s);
    OpenAiServer client(configFor(url), quick());
    const auto vectors = embeddedOne(client);
    QVERIFY(!vectors.ok());
    QVERIFY2(!vectors.error().text().contains(u"canary"_s), qPrintable(vectors.error().text()));
}

void OpenAiEmbedTest::theServersModelsAreListed() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()));
    const auto models = really([&] { return client.models(); });
    QCOMPARE(models->size(), size_t(2));
    QCOMPARE(models->at(0).name, u"scripted-embedder"_s);
    QCOMPARE(models->at(1).name, u"scripted-chat"_s);
    server.setDefaultFault(u"/v1/models"_s, {.status = 401});
    QCOMPARE(really([&] { return client.models(); }).error().status, 401);
}

void OpenAiEmbedTest::aQuestionGoesBeforeThePassagesThatWait() {
    ScriptedServer server;
    auto limits = quick();
    limits.inFlight = 1;
    OpenAiServer client(configFor(server.url()), limits);
    really([&] { return embedBeside(&client); });
    const auto bodies = server.stats().bodies;
    QCOMPARE(bodies.size(), 7);
    QVERIFY(bodies[0].contains("passage 0")); // it was under way
    QVERIFY(bodies[1].contains("the question"));
    for (int i = 1; i < 6; ++i)
        QVERIFY(bodies[i + 1].contains("passage " + QByteArray::number(i)));
}

DOCCHAT_TEST(OpenAiEmbedTest)

#include "openai_embed_test.moc"
