#include "net/http.h"

#include "httptest.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::HttpClient;
using Fault = ScriptedServer::Fault;

namespace {

/// Answers every request with the same bytes and closes: for what is no HTTP.
class RawServer {
public:
    explicit RawServer(QByteArray answer) : m_answer(std::move(answer)) {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }

private:
    void accept() {
        auto *socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            socket->readAll();
            socket->write(m_answer);
            socket->disconnectFromHost();
        });
    }

    QTcpServer m_server;
    QByteArray m_answer;
};

async::Task<void> keepError(HttpClient *client, QUrl url, std::vector<Error> *errors) {
    const auto result = co_await client->send(requestFor(url));
    errors->push_back(result.ok() ? Error{} : result.error());
}

} // namespace

class HttpErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStatusBecomesAnError_data();
    void aStatusBecomesAnError();
    void theServersOwnWordsAreInTheMessage_data();
    void theServersOwnWordsAreInTheMessage();
    void aBrokenConnectionIsATransientError_data();
    void aBrokenConnectionIsATransientError();
    void whatIsNoWholeAnswerIsAnError_data();
    void whatIsNoWholeAnswerIsAnError();
    void anAnswerThatEndsWithTrailersIsWhole();
    void aServerThatNeverEndsTimesOut_data();
    void aServerThatNeverEndsTimesOut();
    void nothingListeningIsSaidWithHostPortAndWhatToDo();
    void aServerThatDiesEndsEveryCall();
    void aBodyOverItsLimitIsAnErrorAndStopsTheServer();
    void aBodyOfExactlyItsLimitIsRead();
};

void HttpErrorTest::aStatusBecomesAnError_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("transient");
    QTest::addColumn<QString>("words");
    const auto row = [](int status, bool transient, const QString &words) {
        QTest::addRow("%d", status) << status << transient << words;
    };
    row(400, false, u"refused the request"_s);
    row(401, false, u"refused the key"_s);
    row(403, false, u"denied access"_s);
    row(404, false, u"does not know this address or model"_s);
    row(407, false, u"failed"_s);
    row(408, true, u"gave up waiting"_s);
    row(413, false, u"too large"_s);
    row(418, false, u"failed"_s);
    row(429, true, u"is busy"_s);
    row(500, true, u"failed"_s);
    row(502, true, u"failed"_s);
    row(503, true, u"failed"_s);
    row(504, true, u"failed"_s);
}

void HttpErrorTest::aStatusBecomesAnError() {
    QFETCH(int, status);
    QFETCH(bool, transient);
    QFETCH(QString, words);
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    server.setDefaultFault(u"/x"_s, {.status = status,
                                     .headers = {{"Retry-After", "7"}, {"WWW-Authenticate", "Basic realm=a"}},
                                     .body = "<html>secret</html>"});
    const auto result = sent(client, requestFor(server.url(u"/x"_s), "{}"));
    const auto all = really([&] { return streamed(&client, requestFor(server.url(u"/x"_s), "{}")); });
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    QCOMPARE(all.pieces, 0);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Provider);
        QCOMPARE(error.status, status);
        QCOMPARE(error.transient, transient);
        QVERIFY(error.retryAfter && *error.retryAfter == 7s);
        QVERIFY2(error.message.startsWith(server.url().toString() + u' '), qPrintable(error.message));
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QVERIFY(error.message.contains(QString::number(status)));
        QVERIFY(!error.message.contains("secret"_L1));
        QVERIFY(!error.hint.isEmpty());
    }
    QCOMPARE(server.stats().requests, 2);
    QCOMPARE(client.inFlight(), 0);
}

void HttpErrorTest::theServersOwnWordsAreInTheMessage_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("end");
    QTest::newRow("OpenAI") << R"({"error":{"message":"model 'x' is loading"}})"_ba
                            << u"(503): model 'x' is loading"_s;
    QTest::newRow("Ollama") << R"({"error":"no such model"})"_ba << u"(503): no such model"_s;
    QTest::newRow("a number") << R"({"error":7})"_ba << u"(503)"_s;
    QTest::newRow("no JSON") << "busy"_ba << u"(503)"_s;
    QTest::newRow("an endless text") << R"({"error":")"_ba + QByteArray(5000, 'x') + R"("})"
                                     << u"(503): "_s + QString(300, u'x');
}

void HttpErrorTest::theServersOwnWordsAreInTheMessage() {
    QFETCH(QByteArray, body);
    QFETCH(QString, end);
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    server.setDefaultFault(u"/x"_s, {.status = 503, .body = body});
    const auto result = sent(client, requestFor(server.url(u"/x"_s)));
    const auto all = really([&] { return streamed(&client, requestFor(server.url(u"/x"_s))); });
    QVERIFY(!result.ok());
    QVERIFY2(result.error().message.endsWith(end), qPrintable(result.error().message));
    QCOMPARE(all.error.message, result.error().message);
}

void HttpErrorTest::aBrokenConnectionIsATransientError_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("half a body") << int(Fault::HalfBody);
    QTest::newRow("closed before the reply") << int(Fault::CloseBeforeReply);
    QTest::newRow("reset") << int(Fault::Reset);
}

void HttpErrorTest::aBrokenConnectionIsATransientError() {
    QFETCH(int, kind);
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    server.setDefaultFault(u"/x"_s, {.kind = Fault::Kind(kind)});
    const auto result = sent(client, requestFor(server.url(u"/x"_s), "{}"));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::Provider);
    QCOMPARE(result.error().status, 0);
    QVERIFY(result.error().transient);
    QVERIFY2(result.error().message.contains(server.url().toString()), qPrintable(result.error().message));
    QVERIFY(!result.error().hint.isEmpty());
    QCOMPARE(client.inFlight(), 0);
    QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok());
}

void HttpErrorTest::whatIsNoWholeAnswerIsAnError_data() {
    QTest::addColumn<QByteArray>("answer");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another protocol") << "SSH-2.0-OpenSSH_9.2\r\n"_ba;
    QTest::newRow("half a head") << ok + "Content-Le";
    QTest::newRow("half a body") << ok + "Content-Length: 10\r\n\r\nabc";
    QTest::newRow("broken compression") << ok + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde";
    QTest::newRow("only early hints") << "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"_ba;
    QTest::newRow("another protocol agreed on") << "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"_ba;
    QTest::newRow("status 000") << "HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("status 999") << "HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n"_ba;
}

void HttpErrorTest::whatIsNoWholeAnswerIsAnError() {
    QFETCH(QByteArray, answer);
    RawServer server(answer);
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url().resolved(QUrl(u"/x"_s)), "{}");
    const auto result = sent(client, request);
    const auto all = really([&] { return streamed(&client, request); });
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Provider);
        QVERIFY2(error.message.contains(server.url().toString()), qPrintable(error.message));
        QVERIFY(!error.hint.isEmpty());
    }
}

void HttpErrorTest::anAnswerThatEndsWithTrailersIsWhole() {
    RawServer server(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n");
    HttpClient client(server.url(), 1);
    const auto result = sent(client, requestFor(server.url().resolved(QUrl(u"/x"_s)), "{}"));
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().message));
    QCOMPARE(result.value().body, "{}"_ba);
}

void HttpErrorTest::aServerThatNeverEndsTimesOut_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("not one byte") << int(Fault::Hang);
    QTest::newRow("stalled in the body") << int(Fault::Stall);
}

void HttpErrorTest::aServerThatNeverEndsTimesOut() {
    QFETCH(int, kind);
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    server.setDefaultFault(u"/x"_s, {.body = "abc", .kind = Fault::Kind(kind)});
    auto request = requestFor(server.url(u"/x"_s), "{}");
    request.timeout = 80ms;
    const auto result = sent(client, request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::TimedOut);
    QVERIFY(result.error().transient);
    QVERIFY(result.error().message.contains(server.url().toString()));
    QCOMPARE(server.stats().requests, 1);
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
    QCOMPARE(client.inFlight(), 0);
}

void HttpErrorTest::nothingListeningIsSaidWithHostPortAndWhatToDo() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    server.closeAll();
    const auto result = sent(client, requestFor(server.url(u"/small"_s)));
    const auto all = really([&] { return streamed(&client, requestFor(server.url(u"/small"_s))); });
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Provider);
        QCOMPARE(error.status, 0);
        QVERIFY2(error.message.contains(u"127.0.0.1:%1"_s.arg(server.port())), qPrintable(error.message));
        QVERIFY2(error.message.startsWith("Nothing answers"_L1), qPrintable(error.message));
        QVERIFY2(error.hint.contains("Start the server"_L1), qPrintable(error.hint));
    }
    QVERIFY(server.listenAgain());
    QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok());
}

void HttpErrorTest::aServerThatDiesEndsEveryCall() {
    ScriptedServer server;
    HttpClient client(server.url(), 10);
    std::vector<Error> errors;
    auto body = [](async::TaskGroup *group, HttpClient *http, ScriptedServer *books,
                   std::vector<Error> *out) -> async::Task<void> {
        for (int i = 0; i < 30; ++i)
            group->spawn("call", keepError, http, books->url(u"/hang"_s), out);
        co_await until([=] { return books->stats().inFlight == 10; });
        books->closeAll();
    };
    really([&] {
        return async::withTimeout(20s, async::TaskGroup::run([&](async::TaskGroup &group) {
                                      return body(&group, &client, &server, &errors);
                                  }));
    });
    QCOMPARE(errors.size(), size_t(30));
    for (const auto &error : errors)
        QVERIFY2(error.message.contains(server.url().toString()), qPrintable(error.message));
    QCOMPARE(client.inFlight(), 0);
}

void HttpErrorTest::aBodyOverItsLimitIsAnErrorAndStopsTheServer() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url(u"/big?n=40000000"_s));
    request.maxBody = 2 * 1024 * 1024;
    const auto result = sent(client, request);
    const auto all = really([&] { return streamed(&client, request); });
    QVERIFY(!result.ok());
    QCOMPARE(all.errors, 1);
    QVERIFY(all.body.size() <= request.maxBody);
    for (const auto &error : {result.error(), all.error}) {
        QCOMPARE(error.kind, ErrorKind::Provider);
        QVERIFY(!error.transient);
        QVERIFY2(error.message.contains("2 MiB"_L1), qPrintable(error.message));
        QVERIFY(error.message.contains(server.url().toString()));
    }
    QTRY_COMPARE(server.stats().inFlight, 0);
    QTRY_COMPARE(server.stats().openConnections, 0);
    QCOMPARE(client.inFlight(), 0);
}

void HttpErrorTest::aBodyOfExactlyItsLimitIsRead() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto request = requestFor(server.url(u"/big?n=100000"_s));
    request.maxBody = 100'000;
    QVERIFY(sent(client, request).ok());
    QCOMPARE(really([&] { return streamed(&client, request); }).errors, 0);
    request.maxBody = 99'999;
    QVERIFY(!sent(client, request).ok());
    QCOMPARE(really([&] { return streamed(&client, request); }).errors, 1);
}

DOCCHAT_TEST(HttpErrorTest)

#include "http_error_test.moc"
