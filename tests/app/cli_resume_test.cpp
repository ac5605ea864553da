#include "program.h"
#include "serverprogram.h"
#include "testmain.h"

#include <csignal>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString embeddings = u"/v1/embeddings"_s;

QByteArray letter() {
    QByteArray mail =
        "From: Ann <ann@example.org>\nSubject: Costs\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain\n\nSee below.\n";
    for (const auto &name : {"first.txt"_ba, "second.txt"_ba})
        mail += "--X\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"" + name +
                "\"\n\nThe " + name + " is about zeppelins.\n";
    return mail + "--X--\n";
}

/// The names of the documents in a state.
QStringList namesOf(const Library &library, const QString &state) {
    QStringList names;
    for (const auto &document : library.run({u"list"_s}).events) {
        if (document["state"_L1].toString() == state)
            names += document["name"_L1].toString();
    }
    names.sort();
    return names;
}

/// The library embeds by a server that never answers.
bool useHanging(const Library &library, ServerProgram &server) {
    server.setFault(embeddings, {{u"kind"_s, u"Hang"_s}});
    return library
               .run(
                   {u"provider"_s, u"add"_s, u"scripted"_s, u"--url"_s, server.url(), u"--embed"_s, u"any"_s})
               .exit == 0;
}

} // namespace

class CliResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void howeverItEndsTheNextAddGoesOn_data();
    void howeverItEndsTheNextAddGoesOn();
    void ctrlCTakesBackOnlyWhatItBegan();
};

void CliResumeTest::howeverItEndsTheNextAddGoesOn_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("kill -9") << SIGKILL;
}

void CliResumeTest::howeverItEndsTheNextAddGoesOn() {
    QFETCH(int, signal);
    const Library library;
    ServerProgram server;
    QVERIFY(useHanging(library, server));
    QStringList add{u"--json"_s, u"add"_s, u"--concurrency"_s, u"2"_s};
    for (const auto *name : {"a.txt", "b.txt", "c.txt", "d.txt"})
        add += library.write(QString::fromLatin1(name), name + longText(40));
    add += library.write(u"letter.eml"_s, letter());
    auto process = library.start(add);
    // By now the library is taken: looking at it earlier would take it from the program.
    QVERIFY(server.waitFor(u"inFlight"_s, 2));
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(library, u"reading"_s), (QStringList{u"a.txt"_s, u"b.txt"_s}), 30'000);
    QCOMPARE(::kill(pid_t(process->processId()), signal), 0);
    const auto ended = Library::finish(*process);
    if (signal == SIGTERM) {
        QVERIFY2(ended.exit == 130, ended.all().constData());
        QCOMPARE(ended.last(u"summary"_s)["interrupted"_L1].toInt(), 5);
    }
    QCOMPARE(namesOf(library, u"reading"_s), (QStringList{u"a.txt"_s, u"b.txt"_s}));
    QCOMPARE(library.run({u"check"_s}).exit, 0);

    server.reset();
    const auto next = library.run({u"add"_s, library.write(u"new.txt"_s, "A new one.\n")});
    QVERIFY2(next.exit == 0, next.all().constData());
    QCOMPARE(next.last(u"resumed"_s)["documents"_L1].toInt(), 5);
    QCOMPARE(namesOf(library, u"ready"_s),
             (QStringList{u"a.txt"_s, u"b.txt"_s, u"c.txt"_s, u"d.txt"_s, u"first.txt"_s, u"letter.eml"_s,
                          u"new.txt"_s, u"second.txt"_s}));
    QVERIFY(library.isWhole());
    const auto last = library.run({u"add"_s, library.path(u"new.txt"_s)});
    QVERIFY2(last.of(u"resumed"_s).isEmpty(), last.all().constData());
}

void CliResumeTest::ctrlCTakesBackOnlyWhatItBegan() {
    const Library library;
    ServerProgram server;
    QVERIFY(useHanging(library, server));
    auto first = library.start({u"add"_s, library.write(u"a.txt"_s, "first " + longText(40))});
    QVERIFY(server.waitFor(u"inFlight"_s, 1));
    QCOMPARE(::kill(pid_t(first->processId()), SIGKILL), 0);
    std::ignore = Library::finish(*first);
    const auto before = server.stats()["requests"_L1].toInt();
    auto second = library.start({u"--json"_s, u"add"_s, library.write(u"b.txt"_s, "second " + longText(40))});
    QVERIFY(server.waitFor(u"requests"_s, before + 1));
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(library, u"reading"_s), (QStringList{u"a.txt"_s, u"b.txt"_s}), 30'000);
    QCOMPARE(::kill(pid_t(second->processId()), SIGINT), 0);
    const auto ended = Library::finish(*second);
    QVERIFY2(ended.exit == 130, ended.all().constData());
    QCOMPARE(ended.document(u"b.txt"_s)["state"_L1].toString(), u"cancelled"_s);
    QCOMPARE(ended.document(u"a.txt"_s)["state"_L1].toString(), u"interrupted"_s);
    QCOMPARE(namesOf(library, u"reading"_s), QStringList{u"a.txt"_s});
    server.reset();
    QCOMPARE(library.run({u"add"_s, library.write(u"new.txt"_s, "A new one.\n")}).exit, 0);
    QCOMPARE(namesOf(library, u"ready"_s), (QStringList{u"a.txt"_s, u"new.txt"_s}));
}

DOCCHAT_TEST(CliResumeTest)

#include "cli_resume_test.moc"
