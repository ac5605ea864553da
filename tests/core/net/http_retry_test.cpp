#include "async/retry.h"

#include "httptest.h"

#include <ctime>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::HttpClient;

/// async::retry over HTTP, and the Retry-After header that steers it.
class HttpRetryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retryFollowsTheServersRetryAfter();
    void retryTriesAPermanentErrorOnce();
    void retryAfterIsParsed_data();
    void retryAfterIsParsed();
    void retryAfterIsParsedAsADate();
    void retryAfterIsParsedInAnHourThatSummerTimeSkips();
};

void HttpRetryTest::retryFollowsTheServersRetryAfter() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    // A back-off of its own would be an hour: only the server's Retry-After of 0 lets this end soon.
    const async::RetryPolicy policy{.attempts = 5, .base = 1h, .cap = 1h, .maxRetryAfter = 1h};
    std::vector<async::Milliseconds> waits;
    auto get = [&] { return client.send(requestFor(server.url(u"/flaky?id=a&fail=2&ra=0"_s))); };
    auto note = [&](const Error &error, async::Milliseconds wait) {
        waits.push_back(error.status == 429 ? wait : -1ms);
    };
    const auto result = really([&] { return async::withTimeout(20s, async::retry(policy, get, note)); });
    QVERIFY(result.ok());
    QCOMPARE(server.stats().requests, 3);
    QCOMPARE(waits.size(), size_t(2));
    QVERIFY(waits[0] == 0ms && waits[1] == 0ms);
}

void HttpRetryTest::retryTriesAPermanentErrorOnce() {
    ScriptedServer server;
    HttpClient client(server.url(), 1);
    auto get = [&] { return client.send(requestFor(server.url(u"/status?code=401"_s))); };
    const auto result = really([&] { return async::retry({.base = 1ms}, get); });
    QVERIFY(!result.ok());
    QCOMPARE(result.error().status, 401);
    QCOMPARE(server.stats().requests, 1);
}

void HttpRetryTest::retryAfterIsParsed_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    const auto row = [](const char *value, qint64 ms) { QTest::newRow(value) << QByteArray(value) << ms; };
    row("0", 0);
    row("1", 1000);
    row(" 20 ", 20'000);
    row("0.5", 500);
    row("120", 120'000);
    row("1000000000", 1'000'000'000'000);
    row("1e300", 1'000'000'000'000); // longer than anyone waits, but a number
    row("99999999999999999999999", 1'000'000'000'000);
    row("-1", -1);
    row("nan", -1);
    row("inf", -1);
    row("-inf", -1);
    row("", -1);
    row("soon", -1);
    row("5 s", -1);
    row("1,5", -1);
    row("Sun, 06 Nov 1994 08:49:37 GMT", 0); // long over
    row("Sun, 32 Nov 1994 08:49:37 GMT", -1);
    row("Sun, 06 Nov 1994", -1);
}

void HttpRetryTest::retryAfterIsParsed() {
    QFETCH(QByteArray, value);
    QFETCH(qint64, milliseconds);
    const auto parsed = net::parseRetryAfter(value);
    QCOMPARE(parsed ? parsed->count() : -1, milliseconds);
}

void HttpRetryTest::retryAfterIsParsedAsADate() {
    const auto then = QDateTime::currentDateTimeUtc().addSecs(3600);
    const auto text = QLocale::c().toString(then, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    const auto parsed = net::parseRetryAfter(text.toLatin1());
    QVERIFY(parsed);
    QVERIFY2(*parsed > 3500s && *parsed <= 3600s, qPrintable(QString::number(parsed->count())));
}

void HttpRetryTest::retryAfterIsParsedInAnHourThatSummerTimeSkips() {
    const auto zone = qgetenv("TZ");
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    tzset();
    const auto parsed = net::parseRetryAfter("Sun, 28 Mar 2100 02:30:00 GMT");
    zone.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", zone);
    tzset();
    QVERIFY(parsed);
    QVERIFY(*parsed > 1h);
}

DOCCHAT_TEST(HttpRetryTest)

#include "http_retry_test.moc"
