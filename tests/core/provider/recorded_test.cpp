#include "provider/recorded.h"

#include "provider/gated.h"
#include "provider/hedged.h"
#include "providertest.h"

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

async::Task<bool> no() {
    co_return false;
}

} // namespace

class RecordedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAModelGetsIsTold();
    void whatAnEmbedderGetsIsTold();
    void bothOfAHedgeAreTold();
    void whatAGateHoldsBackIsNotTold();
    void itIsToldBeforeItIsSent();
};

void RecordedTest::whatAModelGetsIsTold() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()), quick());
    std::vector<Sent> told;
    RecordedModel model(&client, client.config(), [&](Sent sent) { told.push_back(std::move(sent)); });
    QVERIFY(!saidBy(model).error);
    QCOMPARE(told.size(), size_t(1));
    QCOMPARE(told[0].host, u"127.0.0.1"_s);
    QVERIFY(told[0].local);
    QCOMPARE(told[0].model, u"scripted-chat"_s);
    QCOMPARE(told[0].purpose, Sent::Purpose::Write);
    QCOMPARE(told[0].turns.size(), size_t(2));
    QCOMPARE(told[0].turns[0].speaker, u"system"_s);
    QCOMPARE(told[0].turns[0].text, u"Be brief."_s);
    QVERIFY(server.stats().bodies[0].contains(told[0].turns[1].text.toUtf8()));
}

void RecordedTest::whatAnEmbedderGetsIsTold() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()), quick());
    std::vector<Sent> told;
    auto elsewhere = client.config();
    elsewhere.url.setHost(u"api.example.com"_s);
    RecordedEmbedder embedder(&client, elsewhere, [&](Sent sent) { told.push_back(std::move(sent)); });
    QVERIFY(really([&] { return embedded(&embedder, {u"Who built it?"_s}); }).vectors.ok());
    QCOMPARE(told.size(), size_t(1));
    QCOMPARE(told[0].host, u"api.example.com"_s);
    QVERIFY(!told[0].local);
    QCOMPARE(told[0].model, u"scripted-embedder"_s);
    QCOMPARE(told[0].purpose, Sent::Purpose::Find);
    QCOMPARE(told[0].turns[0].text, u"Who built it?"_s);
}

void RecordedTest::bothOfAHedgeAreTold() {
    ScriptedServer silent;
    ScriptedServer server;
    silent.setDefaultFault(u"/v1/chat/completions"_s, {.kind = ScriptedServer::Fault::Hang});
    OpenAiServer first(configFor(silent.url()), quick());
    OpenAiServer second(configFor(server.url()), quick());
    int told = 0;
    RecordedModel firstTold(&first, first.config(), [&](const Sent &) { ++told; });
    RecordedModel secondTold(&second, second.config(), [&](const Sent &) { ++told; });
    HedgedModel model(&firstTold, &secondTold, 1ms);
    QVERIFY(!saidBy(model).error);
    QCOMPARE(told, 2);
}

void RecordedTest::whatAGateHoldsBackIsNotTold() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()), quick());
    int told = 0;
    RecordedModel recorded(&client, client.config(), [&](const Sent &) { ++told; });
    GatedModel model(&recorded, std::make_shared<Gate>(u"host"_s, no));
    QVERIFY(saidBy(model).error);
    QCOMPARE(told, 0);
    QCOMPARE(server.stats().requests, 0);
}

void RecordedTest::itIsToldBeforeItIsSent() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()), quick());
    int requestsBefore = -1;
    RecordedModel model(&client, client.config(),
                        [&](const Sent &) { requestsBefore = server.stats().requests; });
    QVERIFY(!saidBy(model).error);
    QCOMPARE(requestsBefore, 0);
    QCOMPARE(server.stats().requests, 1);
}

DOCCHAT_TEST(RecordedTest)
#include "recorded_test.moc"
