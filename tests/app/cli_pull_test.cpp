#include "program.h"
#include "serverprogram.h"
#include "testmain.h"

#include <csignal>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString pullPath = u"/api/pull"_s;
const QStringList pull{u"provider"_s, u"pull"_s, u"nomic"_s};

void use(const Library &library, const ServerProgram &server, const QString &kind = u"ollama"_s) {
    const auto ran = library.run({u"provider"_s, u"add"_s, u"home"_s, u"--kind"_s, kind, u"--url"_s,
                                  server.url(), u"--chat"_s, u"scripted-chat"_s});
    VERIFY_RAN(ran, ran.exit == 0);
}

} // namespace

class CliPullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressIsToldUntilTheModelIsThere() {
        const Library library;
        const ServerProgram server;
        use(library, server);
        const auto ran = library.run(pull);
        VERIFY_RAN(ran, ran.exit == 0);
        const auto steps = ran.of(u"progress"_s);
        VERIFY_RAN(ran, steps.size() == 6);
        QCOMPARE(steps[2]["completed"_L1].toInt(), 400);
        QCOMPARE(steps[2]["total"_L1].toInt(), 1000);
        QCOMPARE(steps.last()["status"_L1].toString(), u"success"_s);
        QCOMPARE(ran.last(u"pulled"_s)["model"_L1].toString(), u"nomic"_s);
        const auto forPeople = library.runForPeople(pull + QStringList{u"--provider"_s, u"home"_s});
        QCOMPARE(forPeople.words, u"nomic is at home\n"_s);
    }

    void whatGoesWrongIsSaid_data() {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<QString>("says");
        const QString begun = u"{\"status\":\"pulling manifest\"}\n"_s;
        QTest::newRow("an error frame")
            << QJsonObject{{u"body"_s,
                            begun + u"{\"error\":\"pull model manifest: file does not exist\"}\n"_s}}
            << u"file does not exist"_s;
        QTest::newRow("a cut stream") << QJsonObject{{u"body"_s, begun}} << u"before it was whole. Retry"_s;
        QTest::newRow("a reset") << QJsonObject{{u"kind"_s, u"Reset"_s}} << u"closed the connection"_s;
    }
    void whatGoesWrongIsSaid() {
        QFETCH(QJsonObject, fault);
        QFETCH(QString, says);
        const Library library;
        ServerProgram server;
        use(library, server);
        server.setFault(pullPath, fault);
        const auto ran = library.run(pull);
        VERIFY_RAN(ran, ran.exit == 1);
        VERIFY_RAN(ran, ran.errors.contains(says));
        VERIFY_RAN(ran, ran.of(u"pulled"_s).isEmpty());
    }

    void interruptedItStopsTheServer() {
        const Library library;
        ServerProgram server;
        use(library, server);
        server.setFault(pullPath, {{u"kind"_s, u"Stall"_s}, {u"body"_s, u"{\"status\":\"pulling\"}\n"_s}});
        const auto pulling = library.start(QStringList{u"--json"_s} + pull);
        QVERIFY(server.waitFor(u"requests"_s, 1));
        ::kill(pid_t(pulling->processId()), SIGINT);
        QCOMPARE(Library::finish(*pulling).exit, 130);
        QVERIFY(server.waitFor(u"disconnects"_s, 1));
    }

    void onlyOllamaIsAsked() {
        const Library library;
        const ServerProgram server;
        use(library, server, u"openai"_s);
        const auto ran = library.run(pull);
        VERIFY_RAN(ran, ran.exit == 2 && ran.errors.contains(u"an Ollama server"_s));
        QCOMPARE(server.stats()["requests"_L1].toInt(), 0);
        const auto nameless = library.run({u"provider"_s, u"pull"_s});
        VERIFY_RAN(nameless, nameless.exit == 2);
        const auto unknown = library.run(pull + QStringList{u"--provider"_s, u"gone"_s});
        VERIFY_RAN(unknown, unknown.exit == 2 && unknown.errors.contains(u"There is no provider gone"_s));
    }
};

DOCCHAT_TEST(CliPullTest)

#include "cli_pull_test.moc"
