#include "net/http.h"

#include "httptest.h"

#include "net/sse.h"

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using net::HttpClient;
using net::HttpRequest;
using Fault = ScriptedServer::Fault;

namespace {

/// The data of the first `most` events of a stream, which is then let go of, even within a piece.
Task<QByteArrayList> firstEvents(HttpClient *client, HttpRequest request, qsizetype most) {
    net::SseParser parser;
    QByteArrayList events;
    auto stream = client->stream(std::move(request));
    while (auto item = co_await stream.next()) {
        if (!item->ok())
            break;
        for (const auto &event : parser.feed(item->value())) {
            if (events.size() < most)
                events << event.data;
        }
        if (events.size() >= most)
            break;
    }
    co_return events;
}

} // namespace

class HttpStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventArrivesAsItIsSent();
    void aChatIsStreamedToItsDone();
    void anAbandonedStreamIsDisconnectedAtTheServer();
    void aStreamNeverAskedForItsFirstPieceSendsNothing();
    void aStreamGivesItsPlaceBackHoweverItEnds();
    void streamsBeyondTheWidthWaitForTheirTurn();
    void aDroppedStreamEndsWithAnError();
    void aStreamCutShortOfItsLengthEndsWithAnError();
    void aStalledStreamTimesOut_data();
    void aStalledStreamTimesOut();
    void aSlowReaderIsNotAStall();
    void anErrorIsTheLastItem();
    void aSlowReaderHoldsTheServerBack();
    void aBodyThatGrowsTooLargeWhileItIsHeldBackIsAnError_data();
    void aBodyThatGrowsTooLargeWhileItIsHeldBackIsAnError();
    void aBigBodyArrivesWhole();
};

void HttpStreamTest::everyEventArrivesAsItIsSent() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    const auto all = really([&] { return streamed(&client, requestFor(server.url(u"/sse?n=10&ms=20"_s))); });
    QCOMPARE(all.errors, 0);
    QCOMPARE(all.body.count("data: {\"i\":"), 10);
    QVERIFY2(all.pieces >= 5, qPrintable(QString::number(all.pieces))); // and not all at the end
}

void HttpStreamTest::aChatIsStreamedToItsDone() {
    ScriptedServer server;
    server.setAnswer({u"one"_s, u"two"_s, u"three"_s}, 1ms);
    HttpClient client(server.url(), 1);
    const auto request = requestFor(server.url(u"/v1/chat/completions"_s), R"({"stream":true})");
    const auto events = really([&] { return firstEvents(&client, request, 100); });
    QCOMPARE(events.size(), 4);
    QVERIFY(events[0].contains("one") && events[2].contains("three"));
    QCOMPARE(events[3], "[DONE]"_ba);
}

void HttpStreamTest::anAbandonedStreamIsDisconnectedAtTheServer() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    const auto request = requestFor(server.url(u"/sse?n=100000&ms=2"_s));
    const auto events = really([&] { return firstEvents(&client, request, 5); });
    QCOMPARE(events.size(), 5);
    QVERIFY(events[4].startsWith("{\"i\":4,"));
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
    QCOMPARE(server.stats().disconnects[0].second, u"/sse?n=100000&ms=2"_s);
    QCOMPARE(server.stats().inFlight, 0);
    QTRY_COMPARE(server.stats().openConnections, 0);
}

void HttpStreamTest::aStreamNeverAskedForItsFirstPieceSendsNothing() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    auto body = [](HttpClient *http, QUrl url) -> Task<void> {
        auto stream = http->stream(requestFor(url));
        co_await async::sleepFor(20ms);
    };
    really([&] { return body(&client, server.url(u"/sse"_s)); });
    QTest::qWait(20);
    QCOMPARE(server.stats().requests, 0);
}

void HttpStreamTest::aStreamGivesItsPlaceBackHoweverItEnds() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1); // a place that stayed taken would hang the next stream
    server.setDefaultFault(u"/half"_s, {.kind = Fault::HalfBody});
    auto stalled = requestFor(server.url(u"/sse?n=1&ms=0&stall=1"_s));
    stalled.idle = 30ms;
    auto large = requestFor(server.url(u"/big"_s));
    large.maxBody = 10;
    const std::vector<HttpRequest> requests{stalled, large, requestFor(server.url(u"/half"_s)),
                                            requestFor(server.url(u"/status?code=500"_s)),
                                            requestFor(server.url(u"/closenow?rst=1"_s))};
    auto body = [](HttpClient *http, std::vector<HttpRequest> bad,
                   HttpRequest good) -> Task<QList<qsizetype>> {
        QList<qsizetype> seen;
        for (const auto &request : bad) {
            seen << (co_await streamed(http, request)).errors;
            seen << (co_await firstEvents(http, good, 2)).size(); // abandoned
            seen << (co_await streamed(http, good)).body.count("data:");
        }
        co_return seen;
    };
    const auto good = requestFor(server.url(u"/sse?n=4&ms=1"_s));
    const auto seen = really([&] { return async::withTimeout(20s, body(&client, requests, good)); });
    QList<qsizetype> expected;
    for (size_t i = 0; i < requests.size(); ++i)
        expected << 1 << 2 << 4;
    QCOMPARE(seen, expected);
    QTRY_COMPARE(server.stats().inFlight, 0);
}

void HttpStreamTest::streamsBeyondTheWidthWaitForTheirTurn() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 8);
    std::vector<HttpRequest> requests(24, requestFor(server.url(u"/sse?n=3&ms=4"_s)));
    server.gather(u"/sse"_s, 8);
    const auto all = really([&] {
        return async::mapConcurrent(std::move(requests), 24, [&](HttpRequest request) {
            return streamed(&client, std::move(request));
        });
    });
    for (const auto &one : all) {
        QCOMPARE(one.errors, 0);
        QCOMPARE(one.body.count("data:"), 3);
    }
    QCOMPARE(server.stats().maxInFlight, 8);
}

void HttpStreamTest::aDroppedStreamEndsWithAnError() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    auto body = [](HttpClient *http, ScriptedServer *books) -> Task<Streamed> {
        Streamed all;
        auto stream = http->stream(requestFor(books->url(u"/sse?n=3&ms=1&stall=1"_s)));
        while (auto item = co_await stream.next()) {
            all.itemsAfterError += all.errors;
            if (item->ok()) {
                all.body += item->value();
            } else {
                ++all.errors;
                all.error = item->error();
            }
            if (all.body.count("\n\n") == 3)
                books->closeAll();
        }
        co_return all;
    };
    const auto all = really([&] { return async::withTimeout(20s, body(&client, &server)); });
    QCOMPARE(all.body.count("data:"), 3);
    QCOMPARE(all.errors, 1);
    QCOMPARE(all.itemsAfterError, 0);
    QCOMPARE(all.error.kind, ErrorKind::Provider);
    QVERIFY(all.error.transient);
    QVERIFY2(all.error.message.contains("closed the connection before"_L1), qPrintable(all.error.message));
    QVERIFY(all.error.message.contains(server.url().toString()));
}

void HttpStreamTest::aStreamCutShortOfItsLengthEndsWithAnError() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    server.setDefaultFault(u"/x"_s, {.body = QByteArray(1000, 'x'), .kind = Fault::HalfBody});
    const auto all = really([&] { return streamed(&client, requestFor(server.url(u"/x"_s))); });
    QCOMPARE(all.body.size(), 500);
    QCOMPARE(all.errors, 1);
    QVERIFY(all.error.transient);
}

void HttpStreamTest::aStalledStreamTimesOut_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("events");
    QTest::newRow("after three events") << u"/sse?n=3&ms=1&stall=1"_s << 3;
    QTest::newRow("before the first event") << u"/sse?n=0&stall=1"_s << 0;
    QTest::newRow("before the head") << u"/hang"_s << 0;
}

void HttpStreamTest::aStalledStreamTimesOut() {
    QFETCH(QString, path);
    QFETCH(int, events);
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    auto request = requestFor(server.url(path));
    request.idle = 2s;
    const auto all = really([&] { return async::withTimeout(20s, streamed(&client, request)); });
    QCOMPARE(all.body.count("data:"), events);
    QCOMPARE(all.errors, 1);
    QCOMPARE(all.error.kind, ErrorKind::TimedOut);
    QVERIFY(all.error.transient);
    QVERIFY(all.error.message.contains(server.url().toString()));
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
}

void HttpStreamTest::aSlowReaderIsNotAStall() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    auto body = [](HttpClient *http, QUrl url) -> Task<int> {
        auto request = requestFor(url);
        request.idle = 3s;
        request.timeout = 1ms; // is of send(), not of streams
        int errors = 0;
        auto stream = http->stream(request);
        for (int i = 0; auto item = co_await stream.next(); ++i) {
            errors += item->ok() ? 0 : 1;
            if (i == 1)
                co_await async::sleepFor(3500ms);
        }
        co_return errors;
    };
    QCOMPARE(really([&] { return body(&client, server.url(u"/sse?n=20&ms=50"_s)); }), 0);
}

void HttpStreamTest::anErrorIsTheLastItem() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    server.setDefaultFault(u"/x"_s, {.body = "abc", .kind = Fault::HalfBody});
    for (const auto &path : {u"/x"_s, u"/status?code=500"_s, u"/closenow"_s, u"/redir?to=/small"_s}) {
        const auto all = really([&] { return streamed(&client, requestFor(server.url(path))); });
        QCOMPARE(all.errors, 1);
        QCOMPARE(all.itemsAfterError, 0);
    }
}

void HttpStreamTest::aSlowReaderHoldsTheServerBack() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    struct Facts {
        qint64 bytes = 0;
        qint64 largest = 0;
        int inFlightWhileWaiting = 0;
        int errors = 0;
    };
    auto body = [](HttpClient *http, ScriptedServer *books) -> Task<Facts> {
        Facts facts;
        auto request = requestFor(books->url(u"/big?n=100000000"_s)); // more than any kernel holds
        request.maxBody = 100'000'000;
        auto stream = http->stream(std::move(request));
        while (auto item = co_await stream.next()) {
            if (facts.bytes == 0) {
                co_await async::sleepFor(1s);
                facts.inFlightWhileWaiting = books->stats().inFlight;
            }
            facts.errors += item->ok() ? 0 : 1;
            facts.bytes += item->ok() ? item->value().size() : 0;
            facts.largest = std::max(facts.largest, item->ok() ? qint64(item->value().size()) : 0);
        }
        co_return facts;
    };
    const auto facts = really([&] { return async::withTimeout(60s, body(&client, &server)); });
    QCOMPARE(facts.inFlightWhileWaiting, 1);
    QCOMPARE(facts.errors, 0);
    QCOMPARE(facts.bytes, 100'000'000);
    QVERIFY(facts.largest <= 1024 * 1024);
}

void HttpStreamTest::aBodyThatGrowsTooLargeWhileItIsHeldBackIsAnError_data() {
    QTest::addColumn<int>("limit");
    for (const int limit : {262'144, 270'000, 300'000, 330'000, 400'000, 524'288})
        QTest::addRow("%d", limit) << limit;
}

void HttpStreamTest::aBodyThatGrowsTooLargeWhileItIsHeldBackIsAnError() {
    QFETCH(int, limit);
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    auto body = [](HttpClient *http, HttpRequest request) -> Task<QString> {
        auto stream = http->stream(std::move(request));
        QString error;
        while (auto item = co_await stream.next()) {
            if (!item->ok())
                error = item->error().message;
            co_await async::sleepFor(100ms); // meanwhile more comes than may wait
        }
        co_return error;
    };
    auto request = requestFor(server.url(u"/big?n=900000"_s));
    request.maxBody = limit;
    const auto error = really([&] { return async::withTimeout(20s, body(&client, request)); });
    QVERIFY2(error.contains("sent more than"_L1), qPrintable(error));
}

void HttpStreamTest::aBigBodyArrivesWhole() {
    ScriptedServer server;
    HttpClient client(server.url(), 1, 1);
    for (const int size : {0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3'000'000}) {
        const auto request = requestFor(server.url(u"/big?n=%1"_s.arg(size)));
        const auto all = really([&] { return async::withTimeout(30s, streamed(&client, request)); });
        QCOMPARE(all.errors, 0);
        QCOMPARE(all.body, QByteArray(size, 'x'));
    }
}

DOCCHAT_TEST(HttpStreamTest)

#include "http_stream_test.moc"
