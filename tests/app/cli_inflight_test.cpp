#include "program.h"
#include "serverprogram.h"
#include "testmain.h"

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int sixtyBatches = 1000; // paragraphs, at most 16 passages a request

} // namespace

/// The server answers none before as many as are allowed are there.
class CliInFlightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactlyAsManyRequestsAreInFlightAsAllowed_data();
    void exactlyAsManyRequestsAreInFlightAsAllowed();
};

void CliInFlightTest::exactlyAsManyRequestsAreInFlightAsAllowed_data() {
    QTest::addColumn<QStringList>("option");
    QTest::addColumn<int>("most");
    QTest::newRow("eight when nothing is said") << QStringList() << 8;
    QTest::newRow("one") << QStringList{u"--concurrency"_s, u"1"_s} << 1;
    QTest::newRow("three") << QStringList{u"--concurrency"_s, u"3"_s} << 3;
    QTest::newRow("sixteen") << QStringList{u"--concurrency"_s, u"16"_s} << 16;
}

void CliInFlightTest::exactlyAsManyRequestsAreInFlightAsAllowed() {
    QFETCH(QStringList, option);
    QFETCH(int, most);
    const Library library;
    ServerProgram server(5);
    use(library, server);
    server.gather(u"/v1/embeddings"_s, most);
    const auto added =
        library.run(QStringList{u"add"_s, library.write(u"long.txt"_s, longText(sixtyBatches))} + option);
    VERIFY_RAN(added, added.exit == 0);
    const auto stats = server.stats();
    QVERIFY(stats["requests"_L1].toInt() >= 60);
    QCOMPARE(stats["maxInFlight"_L1].toInt(), most);
    QCOMPARE(stats["inFlight"_L1].toInt(), 0);
}

DOCCHAT_TEST(CliInFlightTest)

#include "cli_inflight_test.moc"
