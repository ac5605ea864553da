#include "ggufmodel.h"
#include "program.h"
#include "testmain.h"

#include <csignal>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray bridge = "The cedar bridge of Lindale was built in 1874 by Anna Holm.\n";
const QString fake = QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakellama");

/// A library with a document, and a model beside it that is in use.
struct Desk {
    Library library;
    GgufModel model;
    Ran added;

    explicit Desk(const QJsonObject &plan = {})
        : model(plan, QFileInfo(library.path(u"x"_s)).path())
        , added(library.run(
              {u"provider"_s, u"add"_s, u"mine"_s, u"--gguf"_s, model.path(), u"--llama-server"_s, fake})) {
        std::ignore = library.run({u"add"_s, library.write(u"lindale.txt"_s, bridge)});
    }

    [[nodiscard]] std::unique_ptr<QProcess> startAsking() const {
        auto asking = library.start({u"--json"_s, u"ask"_s, u"Who built the cedar bridge?"_s});
        if (!QTest::qWaitFor([&] { return !model.processes().isEmpty(); }, 20'000))
            qFatal("llama-server is not started");
        return asking;
    }
};

QByteArray keyOf(qint64 process) {
    QFile file(u"/proc/%1/environ"_s.arg(process));
    const auto all = file.open(QIODevice::ReadOnly) ? file.readAll().split('\0') : QByteArrayList();
    for (const auto &variable : all) {
        if (variable.startsWith("LLAMA_API_KEY="))
            return variable.mid(14);
    }
    return {};
}

} // namespace

class CliGgufTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileIsAddedAndWritesAnswers() {
        const Desk desk;
        VERIFY_RAN(desk.added, desk.added.exit == 0);
        QCOMPARE(desk.added.events[0]["kind"_L1].toString(), u"gguf"_s);
        QCOMPARE(desk.added.events[0]["chat"_L1].toString(), u"scripted-chat"_s);
        QVERIFY(desk.model.processes().isEmpty());
        const auto asked = desk.library.run({u"ask"_s, u"Who built the cedar bridge?"_s});
        VERIFY_RAN(asked, asked.exit == 0);
        VERIFY_RAN(asked, asked.words.contains(u"\"scripted \""_s));
        QCOMPARE(desk.model.processes().size(), 1);
        QVERIFY(!desk.model.anyIsAlive());
    }

    void theFileIsTestedLikeAnyServer() {
        const Desk desk;
        const auto tested = desk.library.run({u"provider"_s, u"test"_s, u"mine"_s});
        VERIFY_RAN(tested, tested.exit == 0 && tested.events.size() == 1);
        VERIFY_RAN(tested, tested.events[0]["chat"_L1]["sample"_L1].toString().startsWith(u"A scripted"));
        QCOMPARE(desk.model.processes().size(), 1);
        QVERIFY(!desk.model.anyIsAlive());
    }

    void whatCannotBeRunIsSaidAndNotKept_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such file") << u"gone.gguf"_s << fake << u"is not there"_s;
        QTest::newRow("no GGUF") << u"text.gguf"_s << fake << u"is no GGUF file"_s;
        QTest::newRow("no such program")
            << u"scripted-chat.gguf"_s << u"/nowhere/llama-server"_s << u"is no program. Install"_s;
    }
    void whatCannotBeRunIsSaidAndNotKept() {
        QFETCH(QString, file);
        QFETCH(QString, program);
        QFETCH(QString, says);
        const Library library;
        const GgufModel model({}, QFileInfo(library.path(u"x"_s)).path());
        library.write(u"text.gguf"_s, "Hello");
        const auto added = library.run({u"provider"_s, u"add"_s, u"mine"_s, u"--gguf"_s, library.path(file),
                                        u"--llama-server"_s, program});
        VERIFY_RAN(added, added.exit == 1);
        VERIFY_RAN(added, added.errors.contains(says));
        QVERIFY(library.run({u"provider"_s, u"list"_s}).events.isEmpty());
    }

    void aModelIsNoDocument() {
        const Library library;
        const GgufModel model({}, QFileInfo(library.path(u"x"_s)).path());
        const auto added = library.run({u"add"_s, model.path()});
        VERIFY_RAN(added, added.exit == 2 && added.errors.contains(u"provider add NAME --gguf"_s));
    }

    void aModelNeedsItsFile() {
        const Library library;
        const auto added = library.run({u"provider"_s, u"add"_s, u"mine"_s, u"--kind"_s, u"gguf"_s});
        VERIFY_RAN(added, added.exit == 2 && added.errors.contains(u"--gguf FILE"_s));
    }

    void interruptedWhileItLoadsItIsEnded() {
        const Desk desk({{u"never"_s, true}});
        const auto asking = desk.startAsking();
        QVERIFY(desk.model.anyIsAlive());
        ::kill(pid_t(asking->processId()), SIGINT);
        QCOMPARE(Library::finish(*asking).exit, 130);
        QVERIFY(!desk.model.anyIsAlive());
    }

    void itDiesWithAProgramThatIsKilled() {
        const Desk desk({{u"never"_s, true}, {u"deaf"_s, true}});
        const auto asking = desk.startAsking();
        QVERIFY(desk.model.anyIsAlive());
        asking->kill();
        QVERIFY(asking->waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.model.anyIsAlive(), 20'000);
    }

    void theKeyIsNowhereOnDisk() {
        const Desk desk({{u"loadMs"_s, 700}});
        const auto asking = desk.startAsking();
        const auto key = keyOf(desk.model.processes().first());
        QCOMPARE(key.size(), 64);
        const auto ran = Library::finish(*asking);
        VERIFY_RAN(ran, ran.exit == 0);
        QVERIFY(!ran.all().contains(key));
        QVERIFY(!desk.library.holdsBytes(key));
        QVERIFY(desk.library.holdsBytes(fake.toUtf8())); // the program's path is kept
    }
};

DOCCHAT_TEST(CliGgufTest)

#include "cli_gguf_test.moc"
