#include "faultcases.h"

#include <QDateTime>
#include <QLocale>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

const auto secret = "sk-canary"_ba;
constexpr int attempts = 3;

std::unique_ptr<Server> connectTo(const QUrl &url, bool ollama, CallLimits limits) {
    auto config = configFor(url);
    config.kind = ollama ? u"ollama"_s : u"openai"_s;
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    return std::move(*makeProvider(std::move(config), limits));
}

CallLimits limitsFor(const FaultCase &one) {
    auto limits = quick();
    limits.retry.attempts = attempts;
    if (one.hangs)
        limits.timeout = limits.idle = 400ms;
    return limits;
}

/// What came of a call.
struct Ended {
    std::optional<Error> error = {};
    QString kept = {}; ///< of an answer, before the error
    QList<async::Milliseconds> waits = {};
};

Task<Ended> ended(Server *server, Call call) {
    Ended result;
    if (call == Call::Chat) {
        auto answer = co_await said(server);
        co_return Ended{answer.error, answer.text(), answer.waits};
    }
    if (call == Call::List) {
        const auto models = co_await server->models();
        result.error = models.ok() ? std::nullopt : std::optional(models.error());
        co_return result;
    }
    const auto vectors = co_await server->embed(
        {u"one"_s, u"two"_s}, [&result](const Error &, async::Milliseconds wait) { result.waits += wait; });
    result.error = vectors.ok() ? std::nullopt : std::optional(vectors.error());
    co_return result;
}

Ended endOf(Server &server, Call call) {
    return really([&] { return async::withTimeout(60s, ended(&server, call)); });
}

/// How often the server is asked.
int requestsFor(const FaultCase &one, Call call, bool ollama) {
    const auto &outcome = one.outcomeOf(call, ollama);
    const bool splits = outcome.fault == ServerFault::TooLarge && call == Call::Embed;
    if (splits)
        return 2; // both, then the first alone
    const bool onceInAll =
        !outcome.transient || call == Call::List || !outcome.hints.isEmpty() || !one.kept.isEmpty();
    const bool chatTimedOut = call == Call::Chat && outcome.kind == ErrorKind::TimedOut;
    // libcurl itself sends again on the connection that was kept from asking for the model's context.
    const bool resent = ollama && call == Call::Chat &&
                        (one.fault.kind == Fault::CloseBeforeReply || one.fault.kind == Fault::Reset);
    return onceInAll || chatTimedOut ? 1 : attempts + (resent ? 1 : 0);
}

void checkError(const FaultCase &one, const Outcome &outcome, const Error &error, const QString &model) {
    const auto text = qPrintable(error.text());
    QCOMPARE(code(error.kind), code(outcome.kind));
    QCOMPARE(int(error.fault), int(outcome.fault));
    QCOMPARE(error.transient, outcome.transient);
    auto says = outcome.says;
    QVERIFY2(error.message.contains(says.replace(u"MODEL"_s, model)), text);
    QVERIFY2(!error.hint.isEmpty() && error.hint.contains(outcome.hints), text);
    QVERIFY2(!error.text().contains(QString::fromLatin1(secret)), text);
    if (one.fault.status >= 300)
        QCOMPARE(error.status, one.fault.status);
}

int pathCount(const ScriptedServer &server, const QString &path) {
    return int(server.stats().paths.count(path));
}

constexpr const char *callName(Call call) {
    return call == Call::Chat ? "chat" : call == Call::Embed ? "embed" : "list";
}

void addKinds() {
    QTest::addColumn<bool>("ollama");
    QTest::newRow("OpenAI") << false;
    QTest::newRow("Ollama") << true;
}

} // namespace

/// Every fault of a server and of the network, over each call of both APIs.
class FaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("DOCCHAT_TEST_KEY", secret); }
    void cleanupTestCase() { qunsetenv("DOCCHAT_TEST_KEY"); }
    void everyFaultEndsWell_data();
    void everyFaultEndsWell();
    void secondsAreWaitedFor_data();
    void secondsAreWaitedFor();
    void aDateIsWaitedFor_data() { addKinds(); }
    void aDateIsWaitedFor();
    void aBatchThatIsTooLargeGoesInHalves_data();
    void aBatchThatIsTooLargeGoesInHalves();
    void oneTextThatIsTooLargeFailsClearly_data() { addKinds(); }
    void oneTextThatIsTooLargeFailsClearly();
    void anotherDimensionThanBeforeIsRefused_data() { addKinds(); }
    void anotherDimensionThanBeforeIsRefused();
    void anotherContentTypeIsNoFault_data() { addKinds(); }
    void anotherContentTypeIsNoFault();
    void whatFailsWhileItIsWholeIsWhole_data() { addKinds(); }
    void whatFailsWhileItIsWholeIsWhole();
};

void FaultsTest::everyFaultEndsWell_data() {
    QTest::addColumn<bool>("ollama");
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("index");
    for (const bool ollama : {false, true}) {
        const auto cases = faultCases({}, ollama);
        for (int i = 0; i < cases.size(); ++i) {
            for (const auto call : cases[i].calls)
                QTest::addRow("%s, %s: %s", ollama ? "Ollama" : "OpenAI", callName(call),
                              qPrintable(cases[i].name))
                    << ollama << int(call) << i;
        }
    }
}

void FaultsTest::everyFaultEndsWell() {
    QFETCH(bool, ollama);
    QFETCH(int, call);
    QFETCH(int, index);
    ScriptedServer server;
    ScriptedServer thief;
    const auto path = pathOf(Call(call), ollama);
    const auto one = faultCases(thief.url(path), ollama)[index];
    server.setDefaultFault(path, one.fault);
    if (one.refused)
        server.closeAll();
    const auto client = connectTo(server.url(), ollama, limitsFor(one));
    const auto result = endOf(*client, Call(call));
    QVERIFY2(result.error.has_value(), "no error");
    const auto model = Call(call) == Call::Chat ? u"scripted-chat"_s : u"scripted-embedder"_s;
    checkError(one, one.outcomeOf(Call(call), ollama), *result.error, model);
    QVERIFY2(result.error->message.contains(server.url().toString()), qPrintable(result.error->message));
    QVERIFY2(result.kept.startsWith(one.kept), qPrintable(result.kept));
    const int requests = one.refused ? 0 : requestsFor(one, Call(call), ollama);
    QCOMPARE(pathCount(server, path), requests);
    QCOMPARE(thief.stats().connections, 0);
    QCOMPARE(client->inFlight(), 0);
}

void FaultsTest::secondsAreWaitedFor_data() {
    QTest::addColumn<bool>("ollama");
    QTest::addColumn<int>("call");
    for (const bool ollama : {false, true}) {
        for (const auto call : {Call::Chat, Call::Embed})
            QTest::addRow("%s, %s", ollama ? "Ollama" : "OpenAI", callName(call)) << ollama << int(call);
    }
}

void FaultsTest::secondsAreWaitedFor() {
    QFETCH(bool, ollama);
    QFETCH(int, call);
    ScriptedServer server;
    const auto path = pathOf(Call(call), ollama);
    server.setFault(path, {{.status = 429, .headers = {{"Retry-After", "1"}}}});
    const auto client = connectTo(server.url(), ollama, quick());
    const auto result = endOf(*client, Call(call));
    QVERIFY(!result.error);
    QCOMPARE(result.waits, QList<async::Milliseconds>{1000ms});
    QCOMPARE(pathCount(server, path), 2);
}

void FaultsTest::aDateIsWaitedFor() {
    QFETCH(bool, ollama);
    ScriptedServer server;
    const auto soon = QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(2),
                                            u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    const auto path = pathOf(Call::Embed, ollama);
    server.setFault(path, {{.status = 429, .headers = {{"Retry-After", soon.toLatin1()}}}});
    const auto client = connectTo(server.url(), ollama, quick());
    const auto result = endOf(*client, Call::Embed);
    QVERIFY(!result.error);
    QCOMPARE(result.waits.size(), 1);
    QVERIFY(result.waits[0] <= 2000ms);
    QCOMPARE(pathCount(server, path), 2);
}

void FaultsTest::aBatchThatIsTooLargeGoesInHalves_data() {
    QTest::addColumn<bool>("ollama");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    for (const bool ollama : {false, true}) {
        const char *kind = ollama ? "Ollama" : "OpenAI";
        QTest::addRow("%s, 413", kind) << ollama << 413 << QByteArray();
        QTest::addRow("%s, 400 too many", kind)
            << ollama << 400 << R"({"object":"error","message":"Too many inputs in request"})"_ba;
        QTest::addRow("%s, 422 batch", kind)
            << ollama << 422 << R"({"error":"batch size 5 > maximum allowed batch size 2"})"_ba;
    }
}

void FaultsTest::aBatchThatIsTooLargeGoesInHalves() {
    QFETCH(bool, ollama);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    const auto path = pathOf(Call::Embed, ollama);
    const Fault refused{.status = status, .body = body};
    server.setFault(path, {refused, refused}); // all five, then the first three
    const auto client = connectTo(server.url(), ollama, quick());
    const auto texts = numbered(5);
    const auto result = really([&] { return embedded(client.get(), texts); });
    QVERIFY2(result.vectors.ok(), result.vectors.ok() ? "" : qPrintable(result.vectors.error().message));
    QCOMPARE(result.vectors->size(), size_t(5));
    QCOMPARE(pathCount(server, path), 5); // 5, 3, 2, 1, 2
    QCOMPARE(result.waits, QStringList());
    for (int i = 0; i < 5; ++i) {
        const auto alone = really([&] { return client->embed({texts[i]}, {}); });
        QCOMPARE(result.vectors->at(size_t(i)), alone->front());
    }
}

void FaultsTest::oneTextThatIsTooLargeFailsClearly() {
    QFETCH(bool, ollama);
    ScriptedServer server;
    const auto path = pathOf(Call::Embed, ollama);
    server.setDefaultFault(path, {.status = 413});
    const auto client = connectTo(server.url(), ollama, quick());
    const auto result = really([&] { return embedded(client.get(), numbered(16)); });
    QVERIFY(!result.vectors.ok());
    QVERIFY(result.vectors.error().fault == ServerFault::TooLarge);
    QVERIFY2(result.vectors.error().message.contains(u"too large"_s),
             qPrintable(result.vectors.error().message));
    QCOMPARE(pathCount(server, path), 5); // 16, 8, 4, 2, 1
}

void FaultsTest::anotherDimensionThanBeforeIsRefused() {
    QFETCH(bool, ollama);
    ScriptedServer server;
    server.setDimension(8);
    const auto client = connectTo(server.url(), ollama, quick());
    QVERIFY(really([&] { return client->embed(numbered(2), {}); }).ok());
    server.setDimension(9);
    const auto other = really([&] { return client->embed(numbered(2), {}); });
    QVERIFY(!other.ok());
    QVERIFY2(other.error().message.contains(u"9 numbers by “scripted-embedder”, not of 8"_s),
             qPrintable(other.error().message));
    QVERIFY(!other.error().transient);
    server.setDimension(8);
    QVERIFY(really([&] { return client->embed(numbered(2), {}); }).ok());
}

void FaultsTest::anotherContentTypeIsNoFault() {
    QFETCH(bool, ollama);
    ScriptedServer server;
    const QByteArray answer =
        ollama ? R"({"message":{"content":"Steel."},"done":true})"
               : R"(data: {"choices":[{"delta":{"content":"Steel."},"finish_reason":"stop"}]})"
                 "\n\n";
    server.setFault(pathOf(Call::Chat, ollama),
                    {{.headers = {{"Content-Type", "text/plain"}}, .body = answer}});
    const auto client = connectTo(server.url(), ollama, quick());
    const auto said = saidBy(*client);
    QVERIFY(!said.error);
    QCOMPARE(said.text(), u"Steel."_s);
}

void FaultsTest::whatFailsWhileItIsWholeIsWhole() {
    QFETCH(bool, ollama);
    ScriptedServer server;
    QByteArray answer = ollama
                            ? R"({"message":{"content":"Steel."},"done":true})"
                              "\n"
                            : R"(data: {"choices":[{"delta":{"content":"Steel."},"finish_reason":"stop"}]})"
                              "\n\n";
    answer += QByteArray(answer.size(), '\n');
    server.setFault(pathOf(Call::Chat, ollama), {{.body = answer, .kind = Fault::HalfBody}});
    const auto client = connectTo(server.url(), ollama, quick());
    const auto said = saidBy(*client);
    QVERIFY(!said.error);
    QCOMPARE(said.text(), u"Steel."_s);
}

DOCCHAT_TEST(FaultsTest)

#include "faults_test.moc"
