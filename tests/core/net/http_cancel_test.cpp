#include "net/http.h"

#include "httptest.h"

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using net::HttpClient;

namespace {

/// Counts how many of its kind were made and how many have ended.
struct Counted {
    explicit Counted(int *ended) : m_ended(ended) {}
    ~Counted() { ++*m_ended; }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

private:
    int *m_ended;
};

Task<Result<net::HttpResponse>> countedSend(HttpClient *client, QUrl url, int *ended) {
    const Counted counted(ended);
    co_return co_await client->send(requestFor(url));
}

struct Failed {
    int seen = 0;
    int endedBefore = 0;
    size_t errors = 0;
    int status = 0;
};

Task<void> fiftyNineAndOne(async::TaskGroup *group, HttpClient *client, ScriptedServer *server, int *ended,
                           Failed *facts) {
    for (int i = 0; i < 59; ++i)
        group->spawn("hang", countedSend, client, server->url(u"/hang"_s), ended);
    co_await until([=] { return server->stats().inFlight == 59; });
    facts->seen = server->stats().inFlight;
    facts->endedBefore = *ended;
    group->spawn("fail", countedSend, client, server->url(u"/status?code=401"_s), ended);
}

Task<void> sixty(HttpClient *client, ScriptedServer *server, int *ended, Failed *facts) {
    try {
        co_await async::TaskGroup::run(
            [=](async::TaskGroup &group) { return fiftyNineAndOne(&group, client, server, ended, facts); });
    } catch (const async::ExceptionGroup &failed) {
        facts->errors = failed.errors().size();
        try {
            failed.rethrowFirst();
        } catch (const async::FailedResult<Error> &first) {
            facts->status = first.error.status;
        }
    }
}

/// A send, three gathered ones, and a stream that is read to its end and one that is abandoned.
Task<void> everyKindOfCall(HttpClient *client, QUrl small, QUrl events) {
    const auto first = co_await client->send(requestFor(small));
    std::vector<Task<int>> three;
    for (int i = 0; i < 3; ++i)
        three.push_back(statusOf(client, requestFor(small)));
    const auto statuses = co_await async::gather(std::move(three));
    const auto all = co_await streamed(client, requestFor(events));
    auto abandoned = client->stream(requestFor(events));
    const auto piece = co_await abandoned.next();
}

/// Cancels a body at the `wanted`th checkpoint or suspension.
struct Cut {
    int wanted = 0;
    bool atSuspension = false;
    int seen = 0;
    bool cut = false;
    async::Scope *scope = nullptr;

    void probe(bool suspended) {
        if (!scope || suspended != atSuspension || seen++ != wanted)
            return;
        cut = true;
        scope->cancel();
    }
};

Task<bool> cancelledAt(Cut *cut, HttpClient *client, QUrl small, QUrl events) {
    async::Loop::current()->probe = [cut](bool suspended) { cut->probe(suspended); };
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        cut->scope = &scope;
        return everyKindOfCall(client, small, events);
    });
    cut->scope = nullptr;
    co_return whole;
}

} // namespace

class HttpCancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneFailureOfSixtyDisconnectsTheOthers();
    void tenThousandCallsWithFiftyInFlightAreCancelled();
    void cancellingAtEveryAwaitLeavesNothingBehind_data();
    void cancellingAtEveryAwaitLeavesNothingBehind();
    void aCancelledCallWaitingForItsTurnIsNeverSent();
    void aStreamIsCancelledWhileItWaits_data();
    void aStreamIsCancelledWhileItWaits();
    void anUploadIsCancelledMidway();
    void aTimeoutFromOutsideIsNotTheCallsOwn();
};

void HttpCancelTest::oneFailureOfSixtyDisconnectsTheOthers() {
    ScriptedServer server;
    HttpClient client(server.url(), 60);
    int ended = 0;
    Failed facts;
    really([&] { return async::withTimeout(30s, sixty(&client, &server, &ended, &facts)); });
    QCOMPARE(facts.seen, 59);
    QCOMPARE(facts.endedBefore, 0);
    QCOMPARE(facts.errors, size_t(1));
    QCOMPARE(facts.status, 401);
    QCOMPARE(ended, 60);
    QTRY_COMPARE(server.stats().disconnects.size(), 59);
    QCOMPARE(server.stats().inFlight, 0);
    QCOMPARE(client.inFlight(), 0);
}

void HttpCancelTest::tenThousandCallsWithFiftyInFlightAreCancelled() {
    ScriptedServer server;
    HttpClient client(server.url(), 50);
    int ended = 0;
    int held = 0;
    auto body = [](async::TaskGroup *group, HttpClient *http, ScriptedServer *books, int *count,
                   int *permits) -> Task<void> {
        for (int i = 0; i < 10'000; ++i)
            group->spawn("call", countedSend, http, books->url(u"/hang"_s), count);
        co_await until([=] { return books->stats().inFlight == 50; });
        *permits = http->inFlight();
        group->cancel();
    };
    really([&] {
        return async::withTimeout(30s, async::TaskGroup::run([&](async::TaskGroup &group) {
                                      return body(&group, &client, &server, &ended, &held);
                                  }));
    });
    QCOMPARE(held, 50);
    QCOMPARE(ended, 10'000);
    QCOMPARE(client.inFlight(), 0);
    QTRY_COMPARE(server.stats().inFlight, 0);
    QCOMPARE(server.stats().disconnects.size(), 50);
    QCOMPARE(server.stats().requests, 50);
    QTRY_COMPARE(server.stats().openConnections, 0);
    QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok());
}

void HttpCancelTest::cancellingAtEveryAwaitLeavesNothingBehind_data() {
    QTest::addColumn<bool>("atSuspension");
    QTest::newRow("at every checkpoint") << false;
    QTest::newRow("at every suspension") << true;
}

void HttpCancelTest::cancellingAtEveryAwaitLeavesNothingBehind() {
    QFETCH(bool, atSuspension);
    ScriptedServer server;
    HttpClient client(server.url(), 2, 1);
    const auto small = server.url(u"/small?ms=1"_s);
    const auto events = server.url(u"/sse?n=4&ms=1"_s);
    int runs = 0;
    for (bool cut = true; cut; ++runs) {
        QVERIFY(runs < 500);
        Cut at{.wanted = runs, .atSuspension = atSuspension};
        const bool whole =
            really([&] { return async::withTimeout(20s, cancelledAt(&at, &client, small, events)); });
        cut = at.cut;
        QVERIFY(whole || cut);
        QCOMPARE(client.inFlight(), 0);
        QTRY_COMPARE(server.stats().inFlight, 0);
    }
    QVERIFY2(runs > 8, qPrintable(QString::number(runs)));
    QVERIFY(sent(client, requestFor(small)).ok());
    QCOMPARE(really([&] { return async::withTimeout(20s, streamed(&client, requestFor(events))); }).errors,
             0);
}

void HttpCancelTest::aCancelledCallWaitingForItsTurnIsNeverSent() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto body = [](async::TaskGroup *group, HttpClient *http, ScriptedServer *books,
                   bool *timedOut) -> Task<void> {
        group->spawn("holds", statusOf, http, requestFor(books->url(u"/hang"_s)));
        co_await until([=] { return books->stats().inFlight == 1; });
        try {
            co_await async::withTimeout(20ms, statusOf(http, requestFor(books->url(u"/never"_s))));
        } catch (const async::TimeoutError &) {
            *timedOut = true;
        }
        group->cancel();
    };
    bool timedOut = false;
    really([&] {
        return async::withTimeout(20s, async::TaskGroup::run([&](async::TaskGroup &group) {
                                      return body(&group, &client, &server, &timedOut);
                                  }));
    });
    QVERIFY(timedOut);
    QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok());
    QCOMPARE(server.stats().paths, (QStringList{u"/hang"_s, u"/small"_s}));
}

void HttpCancelTest::aStreamIsCancelledWhileItWaits_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("requests");
    QTest::newRow("for the head") << u"/hang"_s << 3;
    QTest::newRow("for the next event") << u"/sse?n=2&ms=1&stall=1"_s << 3;
}

void HttpCancelTest::aStreamIsCancelledWhileItWaits() {
    QFETCH(QString, path);
    QFETCH(int, requests);
    ScriptedServer server;
    HttpClient client(server.url(), 1, 3);
    auto body = [](async::TaskGroup *group, HttpClient *http, ScriptedServer *books, QUrl url,
                   int running) -> Task<void> {
        for (int i = 0; i < 10; ++i) // seven of them wait for their turn
            group->spawn("stream", streamed, http, requestFor(url));
        co_await until([=] { return books->stats().inFlight == running; });
        co_await async::sleepFor(20ms);
        group->cancel();
    };
    really([&] {
        return async::withTimeout(20s, async::TaskGroup::run([&](async::TaskGroup &group) {
                                      return body(&group, &client, &server, server.url(path), requests);
                                  }));
    });
    QTRY_COMPARE(server.stats().disconnects.size(), requests);
    QCOMPARE(server.stats().requests, requests);
    QCOMPARE(server.stats().inFlight, 0);
    const auto after = requestFor(server.url(u"/sse?n=2&ms=1"_s));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(really([&] { return async::withTimeout(20s, streamed(&client, after)); }).errors, 0);
}

void HttpCancelTest::anUploadIsCancelledMidway() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    int told = 0;
    const auto request = requestFor(server.url(u"/echo"_s), QByteArray(60'000'000, 'x'));
    auto cancelledByItself = [](HttpClient *http, net::HttpRequest upload, async::Scope *scope,
                                int *count) -> Task<void> {
        upload.uploaded = [=](qint64, qint64) {
            ++*count;
            scope->cancel();
        };
        const auto result = co_await http->send(std::move(upload));
    };
    const bool whole = really([&] {
        return async::cancellable(
            [&](async::Scope &scope) { return cancelledByItself(&client, request, &scope, &told); });
    });
    const int toldWhenCancelled = told;
    QVERIFY(!whole);
    QVERIFY(toldWhenCancelled >= 1);
    QTRY_COMPARE(server.stats().openConnections, 0);
    QCOMPARE(told, toldWhenCancelled); // a call that is gone tells nothing
    QCOMPARE(server.stats().requests, 0);
    QCOMPARE(client.inFlight(), 0);
}

void HttpCancelTest::aTimeoutFromOutsideIsNotTheCallsOwn() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto body = [](HttpClient *http, QUrl url) -> Task<bool> {
        try {
            const auto result = co_await async::withTimeout(40ms, http->send(requestFor(url)));
        } catch (const async::TimeoutError &) {
            co_return true;
        }
        co_return false;
    };
    QVERIFY(really([&] { return body(&client, server.url(u"/hang"_s)); }));
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
    QCOMPARE(client.inFlight(), 0);
}

DOCCHAT_TEST(HttpCancelTest)

#include "http_cancel_test.moc"
