#include "async/cancel.h"
#include "async/frames.h"
#include "async/generator.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QLibraryInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace docchat;
using namespace docchat::async;

namespace {

// Not inlined: the compiler would spare the frames altogether.
constexpr int lineOfForgotten = __LINE__ + 1;
[[gnu::noinline]] Task<int> forgotten(tests::Tally *tally) {
    const tests::Guard guard(tally);
    co_return 1;
}

Task<void> outerTask(Task<int> inner) {
    co_await std::move(inner);
}

[[gnu::noinline]] AsyncGenerator<int> numbers() {
    co_yield 1;
}

/// What is logged for one forgotten task: its name and its place.
QRegularExpression reportOfForgotten() {
    return QRegularExpression(QStringLiteral("^A task was never awaited: Task<int> .*forgotten\\(.*\\) "
                                             "\\(frames_test\\.cpp:%1\\)$")
                                  .arg(lineOfForgotten));
}

QString compilerName() {
    return QStringLiteral("clang++-19"); // that of every preset
}

/// Compiles `body` as that of a function that can see Task<int> answer(). Gives what the compiler says.
struct Compiled {
    bool ok = false;
    QString says;
};
Compiled compile(const QTemporaryDir &dir, const char *body) {
    QFile file(dir.filePath(QStringLiteral("snippet.cpp")));
    if (!file.open(QIODevice::WriteOnly))
        return {false, file.errorString()};
    file.write("#include \"async/task.h\"\n"
               "docchat::async::Task<int> answer();\n"
               "docchat::async::Task<int> ask() {\n");
    file.write(body);
    file.write("}\n");
    file.close();
    const auto headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    QProcess compiler;
    compiler.start(compilerName(),
                   {QStringLiteral("-fsyntax-only"), QStringLiteral("-Werror"), QStringLiteral("-Wall"),
                    QStringLiteral("-std=c++20"), QStringLiteral("-fPIC"),
                    QStringLiteral("-I" DOCCHAT_SOURCE_DIR "/core"), QStringLiteral("-isystem"), headers,
                    QStringLiteral("-isystem"), headers + QStringLiteral("/QtCore"), file.fileName()});
    if (!compiler.waitForFinished(120'000))
        return {false, compiler.errorString()};
    return {compiler.exitCode() == 0, QString::fromUtf8(compiler.readAllStandardError())};
}

} // namespace

class FramesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aTaskThatWasKeptButNeverAwaitedIsReportedWithItsNameAndPlace() {
        tests::Tally tally;
        const auto frames = liveFrames().frames;
        QTest::ignoreMessage(QtWarningMsg, reportOfForgotten());
        {
            const auto task = forgotten(&tally);
            QCOMPARE(liveFrames().frames, frames + 1);
        }
        QCOMPARE(liveFrames().frames, frames);
        QCOMPARE(tally.made, 0); // it never began
    }

    void eachForgottenTaskIsReportedOnce() {
        for (int i = 0; i < 3; ++i)
            QTest::ignoreMessage(QtWarningMsg, reportOfForgotten());
        std::vector<Task<int>> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(forgotten(nullptr)); // growing moves them, which is no end
        tasks.clear();
    }

    void theTasksInItsArgumentsAreReportedToo() {
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("never awaited: Task<void> .*outerTask")));
        QTest::ignoreMessage(QtWarningMsg, reportOfForgotten());
        const auto task = outerTask(forgotten(nullptr));
    }

    void assigningOverATaskReportsTheOneThatGoes() {
        tests::Tally tally;
        tests::virtually([&] {
            return [](tests::Tally *count) -> Task<void> {
                auto task = forgotten(count);
                {
                    auto other = forgotten(count);
                    task = std::move(other);
                    QTest::ignoreMessage(QtWarningMsg, reportOfForgotten());
                }
                co_await std::move(task);
            }(&tally);
        });
        QCOMPARE(tally.made, 1);
    }

    void silentWhileAnExceptionUnwinds() {
        bool caught = false;
        try {
            const auto task = forgotten(nullptr);
            throw std::runtime_error("on the way");
        } catch (const std::runtime_error &) {
            caught = true;
        }
        QVERIFY(caught);
    }

    void silentWhileACancellationUnwinds() {
        tests::virtually([] {
            return cancellable([](Scope &scope) -> Task<void> {
                const auto later = forgotten(nullptr);
                scope.cancel();
                co_await yieldNow();
            });
        });
    }

    void silentAfterDiscard() {
        tests::Tally tally;
        const auto frames = liveFrames().frames;
        auto task = forgotten(&tally);
        task.discard();
        QCOMPARE(liveFrames().frames, frames); // its frame is gone at once
        task.discard();                        // nothing is left to drop
        QCOMPARE(tally.made, 0);
    }

    void silentWhenItWasAwaitedMovedOrNeverMade() {
        tests::Tally tally;
        tests::virtually([&] {
            return [](tests::Tally *count) -> Task<void> {
                const Task<int> none;
                auto first = forgotten(count);
                auto second = std::move(first);
                co_await std::move(second);
            }(&tally);
        });
        QCOMPARE(tally.gone, 1);
    }

    void silentWhenItFailedOrWasCut() {
        tests::virtually([] {
            return []() -> Task<void> {
                auto task = [](int) -> Task<void> { co_await sleepFor(1h); }(1);
                try {
                    co_await withTimeout(1ms, std::move(task));
                } catch (const TimeoutError &) {
                }
            }();
        });
    }

    void aGeneratorNobodyAsksIsNoTask() {
        const auto frames = liveFrames().frames;
        {
            const auto unused = numbers();
            QCOMPARE(liveFrames().frames, frames + 1);
        }
        QCOMPARE(liveFrames().frames, frames);
    }

    void framesAndTheirBytesAreCounted() {
        const auto before = liveFrames().frames;
        const auto bytes = liveFrames().bytes;
        std::vector<Task<int>> tasks;
        for (int i = 0; i < 100; ++i)
            tasks.push_back(forgotten(nullptr));
        QCOMPARE(liveFrames().frames, before + 100);
        QVERIFY(liveFrames().bytes >= bytes + 100 * qint64(sizeof(void *)));
        for (auto &task : tasks)
            task.discard();
        QCOMPARE(liveFrames().frames, before);
        QCOMPARE(liveFrames().bytes, bytes);
    }

    void aLoopReportsTheFramesThatOutliveItInDebugBuilds() {
        Task<int> task;
        AsyncGenerator<int> generator = numbers();
        {
            const Loop loop;
            task = forgotten(nullptr);
#ifndef NDEBUG
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(QStringLiteral("^2 coroutine frames outlive their loop: "
                                                                   "AsyncGenerator<int> .*numbers\\(\\) .*, "
                                                                   "Task<int> .*forgotten\\(.*\\) "
                                                                   "\\(frames_test\\.cpp:%1\\)$")
                                                        .arg(lineOfForgotten)));
#endif
        }
        task.discard();
    }

    void aLoopThatIsCleanReportsNothing() {
        tests::Tally tally;
        tests::virtually([&] { return outerTask(forgotten(&tally)); });
        QCOMPARE(tally.gone, 1);
    }

    void aTaskThatIsDroppedOnTheSpotDoesNotCompile_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("compiles");
        QTest::newRow("awaited") << QByteArray("co_return co_await answer();\n") << true;
        QTest::newRow("kept") << QByteArray("auto later = answer();\nco_return co_await std::move(later);\n")
                              << true;
        QTest::newRow("dropped") << QByteArray("answer();\nco_return 1;\n") << false;
    }
    void aTaskThatIsDroppedOnTheSpotDoesNotCompile() {
        STARTS_A_PROCESS();
        if (QStandardPaths::findExecutable(compilerName()).isEmpty())
            QSKIP("skipped: no compiler");
        QFETCH(QByteArray, body);
        QFETCH(bool, compiles);
        const QTemporaryDir dir;
        const auto compiled = compile(dir, body.constData());
        QVERIFY2(compiled.ok == compiles, qPrintable(compiled.says));
        QCOMPARE(compiled.says.contains(QStringLiteral("a Task does nothing until it is awaited or spawned")),
                 !compiles);
    }
};

DOCCHAT_TEST(FramesTest)

#include "frames_test.moc"
