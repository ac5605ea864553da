#include "program.h"
#include "scriptedserver.h"
#include "testmain.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

const QString embeddings = u"/v1/embeddings"_s;
constexpr int patience = 60'000; // ms
constexpr int batch = 16;        // inputs of a request, at most
constexpr int storing = 8;       // requests that were answered, and not stored yet

/// How often each text was sent to be embedded since the books were emptied.
QHash<QString, int> inputsOf(const ScriptedServer &server) {
    QHash<QString, int> inputs;
    for (const auto &body : server.stats().bodies) {
        for (const auto &input : QJsonDocument::fromJson(body)["input"_L1].toArray())
            ++inputs[input.toString()];
    }
    return inputs;
}

int sentAgain(const QHash<QString, int> &inputs) {
    int again = 0;
    for (const int times : inputs)
        again += times - 1;
    return again;
}

/// Runs docchat-cli beside the server, which lives on this thread's loop.
Ran ranBeside(const Library &library, const QStringList &arguments) {
    const auto process = library.start(QStringList{u"--json"_s} + arguments);
    if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, patience))
        process->kill();
    return Library::finish(*process);
}

bool use(const Library &library, const ScriptedServer &server) {
    return ranBeside(library, {u"provider"_s, u"add"_s, u"scripted"_s, u"--url"_s,
                               server.url(u"/v1"_s).toString(), u"--embed"_s, u"any"_s})
               .exit == 0;
}

/// The names and texts that a search finds.
QString found(const Library &library, const QString &words) {
    QString all;
    for (const auto &hit : ranBeside(library, {u"search"_s, words}).events)
        all += hit["text"_L1].toString() + u'\n';
    return all;
}

} // namespace

/// Programs that are killed, and files that change, with a server that counts what is sent to it.
class CliVersionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyInstantOnlyWhatWasUnderWayIsSentAgain_data();
    void killedAtAnyInstantOnlyWhatWasUnderWayIsSentAgain();
    void ofAnEditedBookHardlyAnythingIsSentAgain();
};

void CliVersionsTest::killedAtAnyInstantOnlyWhatWasUnderWayIsSentAgain_data() {
    QTest::addColumn<int>("width");
    QTest::newRow("one request at once") << 1;
    QTest::newRow("eight requests at once") << 8;
}

void CliVersionsTest::killedAtAnyInstantOnlyWhatWasUnderWayIsSentAgain() {
    QFETCH(int, width);
    const Library library;
    ScriptedServer server;
    server.setDimension(8);
    QVERIFY(use(library, server));
    server.setEmbedDelay(20ms);
    server.reset();
    const auto path = library.write(u"a.txt"_s, longText(3000));
    int killed = 0;
    for (const int requests : {31, 58, 83, 109}) {
        auto process =
            library.start({u"--json"_s, u"add"_s, u"--concurrency"_s, QString::number(width), path});
        QVERIFY(QTest::qWaitFor([&] { return server.stats().requests >= requests; }, patience));
        QVERIFY2(process->state() == QProcess::Running, "it was whole too soon");
        QCOMPARE(::kill(pid_t(process->processId()), SIGKILL), 0);
        std::ignore = Library::finish(*process);
        QVERIFY(QTest::qWaitFor([&] { return server.stats().inFlight == 0; }, patience));
        ++killed;
        const auto again = sentAgain(inputsOf(server));
        qInfo("killed %d times, after %d requests: %d inputs were sent again", killed,
              server.stats().requests, again);
        QVERIFY2(again <= (killed - 1) * (width + storing) * batch, "what was stored was sent again");
    }
    const auto last = ranBeside(library, {u"add"_s, path});
    QVERIFY2(last.exit == 0, last.all().constData());
    const auto inputs = inputsOf(server);
    const auto again = sentAgain(inputs);
    qInfo("%d inputs, %d of them sent again over %d kills: %.1f batches a kill", int(inputs.size()), again,
          killed, double(again) / killed / batch);
    QVERIFY(inputs.size() > 120 * batch);
    // What was in flight, and what had been answered and was just being stored.
    QVERIFY2(again <= killed * (width + storing) * batch, "what was stored was sent again");
    QCOMPARE(last.document(u"a.txt"_s)["passages"_L1].toInt(), int(inputs.size()));
    QVERIFY(library.isWhole());
}

void CliVersionsTest::ofAnEditedBookHardlyAnythingIsSentAgain() {
    NEEDS_SHARED_DATA();
    const Library library;
    ScriptedServer server;
    server.setDimension(8);
    QVERIFY(use(library, server));
    QProcess pdftotext;
    pdftotext.start(u"pdftotext"_s, {sharedFile(u"pdf/freeculture.pdf"_s), u"-"_s});
    QVERIFY(pdftotext.waitForFinished(patience));
    auto book = pdftotext.readAllStandardOutput();
    QVERIFY(book.size() > 500'000);
    const auto path = library.write(u"book.txt"_s, book);
    server.reset();
    const auto first = ranBeside(library, {u"add"_s, path});
    QVERIFY2(first.exit == 0, first.all().constData());
    const auto whole = inputsOf(server).size();

    const auto middle = book.indexOf("\n\n", book.size() / 2);
    const auto end = book.indexOf("\n\n", middle + 2);
    const auto old = book.mid(middle + 2, end - middle - 2).simplified();
    book.replace(middle + 2, end - middle - 2,
                 "Of zeppelins nobody had spoken in this book until somebody edited one paragraph.");
    library.write(u"book.txt"_s, book);
    server.reset();
    server.setFault(embeddings, {{.kind = Fault::Hang}});
    auto process = library.start({u"--json"_s, u"add"_s, path});
    QVERIFY(QTest::qWaitFor([&] { return server.stats().inFlight == 1; }, patience));
    const auto listed = ranBeside(library, {u"list"_s}).events;
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0]["state"_L1].toString(), u"ready"_s);
    QCOMPARE(listed[0]["id"_L1], first.document(u"book.txt"_s)["id"_L1]);
    QVERIFY2(!found(library, u"zeppelins edited paragraph"_s).contains(u"zeppelins"_s),
             "it is found half read");
    const auto words = QString::fromUtf8(old.left(60));
    QVERIFY2(found(library, u'"' + words + u'"').simplified().contains(words), old.constData());
    QCOMPARE(::kill(pid_t(process->processId()), SIGKILL), 0);
    std::ignore = Library::finish(*process);
    QVERIFY2(!found(library, u"zeppelins edited paragraph"_s).contains(u"zeppelins"_s),
             "it is found half read");

    server.clearFaults();
    server.reset();
    const auto again = ranBeside(library, {u"add"_s, path});
    QVERIFY2(again.exit == 0, again.all().constData());
    const auto sent = inputsOf(server).size();
    qInfo("%d of %d inputs (%.2f %%) were sent again", int(sent), int(whole),
          100. * double(sent) / double(whole));
    QVERIFY(sent > 0 && sent * 20 <= whole);
    QVERIFY(found(library, u"zeppelins edited paragraph"_s).contains(u"zeppelins"_s));
    QCOMPARE(ranBeside(library, {u"list"_s}).events.size(), 1);
    QVERIFY(library.isWhole());
}

DOCCHAT_TEST(CliVersionsTest)

#include "cli_versions_test.moc"
