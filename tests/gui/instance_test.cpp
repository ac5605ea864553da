#include "scene.h"
#include "testmain.h"

#include "instance.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>

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
Ran run(const char *program, const QStringList &arguments) {
    QProcess process;
    QElapsedTimer since;
    since.start();
    process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/") + QLatin1StringView(program), arguments);
    Ran ran;
    if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit)
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
    void theCommandLineAddsThroughTheWindow();
    void theCommandLineListsTheWindowsTasks();
    void sigtermEndsTheWindowCleanly_data();
    void sigtermEndsTheWindowCleanly();
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

void InstanceTest::theCommandLineListsTheWindowsTasks() {
    WindowProgram program(data());
    QVERIFY(program.isThere());
    const auto listed = run("docchat-cli", {u"--data"_s, data(), u"--json"_s, u"tasks"_s});
    QVERIFY2(listed.exit == 0, listed.all.constData());
    QStringList names;
    for (const auto &task : listed.events) {
        names += task["name"_L1].toString();
        QVERIFY2(!task["waiting_for"_L1].toString().isEmpty(), listed.all.constData());
    }
    QVERIFY2(names.contains(u"main"_s), listed.all.constData());
}

void InstanceTest::sigtermEndsTheWindowCleanly_data() {
    QTest::addColumn<bool>("busy");
    QTest::newRow("as soon as it takes wishes") << false;
    QTest::newRow("while it reads") << true;
}

void InstanceTest::sigtermEndsTheWindowCleanly() {
    QFETCH(bool, busy);
    const auto book = writeFile(QDir(m_folder->path()), u"long.txt"_s, paragraphs(20'000, "zircon"));
    WindowProgram program(data(), {book});
    QVERIFY(program.isThere());
    if (busy)
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(data(), u"long.txt"_s), u"reading"_s, patience);
    QElapsedTimer since;
    since.start();
    QCOMPARE(::kill(pid_t(program.process().processId()), SIGTERM), 0);
    QVERIFY2(program.process().waitForFinished(5000),
             "it did not end within 5 s"); // the promise of the program
    qInfo("it ended after %lld ms", since.elapsed());
    QCOMPARE(program.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.process().exitCode(), 0);
    QVERIFY(Instance(data()).connectToOwner() == nullptr);
    QVERIFY(!QFile::exists(QDir(data()).filePath(u"docchat.lock"_s)));
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
