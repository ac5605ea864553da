#include "async/retry.h"

#include "everypoint.h"
#include "httptest.h"

#include <QRegularExpression>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using async::TaskGroup;

namespace {

constexpr int width = 2; ///< calls in flight; more wait for their turn
constexpr int streams = 1;

/// A server and its client.
struct Wire {
    ScriptedServer server;
    std::unique_ptr<net::HttpClient> client = std::make_unique<net::HttpClient>(server.url(), width, streams);
    int answers = 0; ///< calls that ended as they should
};

Task<void> sendTo(Wire *wire, QString path, QByteArray body, int status) {
    const int got = co_await statusOf(wire->client.get(), requestFor(wire->server.url(path), body));
    wire->answers += got == status ? 1 : 0;
}

Task<void> sendOne(Wire *wire) {
    return sendTo(wire, u"/small?ms=1"_s, {}, 200);
}

Task<void> sendSome(Wire *wire) {
    co_await sendTo(wire, u"/small"_s, {}, 200);
    co_await sendTo(wire, u"/echo"_s, QByteArray(300'000, 'x'), 200);
    co_await sendTo(wire, u"/status?code=401"_s, {}, 401);
    co_await sendTo(wire, u"/closenow"_s, {}, 0);
}

Task<void> sendManyAtOnce(Wire *wire) {
    co_await TaskGroup::run([wire](TaskGroup &group) {
        for (int i = 0; i < 6; ++i)
            group.spawn("call", sendTo, wire, u"/small?ms=1"_s, QByteArray(), 200);
    });
}

Task<void> sendWithRetry(Wire *wire) {
    const auto url = wire->server.url(u"/flaky?id=a&fail=2&ra=0"_s);
    const auto result = co_await async::retry({.base = 1ms, .cap = 2ms},
                                              [wire, url] { return wire->client->send(requestFor(url)); });
    wire->answers += result.ok() ? 1 : 0;
}

Task<void> sendToASilentServer(Wire *wire) {
    auto request = requestFor(wire->server.url(u"/hang"_s));
    request.timeout = 10ms;
    const auto result = co_await wire->client->send(std::move(request));
    wire->answers += !result.ok() && result.error().kind == ErrorKind::TimedOut ? 1 : 0;
}

/// Whoever is refused first cancels the others.
Task<void> sendUntilRefused(Wire *wire) {
    const auto request = requestFor(wire->server.url(u"/status?code=401"_s));
    try {
        co_await TaskGroup::run([wire, request](TaskGroup &group) {
            for (int i = 0; i < 6; ++i)
                group.spawn("call", &net::HttpClient::send, wire->client.get(), request);
        });
    } catch (const async::ExceptionGroup &) {
        ++wire->answers;
    }
}

Task<void> streamAll(Wire *wire) {
    const auto all = co_await streamed(wire->client.get(), requestFor(wire->server.url(u"/sse?n=4&ms=1"_s)));
    wire->answers += all.errors == 0 ? 1 : 0;
}

Task<void> streamAndAbandon(Wire *wire) {
    auto stream = wire->client->stream(requestFor(wire->server.url(u"/sse?n=50&ms=1"_s)));
    const auto first = co_await stream.next();
    co_await async::sleepFor(2ms);
    wire->answers += first && first->ok() ? 1 : 0;
}

Task<void> streamThatStalls(Wire *wire) {
    auto request = requestFor(wire->server.url(u"/sse?n=2&ms=1&stall=1"_s));
    request.idle = 15ms;
    const auto all = co_await streamed(wire->client.get(), std::move(request));
    wire->answers += all.errors == 1 && all.error.kind == ErrorKind::TimedOut ? 1 : 0;
}

Task<void> everyCallAtOnce(Wire *wire) {
    co_await TaskGroup::run([wire](TaskGroup &group) {
        group.spawn("some", sendSome, wire);
        group.spawn("many", sendManyAtOnce, wire);
        group.spawn("retry", sendWithRetry, wire);
        group.spawn("stream", streamAll, wire);
        group.spawn("abandon", streamAndAbandon, wire);
    });
}

struct Call {
    const char *name;
    Task<void> (*body)(Wire *);
    int answers; ///< of a run that is not cut
};

const Call calls[] = {
    {"send", sendOne, 1},
    {"sends of every kind", sendSome, 4},
    {"six sends at once", sendManyAtOnce, 6},
    {"send with retry", sendWithRetry, 1},
    {"send that times out", sendToASilentServer, 1},
    {"six sends, refused", sendUntilRefused, 1},
    {"stream", streamAll, 1},
    {"stream, abandoned", streamAndAbandon, 1},
    {"stream that stalls", streamThatStalls, 1},
    {"every call at once", everyCallAtOnce, 4 + 6 + 1 + 1 + 1},
};

template <class F>
bool soon(F happened) {
    return QTest::qWaitFor(happened, 5000);
}

/// A connection that was about to be made when its call was cancelled stays for the next one: no more than
/// can be of use at a time.
QByteArray whatIsWrong(Wire &wire) {
    QByteArray wrong;
    if (wire.client->inFlight() != 0)
        wrong += "permits are lost; ";
    auto stats = [&] { return wire.server.stats(); };
    if (!soon([&] { return stats().inFlight == 0; })) // the cancelled ones have closed theirs
        wrong += QByteArray::number(stats().inFlight) + " requests go on at the server; ";
    if (!soon([&] { return stats().openConnections <= width + streams; }))
        wrong += QByteArray::number(stats().openConnections) + " connections are open; ";
    wire.answers = 0;
    async::run(async::withTimeout(20s, sendManyAtOnce(&wire)));
    async::run(async::withTimeout(20s, streamAll(&wire)));
    if (wire.answers != 7)
        wrong += "the next calls fail; ";
    wire.client.reset();
    if (!soon([&] { return stats().openConnections == 0; }))
        wrong += "a connection outlives the client; ";
    return wrong;
}

} // namespace

/// No processes are started here, so ThreadSanitizer may see it.
class HttpEveryPointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereACallLeavesNothing_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(calls)); ++row)
            QTest::newRow(calls[row].name) << row;
    }
    void cancelledAnywhereACallLeavesNothing() {
        QFETCH(int, row);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        const auto &call = calls[row];
        int runs = 0;
        const auto report = cutEverywhere(call.name, std::make_unique<Wire>, call.body,
                                          [&](Wire &wire) {
                                              if (runs++ == 0 && wire.answers != call.answers)
                                                  return QByteArray::number(wire.answers) + " answers";
                                              return whatIsWrong(wire);
                                          },
                                          {.virtualTime = false});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }
};

DOCCHAT_TEST(HttpEveryPointTest)

#include "http_everywhere_test.moc"
