#include "program.h"
#include "testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QThread>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray bridge = "The cedar bridge of Lindale was built in 1874 by Anna Holm.\n";
const QString nowhere = u"http://198.51.100.7:8080"_s; // for documentation alone (RFC 5737)
constexpr int patience = 60'000;                       // ms

/// docchat-cli under strace, which writes down each call that can reach a network.
class Traced {
public:
    Traced(const Library &library, const QStringList &arguments, bool proxies)
        : m_trace(library.path(u"trace"_s)) {
        QFile::remove(m_trace);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"disabled:"_s);
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // which cannot look while another traces
        for (const auto &name : {u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s}) {
            environment.remove(name.toUpper());
            environment.remove(name);
            if (proxies)
                environment.insert(name, u"http://192.0.2.1:3128"_s);
        }
        m_process.setProcessEnvironment(environment);
        m_process.start(u"strace"_s, QStringList{u"-f"_s, u"-o"_s, m_trace, u"-e"_s,
                                                 u"trace=connect,sendto,sendmsg,sendmmsg"_s,
                                                 QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"),
                                                 u"--data"_s, library.folder()} +
                                         arguments);
    }
    ~Traced() {
        m_process.terminate(); // strace hands it on
        if (!m_process.waitForFinished(patience))
            m_process.kill();
        m_process.waitForFinished();
    }

    /// Waits for its end; its exit code.
    int exit() {
        m_process.waitForFinished(patience);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QString words() {
        return QString::fromUtf8(m_process.readAllStandardError() + m_process.readAllStandardOutput());
    }

    /// The calls that name an address beyond this computer.
    [[nodiscard]] QStringList callsOut() const {
        static const QRegularExpression loopback(uR"(inet_addr\("127\.|"::1"|"::ffff:127\.)"_s);
        QStringList calls;
        for (const auto &line : lines()) {
            if (line.contains("AF_INET"_L1) && !loopback.match(line).hasMatch())
                calls += line;
        }
        return calls;
    }
    [[nodiscard]] QStringList lines() const {
        QFile file(m_trace);
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }
    bool waitForCallOut() {
        QElapsedTimer waited;
        waited.start();
        while (callsOut().isEmpty() && m_process.state() != QProcess::NotRunning &&
               !waited.hasExpired(patience))
            m_process.waitForFinished(20);
        return !callsOut().isEmpty();
    }

private:
    QString m_trace;
    QProcess m_process;
};

/// Why nothing can be traced here; empty: it can.
QString whyNotTraced() {
    QProcess process;
    process.start(u"strace"_s, {u"-f"_s, u"-o"_s, u"/dev/null"_s, u"true"_s});
    if (!process.waitForFinished(patience))
        return u"strace is missing"_s;
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError()).trimmed();
}

QString add(const Library &library) {
    return library.write(u"lindale.txt"_s, bridge);
}

} // namespace

/// What leaves docchat-cli, as the system sees it.
class CliOfflineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void offlineNothingIsConnected_data();
    void offlineNothingIsConnected();
    void onlineTheSameConnects_data();
    void onlineTheSameConnects();
    void offlineThisComputerIsStillAsked();
};

void CliOfflineTest::initTestCase() {
    STARTS_A_PROCESS();
    const auto why = whyNotTraced();
    if (why.isEmpty())
        return;
    if (qEnvironmentVariableIntValue("DOCCHAT_REQUIRE_DATA") == 1)
        QFAIL(qPrintable(why));
    QSKIP(qPrintable(u"skipped: no process can be traced here: "_s + why));
}

void CliOfflineTest::offlineNothingIsConnected_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("proxies");
    QTest::addColumn<bool>("byOption"); // or by the settings
    QTest::newRow("an address") << nowhere << false << true;
    QTest::newRow("an address, by proxies") << nowhere << true << true;
    QTest::newRow("a name") << u"https://models.docchat.invalid/v1"_s << false << true;
    QTest::newRow("a name, by proxies") << u"https://models.docchat.invalid/v1"_s << true << true;
    QTest::newRow("as the settings say") << nowhere << false << false;
    QTest::newRow("as the settings say, by proxies") << nowhere << true << false;
}

void CliOfflineTest::offlineNothingIsConnected() {
    QFETCH(QString, url);
    QFETCH(bool, proxies);
    QFETCH(bool, byOption);
    const Library library;
    const auto used = library.run(
        {u"provider"_s, u"add"_s, u"far"_s, u"--url"_s, url, u"--embed"_s, u"e"_s, u"--chat"_s, u"c"_s});
    QVERIFY2(used.exit == 0, used.all().constData());
    if (!byOption)
        library.write(u"data/settings.ini"_s, "[network]\noffline=true\n");
    const auto option = byOption ? QStringList{u"--offline"_s} : QStringList();
    for (const auto &arguments : {QStringList{u"add"_s, add(library)},
                                  {u"ask"_s, u"Who built the cedar bridge?"_s},
                                  {u"search"_s, u"cedar"_s}}) {
        Traced traced(library, option + arguments, proxies);
        const int exit = traced.exit();
        const auto words = traced.words();
        QVERIFY2(exit == 0, qPrintable(words));
        QVERIFY2(traced.callsOut().isEmpty(), qPrintable(traced.callsOut().join(u'\n')));
        QVERIFY2(arguments.first() != u"ask"_s || words.contains(u"Anna Holm"_s), qPrintable(words));
    }
}

void CliOfflineTest::onlineTheSameConnects_data() {
    QTest::addColumn<bool>("proxies");
    QTest::addColumn<QString>("address");
    QTest::newRow("itself") << false << u"198.51.100.7"_s;
    QTest::newRow("by proxies") << true << u"192.0.2.1"_s;
}

void CliOfflineTest::onlineTheSameConnects() {
    QFETCH(bool, proxies);
    QFETCH(QString, address);
    const Library library;
    const auto used = library.run(
        {u"provider"_s, u"add"_s, u"far"_s, u"--url"_s, nowhere, u"--embed"_s, u"e"_s, u"--chat"_s, u"c"_s});
    QVERIFY2(used.exit == 0, used.all().constData());
    Traced traced(library, {u"--timeout"_s, u"1"_s, u"add"_s, add(library)}, proxies);
    QVERIFY2(traced.waitForCallOut(), qPrintable(traced.lines().join(u'\n')));
    QVERIFY2(traced.callsOut().first().contains(address), qPrintable(traced.callsOut().join(u'\n')));
}

/// The settings hold back what is elsewhere, and nothing else.
void CliOfflineTest::offlineThisComputerIsStillAsked() {
    const Library library;
    const auto used = library.run(
        {u"provider"_s, u"add"_s, u"near"_s, u"--url"_s, u"http://127.0.0.1:9"_s, u"--embed"_s, u"e"_s});
    QVERIFY2(used.exit == 0, used.all().constData());
    library.write(u"data/settings.ini"_s, "[network]\noffline=true\n");
    Traced traced(library, {u"--timeout"_s, u"1"_s, u"add"_s, add(library)}, true);
    traced.exit();
    QVERIFY2(traced.callsOut().isEmpty(), qPrintable(traced.callsOut().join(u'\n')));
    QVERIFY2(traced.lines().join(u'\n').contains(u"127.0.0.1"_s), qPrintable(traced.lines().join(u'\n')));
}

DOCCHAT_TEST(CliOfflineTest)
#include "cli_offline_test.moc"
