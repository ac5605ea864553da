#include "async/process.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cerrno>
#include <csignal>

using namespace docchat;
using namespace docchat::async;

namespace {

ProcessSpec shell(const char *script, QByteArray input = {}) {
    return {
        QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromLatin1(script)}, std::move(input), 2s};
}

/// The process id that a script wrote to a file, as soon as it is there.
Task<qint64> pidIn(QString path) {
    for (;;) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) {
            const auto text = file.readAll();
            if (text.endsWith('\n'))
                co_return text.trimmed().toLongLong();
        }
        co_await sleepFor(2ms);
    }
}

bool exists(qint64 pid) {
    return ::kill(pid_t(pid), 0) == 0 || errno != ESRCH; // a zombie still exists
}

struct ProcessFacts {
    qint64 pid = 0;
    bool existed = false;
    bool reaped = false;
    bool cut = false;
    bool returned = false;
    qint64 ms = -1;
};

/// Runs a script that writes its pid to $0, cancels it as soon as it did, and looks what is left of it.
Task<void> cancelWhenItRuns(QByteArray script, QString pidFile, Milliseconds grace, ProcessFacts *facts) {
    facts->cut = !co_await cancellable([=](Scope &scope) -> Task<void> {
        co_await TaskGroup::run([&](TaskGroup &group) {
            group.spawn(
                "canceller",
                [](QString path, Scope *s, ProcessFacts *f) -> Task<void> {
                    f->pid = co_await pidIn(path);
                    f->existed = exists(f->pid);
                    s->cancel();
                },
                pidFile, &scope, facts);
            group.spawn(
                "process",
                [](QByteArray text, QString path, Milliseconds patience, ProcessFacts *f) -> Task<void> {
                    ProcessSpec spec{QStringLiteral("/bin/sh"),
                                     {QStringLiteral("-c"), QString::fromLatin1(text), path},
                                     {},
                                     patience};
                    co_await runProcess(std::move(spec));
                    f->returned = true;
                },
                script, pidFile, grace, facts);
        });
    });
    facts->reaped = !exists(facts->pid);
}

} // namespace

class ProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesOutputErrorsAndExitCode() {
        const auto result = tests::really([] { return runProcess(shell("echo out; echo err >&2; exit 3")); });
        QVERIFY(result.started);
        QCOMPARE(result.exitCode, 3);
        QCOMPARE(result.output, QByteArray("out\n"));
        QCOMPARE(result.errors, QByteArray("err\n"));
    }

    void itsInputIsWrittenAndClosed() {
        const QByteArray input(3'000'000, 'x'); // more than a pipe holds
        const auto result = tests::really([&] { return runProcess(shell("cat", input)); });
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.output.size(), input.size());
        QVERIFY(result.output == input);
    }

    void anInputThatIsNotReadIsNoError() {
        const auto result =
            tests::really([] { return runProcess(shell("exit 0", QByteArray(3'000'000, 'x'))); });
        QVERIFY(result.started);
        QCOMPARE(result.exitCode, 0);
    }

    void aProgramThatDoesNotExistIsNotStarted() {
        const auto result = tests::really(
            [] { return runProcess({QStringLiteral("/nowhere/no-such-program"), {}, {}, 1s}); });
        QVERIFY(!result.started);
        QCOMPARE(result.exitCode, -1);
    }

    void endedByASignalItHasNoExitCode() {
        const auto result = tests::really([] { return runProcess(shell("kill -9 $$")); });
        QVERIFY(result.started);
        QCOMPARE(result.exitCode, -1);
    }

    void manyRunAtOnceWhileTheLoopGoesOn() {
        int done = 0;
        int turns = 0;
        tests::really([&] {
            return TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                for (int i = 0; i < 8; ++i) {
                    group.spawn(
                        "process",
                        [](int *count) -> Task<void> {
                            const auto result = co_await runProcess(shell("sleep 0.05; echo x"));
                            *count += result.output == "x\n" ? 1 : 0;
                        },
                        &done);
                }
                while (group.live() > 0) {
                    co_await sleepFor(1ms);
                    ++turns;
                }
            });
        });
        QCOMPARE(done, 8);
        QVERIFY(turns > 5);
    }

    void cancelledItIsEndedAndReaped_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("graceMs");
        QTest::newRow("it obeys TERM") << QByteArray("echo $$ > $0; exec sleep 600") << 60'000;
        QTest::newRow("it ignores TERM and is killed")
            << QByteArray("trap '' TERM; echo $$ > $0; exec sleep 600") << 100;
    }
    void cancelledItIsEndedAndReaped() {
        QFETCH(QByteArray, script);
        QFETCH(int, graceMs);
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("Destroyed while"))); // KILL is ours, not QProcess's
        const QTemporaryDir folder;
        ProcessFacts facts;
        tests::really([&] {
            return cancelWhenItRuns(script, folder.filePath(QStringLiteral("pid")), Milliseconds(graceMs),
                                    &facts);
        });
        QVERIFY(facts.pid > 0);
        QVERIFY(facts.existed);
        QVERIFY(facts.reaped);
        QVERIFY(facts.cut);
        QVERIFY(!facts.returned);
    }

    void killComesOnlyAfterTheGrace() {
        const QTemporaryDir folder;
        const auto marker = folder.filePath(QStringLiteral("pid.tidied"));
        ProcessFacts facts;
        tests::really([&] {
            return cancelWhenItRuns("trap 'sleep 0.2; echo tidied > $0.tidied; exit 0' TERM; echo $$ > $0; "
                                    "while :; do sleep 0.01; done",
                                    folder.filePath(QStringLiteral("pid")), 60s, &facts);
        });
        QVERIFY(facts.reaped);
        QVERIFY2(QFile::exists(marker), "it was killed before it had tidied up");
    }

    void cancelledBeforeItStartedNothingIsLeft() {
        bool whole = true;
        tests::really([&] {
            return [](bool *ended) -> Task<void> {
                *ended = co_await cancellable([](Scope &scope) -> Task<void> {
                    scope.cancel();
                    co_await runProcess(shell("exec sleep 600"));
                });
            }(&whole);
        });
        QVERIFY(!whole);
    }

    void aTimeoutEndsAProcess() {
        bool timedOut = false;
        tests::really([&] {
            return [](bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(50ms, runProcess(shell("exec sleep 600")));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&timedOut);
        });
        QVERIFY(timedOut);
    }
};

DOCCHAT_TEST(ProcessTest)

#include "process_test.moc"
