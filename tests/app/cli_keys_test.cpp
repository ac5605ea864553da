#include "program.h"
#include "serverprogram.h"
#include "testmain.h"

#include <QJsonArray>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "sk-canary/in+the-mine=";
const QByteArray bridge = "The cedar bridge of Lindale was built in 1874 by Anna Holm.\n";
const QString question = u"Who built the cedar bridge?"_s;
const QStringList paths{u"/v1/embeddings"_s, u"/v1/chat/completions"_s, u"/v1/models"_s};

bool shows(const Ran &ran) {
    return ran.words.contains(QLatin1StringView(canary)) || ran.errors.contains(QLatin1StringView(canary));
}

/// A provider whose key is in the environment of every run.
void use(const Library &library, const ServerProgram &server) {
    qputenv("DOCCHAT_CANARY", canary);
    const auto ran = library.run({u"provider"_s, u"add"_s, u"test"_s, u"--url"_s, server.url(), u"--embed"_s,
                                  u"scripted-embedder"_s, u"--chat"_s, u"scripted-chat"_s, u"--key-env"_s,
                                  u"DOCCHAT_CANARY"_s});
    VERIFY_RAN(ran, ran.exit == 0);
    VERIFY_RAN(ran, !shows(ran));
}

} // namespace

/// A key is a canary here: it must be found nowhere but at its own server.
class CliKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyReachesItsServerAndNothingElse();
    void aServerThatRepeatsTheKeyIsNotQuoted();
    void aRedirectTakesNoKeyAlong();
    void aKeyThatCannotBeKeptIsNotKept();
    void aKeyIsReadFromStandardInputAlone_data();
    void aKeyIsReadFromStandardInputAlone();
    void cleanup() { qunsetenv("DOCCHAT_CANARY"); }
};

void CliKeysTest::aKeyReachesItsServerAndNothingElse() {
    const Library library;
    const ServerProgram server;
    use(library, server);
    const auto added = library.run({u"add"_s, library.write(u"lindale.txt"_s, bridge)});
    VERIFY_RAN(added, added.exit == 0 && !shows(added));
    for (const auto &arguments : {QStringList{u"ask"_s, question},
                                  {u"provider"_s, u"test"_s},
                                  {u"provider"_s, u"list"_s},
                                  {u"--debug"_s, u"search"_s, question}}) {
        const auto ran = library.run(arguments);
        VERIFY_RAN(ran, ran.exit == 0 && !shows(ran));
    }
    const auto stats = server.stats(); // the control: it did come
    QVERIFY(stats["requests"_L1].toInt() >= 4);
    QCOMPARE(stats["authorizations"_L1].toArray(), QJsonArray{u"Bearer "_s + QString::fromLatin1(canary)});
    QVERIFY(!library.holdsBytes(canary));
}

void CliKeysTest::aServerThatRepeatsTheKeyIsNotQuoted() {
    const Library library;
    ServerProgram server;
    use(library, server);
    const auto body = uR"({"error":{"message":"Incorrect API key provided: %1. Get one."}})"_s.arg(
        QString::fromLatin1(canary).replace(u'/', u"\\/"_s));
    for (const auto &path : paths)
        server.setFault(path, {{u"status"_s, 401}, {u"body"_s, body}});
    const auto added = library.run({u"add"_s, library.write(u"lindale.txt"_s, bridge)});
    VERIFY_RAN(added, added.document(u"lindale.txt"_s)["reason"_L1].toString().contains("(401)"_L1));
    const auto asked = library.run({u"ask"_s, question});
    VERIFY_RAN(asked, asked.exit == 1);
    VERIFY_RAN(asked, asked.errors.contains(u"Incorrect API key provided: …"_s));
    const auto tested = library.run({u"provider"_s, u"test"_s});
    const auto listed = library.run({u"list"_s});
    for (const auto &ran : {added, asked, tested, listed})
        VERIFY_RAN(ran, !shows(ran));
    QVERIFY(!library.holdsBytes(canary));
}

void CliKeysTest::aRedirectTakesNoKeyAlong() {
    const Library library;
    ServerProgram server;
    const ServerProgram thief;
    use(library, server);
    for (const auto &path : paths)
        server.setFault(
            path, {{u"status"_s, 307}, {u"headers"_s, QJsonObject{{u"Location"_s, thief.url() + path}}}});
    const auto added = library.run({u"add"_s, library.write(u"lindale.txt"_s, bridge)});
    const auto asked = library.run({u"ask"_s, question});
    VERIFY_RAN(asked, asked.errors.contains("redirects"_L1) && !shows(asked) && !shows(added));
    QCOMPARE(thief.stats()["requests"_L1].toInt(), 0);
    QVERIFY(!library.holdsBytes(canary));
}

/// No keychain can be reached in a test, and a program that ends at once has no other place.
void CliKeysTest::aKeyThatCannotBeKeptIsNotKept() {
    const Library library;
    const ServerProgram server;
    use(library, server);
    const auto process = library.start({u"--json"_s, u"provider"_s, u"key"_s, u"test"_s});
    process->write(canary + '\n');
    process->closeWriteChannel();
    QVERIFY(process->waitForBytesWritten());
    const auto ran = Library::finish(*process);
    VERIFY_RAN(ran, ran.exit == 1);
    VERIFY_RAN(ran, ran.errors.contains("No keychain works here"_L1) && !shows(ran));
    VERIFY_RAN(ran, ran.errors.contains("--key-env"_L1));
    QVERIFY(!library.holdsBytes(canary));
}

void CliKeysTest::aKeyIsReadFromStandardInputAlone_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("as an argument") << QStringList{u"test"_s, QString::fromLatin1(canary)} << canary + '\n';
    QTest::newRow("nothing comes") << QStringList{u"test"_s} << QByteArray();
    QTest::newRow("an empty line") << QStringList{u"test"_s} << QByteArray("\n");
    QTest::newRow("of nobody") << QStringList() << canary + '\n';
    QTest::newRow("of a stranger") << QStringList{u"stranger"_s} << canary + '\n';
}

void CliKeysTest::aKeyIsReadFromStandardInputAlone() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    const Library library;
    const ServerProgram server;
    use(library, server);
    const auto process = library.start(QStringList{u"provider"_s, u"key"_s} + arguments);
    process->write(input);
    process->closeWriteChannel();
    const auto ran = Library::finish(*process);
    VERIFY_RAN(ran, ran.exit == 2);
    VERIFY_RAN(ran, !shows(ran));
}

DOCCHAT_TEST(CliKeysTest)
#include "cli_keys_test.moc"
