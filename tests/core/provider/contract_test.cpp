#include "profiles.h"

#include "async/gather.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

/// One server in the manner of a profile, and its client.
struct World {
    ScriptedServer server = ScriptedServer();
    GgufModel model = GgufModel();
    LocalRunners runners = LocalRunners();
    std::unique_ptr<Server> client;

    explicit World(const Profile &profile) {
        imitate(server, profile);
        client = profile.isGguf() ? runFile(server, model, &runners) : connectTo(server, profile);
    }
};

void addProfiles() {
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < profiles().size(); ++i)
        QTest::newRow(profiles()[i].name) << int(i);
}

const Profile &thisProfile() {
    QFETCH(int, index);
    return profiles()[size_t(index)];
}

/// What one server gave to all three calls.
struct Everything {
    size_t models = 0;
    QString text = {};
    size_t vectors = 0;
    std::optional<Error> error = {};
};

Task<Everything> everythingOf(Server *server) {
    Everything all;
    const auto models = co_await server->models();
    all.models = models.ok() ? models->size() : 0;
    const auto answer = co_await said(server);
    all.text = answer.text();
    all.error = answer.error;
    const auto vectors = co_await embedAll(server, numbered(40), {});
    all.vectors = vectors.ok() ? vectors->size() : 0;
    co_return all;
}

Task<std::vector<Everything>> everythingOfAll(std::vector<Server *> servers) {
    std::vector<Task<Everything>> tasks;
    for (auto *server : servers)
        tasks.push_back(everythingOf(server));
    co_return co_await async::gather(std::move(tasks));
}

} // namespace

/// What every server must do for us, the same cases for all.
class ContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theModelsAreListedWithWhatTheyCanDo_data() { addProfiles(); }
    void theModelsAreListedWithWhatTheyCanDo();
    void anAnswerComesWordByWordToItsEnd_data() { addProfiles(); }
    void anAnswerComesWordByWordToItsEnd();
    void theFirstWordComesBeforeTheLastWasSent_data() { addProfiles(); }
    void theFirstWordComesBeforeTheLastWasSent();
    void theRequestHoldsTheConversation_data() { addProfiles(); }
    void theRequestHoldsTheConversation();
    void reasoningIsKeptApart_data() { addProfiles(); }
    void reasoningIsKeptApart();
    void theLengthIsToldFromTheEnd_data() { addProfiles(); }
    void theLengthIsToldFromTheEnd();
    void aCutAnswerKeepsWhatCame_data() { addProfiles(); }
    void aCutAnswerKeepsWhatCame();
    void aWholeAnswerIsNotWaitedFor_data() { addProfiles(); }
    void aWholeAnswerIsNotWaitedFor();
    void everyTextGetsItsVector_data() { addProfiles(); }
    void everyTextGetsItsVector();
    void theKeyGoesWithEveryCall_data() { addProfiles(); }
    void theKeyGoesWithEveryCall();
    void aModelThatIsNotThereIsNamed_data() { addProfiles(); }
    void aModelThatIsNotThereIsNamed();
    void abandoningAnAnswerDisconnects_data() { addProfiles(); }
    void abandoningAnAnswerDisconnects();
    void aBusyServerIsWaitedForAndSaidSo_data() { addProfiles(); }
    void aBusyServerIsWaitedForAndSaidSo();
    void allServersAtOnce();
};

void ContractTest::theModelsAreListedWithWhatTheyCanDo() {
    const auto &profile = thisProfile();
    World world(profile);
    const auto models = really([&] { return world.client->models(); });
    QVERIFY2(models.ok(), models.ok() ? "" : qPrintable(models.error().message));
    QCOMPARE(models->size(), size_t(2));
    const auto &embedder = models->at(0);
    const auto &chat = models->at(1);
    QCOMPARE(embedder.name, u"scripted-embedder"_s);
    QCOMPARE(chat.name, u"scripted-chat"_s);
    QVERIFY(embedder.canEmbed && chat.canChat);
    QCOMPARE(chat.canEmbed, !profile.tellsAbilities);
    QCOMPARE(chat.contextTokens, profile.chatContext);
}

void ContractTest::anAnswerComesWordByWordToItsEnd() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setAnswer({u"Stahl"_s, u"„ist“"_s, u"鋼"_s, u"😀"_s, u"[1]."_s}, 1ms);
    const auto answer = saidBy(*world.client);
    QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->message) : "");
    QCOMPARE(answer.pieces, QStringList({u"Stahl "_s, u"„ist“ "_s, u"鋼 "_s, u"😀 "_s, u"[1]. "_s}));
    QCOMPARE(answer.reasoning, QString());
    QVERIFY(answer.finish == Finish::Stop);
    QCOMPARE(answer.usage.has_value(), profile.countsTokens);
    if (answer.usage) {
        QCOMPARE(answer.usage->prompt, 26);
        QCOMPARE(answer.usage->answer, 4);
    }
}

void ContractTest::theFirstWordComesBeforeTheLastWasSent() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setFault(profile.chatPath(), {{.body = profile.word("Steel "), .kind = Fault::Stall}});
    QCOMPARE(really([&] { return async::withTimeout(20s, firstPiece(world.client.get())); }), u"Steel "_s);
}

void ContractTest::theRequestHoldsTheConversation() {
    const auto &profile = thisProfile();
    World world(profile);
    std::ignore = saidBy(*world.client);
    const auto stats = world.server.stats();
    QCOMPARE(stats.paths.last(), profile.chatPath());
    const auto body = QJsonDocument::fromJson(stats.bodies.last()).object();
    QCOMPARE(body[u"model"_s].toString(), u"scripted-chat"_s);
    QVERIFY(body[u"stream"_s].toBool());
    QCOMPARE(body[u"messages"_s].toArray(),
             QJsonArray({QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"Be brief."_s}},
                         QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Why?"_s}}}));
}

void ContractTest::reasoningIsKeptApart() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setFault(profile.chatPath(),
                          {{.body = profile.thought("Hm ") + profile.thought("so") + profile.word("Steel.") +
                                    profile.end("stop")},
                           {.body = profile.word("<think>Hm</th") + profile.word("ink>\\n") +
                                    profile.word("Steel.") + profile.end("stop")}});
    const auto named = saidBy(*world.client);
    QCOMPARE(named.text(), u"Steel."_s);
    QCOMPARE(named.reasoning, u"Hm so"_s);
    const auto inlined = saidBy(*world.client);
    QCOMPARE(inlined.text(), u"Steel."_s);
    QCOMPARE(inlined.reasoning, u"Hm"_s);
}

void ContractTest::theLengthIsToldFromTheEnd() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setFault(profile.chatPath(), {{.body = profile.word("Steel") + profile.end("length")}});
    const auto answer = saidBy(*world.client);
    QVERIFY(!answer.error);
    QCOMPARE(answer.text(), u"Steel"_s);
    QVERIFY(answer.finish == Finish::Length);
}

void ContractTest::aCutAnswerKeepsWhatCame() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setFault(profile.chatPath(), {{.body = profile.word("Steel ") + profile.word("is ")}});
    const auto answer = saidBy(*world.client);
    QCOMPARE(answer.text(), u"Steel is "_s);
    QVERIFY(answer.error.has_value());
    QVERIFY(answer.error->transient);
    QVERIFY(answer.error->message.contains(profile.isGguf() ? u"http://127.0.0.1:"_s
                                                            : world.server.url().toString()));
    QCOMPARE(answer.waits.size(), 0); // what has begun is not begun anew
}

void ContractTest::aWholeAnswerIsNotWaitedFor() {
    const auto &profile = thisProfile();
    World world(profile);
    world.server.setFault(profile.chatPath(),
                          {{.body = profile.word("Steel.") + profile.end("stop"), .kind = Fault::Stall}});
    const auto answer = saidBy(*world.client); // the idle time-out is a minute
    QCOMPARE(answer.text(), u"Steel."_s);
    QVERIFY(!answer.error);
}

void ContractTest::everyTextGetsItsVector() {
    World world(thisProfile());
    world.server.setDimension(32);
    const auto texts = numbered(40);
    const auto all = really([&] { return embedAll(world.client.get(), texts, {}); });
    QVERIFY2(all.ok(), all.ok() ? "" : qPrintable(all.error().message));
    QCOMPARE(all->size(), size_t(40));
    const auto one = really([&] { return world.client->embed({texts[17]}, {}); });
    QCOMPARE(one->front().size(), size_t(32));
    QCOMPARE(all->at(17), one->front());
    QVERIFY(all->at(17) != all->at(18));
}

void ContractTest::theKeyGoesWithEveryCall() {
    const auto &profile = thisProfile();
    World world(profile);
    auto config = world.client->config();
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    qputenv("DOCCHAT_TEST_KEY", "sk-contract");
    const auto client =
        profile.isGguf() ? std::move(world.client) : std::move(*makeProvider(config, quick()));
    std::ignore = really([&] { return everythingOf(client.get()); });
    qunsetenv("DOCCHAT_TEST_KEY");
    const auto stats = world.server.stats();
    QVERIFY(stats.requests >= 5);
    const auto key =
        profile.isGguf() ? stats.headers.front().value("authorization") : "Bearer sk-contract"_ba;
    QVERIFY(key.size() > 17);
    for (const auto &headers : stats.headers)
        QCOMPARE(headers.value("authorization"), key);
}

void ContractTest::aModelThatIsNotThereIsNamed() {
    const auto &profile = thisProfile();
    World world(profile);
    const Fault gone{.status = profile.unknownStatus, .body = profile.unknownModel};
    world.server.setDefaultFault(profile.chatPath(), gone);
    world.server.setDefaultFault(profile.embedPath(), gone);
    const auto answer = saidBy(*world.client);
    const auto vectors = really([&] { return world.client->embed({u"a"_s}, {}); });
    QVERIFY(answer.error && !vectors.ok());
    QVERIFY2(answer.error->message.contains(u"scripted-chat"_s), qPrintable(answer.error->message));
    QVERIFY2(vectors.error().message.contains(u"scripted-embedder"_s), qPrintable(vectors.error().message));
    QVERIFY(answer.error->fault == ServerFault::Model && vectors.error().fault == ServerFault::Model);
    QVERIFY(!answer.error->transient && !answer.error->hint.isEmpty());
}

void ContractTest::abandoningAnAnswerDisconnects() {
    World world(thisProfile());
    world.server.setAnswer(QStringList(10'000, u"word"_s), 1ms);
    std::ignore = really([&] { return firstPiece(world.client.get()); });
    QTRY_COMPARE(world.server.stats().disconnects.size(), 1);
    QCOMPARE(world.server.stats().inFlight, 0);
}

void ContractTest::aBusyServerIsWaitedForAndSaidSo() {
    const auto &profile = thisProfile();
    World world(profile);
    const Fault busy{.status = 429, .headers = {{"Retry-After", "0"}}};
    world.server.setFault(profile.chatPath(), {busy, busy});
    world.server.setAnswer({u"Steel"_s}, 0ms);
    const auto answer = saidBy(*world.client);
    QVERIFY(!answer.error);
    QCOMPARE(answer.waits, QList<async::Milliseconds>({0ms, 0ms}));
    QCOMPARE(answer.text(), u"Steel "_s);
}

/// All servers, all three calls of each, none waiting for another.
void ContractTest::allServersAtOnce() {
    std::vector<std::unique_ptr<World>> worlds;
    std::vector<Server *> clients;
    for (const auto &profile : profiles()) {
        worlds.push_back(std::make_unique<World>(profile));
        worlds.back()->server.setEmbedDelay(5ms);
        clients.push_back(worlds.back()->client.get());
    }
    const auto all = really([&] { return async::withTimeout(60s, everythingOfAll(clients)); });
    QCOMPARE(all.size(), profiles().size());
    for (const auto &each : all) {
        QCOMPARE(each.models, size_t(2));
        QCOMPARE(each.text, u"A scripted answer [1]. "_s);
        QVERIFY(!each.error);
        QCOMPARE(each.vectors, size_t(40));
    }
    for (const auto &world : worlds)
        QCOMPARE(world->server.stats().inFlight, 0);
}

DOCCHAT_TEST(ContractTest)

#include "contract_test.moc"
