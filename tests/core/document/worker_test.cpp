#include "document/workerpool.h"

#include "documenttest.h"
#include "handmadepdf.h"

#include <QElapsedTimer>
#include <QScopeGuard>

#include <fcntl.h>
#include <sys/resource.h>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using async::Task;
using async::TaskGroup;

namespace {

QByteArray procFile(pid_t pid, const char *name) {
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString procLink(pid_t pid, const QString &name) {
    return QFile::symLinkTarget(QStringLiteral("/proc/%1/%2").arg(pid).arg(name));
}

QStringList descriptorsOf(pid_t pid) {
    return QDir(QStringLiteral("/proc/%1/fd").arg(pid))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System);
}

/// "Max open files  64  64  files" as {"64", "64"}.
QByteArrayList limitOf(pid_t pid, const QByteArray &name) {
    for (const auto &line : procFile(pid, "limits").split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).simplified().split(' ').mid(0, 2);
    }
    return {};
}

GivenFile textFile(const QString &name = QStringLiteral("a.txt")) {
    return {"some words", name};
}

/// Opens `count` documents one after the other and keeps each until the next one is open: the ids of the
/// workers.
Task<QList<pid_t>> openOverlapping(WorkerPool *pool, int count) {
    QList<pid_t> workers;
    std::unique_ptr<Session> before;
    for (int i = 0; i < count; ++i) {
        auto session = co_await openIn(pool, textFile(), WorkerRole::Read);
        if (!session.ok())
            break;
        before = std::move(*session);
        for (const pid_t child : childProcesses()) {
            if (!workers.contains(child))
                workers.append(child);
        }
    }
    co_return workers;
}

/// Opens documents and keeps them: how many processes there are after each.
Task<QList<int>> openAndKeep(WorkerPool *pool, QList<WorkerRole> roles) {
    std::vector<std::unique_ptr<Session>> kept;
    QList<int> processes;
    for (const auto role : roles) {
        auto session = co_await openIn(pool, textFile(), role);
        if (session.ok())
            kept.push_back(std::move(*session));
        processes.append(int(childProcesses().size()));
    }
    co_return processes;
}

Task<QStringList> protectionsOf(WorkerPool *pool) {
    (void)co_await read(pool, textFile());
    co_return pool->worker(WorkerRole::Read)->protections();
}

/// Opens a document and asks for no page: is the worker ended for what it sends all the same?
Task<bool> openAndAskNothing(WorkerPool *pool, GivenFile document) {
    const auto worker = pool->worker(WorkerRole::Read);
    const auto session = co_await openIn(pool, document, WorkerRole::Read);
    co_return session.ok() && co_await until([worker] { return !worker->alive(); }, 5s);
}

/// Two documents are open; the second is given up while the worker is at the first one's page. Then a third
/// is read.
Task<void> giveUpTheSecond(WorkerPool *pool, Reading *first, Reading *third) {
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("first", readInto, pool, textFile(), first, 0ms);
        co_await async::sleepFor(20ms);
        Reading second;
        try {
            co_await async::withTimeout(5s, readInto(pool, textFile(), &second));
        } catch (const async::TimeoutError &) {
        }
    });
    try {
        co_await async::withTimeout(60s, readInto(pool, textFile(QStringLiteral("third.txt")), third));
    } catch (const async::TimeoutError &) {
    }
}

/// Requests of more bytes than a socket holds, to a worker that is stopped for a while.
Task<void> readAllWhileStopped(WorkerPool *pool, std::vector<Reading> *readings) {
    (void)co_await read(pool, textFile());
    signalChildren(SIGSTOP);
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        for (auto &reading : *readings)
            group.spawn("reader", readInto, pool, textFile(QString(100'000, QLatin1Char('x'))), &reading,
                        0ms);
        co_await async::sleepFor(100ms);
        signalChildren(SIGCONT);
    });
}

/// Reads, then lets the loop run on for a while.
Task<Reading> readAndWait(WorkerPool *pool, GivenFile document, async::Milliseconds time) {
    auto reading = co_await read(pool, document);
    co_await async::sleepFor(time);
    co_return reading;
}

QByteArray openedFrame(int pages, quint32 job = 1) {
    return encodeFrame({FrameType::Opened, job, encode(OpenedReply{DocumentKind::Pdf, pages, {}, {}})});
}

QByteArray pageFrame(int number, const QString &text = {}, bool more = false) {
    PagePart part;
    part.page.number = number;
    part.page.text = text;
    part.more = more;
    return encodeFrame({FrameType::Page, 1, encode(part)});
}

QByteArray frame(FrameType type, quint32 job = 1, const QByteArray &body = {}) {
    return encodeFrame({type, job, body});
}

QByteArray failedFrame(FrameType type, int page) {
    return frame(type, 1, encode(FailedReply{ErrorKind::Damaged, page, QStringLiteral("broken"), {}}));
}

} // namespace

class WorkerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses().size(), size_t(0)); }

    void itSaysWhichProtectionsHold() {
        WorkerPool pool(parserProgram(), 1);
        const auto protections = really([&] { return protectionsOf(&pool); });
        QVERIFY2(protections.contains(QStringLiteral("rlimits")),
                 qPrintable(protections.join(QLatin1Char(' '))));
    }

    void itInheritsNothing() {
        qputenv("DOCCHAT_TEST_SECRET", "key");
        const int leaked = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
        const auto undo = qScopeGuard([leaked] {
            ::close(leaked);
            qunsetenv("DOCCHAT_TEST_SECRET");
        });
        WorkerPool pool(parserProgram(), 1);
        const auto reading = really([&] { return read(&pool, textFile()); });
        QVERIFY2(reading.isWhole(1), qPrintable(reading.errorText()));
        const auto pids = childProcesses();
        QCOMPARE(pids.size(), size_t(1));
        if (descriptorsOf(pids[0]).isEmpty())
            QSKIP("skipped: /proc of the worker may not be read");
        QCOMPARE(descriptorsOf(pids[0]).mid(0, 4), (QStringList{QStringLiteral("0"), QStringLiteral("1"),
                                                                QStringLiteral("2"), QStringLiteral("3")}));
        for (const auto &descriptor : descriptorsOf(pids[0])) {
            const auto target = procLink(pids[0], QStringLiteral("fd/") + descriptor);
            if (descriptor.toInt() < 3)
                QCOMPARE(target, QStringLiteral("/dev/null"));
            else
                QVERIFY2(descriptor == QStringLiteral("3") || !target.startsWith(QStringLiteral("/dev/null")),
                         qPrintable(target));
        }
        const auto environment = procFile(pids[0], "environ");
        QVERIFY2(!environment.contains("SECRET") && !environment.contains("HOME="), environment.constData());
        QVERIFY(!environment.contains("PATH="));
    }

    void itIsLimited_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArrayList>("limits"); // soft, hard
        QTest::newRow("no core dumps") << QByteArray("Max core file size") << QByteArrayList{"0", "0"};
        QTest::newRow("64 descriptors") << QByteArray("Max open files") << QByteArrayList{"64", "64"};
        QTest::newRow("no files written") << QByteArray("Max file size") << QByteArrayList{"0", "0"};
#ifndef DOCCHAT_SANITIZED
        QTest::newRow("1 GiB of addresses")
            << QByteArray("Max address space") << QByteArrayList{"1073741824", "2147483648"};
#endif
    }
    void itIsLimited() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArrayList, limits);
        WorkerPool pool(parserProgram(), 1);
        QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
        const auto pids = childProcesses();
        QCOMPARE(pids.size(), size_t(1));
        QCOMPARE(limitOf(pids[0], name), limits);
        const auto processorTime = limitOf(pids[0], "Max cpu time").value(0).toInt();
        QVERIFY2(processorTime >= 20 && processorTime <= 25, qPrintable(QString::number(processorTime)));
    }

    void twoReadAndOneDraws() {
        WorkerPool pool(parserProgram(), 2);
        const auto processes = really([&] {
            return openAndKeep(&pool, {WorkerRole::Read, WorkerRole::Read, WorkerRole::Read,
                                       WorkerRole::Render, WorkerRole::Render, WorkerRole::Read});
        });
        QCOMPARE(processes, (QList<int>{1, 2, 2, 3, 3, 3}));
    }

    void theLeastLoadedOneIsTaken() {
        WorkerPool pool(parserProgram(), 2);
        const auto first = pool.worker(WorkerRole::Read);
        const auto second = pool.worker(WorkerRole::Read);
        QVERIFY(first != second);
        (void)first->newJob();
        QCOMPARE(pool.worker(WorkerRole::Read), second);
        (void)second->newJob();
        (void)second->newJob();
        QCOMPARE(pool.worker(WorkerRole::Read), first);
    }

    void itIsReplacedAfterFiftyDocuments_data() {
        QTest::addColumn<bool>("overlapping");
        QTest::newRow("read one after the other") << false;
        QTest::newRow("never without a document") << true;
    }
    void itIsReplacedAfterFiftyDocuments() {
        QFETCH(bool, overlapping);
        WorkerPool pool(parserProgram(), 1);
        QList<pid_t> workers;
        if (overlapping)
            workers = really([&] { return openOverlapping(&pool, 110); });
        for (int i = 0; i < 110 && !overlapping; ++i) {
            QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
            if (!workers.contains(childProcesses().front()))
                workers.append(childProcesses().front());
        }
        QCOMPARE(workers.size(), 3);
        QVERIFY(childProcesses().size() <= 2);
    }

    void itIsReplacedAfterADamagedDocument_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("replaced");
        QTest::newRow("damaged") << QByteArray("%PDF-1.4 nothing") << QStringLiteral("a.pdf") << true;
        QTest::newRow("of no kind") << QByteArray("\1\0\2\0\3", 5) << QStringLiteral("a.bin") << false;
    }
    void itIsReplacedAfterADamagedDocument() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(bool, replaced);
        WorkerPool pool(parserProgram(), 1);
        QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
        const auto before = childProcesses();
        (void)really([&] { return read(&pool, {bytes, name}); });
        QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
        QCOMPARE(childProcesses() != before, replaced);
    }

    void itIsKnownByItsProcess() {
        WorkerPool pool(parserProgram(), 1);
        const auto worker = pool.worker(WorkerRole::Read);
        QCOMPARE(childProcesses(), std::vector<pid_t>{pid_t(worker->processId())});
        QVERIFY(worker->processId() > 0);
    }

    void itLeavesTheProcessorToTheWindow() {
        WorkerPool pool(parserProgram(), 1);
        QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
        const auto readers = childProcesses();
        QCOMPARE(readers.size(), size_t(1));
        QCOMPARE(::getpriority(PRIO_PROCESS, id_t(readers.front())),
                 std::min(::getpriority(PRIO_PROCESS, 0) + 5, 19));
    }

    void theyEndWithThePool() {
        {
            WorkerPool pool(parserProgram(), 2);
            (void)really(
                [&] { return openAndKeep(&pool, {WorkerRole::Read, WorkerRole::Read, WorkerRole::Render}); });
            QCOMPARE(childProcesses().size(), size_t(3));
        }
        QCOMPARE(childProcesses().size(), size_t(0));
    }

    void aStoppedOneEndsWithThePoolToo() {
        WorkerPool pool(parserProgram(), 1);
        QVERIFY(really([&] { return read(&pool, textFile()); }).isWhole(1));
        signalChildren(SIGSTOP);
    }

    void aProgramThatCannotBeStartedIsSaidSo_data() {
        QTest::addColumn<QString>("program");
        QTest::newRow("missing") << QStringLiteral("/nowhere/docchat-parser");
        QTest::newRow("a folder") << QStringLiteral("/usr");
        QTest::newRow("not a program") << QStringLiteral("/etc/passwd");
    }
    void aProgramThatCannotBeStartedIsSaidSo() {
        QFETCH(QString, program);
        WorkerPool pool(program, 1);
        QElapsedTimer clock;
        clock.start();
        const auto reading = really([&] { return read(&pool, textFile()); });
        QVERIFY(clock.elapsed() < 10'000);
        QVERIFY(reading.openError);
        // It is not the document's fault, and saving it anew does not help.
        QCOMPARE(reading.errorCode(), code(ErrorKind::Internal));
        QVERIFY2(reading.errorText().contains(program), qPrintable(reading.errorText()));
        QVERIFY(!reading.openError->hint.isEmpty());
    }

    void aProgramThatIsNoParserGivesAnError_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("says nothing and ends") << QByteArray("exit 0");
        QTest::newRow("ends with an error") << QByteArray("exit 3");
        QTest::newRow("kills itself") << QByteArray("kill -9 $$");
        QTest::newRow("closes the socket and stays") << QByteArray("exec 3>&-; exec sleep 600");
        QTest::newRow("prints a line") << QByteArray("echo Hello, here is no parser >&3; exec sleep 600");
        QTest::newRow("says what it hears") << QByteArray("exec cat <&3 >&3");
        QTest::newRow("random bytes") << QByteArray("exec cat /dev/urandom >&3");
        QTest::newRow("zeros") << QByteArray("exec cat /dev/zero >&3");
    }
    void aProgramThatIsNoParserGivesAnError() {
        QFETCH(QByteArray, script);
        WorkerPool pool(programOf(script), 1);
        ReadLimits limits;
        limits.withoutFrame = 3s;
        QElapsedTimer clock;
        clock.start();
        const auto reading =
            really([&] { return read(&pool, {"words", QStringLiteral("a.txt"), {}, limits}); });
        QVERIFY(clock.elapsed() < 10'000);
        QVERIFY(reading.openError);
        QVERIFY2(reading.errorText().contains(QStringLiteral("a.txt")), qPrintable(reading.errorText()));
        if (!script.contains("3>&-"))
            QCOMPARE(reading.errorCode(), code(ErrorKind::Crashed));
    }

    void aHostileAnswerIsAnError_data() {
        QTest::addColumn<QByteArray>("replies");
        QTest::newRow("an empty reply") << frame(FrameType::Opened);
        QTest::newRow("a reply with a lying count")
            << frame(FrameType::Opened, 1, QByteArray::fromHex("00 00000100 ffffffff feffffff"));
        QTest::newRow("pages before it is open") << pageFrame(1);
        QTest::newRow("a frame of a parent") << frame(FrameType::Open);
        QTest::newRow("a frame of no kind") << frame(FrameType(200));
        QTest::newRow("an answer for another job") << frame(FrameType::PagesDone, 2);
        QTest::newRow("a failure without words") << frame(FrameType::Failed);
        QTest::newRow("opened twice") << openedFrame(1) + openedFrame(1);
        QTest::newRow("another page") << openedFrame(2) + pageFrame(2);
        QTest::newRow("the same page twice") << openedFrame(2) + pageFrame(1) + pageFrame(1);
        QTest::newRow("a failed page that is another")
            << openedFrame(2) + failedFrame(FrameType::PageFailed, 2);
        QTest::newRow("half a page") << openedFrame(1) + frame(FrameType::Page, 1, "abc");
        QTest::newRow("a picture of no page") << openedFrame(1) + frame(FrameType::Rendered);
        QTest::newRow("a frame larger than allowed")
            << openedFrame(1) + QByteArray::fromHex("ffffffff 4200 0200 01000000");
        QTest::newRow("half a frame") << openedFrame(1) + pageFrame(1).chopped(2);
        QTest::newRow("a ready reply with a lying count")
            << frame(FrameType::Ready, 0, QByteArray::fromHex("feffffff"));
    }
    void aHostileAnswerIsAnError() {
        QFETCH(QByteArray, replies);
        WorkerPool pool(repliesOf(replies), 1);
        ReadLimits limits;
        limits.withoutFrame = 1s;
        const auto reading =
            really([&] { return read(&pool, {"words", QStringLiteral("a.txt"), {}, limits}); });
        QVERIFY(reading.ended);
        QVERIFY(reading.error());
        QVERIFY2(reading.errorText().contains(QStringLiteral("a.txt")), qPrintable(reading.errorText()));
    }

    void aPageThatFailsIsOneErrorAndTheRestGoesOn() {
        WorkerPool pool(repliesOf(openedFrame(3) + pageFrame(1, QStringLiteral("one")) +
                                  failedFrame(FrameType::PageFailed, 2) +
                                  pageFrame(3, QStringLiteral("three")) + frame(FrameType::PagesDone)),
                        1);
        const auto reading = really([&] { return read(&pool, textFile()); });
        QCOMPARE(reading.pages.size(), size_t(3));
        QVERIFY(reading.pages[1].error && !reading.pages[1].fatal);
        QCOMPARE(reading.pages[1].error->message, QStringLiteral("a.txt: broken"));
        QCOMPARE(reading.pages[2].page->text, QStringLiteral("three"));
    }

    void piecesOfAPageAreJoined() {
        WorkerPool pool(repliesOf(openedFrame(2) + pageFrame(1, QStringLiteral("one "), true) +
                                  pageFrame(1, QStringLiteral("page"), true) + pageFrame(1) +
                                  pageFrame(2, QStringLiteral("two")) + frame(FrameType::PagesDone)),
                        1);
        const auto reading = really([&] { return read(&pool, textFile()); });
        QVERIFY2(reading.isWhole(2), qPrintable(reading.errorText()));
        QCOMPARE(reading.pages[0].page->text, QStringLiteral("one page"));
        QCOMPARE(reading.pages[1].page->text, QStringLiteral("two"));
    }

    void moreThanItWasAskedForEndsIt() {
        QByteArray replies = openedFrame(20'000);
        for (int number = 1; number <= 20'000; ++number)
            replies += pageFrame(number);
        WorkerPool pool(repliesOf(replies), 1);
        QVERIFY(really([&] { return openAndAskNothing(&pool, textFile()); }));
    }

    void piecesWithoutEndEndInTime() {
        QByteArray pieces; // few: a worker that is further ahead than its reader is ended for that
        while (pieces.size() < 2'000)
            pieces += pageFrame(1, {}, true);
        const auto first = fileIn(QStringLiteral("first"), openedFrame(1));
        const auto more = fileIn(QStringLiteral("more"), pieces);
        WorkerPool pool(programOf("cat " + first + " >&3; while cat " + more + " >&3; do sleep 0.02; done"),
                        1);
        ReadLimits limits;
        limits.inAll = 1s;
        QElapsedTimer clock;
        clock.start();
        const auto reading =
            really([&] { return read(&pool, {"words", QStringLiteral("a.txt"), {}, limits}); });
        QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(reading.errorCode(), code(ErrorKind::TimedOut));
    }

    void whatWasGivenUpBeforeItsTurnDoesNotHoldTheOthersUp() {
        const auto begin = fileIn(QStringLiteral("begin"), openedFrame(1) + openedFrame(1, 2));
        const auto page = fileIn(QStringLiteral("page"), pageFrame(1) + frame(FrameType::PagesDone));
        WorkerPool pool(
            programOf("sleep 3; cat " + begin + " >&3; sleep 6; cat " + page + " >&3; exec sleep 600"), 1);
        Reading first;
        Reading third;
        really([&] { return giveUpTheSecond(&pool, &first, &third); });
        QVERIFY2(first.isWhole(1), qPrintable(first.errorText()));
        QVERIFY2(third.ended, "the worker hung at what nobody waits for");
    }

    void requestsWaitForAWorkerThatDoesNotRead() {
        WorkerPool pool(parserProgram(), 1);
        std::vector<Reading> readings(10);
        really([&] { return readAllWhileStopped(&pool, &readings); });
        for (const auto &reading : readings)
            QVERIFY2(reading.isWhole(1), qPrintable(reading.errorText()));
    }

    void oneThatEndsAtOnceIsNotStartedForEver() {
        const auto opened = fileIn(QStringLiteral("opened"), openedFrame(5));
        WorkerPool pool(programOf("cat " + opened + " >&3; exit 0"), 1);
        ReadLimits limits;
        limits.inAll = 5s;
        QElapsedTimer clock;
        clock.start();
        const auto reading =
            really([&] { return read(&pool, {"words", QStringLiteral("a.txt"), {}, limits}); });
        QVERIFY(reading.ended);
        QVERIFY(reading.error());
        QVERIFY2(clock.elapsed() < 4'000, qPrintable(QString::number(clock.elapsed())));
    }

    void whatAWorkerLeavesBehindCannotFloodTheProgram() {
        // A child of the worker lives on with the socket; killing the worker does not end it.
        WorkerPool pool(programOf("for i in 1 2 3 4; do head -c 200000000 /dev/zero >&3 & done; wait"), 1);
        (void)peakMemory();
        const int before = peakMemory();
        const auto reading = really([&] { return readAndWait(&pool, textFile(), 1s); });
        QVERIFY(reading.error());
        const int grown = peakMemory() - before;
        QVERIFY2(grown < 64, qPrintable(QStringLiteral("%1 MiB").arg(grown)));
    }

private:
    QByteArray fileIn(const QString &name, const QByteArray &content) {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return QFile::encodeName(file.fileName());
    }

    /// A shell script in the place of the worker; its end of the socket is descriptor 3.
    QString programOf(const QByteArray &script) {
        const auto path = QString::fromLocal8Bit(fileIn(QStringLiteral("worker%1").arg(++m_programs),
                                                        "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + '\n'));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner);
        return path;
    }

    /// A worker that answers its first job with these bytes, whatever it is asked.
    QString repliesOf(const QByteArray &bytes) {
        return programOf("cat " + fileIn(QStringLiteral("replies%1").arg(++m_programs), bytes) +
                         " >&3; exec sleep 600");
    }

    QTemporaryDir m_folder;
    int m_programs = 0;
};

DOCCHAT_TEST(WorkerTest)
#include "worker_test.moc"
