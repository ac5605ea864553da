#include "provider/localservers.h"

#include "profiles.h"
#include "provider/check.h"
#include "provider/modellist.h"

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

QStringList names(const std::vector<ModelInfo> &models) {
    QStringList list;
    for (const auto &model : models)
        list += model.name;
    return list;
}

QStringList names(const std::vector<LocalServer> &servers) {
    QStringList list;
    for (const auto &server : servers)
        list += server.config.name;
    return list;
}

/// The three usual programs, on other ports.
struct ThisComputer {
    ScriptedServer ollama = ScriptedServer();
    ScriptedServer studio = ScriptedServer();
    ScriptedServer llama = ScriptedServer();

    [[nodiscard]] std::vector<LocalPort> ports() const {
        auto ports = usualLocalPorts();
        ports[0].port = ollama.port();
        ports[1].port = studio.port();
        ports[2].port = llama.port();
        return ports;
    }
    [[nodiscard]] std::vector<LocalServer> found(async::Milliseconds patience = 20s) const {
        return really([&] { return findLocalServers(ports(), patience); });
    }
};

} // namespace

class LocalServersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theUsualPortsAreKnown();
    void allThreeAreFoundWithTheirModels();
    void whatIsNoModelServerIsLeftOut_data();
    void whatIsNoModelServerIsLeftOut();
    void theyAreAskedAtOnceAndNotForLong();
    void aProxyIsNotAsked();
    void embeddersComeFirstByWhatTheyDoThenByName();
    void aCheckTriesAllThatIsSet();
    void aCheckTellsWhatFailedAndWhatDidNot();
    void aKindThatIsNotKnownIsAnError();
};

void LocalServersTest::theUsualPortsAreKnown() {
    const auto ports = usualLocalPorts();
    QCOMPARE(ports.size(), size_t(3));
    QCOMPARE(ports[0].port, quint16(11434));
    QCOMPARE(ports[0].kind, u"ollama"_s);
    QCOMPARE(ports[1].port, quint16(1234));
    QCOMPARE(ports[2].port, quint16(8080));
}

void LocalServersTest::allThreeAreFoundWithTheirModels() {
    ThisComputer computer;
    imitate(computer.studio, profiles()[1]);
    const auto found = computer.found();
    QCOMPARE(names(found), QStringList({u"Ollama"_s, u"LM Studio"_s, u"llama-server"_s}));
    QCOMPARE(found[0].config.kind, u"ollama"_s);
    QCOMPARE(found[0].config.url, computer.ollama.url());
    QVERIFY(found[0].config.isLocal());
    for (const auto &server : found)
        QCOMPARE(names(server.models), QStringList({u"scripted-embedder"_s, u"scripted-chat"_s}));
    QVERIFY(!found[0].models[0].canChat && !found[1].models[0].canChat && found[2].models[0].canChat);
}

void LocalServersTest::whatIsNoModelServerIsLeftOut_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a web server") << int(Fault::Reply) << 404 << "<html>"_ba;
    QTest::newRow("a web page for all") << int(Fault::Reply) << 200 << "<html>"_ba;
    QTest::newRow("another API") << int(Fault::Reply) << 200 << R"({"status":"ok"})"_ba;
    QTest::newRow("one that hangs up") << int(Fault::Reset) << 0 << QByteArray();
    QTest::newRow("a redirect") << int(Fault::Reply) << 302 << QByteArray();
}

void LocalServersTest::whatIsNoModelServerIsLeftOut() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ThisComputer computer;
    computer.llama.setDefaultFault(u"/v1/models"_s,
                                   {.status = status, .body = body, .kind = Fault::Kind(kind)});
    computer.studio.closeAll();
    QCOMPARE(names(computer.found()), QStringList{u"Ollama"_s});
}

void LocalServersTest::theyAreAskedAtOnceAndNotForLong() {
    ThisComputer computer;
    computer.ollama.setDefaultFault(u"/api/tags"_s, {.kind = Fault::Hang});
    computer.studio.setDefaultFault(u"/v1/models"_s, {.kind = Fault::Hang});
    QCOMPARE(names(computer.found(3s)), QStringList{u"llama-server"_s}); // were they asked in turn: nothing
    QCOMPARE(computer.ollama.stats().requests, 1);
    QCOMPARE(computer.studio.stats().requests, 1);
}

void LocalServersTest::aProxyIsNotAsked() {
    ScriptedServer proxy;
    qputenv("http_proxy", proxy.url().toEncoded());
    ThisComputer computer;
    const auto found = computer.found();
    qunsetenv("http_proxy");
    QCOMPARE(found.size(), size_t(3));
    QCOMPARE(proxy.stats().connections, 0);
}

void LocalServersTest::embeddersComeFirstByWhatTheyDoThenByName() {
    const std::vector<ModelInfo> models{{.name = u"llama"_s},
                                        {.name = u"chatty"_s, .canEmbed = false},
                                        {.name = u"BGE-m3"_s},
                                        {.name = u"vectors"_s, .canChat = false},
                                        {.name = u"nomic-embed-text"_s}};
    QCOMPARE(names(forEmbedding(models)),
             QStringList({u"BGE-m3"_s, u"vectors"_s, u"nomic-embed-text"_s, u"llama"_s}));
    QCOMPARE(names(forChat(models)),
             QStringList({u"llama"_s, u"chatty"_s, u"BGE-m3"_s, u"nomic-embed-text"_s}));
}

void LocalServersTest::aCheckTriesAllThatIsSet() {
    for (const auto &profile : {profiles().front(), profiles().back()}) {
        ScriptedServer server;
        const auto client = connectTo(server, profile);
        const auto check = really([&] { return checkServer(client.get()); });
        QVERIFY(!check.error());
        QCOMPARE(check.models.size(), size_t(2));
        QCOMPARE(check.answering->sample, u"A scripted answer [1]."_s);
        QCOMPARE(check.embedding->sample, u"vectors of 256 numbers"_s);
    }
    ScriptedServer server;
    auto config = configFor(server.url());
    config.chatModel.clear();
    const auto client = std::move(*makeProvider(config));
    const auto check = really([&] { return checkServer(client.get()); });
    QVERIFY(!check.answering && check.embedding);
}

void LocalServersTest::aCheckTellsWhatFailedAndWhatDidNot() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/models"_s, {.status = 404});
    server.setDefaultFault(u"/v1/embeddings"_s, {.status = 401, .body = R"({"error":"who are you"})"});
    const auto client = connectTo(server, profiles().front());
    const auto check = really([&] { return checkServer(client.get()); });
    QVERIFY(check.error()->message.contains(u"404"_s));
    QVERIFY(!check.answering->error);
    QVERIFY(check.embedding->error->message.contains(u"who are you"_s));
}

void LocalServersTest::aKindThatIsNotKnownIsAnError() {
    auto config = configFor(QUrl(u"http://127.0.0.1:1"_s));
    config.kind = u"oracle"_s;
    const auto made = makeProvider(config);
    QVERIFY(!made.ok());
    QVERIFY(made.error().kind == ErrorKind::Usage);
    QVERIFY(made.error().text().contains(u"“oracle”"_s) && made.error().hint.contains(u"openai, ollama"_s));
}

DOCCHAT_TEST(LocalServersTest)

#include "localservers_test.moc"
