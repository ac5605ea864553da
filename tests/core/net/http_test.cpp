#include "net/http.h"

#include "httptest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using net::HttpClient;
using net::HttpRequest;
using net::HttpResponse;

namespace {

struct Answered {
    int status = 0;
    int openStreams = 0;
};

Task<void> smallAmongStreams(async::TaskGroup *group, HttpClient *client, ScriptedServer *server,
                             Answered *answered) {
    const auto stall = server->url(u"/sse?n=1&ms=0&stall=1"_s);
    for (int i = 0; i < 6; ++i)
        group->spawn("stream", streamed, client, requestFor(stall));
    co_await until([=] { return server->stats().inFlight == 6; });
    answered->status =
        co_await async::withTimeout(20s, statusOf(client, requestFor(server->url(u"/small"_s))));
    answered->openStreams = server->stats().inFlight;
    group->cancel();
}

} // namespace

class HttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theServerSeesExactlyTheWidthInFlight_data();
    void theServerSeesExactlyTheWidthInFlight();
    void theServerSeesTheRequestAsItWasMade();
    void aSmallRequestIsNotStuckBehindOpenStreams();
    void aCallTimesOutWhileOthersGoOn();
    void waitingForItsTurnIsNotCountedAsTimeout();
    void anotherOriginOrSchemeIsRefusedWithoutSending_data();
    void anotherOriginOrSchemeIsRefusedWithoutSending();
    void aHeaderWithALineBreakIsRefusedWithoutSending_data();
    void aHeaderWithALineBreakIsRefusedWithoutSending();
    void aProxyThatRefusesIsSaidWithoutItsPassword();
    void aRedirectIsNotFollowedAndTheKeyStaysHere_data();
    void aRedirectIsNotFollowedAndTheKeyStaysHere();
    void aPostToAClosingServerArrivesAtMostTwiceWithOneKey();
    void theUploadsProgressIsTold();
};

void HttpTest::theServerSeesExactlyTheWidthInFlight_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("calls");
    for (const int width : {1, 8, 16, 50}) {
        for (const int calls : {60, 1000})
            QTest::addRow("%d calls at width %d", calls, width) << width << calls;
    }
    for (const int width : {8, 16, 50})
        QTest::addRow("10000 calls at width %d", width) << width << 10'000;
}

void HttpTest::theServerSeesExactlyTheWidthInFlight() {
    QFETCH(int, width);
    QFETCH(int, calls);
    ScriptedServer server;
    HttpClient client(server.url(), width);
    std::vector<HttpRequest> requests;
    for (int i = 0; i < calls; ++i)
        requests.push_back(requestFor(server.url(u"/small?ms=%1&i=%2"_s.arg(1 + i * 7 % 5).arg(i))));
    server.gather(u"/small"_s, width);
    const auto statuses = really([&] {
        return async::mapConcurrent(std::move(requests), calls, [&](HttpRequest request) {
            return statusOf(&client, std::move(request));
        });
    });
    const auto stats = server.stats();
    QCOMPARE(std::ranges::count(statuses, 200), calls);
    QCOMPARE(stats.requests, calls);
    QCOMPARE(QSet<QString>(stats.paths.begin(), stats.paths.end()).size(), calls);
    QCOMPARE(stats.maxInFlight, width);
    QVERIFY2(stats.connections <= width, qPrintable(QString::number(stats.connections)));
    QCOMPARE(client.inFlight(), 0);
}

void HttpTest::theServerSeesTheRequestAsItWasMade() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url(u"/echo?a=b%20c"_s), R"({"x":"ä"})");
    request.method = "PUT";
    request.headers = {{"Authorization", "Bearer key"}, {"X-Two", "2"}};
    const auto result = sent(client, request);
    QVERIFY(result.ok());
    QCOMPARE(result.value().status, 200);
    const auto echo = QJsonDocument::fromJson(result.value().body).object();
    QCOMPARE(echo["method"_L1].toString(), u"PUT"_s);
    const auto stats = server.stats();
    QCOMPARE(stats.paths.value(0), u"/echo?a=b%20c"_s);
    QCOMPARE(stats.bodies.value(0), request.body);
    QCOMPARE(stats.headers.value(0).value("authorization"), "Bearer key"_ba);
    QCOMPARE(stats.headers.value(0).value("x-two"), "2"_ba);
    QCOMPARE(stats.headers.value(0).value("content-type"), "application/json"_ba);
}

void HttpTest::aSmallRequestIsNotStuckBehindOpenStreams() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 6);
    Answered facts;
    auto body = [](HttpClient *http, ScriptedServer *books, Answered *out) {
        return async::TaskGroup::run(
            [=](async::TaskGroup &group) { return smallAmongStreams(&group, http, books, out); });
    };
    really([&] { return body(&client, &server, &facts); });
    QCOMPARE(facts.status, 200);
    QCOMPARE(facts.openStreams, 6);
    QTRY_COMPARE(server.stats().inFlight, 0);
}

void HttpTest::aCallTimesOutWhileOthersGoOn() {
    ScriptedServer server;
    HttpClient client(server.url(), 8);
    auto slow = requestFor(server.url(u"/hang"_s));
    slow.timeout = 2s;
    std::vector<Result<HttpResponse>> results = really([&] {
        std::vector<Task<Result<HttpResponse>>> calls;
        calls.push_back(client.send(slow));
        for (int i = 0; i < 4; ++i)
            calls.push_back(client.send(requestFor(server.url(u"/small?ms=%1"_s.arg(i * 80)))));
        return async::gather(std::move(calls));
    });
    QVERIFY(!results[0].ok());
    QCOMPARE(results[0].error().kind, ErrorKind::TimedOut);
    QVERIFY(results[0].error().transient);
    QVERIFY(results[0].error().message.contains(server.url().toString()));
    QVERIFY2(results[0].error().message.contains("2 s"_L1), qPrintable(results[0].error().message));
    for (size_t i = 1; i < results.size(); ++i)
        QVERIFY(results[i].ok());
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
    QCOMPARE(server.stats().disconnects[0].second, u"/hang"_s);
    QCOMPARE(client.inFlight(), 0);
}

void HttpTest::waitingForItsTurnIsNotCountedAsTimeout() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    std::vector<HttpRequest> requests(6, requestFor(server.url(u"/small?ms=800"_s)));
    for (auto &request : requests)
        request.timeout = 4s;
    const auto statuses = really([&] {
        return async::mapConcurrent(std::move(requests), 6, [&](HttpRequest request) {
            return statusOf(&client, std::move(request));
        });
    });
    QCOMPARE(std::ranges::count(statuses, 200), 6);
}

void HttpTest::anotherOriginOrSchemeIsRefusedWithoutSending_data() {
    QTest::addColumn<QString>("url");
    QTest::newRow("another port") << u"http://127.0.0.1:%1/small"_s;
    QTest::newRow("another host") << u"http://localhost:%2/small"_s;
    QTest::newRow("another scheme") << u"https://127.0.0.1:%2/small"_s;
    QTest::newRow("no port") << u"http://127.0.0.1/small"_s;
    QTest::newRow("a file") << u"file:///etc/hostname"_s;
    QTest::newRow("a resource") << u"qrc:/x"_s;
    QTest::newRow("data") << u"data:,hello"_s;
    QTest::newRow("relative") << u"/small"_s;
    QTest::newRow("the host as a user's name") << u"http://127.0.0.1:%2@localhost:%1/small"_s;
    QTest::newRow("nothing") << QString();
}

void HttpTest::anotherOriginOrSchemeIsRefusedWithoutSending() {
    QFETCH(QString, url);
    ScriptedServer server;
    ScriptedServer other;
    HttpClient client(server.url(), 1);
    const QUrl address(
        url.replace("%1"_L1, QString::number(other.port())).replace("%2"_L1, QString::number(server.port())));
    const auto result = sent(client, requestFor(address));
    const auto all = really([&] { return streamed(&client, requestFor(address)); });
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    QCOMPARE(all.pieces, 0);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Usage);
        QVERIFY(!error.transient);
        QVERIFY(error.message.contains(server.url().toString()));
        QVERIFY(!error.hint.isEmpty());
    }
    QCOMPARE(server.stats().connections + other.stats().connections, 0);
    QCOMPARE(client.inFlight(), 0);
}

void HttpTest::aHeaderWithALineBreakIsRefusedWithoutSending_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("in the value") << "Authorization"_ba << "Bearer secret\r\nX-Evil: 1"_ba;
    QTest::newRow("a line feed alone") << "Authorization"_ba << "Bearer secret\nX-Evil: 1"_ba;
    QTest::newRow("in the name") << "Authorization\r\nX-Evil"_ba << "secret"_ba;
    QTest::newRow("a zero byte") << "Authorization"_ba << "Bearer secret\0"_ba + QByteArray(1, '\0');
}

void HttpTest::aHeaderWithALineBreakIsRefusedWithoutSending() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url(u"/echo"_s), "{}");
    request.headers = {{name, value}};
    const auto result = sent(client, request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::Usage);
    QVERIFY2(result.error().message.contains("Authorization"_L1), qPrintable(result.error().message));
    QVERIFY(!result.error().message.contains("secret"_L1));
    QCOMPARE(server.stats().connections, 0);
}

/// The proxy is the scripted server, which knows no CONNECT; the address beyond it is never looked up here.
void HttpTest::aProxyThatRefusesIsSaidWithoutItsPassword() {
    ScriptedServer proxy;
    const int port = proxy.port();
    for (const bool listens : {true, false}) {
        if (!listens)
            proxy.closeAll();
        QNetworkProxy::setApplicationProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, quint16(port), u"user"_s, u"secret"_s));
        HttpClient client(QUrl(u"https://provider.invalid"_s), 1);
        const auto result = sent(client, requestFor(QUrl(u"https://provider.invalid/v1/models"_s)));
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QVERIFY(!result.ok());
        QVERIFY2(result.error().message.startsWith(
                     "The proxy does not let through to https://provider.invalid"_L1),
                 qPrintable(result.error().message));
        QVERIFY(!result.error().message.contains("secret"_L1));
        QVERIFY(!result.error().transient);
        QVERIFY(result.error().hint.contains("proxy"_L1));
    }
}

void HttpTest::aRedirectIsNotFollowedAndTheKeyStaysHere_data() {
    QTest::addColumn<int>("code");
    for (const int code : {301, 302, 303, 307, 308})
        QTest::addRow("%d", code) << code;
}

void HttpTest::aRedirectIsNotFollowedAndTheKeyStaysHere() {
    QFETCH(int, code);
    ScriptedServer server;
    ScriptedServer other;
    HttpClient client(server.url(), 1);
    auto request = requestFor(
        server.url(u"/redir?code=%1&to=%2"_s.arg(code).arg(other.url(u"/small"_s).toString())), "{}");
    request.headers = {{"Authorization", "Bearer secret"}};
    const auto result = sent(client, request);
    const auto all = really([&] { return streamed(&client, request); });
    QTest::qWait(50);
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    QCOMPARE(all.pieces, 0);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Provider);
        QCOMPARE(error.status, code);
        QVERIFY(!error.transient);
        QVERIFY2(error.message.contains("redirects"_L1), qPrintable(error.message));
        QVERIFY(error.message.contains(server.url().toString()));
        QVERIFY(!error.hint.isEmpty());
    }
    QCOMPARE(server.stats().requests, 2);
    QCOMPARE(other.stats().connections, 0);
}

void HttpTest::aPostToAClosingServerArrivesAtMostTwiceWithOneKey() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    QSet<QByteArray> keys;
    for (int round = 0; round < 3; ++round) {
        QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok()); // leaves a kept connection behind
        server.reset();
        const auto result = sent(client, requestFor(server.url(u"/closenow"_s), "{}"));
        QVERIFY(!result.ok());
        QVERIFY(result.error().transient);
        QCOMPARE(result.error().status, 0);
        const auto stats = server.stats();
        QVERIFY2(stats.requests >= 1 && stats.requests <= 2, qPrintable(QString::number(stats.requests)));
        const auto key = stats.headers[0].value("idempotency-key");
        QVERIFY(key.size() >= 16);
        for (const auto &headers : stats.headers)
            QCOMPARE(headers.value("idempotency-key"), key);
        keys.insert(key);
    }
    QCOMPARE(keys.size(), 3);
}

void HttpTest::theUploadsProgressIsTold() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url(u"/echo"_s), QByteArray(5'000'000, 'x'));
    std::vector<std::pair<qint64, qint64>> told;
    request.uploaded = [&](qint64 sentBytes, qint64 total) { told.emplace_back(sentBytes, total); };
    const auto result = sent(client, request);
    QVERIFY(result.ok());
    QVERIFY(told.size() >= 2);
    QVERIFY(std::ranges::is_sorted(told));
    QCOMPARE(told.back().first, 5'000'000);
    QVERIFY(std::ranges::all_of(told, [](const auto &step) { return step.second == 5'000'000; }));
}

DOCCHAT_TEST(HttpTest)

#include "http_test.moc"
