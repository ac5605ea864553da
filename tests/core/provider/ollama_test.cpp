#include "provider/ollama.h"

#include "providertest.h"

#include <QJsonDocument>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

ProviderConfig ollamaAt(const QUrl &url) {
    auto config = configFor(url);
    config.kind = u"ollama"_s;
    return config;
}

std::vector<ChatTurn> asking(qsizetype characters) {
    return {{ChatTurn::Speaker::User, QString(characters, u'x')}};
}

/// The num_ctx of the last chat that the server got.
int askedContext(const ScriptedServer &server) {
    const auto body = QJsonDocument::fromJson(server.stats().bodies.last()).object();
    return body[u"options"_s][u"num_ctx"_s].toInt();
}

Task<std::optional<Error>> answerTo(OllamaServer *server, std::vector<ChatTurn> turns) {
    auto answer = server->answer(std::move(turns));
    while (auto piece = co_await answer.next()) {
        if (!piece->ok())
            co_return piece->error();
    }
    co_return std::nullopt;
}

/// What a pull told, one "status completed/total" each; the error's message last.
struct Pulled {
    QStringList told = {};
    std::optional<Error> error = {};
};

Task<Pulled> pulled(OllamaServer *server, int most = 1000) {
    Pulled result;
    auto progress = server->pull(u"nomic"_s);
    while (auto item = co_await progress.next()) {
        if (!item->ok()) {
            result.error = item->error();
            continue;
        }
        result.told += u"%1 %2/%3"_s.arg((*item)->status).arg((*item)->completed).arg((*item)->total);
        if (result.told.size() >= most)
            break;
    }
    co_return result;
}

} // namespace

class OllamaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theContextIsAskedForInSteps_data();
    void theContextIsAskedForInSteps();
    void theModelsContextIsTheMost();
    void theModelIsAskedForItsContextOnce();
    void whatIsLongerThanTheContextIsNotSent();
    void withoutDetailsTheAnswerComesAllTheSame();
    void theAddressIsTakenHoweverItIsTyped_data();
    void theAddressIsTakenHoweverItIsTyped();
    void modelsWithoutDetailsMayDoAll();
    void aModelIsPulledWithItsProgress();
    void aPullThatIsLeftIsStopped();
    void aPullThatFailsSaysWhy_data();
    void aPullThatFailsSaysWhy();
    void progressIsKeptInItsBounds();
};

void OllamaTest::theContextIsAskedForInSteps_data() {
    QTest::addColumn<int>("characters");
    QTest::addColumn<int>("model");
    QTest::addColumn<int>("context");
    QTest::newRow("nothing") << 0 << 0 << 4096;
    QTest::newRow("a question") << 9000 << 0 << 4096;
    QTest::newRow("a bit more") << 9300 << 0 << 8192;
    QTest::newRow("long") << 60'000 << 0 << 32768;
    QTest::newRow("longer than the model reads") << 60'000 << 20'000 << 20'000;
    QTest::newRow("a small model") << 0 << 512 << 512;
    QTest::newRow("absurd") << 100'000'000 << 0 << (1 << 20);
}

void OllamaTest::theContextIsAskedForInSteps() {
    QFETCH(int, characters);
    QFETCH(int, model);
    QFETCH(int, context);
    QCOMPARE(contextFor(asking(characters), model), context);
}

void OllamaTest::theModelsContextIsTheMost() {
    ScriptedServer server;
    OllamaServer client(ollamaAt(server.url()), quick());
    QVERIFY(!really([&] { return answerTo(&client, asking(100)); }));
    QCOMPARE(askedContext(server), 4096);
    QVERIFY(!really([&] { return answerTo(&client, asking(30'000)); }));
    QCOMPARE(askedContext(server), 8192); // of scripted-chat; 16,384 would fit better
}

void OllamaTest::theModelIsAskedForItsContextOnce() {
    ScriptedServer server;
    OllamaServer client(ollamaAt(server.url()), quick());
    std::ignore = saidBy(client);
    std::ignore = saidBy(client);
    QCOMPARE(server.stats().paths, QStringList({u"/api/show"_s, u"/api/chat"_s, u"/api/chat"_s}));
}

void OllamaTest::whatIsLongerThanTheContextIsNotSent() {
    ScriptedServer server;
    OllamaServer client(ollamaAt(server.url()), quick());
    const auto error = really([&] { return answerTo(&client, asking(100'000)); });
    QVERIFY(error.has_value());
    QVERIFY(error->fault == ServerFault::TooLong);
    QVERIFY2(error->message.contains(u"8192"_s) && error->message.contains(u"scripted-chat"_s),
             qPrintable(error->message));
    QVERIFY(!server.stats().paths.contains(u"/api/chat"_s));
}

void OllamaTest::withoutDetailsTheAnswerComesAllTheSame() {
    ScriptedServer server;
    server.setDefaultFault(u"/api/show"_s, {.status = 500});
    OllamaServer client(ollamaAt(server.url()), quick());
    const auto answer = saidBy(client);
    QVERIFY(!answer.error);
    QCOMPARE(answer.text(), u"A scripted answer [1]. "_s);
    QCOMPARE(askedContext(server), 4096);
}

void OllamaTest::theAddressIsTakenHoweverItIsTyped_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::newRow("bare") << QString() << u"/api/tags"_s;
    QTest::newRow("with a slash") << u"/"_s << u"/api/tags"_s;
    QTest::newRow("with its own path") << u"/api/"_s << u"/api/tags"_s;
    QTest::newRow("with OpenAI's") << u"/v1"_s << u"/api/tags"_s;
    QTest::newRow("behind a proxy") << u"/ollama/api"_s << u"/ollama/api/tags"_s;
}

void OllamaTest::theAddressIsTakenHoweverItIsTyped() {
    QFETCH(QString, typed);
    QFETCH(QString, path);
    ScriptedServer server;
    OllamaServer client(ollamaAt(server.url(typed)), quick());
    std::ignore = really([&] { return client.models(); });
    QCOMPARE(server.stats().paths.first(), path);
}

void OllamaTest::modelsWithoutDetailsMayDoAll() {
    ScriptedServer server;
    server.setDefaultFault(u"/api/show"_s, {.status = 404});
    OllamaServer client(ollamaAt(server.url()), quick());
    const auto models = really([&] { return client.models(); });
    QVERIFY(models.ok());
    QCOMPARE(models->size(), size_t(2));
    QVERIFY(models->at(0).canChat && models->at(0).canEmbed);
    QCOMPARE(models->at(0).contextTokens, 0);
    QCOMPARE(models->at(1).size, 4661224676);
}

void OllamaTest::aModelIsPulledWithItsProgress() {
    ScriptedServer server;
    OllamaServer client(ollamaAt(server.url()), quick());
    const auto result = really([&] { return pulled(&client); });
    QVERIFY(!result.error);
    QCOMPARE(result.told,
             QStringList({u"pulling manifest 0/0"_s, u"pulling 6a0746a1ec1a 0/1000"_s,
                          u"pulling 6a0746a1ec1a 400/1000"_s, u"pulling 6a0746a1ec1a 1000/1000"_s,
                          u"verifying sha256 digest 0/0"_s, u"success 0/0"_s}));
    QCOMPARE(QJsonDocument::fromJson(server.stats().bodies.first())[u"model"_s].toString(), u"nomic"_s);
}

void OllamaTest::aPullThatIsLeftIsStopped() {
    ScriptedServer server;
    server.setFault(u"/api/pull"_s, {{.body = "{\"status\":\"pulling manifest\"}\n", .kind = Fault::Stall}});
    OllamaServer client(ollamaAt(server.url()), quick());
    QCOMPARE(really([&] { return pulled(&client, 1); }).told.size(), 1);
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
}

void OllamaTest::aPullThatFailsSaysWhy_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    const QByteArray begun = "{\"status\":\"pulling manifest\"}\n";
    QTest::newRow("no such model") << 200
                                   << begun + "{\"error\":\"pull model manifest: file does not exist\"}\n"
                                   << u"file does not exist"_s;
    QTest::newRow("an end too early") << 200 << begun << u"before it was whole"_s;
    QTest::newRow("nothing") << 200 << QByteArray() << u"before it was whole"_s;
    QTest::newRow("no JSON") << 200 << "hello\n"_ba << u"holds no progress"_s;
    QTest::newRow("a line without end") << 200 << QByteArray(2'000'000, 'x') << u"before it was whole"_s;
    QTest::newRow("404") << 404 << QByteArray() << u"“nomic”"_s;
    QTest::newRow("401") << 401 << QByteArray() << u"key"_s;
}

void OllamaTest::aPullThatFailsSaysWhy() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    ScriptedServer server;
    server.setFault(u"/api/pull"_s, {{.status = status, .body = body}});
    OllamaServer client(ollamaAt(server.url()), quick());
    const auto result = really([&] { return pulled(&client); });
    QVERIFY(result.error.has_value());
    QVERIFY2(result.error->message.contains(says) && result.error->message.contains(server.url().toString()),
             qPrintable(result.error->message));
    QVERIFY(!result.error->hint.isEmpty());
    QCOMPARE(server.stats().requests, 1);
}

void OllamaTest::progressIsKeptInItsBounds() {
    const auto progress = parsePullLine(R"({"status":"x","total":-5,"completed":7})", {u"http://a"_s});
    QVERIFY(progress.ok());
    QCOMPARE(progress->total, 0);
    QCOMPARE(progress->completed, 0);
    QCOMPARE(parsePullLine(R"({"total":5,"completed":9})", {u"http://a"_s})->completed, 5);
}

DOCCHAT_TEST(OllamaTest)

#include "ollama_test.moc"
