#include "provider/factory.h"
#include "provider/gguf.h"
#include "provider/portowner.h"

#include "async/child.h"
#include "async/gather.h"
#include "async/taskgroup.h"

#include "everypoint.h"
#include "ggufmodel.h"
#include "providertest.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;

namespace {

const QString fake = QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakellama");
const QString scripted = u"A scripted answer [1]. "_s; // what it says when nothing else is set

/// A model, what runs it, and its client.
struct Desk {
    GgufModel model;
    LocalRunners runners = LocalRunners();
    std::unique_ptr<Server> client;
    QStringList texts = {}; ///< of answers that came to their end

    explicit Desk(const QJsonObject &plan = {}, LlamaSetup setup = {.program = fake}) : model(plan) {
        runners.setSetup(std::move(setup));
        client = newClient();
    }

    std::unique_ptr<Server> newClient() {
        return std::move(*makeProvider(ggufConfig(model.path()), quick(), {.runners = &runners}));
    }
};

Task<void> ask(Desk *desk) {
    const auto answer = co_await said(desk->client.get());
    desk->texts += answer.error ? answer.error->message : answer.text();
}

Task<void> askTimes(Desk *desk, int times) {
    std::vector<Task<void>> asking;
    for (int i = 0; i < times; ++i)
        asking.push_back(ask(desk));
    co_await async::gather(std::move(asking));
}

/// The first who asks gives up while the model is being loaded; the second does not.
Task<void> askAndGiveUp(Desk *desk) {
    co_await async::TaskGroup::run([desk](async::TaskGroup &group) -> Task<void> {
        auto first = group.start("first", ask, desk);
        co_await until([&] { return !desk->model.processes().isEmpty(); });
        group.spawn("second", ask, desk);
        first.cancel();
    });
}

QByteArray fileOf(qint64 process, const char *name) {
    QFile file(u"/proc/%1/%2"_s.arg(process).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool anyFileHolds(const QString &folder, const QByteArray &bytes) {
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace

class GgufServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { STARTS_A_PROCESS(); }

    void nothingRunsBeforeItIsNeededAndThenOneProcess() {
        Desk desk;
        QVERIFY(desk.model.processes().isEmpty());
        QCOMPARE(saidBy(*desk.client).text(), scripted);
        QCOMPARE(saidBy(*desk.client).text(), scripted);
        QCOMPARE(desk.model.processes().size(), 1);
    }

    void questionsAtOnceShareOneStart() {
        Desk desk({{u"loadMs"_s, 200}});
        really([&] { return askTimes(&desk, 5); });
        QCOMPARE(desk.texts, QStringList(5, scripted));
        QCOMPARE(desk.model.processes().size(), 1);
    }

    void aStartThatIsGivenUpGoesOnForTheNext() {
        Desk desk({{u"loadMs"_s, 200}});
        really([&] { return askAndGiveUp(&desk); });
        QCOMPARE(desk.texts, QStringList{scripted});
        QCOMPARE(desk.model.processes().size(), 1);
    }

    void whatDiedBetweenTwoQuestionsIsStartedAgain() {
        Desk desk;
        QCOMPARE(saidBy(*desk.client).text(), scripted);
        const auto first = desk.model.processes().first();
        ::kill(pid_t(first), SIGKILL);
        const auto answer = saidBy(*desk.client);
        QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->message) : "");
        QCOMPARE(answer.text(), scripted);
        QCOMPARE(desk.model.processes().size(), 2);
        ::kill(pid_t(desk.model.processes().last()), SIGKILL);
        QVERIFY(really([&] { return desk.client->models(); }).ok());
        QCOMPARE(desk.model.processes().size(), 3);
    }

    void whatDiesWhenItIsAskedIsStartedAgainOnce() {
        Desk once({{u"dieAsked"_s, 1}});
        QCOMPARE(saidBy(*once.client).text(), scripted);
        QCOMPARE(once.model.processes().size(), 2);
        Desk always({{u"dieAsked"_s, 100}, {u"says"_s, u"cannot allocate memory\n"_s}});
        const auto answer = saidBy(*always.client);
        QVERIFY(answer.error);
        QVERIFY2(answer.error->message.contains(u"scripted-chat.gguf, has ended: “cannot allocate memory”"),
                 qPrintable(answer.error->message));
        QCOMPARE(always.model.processes().size(), 2);
    }

    void anEndWhileLoadingIsToldWithItsLastLinesToAllWhoWait() {
        Desk desk({{u"exit"_s, 1}, {u"says"_s, u"one\ntwo\nthree\nunknown architecture: 'foo'\n"_s}});
        really([&] { return askTimes(&desk, 3); });
        QCOMPARE(desk.texts.size(), 3);
        for (const auto &text : desk.texts)
            QVERIFY2(text.contains(u"“two / three / unknown architecture: 'foo'”"), qPrintable(text));
        QCOMPARE(desk.model.processes().size(), 1);
    }

    void whatIsNeverReadyIsGivenUpAndEnded() {
        Desk desk({{u"never"_s, true}, {u"says"_s, u"loading tensors\n"_s}},
                  {.program = fake, .patience = 8s});
        const auto answer = saidBy(*desk.client);
        QVERIFY(answer.error);
        QCOMPARE(code(answer.error->kind), u"timed-out"_s);
        QVERIFY2(answer.error->message.contains(u"loading tensors"), qPrintable(answer.error->message));
        QVERIFY(!answer.error->hint.isEmpty());
        QCOMPARE(desk.model.processes().size(), 1);
        QVERIFY(!desk.model.anyIsAlive());
    }

    void oneThatAsksForNoKeyIsNotUsed() {
        ScriptedServer server;
        Desk desk({{u"open"_s, true}, {u"upstream"_s, server.port()}});
        const auto answer = saidBy(*desk.client);
        QVERIFY(answer.error);
        QVERIFY2(answer.error->message.contains(u"would answer anybody"), qPrintable(answer.error->message));
        QVERIFY(!desk.model.anyIsAlive());
        QCOMPARE(server.stats().requests, 0);
    }

    void aPortThatAnotherUserTookIsKnown_data() {
        QTest::addColumn<quint16>("port");
        QTest::addColumn<bool>("another");
        QTest::newRow("of another user") << quint16(8080) << true;
        QTest::newRow("ours") << quint16(8081) << false;
        QTest::newRow("root's") << quint16(8082) << false;
        QTest::newRow("a connection of another user") << quint16(8083) << false;
        QTest::newRow("nobody's") << quint16(8084) << false;
    }
    void aPortThatAnotherUserTookIsKnown() {
        QFETCH(quint16, port);
        const auto line = [](const char *hexPort, const char *state, const char *user) {
            return QByteArray("   0: 0100007F:") + hexPort + " 00000000:0000 " + state +
                   " 00000000:00000000 00:00000000 00000000  " + user + "        0 31415 1 0 100 0 0 10 0\n";
        };
        const auto table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n" +
                           line("1F90", "0A", "1001") + line("1F91", "0A", "1000") + line("1F92", "0A", "0") +
                           line("1F93", "01", "1001");
        QTEST(isListenedToByAnother(table, port, 1000), "another");
    }

    void whatCannotBeRunIsSaid_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("says");
        QTest::newRow("gone") << u"gone.gguf"_s << fake << u"is not there"_s;
        QTest::newRow("a folder") << u"folder.gguf"_s << fake << u"is not there"_s;
        QTest::newRow("no GGUF") << u"text.gguf"_s << fake << u"text.gguf is no GGUF file"_s;
        QTest::newRow("empty") << u"empty.gguf"_s << fake << u"is no GGUF file"_s;
        QTest::newRow("no such program")
            << u"good.gguf"_s << u"/nowhere/llama-server"_s << u"/nowhere/llama-server is no program"_s;
        QTest::newRow("a program that the system cannot run")
            << u"good.gguf"_s << u"broken"_s << u"could not be started"_s;
    }
    void whatCannotBeRunIsSaid() {
        QFETCH(QString, file);
        QFETCH(QString, program);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile out(folder.filePath(name));
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
            QVERIFY(out.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        };
        QVERIFY(QDir(folder.path()).mkdir(u"folder.gguf"_s));
        write(u"text.gguf"_s, "Hello");
        write(u"empty.gguf"_s, {});
        write(u"good.gguf"_s, "GGUF\x03");
        write(u"broken"_s, "#!/nowhere/interpreter\n");
        LocalRunners runners;
        runners.setSetup({.program = program == "broken"_L1 ? folder.filePath(program) : program});
        const auto client =
            std::move(*makeProvider(ggufConfig(folder.filePath(file)), quick(), {.runners = &runners}));
        const auto answer = saidBy(*client);
        QVERIFY(answer.error);
        QVERIFY2(answer.error->message.contains(says), qPrintable(answer.error->message));
        QVERIFY(!answer.error->hint.isEmpty());
        const auto models = really([&] { return client->models(); });
        QVERIFY(!models.ok() && models.error().message == answer.error->message);
    }

    void llamaServerIsFoundOnPath() {
        const QTemporaryDir folder;
        const auto before = qgetenv("PATH");
        qputenv("PATH", folder.path().toLocal8Bit());
        const auto nothing = findLlamaServer({});
        QVERIFY(QFile::link(fake, folder.filePath(u"llama-server"_s)));
        const auto found = findLlamaServer({});
        qputenv("PATH", before);
        QVERIFY(nothing != found);
        QCOMPARE(found, folder.filePath(u"llama-server"_s));
        QCOMPARE(findLlamaServer(fake), fake);
        QCOMPARE(findLlamaServer(folder.filePath(u"gone"_s)), QString());
    }

    void aFileNeedsOneToRunIt() {
        const auto made = makeProvider(ggufConfig(u"/tmp/a.gguf"_s));
        QVERIFY(!made.ok());
        QCOMPARE(code(made.error().kind), u"usage"_s);
    }

    void theKeyLiesInTheProcessAlone() {
        qputenv("DOCCHAT_TEST_KEY", "sk-another-secret");
        qputenv("LLAMA_ARG_HOST", "0.0.0.0");
        ScriptedServer server;
        Desk desk({{u"upstream"_s, server.port()}});
        QVERIFY(!saidBy(*desk.client).error);
        qunsetenv("DOCCHAT_TEST_KEY");
        qunsetenv("LLAMA_ARG_HOST");
        const auto key = server.stats().headers.last().value("authorization").mid(7);
        QCOMPARE(key.size(), 64);
        const auto process = desk.model.processes().first();
        const auto environment = fileOf(process, "environ");
        QVERIFY(environment.contains("LLAMA_API_KEY=" + key));
        QVERIFY(!environment.contains("sk-another-secret") && !environment.contains("0.0.0.0"));
        const auto call = fileOf(process, "cmdline");
        QVERIFY(call.contains("--model"));
        QVERIFY(!call.contains(key));
        QVERIFY(!anyFileHolds(desk.model.folder(), key));
        ::kill(pid_t(process), SIGKILL);
        QVERIFY(!saidBy(*desk.client).error);
        QVERIFY(server.stats().headers.last().value("authorization").mid(7) != key); // of each start anew
    }

    void shutdownEndsThemAlsoTheDeaf() {
        Desk desk;
        Desk deaf({{u"deaf"_s, true}}, {.program = fake, .grace = 50ms});
        for (auto *one : {&desk, &deaf}) {
            QVERIFY(!saidBy(*one->client).error);
            QVERIFY(one->model.anyIsAlive());
            really([&] { return one->runners.shutdown(); });
            QVERIFY(!one->model.anyIsAlive());
        }
    }

    void whatNobodyHoldsIsEnded() {
        Desk desk;
        int told = 0;
        desk.runners.whenUnused([&told] { ++told; });
        auto second = desk.newClient();
        QVERIFY(!saidBy(*desk.client).error);
        desk.client.reset();
        QCOMPARE(told, 0);
        QVERIFY(!saidBy(*second).error); // by the same process
        second.reset();
        QCOMPARE(told, 1);
        really([&] { return desk.runners.endUnused(); });
        QCOMPARE(desk.model.processes().size(), 1);
        QVERIFY(!desk.model.anyIsAlive());
    }

    void letGoItEndsAfterWhatIsUnderWay() {
        ScriptedServer server;
        server.setAnswer({u"a"_s, u"b"_s, u"c"_s}, 50ms);
        Desk desk({{u"upstream"_s, server.port()}});
        int told = 0;
        desk.runners.whenUnused([&told] { ++told; });
        const auto toldBefore = really([&]() -> Task<int> {
            auto answer = desk.client->answer({{ChatTurn::Speaker::User, u"Why?"_s}});
            std::ignore = co_await answer.next();
            desk.client->letGo();
            const int before = told;
            while (co_await answer.next()) {
            }
            co_return before;
        });
        QCOMPARE(toldBefore, 0);
        QCOMPARE(told, 1);
    }

    void whatIsDestroyedWhileItRunsIsKilled() {
        GgufModel model;
        {
            LocalRunners runners;
            runners.setSetup({.program = fake});
            const auto client =
                std::move(*makeProvider(ggufConfig(model.path()), quick(), {.runners = &runners}));
            QVERIFY(!saidBy(*client).error);
            QVERIFY(model.anyIsAlive());
        }
        QVERIFY(!model.anyIsAlive());
    }

    void cancelledAnywhereItLeavesNothing() {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        const auto report = cutEverywhere(
            "run a file and answer", [] { return std::make_unique<Desk>(); }, ask,
            [&](Desk &desk) {
                async::run(desk.runners.shutdown());
                return desk.model.anyIsAlive() ? QByteArray("it lives") : QByteArray();
            },
            {.virtualTime = false, .mostRuns = 25});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }
};

DOCCHAT_TEST(GgufServerTest)

#include "ggufserver_test.moc"
