#include "httptest.h"

using namespace docchat;
using namespace docchat::net;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class ReachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offlineNoCallGoesElsewhere();
    void offlineNoStreamGoesElsewhere();
    void offlineThisComputerAnswers();
    void thisComputerIsToldFromTheAddress_data();
    void thisComputerIsToldFromTheAddress();

private:
    Reach m_offline{true};
};

/// 0.0.0.0 reaches the scripted server, but only the system knows that.
void ReachTest::offlineNoCallGoesElsewhere() {
    const ScriptedServer server;
    auto url = server.url(u"/small"_s);
    url.setHost(u"0.0.0.0"_s);
    HttpClient client(url, 1, 1, &m_offline);
    const auto refused = sent(client, requestFor(url));
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().message.contains(u"offline"_s), qPrintable(refused.error().text()));
    QVERIFY(!refused.error().transient);
    QCOMPARE(server.stats().connections, 0);
    m_offline.thisComputerOnly = false;
    QVERIFY(sent(client, requestFor(url)).ok());
    QCOMPARE(server.stats().connections, 1);
    m_offline.thisComputerOnly = true; // nor by the connection that is kept open
    QVERIFY(!sent(client, requestFor(url)).ok());
    QCOMPARE(server.stats().requests, 1);
}

void ReachTest::offlineNoStreamGoesElsewhere() {
    const ScriptedServer server;
    auto url = server.url(u"/sse?n=1&ms=0"_s);
    url.setHost(u"0.0.0.0"_s);
    HttpClient client(url, 1, 1, &m_offline);
    const auto all = really([&] { return streamed(&client, requestFor(url)); });
    QCOMPARE(all.errors, 1);
    QCOMPARE(server.stats().connections, 0);
}

void ReachTest::offlineThisComputerAnswers() {
    const ScriptedServer server;
    HttpClient client(server.url(), 1, 1, &m_offline);
    QVERIFY(sent(client, requestFor(server.url(u"/small"_s))).ok());
}

void ReachTest::thisComputerIsToldFromTheAddress_data() {
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("is");
    QTest::newRow("a name") << QUrl(u"http://localhost:1"_s) << true;
    QTest::newRow("IPv4") << QUrl(u"http://127.0.0.1:1"_s) << true;
    QTest::newRow("another of 127/8") << QUrl(u"http://127.8.9.10"_s) << true;
    QTest::newRow("IPv6") << QUrl(u"http://[::1]:1"_s) << true;
    QTest::newRow("a name that begins so") << QUrl(u"http://localhost.evil.org"_s) << false;
    QTest::newRow("a number that begins so") << QUrl(u"http://127.0.0.1.evil.org"_s) << false;
    QTest::newRow("any") << QUrl(u"http://0.0.0.0"_s) << false;
    QTest::newRow("the network at home") << QUrl(u"http://192.168.1.2"_s) << false;
    QTest::newRow("none") << QUrl() << false;
}

void ReachTest::thisComputerIsToldFromTheAddress() {
    QFETCH(QUrl, url);
    QFETCH(bool, is);
    QCOMPARE(isThisComputer(url), is);
}

DOCCHAT_TEST(ReachTest)
#include "reach_test.moc"
