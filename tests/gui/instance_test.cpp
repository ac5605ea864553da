#include "scene.h"
#include "testmain.h"

#include "instance.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>

#include <csignal>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// The window as a process of its own; ended with the test.
class WindowProgram {
public:
    explicit WindowProgram(const QString &folder, const QStringList &arguments = {}) : m_folder(folder) {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat"),
                        QStringList{u"--data"_s, folder} + arguments);
    }
    ~WindowProgram() {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] QProcess &process() { return m_process; }
    /// Until it takes wishes.
    [[nodiscard]] bool isThere() {
        return QTest::qWaitFor([this] { return Instance(m_folder).connectToOwner() != nullptr; }, patience);
    }

private:
    QString m_folder;
    QProcess m_process;
};

struct Ran {
    int exit = -1;
    QList<QJsonObject> events;
    QByteArray all;
    qint64 ms = 0;
};

/// Runs a program of ours to its end.
Ran run(const char *program, const QStringList &arguments, int wait = patience) {
    QProcess process;
    QElapsedTimer since;
    since.start();
    process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/") + QLatin1StringView(program), arguments);
    Ran ran;
    if (process.waitForFinished(wait) && process.exitStatus() == QProcess::NormalExit)
        ran.exit = process.exitCode();
    ran.ms = since.elapsed();
    const auto output = process.readAllStandardOutput();
    for (const auto &line : output.split('\n')) {
        if (!line.isEmpty())
            ran.events += QJsonDocument::fromJson(line).object();
    }
    ran.all = output + process.readAllStandardError();
    return ran;
}

/// The state of a document in the library, by its name; empty: it is not there.
QString stateOf(const QString &folder, const QString &name) {
    const auto listed = run("docchat-cli", {u"--data"_s, folder, u"--json"_s, u"list"_s});
    for (const auto &document : listed.events) {
        if (document["name"_L1].toString() == name)
            return document["state"_L1].toString();
    }
    return {};
}

} // namespace

class InstanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aSecondProgramHandsItsFileToTheFirst();
    void aFileGivenAtTheStartIsRead();
    void theDesktopOpensTwoDocumentsInOneWindow();
    void aRunCanBeTraced();
    void theCommandLineAddsThroughTheWindow();
    void theCommandLineChangesCollectionsThroughTheWindow();
    void theCommandLineKeepsCopiesThroughTheWindow();
    void theCommandLineListsTheWindowsTasks();
    void theCommandLineShowsTheTasksAsATable();
    void aWindowThatDoesNotAnswerIsSaid();
    void twentyStartsAtOnceAreOneWindow();
    void aStartWhileTheWindowEndsIsNotLost();
    void aLongListGoesThroughTheWindow();
    void aSignalEndsTheWindowCleanly_data();
    void aSignalEndsTheWindowCleanly();
    void aLibraryInUseAndSilentIsNotTouched();

private:
    [[nodiscard]] QString data() const { return m_folder->filePath(u"data"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void InstanceTest::aSecondProgramHandsItsFileToTheFirst() {
    WindowProgram first(data());
    QVERIFY(first.isThere());
    const auto second = run("docchat", {u"--data"_s, data(), samplePath()});
    QVERIFY2(second.exit == 0, second.all.constData());
    qInfo("the second program ended after %lld ms", second.ms);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
    QCOMPARE(first.process().state(), QProcess::Running);
}

void InstanceTest::aFileGivenAtTheStartIsRead() {
    WindowProgram program(data(), {samplePath()});
    QVERIFY(program.isThere());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
}

void InstanceTest::theDesktopOpensTwoDocumentsInOneWindow() {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s,
                       u"%1:%2"_s.arg(QStringLiteral(DOCCHAT_BINARY_DIR), environment.value(u"PATH"_s)));
    environment.insert(u"XDG_DATA_HOME"_s, m_folder->path());
    const auto launch = [&](const QString &file) {
        QProcess gio;
        gio.setProcessEnvironment(environment);
        gio.start(u"gio"_s,
                  {u"launch"_s,
                   QStringLiteral(DOCCHAT_SOURCE_DIR "/packaging/linux/org.docchat.DocChat.desktop"), file});
        return gio.waitForFinished(patience) && gio.exitCode() == 0;
    };
    const auto windows = [&] { // that were launched so
        QList<int> processes;
        for (const auto &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            const QDir process(u"/proc/"_s + entry);
            QFile given(process.filePath(u"environ"_s));
            if (QFile::symLinkTarget(process.filePath(u"exe"_s)) ==
                    QStringLiteral(DOCCHAT_BINARY_DIR "/docchat") &&
                given.open(QIODevice::ReadOnly) && given.readAll().contains(m_folder->path().toUtf8()))
                processes += entry.toInt();
        }
        return processes;
    };
    const auto end = qScopeGuard([&] {
        for (const int process : windows())
            ::kill(process, SIGTERM);
        std::ignore = QTest::qWaitFor([&] { return windows().isEmpty(); }, patience);
    });
    const auto library = m_folder->filePath(u"docchat"_s);
    const auto second = writeFile(QDir(m_folder->path()), u"A second Ünïcode.md"_s, "# Second\n\nOf iron.\n");
    QVERIFY(launch(samplePath()));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(library, u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
    const auto first = windows();
    QCOMPARE(first.size(), 1);
    QVERIFY(launch(second));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(library, u"A second Ünïcode.md"_s), u"ready"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(windows(), first, patience); // the second program has handed its file over
}

void InstanceTest::aRunCanBeTraced() {
    const auto path = data() + u"/trace.json"_s;
    {
        WindowProgram program(data(), {u"--trace-responsiveness"_s, path, samplePath()});
        QVERIFY(program.isThere());
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
        program.process().terminate();
        QVERIFY(program.process().waitForFinished(patience));
        QCOMPARE(program.process().exitCode(), 0);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto trace = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(trace["events"_L1].toInt() > 100);
    const auto gaps = trace["gaps"_L1].toArray();
    QVERIFY(!gaps.isEmpty()); // showing a window takes its time
    QCOMPARE(gaps.first()["ms"_L1].toDouble(), trace["longest_ms"_L1].toDouble());
    for (qsizetype i = 0; i < gaps.size(); ++i) {
        QVERIFY(!gaps[i]["what"_L1].toString().isEmpty());
        QVERIFY(i == 0 || gaps[i]["ms"_L1].toDouble() <= gaps[i - 1]["ms"_L1].toDouble());
    }
    qInfo("%d events, the longest %.1f ms: %s", trace["events"_L1].toInt(), trace["longest_ms"_L1].toDouble(),
          qPrintable(gaps.first()["what"_L1].toString()));
}

void InstanceTest::theCommandLineAddsThroughTheWindow() {
    WindowProgram program(data());
    QVERIFY(program.isThere());
    const auto notes =
        writeFile(QDir(m_folder->path()), u"notes.txt"_s, "The cedar bridge of Lindale was built in 1874.\n");
    const auto missing = m_folder->filePath(u"missing.txt"_s);
    const auto added = run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"add"_s, notes});
    QVERIFY2(added.exit == 0, added.all.constData());
    const auto document =
        std::find_if(added.events.begin(), added.events.end(),
                     [](const QJsonObject &event) { return event["event"_L1].toString() == "document"_L1; });
    QVERIFY2(document != added.events.end(), added.all.constData());
    QCOMPARE((*document)["state"_L1].toString(), u"ready"_s);
    QCOMPARE((*document)["path"_L1].toString(), notes);
    QCOMPARE(added.events.last()["event"_L1].toString(), u"summary"_s);
    QCOMPARE(added.events.last()["ready"_L1].toInt(), 1);
    QCOMPARE(stateOf(data(), u"notes.txt"_s), u"ready"_s);
    const auto failed = run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"add"_s, missing});
    QVERIFY2(failed.exit == 1, failed.all.constData());
    QCOMPARE(program.process().state(), QProcess::Running);
}

void InstanceTest::theCommandLineChangesCollectionsThroughTheWindow() {
    WindowProgram program(data(), {samplePath()});
    QVERIFY(program.isThere());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
    const auto collection = [this](const QStringList &words) {
        return run("docchat-cli", QStringList{u"--data"_s, data(), u"--json"_s, u"collection"_s} + words);
    };
    const auto made = collection({u"create"_s, u"Bikes"_s});
    QVERIFY2(made.exit == 0 && made.events.first()["name"_L1] == u"Bikes"_s, made.all.constData());
    const auto filled = collection({u"add"_s, u"bikes"_s, u"1"_s});
    QVERIFY2(filled.exit == 0 && filled.events.first()["documents"_L1] == 1, filled.all.constData());
    const auto taken = collection({u"create"_s, u"BIKES"_s});
    QVERIFY2(taken.exit == 1 && taken.all.contains("There is a collection “Bikes” already"),
             taken.all.constData());
    const auto removed = collection({u"remove"_s, u"Bikes"_s});
    QVERIFY2(removed.exit == 0 && removed.events.first()["removed"_L1].toBool(), removed.all.constData());
    QVERIFY(collection({u"list"_s}).events.isEmpty());
    QCOMPARE(program.process().state(), QProcess::Running);
}

void InstanceTest::theCommandLineKeepsCopiesThroughTheWindow() {
    WindowProgram program(data(), {samplePath()});
    QVERIFY(program.isThere());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
    const auto copy = [this](const QStringList &words) {
        return run("docchat-cli", QStringList{u"--data"_s, data(), u"--json"_s, u"copy"_s} + words);
    };
    const auto saved = data() + u".pdf"_s;
    const auto kept = copy({u"keep"_s, u"1"_s});
    QVERIFY2(kept.exit == 0 && kept.events.first()["copy"_L1].toBool(), kept.all.constData());
    const auto written = copy({u"save"_s, u"1"_s, saved});
    QVERIFY2(written.exit == 0 && bytesOf(saved) == bytesOf(samplePath()), written.all.constData());
    const auto other = copy({u"keep"_s, u"7"_s});
    QVERIFY2(other.exit == 1 && other.all.contains("There is no document 7"), other.all.constData());
    const auto dropped = copy({u"drop"_s, u"1"_s});
    QVERIFY2(dropped.exit == 0, dropped.all.constData());
    QCOMPARE(copy({u"save"_s, u"1"_s, saved, u"--force"_s}).exit, 1);
    QVERIFY(QFile::remove(saved));
    QCOMPARE(program.process().state(), QProcess::Running);
}

void InstanceTest::theCommandLineListsTheWindowsTasks() {
    ScriptedServer server;
    server.setEmbedDelay(std::chrono::minutes(10)); // the document waits for it
    const auto provider = run("docchat-cli", {u"--data"_s, data(), u"provider"_s, u"add"_s, u"scripted"_s,
                                              u"--url"_s, server.url().toString(), u"--embed"_s, u"any"_s});
    QVERIFY2(provider.exit == 0, provider.all.constData());
    const auto notes = writeFile(QDir(m_folder->path()), u"notes.txt"_s, paragraphs(40, "zircon"));
    WindowProgram program(data(), {notes});
    QVERIFY(program.isThere());
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
    const auto listed = run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"tasks"_s});
    QVERIFY2(listed.exit == 0, listed.all.constData());
    QHash<qint64, QJsonObject> byId;
    QHash<QString, QJsonObject> byName;
    for (const auto &task : listed.events) {
        QVERIFY2(task["event"_L1].toString() == "task"_L1 && !task["waits"_L1].toString().isEmpty() &&
                     task["waited_ms"_L1].isDouble() && task["alive_ms"_L1].isDouble(),
                 listed.all.constData());
        if (const auto parent = task["parent"_L1].toInteger(); parent != 0) {
            const auto above = byId.value(parent); // a parent comes first
            QCOMPARE(task["scope"_L1].toString(),
                     above["scope"_L1].toString() + u" › "_s + above["name"_L1].toString());
        }
        byId.insert(task["id"_L1].toInteger(), task);
        byName.insert(task["name"_L1].toString(), task);
    }
    const auto main = byName.value(u"main"_s);
    QCOMPARE(main["scope"_L1].toString(), u"program"_s);
    QCOMPARE(main["parent"_L1].toInt(-1), 0);
    QCOMPARE(main["waits"_L1].toString(), u"event"_s);
    QVERIFY2(main["where"_L1].toString().startsWith("main.cpp:"_L1), listed.all.constData());
    QVERIFY(!main["cancelled"_L1].toBool(true));
    const auto embed = byName.value(u"embed"_s);
    QVERIFY2(embed["scope"_L1].toString().contains(u" › read document"_s), listed.all.constData());
    QVERIFY2(embed["where"_L1].toString().contains(".cpp:"_L1), listed.all.constData());
}

void InstanceTest::theCommandLineShowsTheTasksAsATable() {
    WindowProgram program(data());
    QVERIFY(program.isThere());
    Ran shown;
    const auto isWaiting = [&] { // it takes wishes a moment before
        shown = run("docchat-cli", {u"--data"_s, data(), u"tasks"_s});
        return shown.exit != 0 || shown.all.contains("  event  ");
    };
    QVERIFY(QTest::qWaitFor(isWaiting, patience));
    QVERIFY2(shown.exit == 0, shown.all.constData());
    const auto lines = QString::fromUtf8(shown.all).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(lines.size() >= 2);
    static const QRegularExpression row(
        uR"(^#\d+ +main +program +event +main\.cpp:\d+ +\d[\d.]* \w+ +\d[\d.]* \w+$)"_s);
    const auto main = lines.filter(row);
    QVERIFY2(main.size() == 1, shown.all.constData());
    for (const auto &[title, text] : {std::pair(u"TASK"_s, u"main "_s), std::pair(u"WHERE"_s, u"main.cpp"_s)})
        QCOMPARE(lines.front().indexOf(title), main.front().indexOf(text)); // columns in line
}

void InstanceTest::aWindowThatDoesNotAnswerIsSaid() {
    WindowProgram program(data());
    QVERIFY(program.isThere());
    const auto pid = pid_t(program.process().processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    const auto asked = run("docchat-cli", {u"--data"_s, data(), u"tasks"_s});
    QCOMPARE(::kill(pid, SIGCONT), 0);
    QVERIFY2(asked.exit == 1 && asked.all.contains("does not answer"), asked.all.constData());
}

/// Each brings a file; whichever is the window gets them all.
void InstanceTest::twentyStartsAtOnceAreOneWindow() {
    constexpr int starts = 20;
    QStringList names;
    for (int i = 0; i < starts; ++i) {
        names += u"notes %1.txt"_s.arg(i);
        writeFile(QDir(m_folder->path()), names.back(),
                  "Bridge " + QByteArray::number(i) + " is of cedar.\n");
    }
    std::vector<std::unique_ptr<WindowProgram>> programs;
    for (const auto &name : names)
        programs.push_back(std::make_unique<WindowProgram>(data(), QStringList{m_folder->filePath(name)}));
    const auto running = [&] {
        return std::count_if(programs.begin(), programs.end(), [](const auto &program) {
            return program->process().state() != QProcess::NotRunning;
        });
    };
    QTRY_COMPARE_WITH_TIMEOUT(running(), 1, 2 * patience);
    for (const auto &program : programs) {
        if (program->process().state() == QProcess::NotRunning) {
            const auto said = program->process().readAll();
            QVERIFY2(program->process().exitCode() == 0, said.constData());
        }
    }
    for (const auto &name : names)
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), name), u"ready"_s, patience);
    QCOMPARE(running(), 1);
}

void InstanceTest::aStartWhileTheWindowEndsIsNotLost() {
    const auto book = writeFile(QDir(m_folder->path()), u"long.txt"_s, paragraphs(20'000, "zircon"));
    WindowProgram first(data(), {book});
    QVERIFY(first.isThere());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"long.txt"_s), u"reading"_s, patience);
    QCOMPARE(::kill(pid_t(first.process().processId()), SIGTERM), 0);
    WindowProgram second(data(), {samplePath()});
    QTRY_COMPARE_WITH_TIMEOUT(first.process().state(), QProcess::NotRunning, patience);
    QCOMPARE(first.process().exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"bicycle-library-handbook.pdf"_s), u"ready"_s, patience);
    QCOMPARE(second.process().state(), QProcess::Running);
}

/// A message holds 64 KiB.
void InstanceTest::aLongListGoesThroughTheWindow() {
    constexpr int files = 400;
    QDir folder(m_folder->path());
    const auto deep = QString(200, u'd');
    QVERIFY(folder.mkpath(deep) && folder.cd(deep));
    for (int i = 0; i < files; ++i)
        writeFile(folder, u"%1 %2.txt"_s.arg(QString(60, u'n')).arg(i),
                  "Bridge " + QByteArray::number(i) + " is of cedar.\n");
    WindowProgram program(data());
    QVERIFY(program.isThere());
    const auto added =
        run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"add"_s, folder.path()}, 4 * patience);
    QVERIFY2(added.exit == 0, added.all.constData());
    QCOMPARE(added.events.size(), files + 1);
    QCOMPARE(added.events.last()["event"_L1].toString(), u"summary"_s);
    QCOMPARE(added.events.last()["ready"_L1].toInt(), files);
}

void InstanceTest::aSignalEndsTheWindowCleanly_data() {
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("busy");
    QTest::newRow("SIGTERM as soon as it takes wishes") << SIGTERM << false;
    QTest::newRow("SIGTERM while it reads") << SIGTERM << true;
    QTest::newRow("SIGHUP while it reads") << SIGHUP << true;
    QTest::newRow("SIGINT while it reads") << SIGINT << true;
}

void InstanceTest::aSignalEndsTheWindowCleanly() {
    QFETCH(int, signal);
    QFETCH(bool, busy);
    const auto book = writeFile(QDir(m_folder->path()), u"long.txt"_s, paragraphs(20'000, "zircon"));
    WindowProgram program(data(), {book});
    QVERIFY(program.isThere());
    if (busy)
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"long.txt"_s), u"reading"_s, patience);
    QElapsedTimer since;
    since.start();
    QCOMPARE(::kill(pid_t(program.process().processId()), signal), 0);
    QVERIFY2(program.process().waitForFinished(5000),
             "it did not end within 5 s"); // the promise of the program
    qInfo("it ended after %lld ms", since.elapsed());
    QCOMPARE(program.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.process().exitCode(), 0);
    QVERIFY(Instance(data()).connectToOwner() == nullptr);
    QVERIFY(!QFile::exists(QDir(data()).filePath(u"docchat.lock"_s)));
    QVERIFY(!QFile::exists(QDir(data()).filePath(u"library.sqlite-wal"_s))); // all of it is in its place
    const auto checked = run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"check"_s});
    QVERIFY2(checked.exit == 0, checked.all.constData());
}

void InstanceTest::aLibraryInUseAndSilentIsNotTouched() {
    Instance owner(data()); // holds the lock, takes no wishes
    QVERIFY(owner.claim());
    QProcess second;
    second.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat"), {u"--data"_s, data(), samplePath()});
    QVERIFY(!second.waitForFinished(1500)); // it says so in a box and waits for the person
    second.kill();
    QVERIFY(second.waitForFinished());
    QVERIFY(!QFile::exists(QDir(data()).filePath(u"library.sqlite"_s)));
}

DOCCHAT_TEST(InstanceTest)

#include "instance_test.moc"
