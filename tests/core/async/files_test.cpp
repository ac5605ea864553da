#include "async/files.h"
#include "async/gather.h"

#include "asynctest.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace docchat;
using namespace docchat::async;

namespace {

constexpr int piece = 64 * 1024; // what the reader takes at a time

void put(const QString &path, const QByteArray &data) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

/// How many of this program's open files are `path`, or lie in it when it ends with a slash.
int timesOpen(const QString &path) {
    const bool inside = path.endsWith(QLatin1Char('/'));
    int count = 0;
    for (const auto &entry : QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::System | QDir::Files))
        count += entry.symLinkTarget() == path || (inside && entry.symLinkTarget().startsWith(path)) ? 1 : 0;
    return count;
}

/// How far into `path` this program has read; -1 when it is not open.
qint64 positionIn(const QString &path) {
    for (const auto &entry :
         QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::System | QDir::Files)) {
        if (entry.symLinkTarget() == path)
            return ::lseek(entry.fileName().toInt(), 0, SEEK_CUR);
    }
    return -1;
}

QByteArray textOf(const std::vector<QByteArray> &lines) {
    QByteArray text;
    for (const auto &line : lines)
        text += '[' + line + ']';
    return text;
}

/// A file that cannot grow beyond so many bytes, for the life of this object.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    rlimit m_before{};
    void (*m_signal)(int);
};

/// What() of the FileError that the task throws.
template <class F>
QByteArray errorOf(F makeTask) {
    try {
        tests::really(makeTask);
    } catch (const FileError &error) {
        return error.what();
    }
    return "no error";
}

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    void init() {
        QDir dir(m_dir.path());
        for (const auto &name : dir.entryList(QDir::Files | QDir::System))
            dir.remove(name);
    }

    // ---- readFile

    void readsTheWholeFile_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, piece - 1, piece, piece + 1, 5 * piece, 1'000'000})
            QTest::addRow("%d bytes", size) << size;
    }
    void readsTheWholeFile() {
        QFETCH(int, size);
        QByteArray data(size, Qt::Uninitialized);
        for (int i = 0; i < size; ++i)
            data[i] = char(i * 7 + i / 251);
        put(path("file"), data);
        const auto read = tests::really([&] { return readFile(path("file")); });
        QVERIFY(read == data);
        QCOMPARE(timesOpen(path("file")), 0);
    }

    void aLimitIsTheMostThatIsRead_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("fits");
        QTest::newRow("just fits") << 100'000 << true;
        QTest::newRow("one byte too many") << 100'001 << false;
        QTest::newRow("far too many") << 10'000'000 << false;
    }
    void aLimitIsTheMostThatIsRead() {
        QFETCH(int, size);
        QFETCH(bool, fits);
        put(path("file"), QByteArray(size, 'x'));
        const auto error = errorOf([&] { return readFile(path("file"), 100'000); });
        const auto expected = path("file").toUtf8() + ": it holds more than 100000 bytes";
        QCOMPARE(error, fits ? QByteArray("no error") : expected);
        QCOMPARE(timesOpen(path("file")), 0);
    }

    void whatCannotBeReadIsNamedAndSaysWhy_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("missing") << QStringLiteral("not-there");
        QTest::newRow("a folder") << QStringLiteral(".");
        QTest::newRow("below a file") << QStringLiteral("file/below");
    }
    void whatCannotBeReadIsNamedAndSaysWhy() {
        QFETCH(QString, name);
        put(path("file"), "x");
        const auto full = m_dir.filePath(name);
        for (const bool lines : {false, true}) {
            const auto error = lines ? errorOf([&] { return collect(readLines(full)); })
                                     : errorOf([&] { return readFile(full); });
            QVERIFY2(error.startsWith(full.toUtf8() + ": "), error.constData());
            QVERIFY2(error.size() > full.toUtf8().size() + 5, error.constData());
        }
    }

    /// A pipe that nobody writes to holds the thread as a dead network folder would.
    void aPipeIsRefusedForItsOpeningCouldWaitForEver_data() {
        QTest::addColumn<bool>("lines");
        QTest::newRow("readFile") << false;
        QTest::newRow("readLines") << true;
    }
    void aPipeIsRefusedForItsOpeningCouldWaitForEver() {
        QFETCH(bool, lines);
        const auto pipe = path("pipe");
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
        QString why;
        tests::really([&] {
            return [](QString name, bool byLines, QString *said) -> Task<void> {
                try {
                    if (byLines)
                        co_await withTimeout(10s, collect(readLines(name)));
                    else
                        co_await withTimeout(10s, readFile(name));
                } catch (const FileError &error) {
                    *said = QString::fromUtf8(error.what());
                }
            }(pipe, lines, &why);
        });
        QCOMPARE(why, pipe + QStringLiteral(": it is not a file"));
    }

    void theLoopGoesOnWhileAFileIsRead() {
        put(path("file"), QByteArray(30'000'000, 'x'));
        bool beat = false;
        const auto read = tests::really([&] {
            return [](QString name, bool *turned) -> Task<QByteArray> {
                QMetaObject::invokeMethod(
                    Loop::current(), [turned] { *turned = true; }, Qt::QueuedConnection);
                co_return co_await readFile(name);
            }(path("file"), &beat);
        });
        QCOMPARE(read.size(), 30'000'000);
        QVERIFY(beat);
    }

    // ---- writeFile

    void replacesTheFileByAllOfTheData_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("exists");
        for (const int size : {0, 1, piece, piece + 1, 1'000'000}) {
            for (const bool exists : {false, true})
                QTest::addRow("%d bytes, %s", size, exists ? "over another" : "anew") << size << exists;
        }
    }
    void replacesTheFileByAllOfTheData() {
        QFETCH(int, size);
        QFETCH(bool, exists);
        const QByteArray data(size, 'n');
        if (exists)
            put(path("file"), QByteArray(2'000'000, 'o'));
        tests::really([&] { return writeFile(path("file"), data); });
        QVERIFY(contentOf(path("file")) == data);
        QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files).size(),
                 1); // nothing half written is left beside it
    }

    void whatCannotBeWrittenIsNamedAndSaysWhy_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("a missing folder") << QStringLiteral("not-there/file");
        QTest::newRow("below a file") << QStringLiteral("file/below");
        QTest::newRow("a folder") << QStringLiteral(".");
    }
    void whatCannotBeWrittenIsNamedAndSaysWhy() {
        QFETCH(QString, name);
        put(path("file"), "old");
        const auto error = errorOf([&] { return writeFile(m_dir.filePath(name), "new"); });
        QVERIFY2(error.startsWith(m_dir.filePath(name).toUtf8() + ": "), error.constData());
        QCOMPARE(contentOf(path("file")), QByteArray("old"));
    }

    void aDiskThatIsFullInTheMiddleKeepsTheOldContent() {
        put(path("file"), "old");
        QByteArray error;
        {
            const SmallDisk disk(5 * piece);
            error = errorOf([&] { return writeFile(path("file"), QByteArray(20 * piece, 'n')); });
        }
        QVERIFY2(error.startsWith(path("file").toUtf8() + ": "), error.constData());
        QCOMPARE(contentOf(path("file")), QByteArray("old"));
        QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files).size(), 1);
    }

    /// Cancelled as soon as a new file is open beside the old one, or, if the disk is faster, after that:
    /// it holds all of the one or all of the other.
    void cancelledInTheMiddleTheFileIsOldOrNewButNeverHalf() {
        const QByteArray data(48 * 1024 * 1024, 'n');
        int kept = 0;
        for (int round = 0; round < 5; ++round) {
            put(path("file"), "old");
            bool returned = false;
            tests::really([&] {
                return cancellable([&](Scope &scope) -> Task<void> {
                    QTimer look;
                    connect(&look, &QTimer::timeout, &look, [&] {
                        if (timesOpen(m_dir.path() + QLatin1Char('/')) > 0)
                            scope.cancel();
                    });
                    look.start(0);
                    co_await writeFile(path("file"), data);
                    returned = true;
                });
            });
            const auto content = contentOf(path("file"));
            QVERIFY(content == "old" || content == data);
            QCOMPARE(content == data, returned); // it comes back only when the file is the new one
            QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files).size(), 1);
            kept += content == "old" ? 1 : 0;
        }
        qInfo("%d of 5 were cut in the middle", kept);
    }

    void cancelledBeforeItBeganNothingIsWritten() {
        put(path("file"), "old");
        const bool whole = tests::really([&] {
            return cancellable([&](Scope &scope) -> Task<void> {
                scope.cancel();
                co_await writeFile(path("file"), "new");
            });
        });
        QVERIFY(!whole);
        QCOMPARE(contentOf(path("file")), QByteArray("old"));
    }

    // ---- readLines

    void givesTheLinesWithoutTheirEnds_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("lines");
        const auto row = [](const char *name, const QByteArray &content, const QByteArray &lines) {
            QTest::newRow(name) << content << lines;
        };
        row("LF", "one\ntwo\n", "[one][two]");
        row("CRLF", "one\r\ntwo\r\n", "[one][two]");
        row("both", "one\r\ntwo\nthree\r\n", "[one][two][three]");
        row("the last without its end", "one\ntwo", "[one][two]");
        row("one alone without its end", "one", "[one]");
        row("empty ones", "\n\r\none\n\n", "[][][one][]");
        row("a CR inside a line", "o\rne\r\r\n", "[o\rne\r]");
        row("an empty file", "", "");
        row("zero bytes", QByteArray("a\0b\n\0", 5), QByteArray("[a\0b][\0]", 8));
        const QByteArray whole(piece - 1, 'x');
        row("an end at the end of a piece", whole + "\nnext\n", '[' + whole + "][next]");
        row("a CRLF over two pieces", whole + "\r\nnext\r\n", '[' + whole + "][next]");
        row("a line over two pieces", whole + "yz\nnext", '[' + whole + "yz][next]");
        const QByteArray longLine(5 * piece + 17, 'x');
        row("a line over several pieces", "a\n" + longLine + "\r\nb", "[a][" + longLine + "][b]");
        row("a file of just that many pieces", longLine.left(2 * piece),
            '[' + longLine.left(2 * piece) + ']');
    }
    void givesTheLinesWithoutTheirEnds() {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, lines);
        put(path("file"), content);
        const auto read = tests::really([&] { return collect(readLines(path("file"))); });
        QVERIFY2(textOf(read) == lines, textOf(read).left(200).constData());
        QCOMPARE(timesOpen(path("file")), 0);
    }

    void aLineThatIsTooLongIsAnErrorAfterTheLinesBeforeIt() {
        put(path("file"), "first\n" + QByteArray(10 * piece, 'x') + "\nlast\n");
        QByteArray log;
        tests::really([&] {
            return [](QString name, QByteArray *out) -> Task<void> {
                auto lines = readLines(name, 4 * piece);
                try {
                    while (const auto line = co_await lines.next())
                        *out += *line + ';';
                } catch (const FileError &error) {
                    *out += error.what();
                }
                *out += co_await lines.next() ? ";more" : ";end";
            }(path("file"), &log);
        });
        QCOMPARE(log, "first;" + path("file").toUtf8() + ": a line is longer than 262144 bytes;end");
        QCOMPARE(timesOpen(path("file")), 0);
    }

    void leftEarlyTheFileIsClosed() {
        put(path("file"), QByteArray("line\n").repeated(100'000));
        int open = -1;
        tests::really([&] {
            return [](QString name, int *whileRead) -> Task<void> {
                auto lines = readLines(name);
                for (int i = 0; i < 3; ++i)
                    co_await lines.next();
                *whileRead = timesOpen(name);
            }(path("file"), &open);
        });
        QCOMPARE(open, 1);
        QCOMPARE(timesOpen(path("file")), 0);
    }

    void neverAskedItNeverOpensTheFile() {
        tests::really([&] {
            return [](QString name) -> Task<void> {
                const auto lines = readLines(name);
                co_await yieldNow();
            }(path("not-there"));
        });
    }

    /// The reader is never more than a piece ahead of who takes the lines: memory does not grow with the
    /// file.
    void aFileOf20MbIsReadAPieceAtATime() {
        const QByteArray line = QByteArray(99, 'x') + '\n';
        const int count = 200'000;
        put(path("file"), line.repeated(count));
        int lines = 0;
        qint64 furthestAhead = 0;
        tests::really([&] {
            return [](QString name, int *got, qint64 *ahead) -> Task<void> {
                auto all = readLines(name);
                while (const auto one = co_await all.next()) {
                    *got += one->size() == 99 ? 1 : 0;
                    if (*got % 300 == 1)
                        *ahead = std::max(*ahead, positionIn(name) - qint64(*got) * 100);
                }
            }(path("file"), &lines, &furthestAhead);
        });
        QCOMPARE(lines, count);
        QVERIFY2(furthestAhead > 0, qPrintable(QString::number(furthestAhead)));
        QVERIFY2(furthestAhead <= piece + 16 * 1024,
                 qPrintable(QString::number(furthestAhead))); // QFile's own 16 KiB
    }

    /// CSV rows, several files at once.
    void manyFilesAreReadAtOnce() {
        for (int i = 0; i < 20; ++i)
            put(path(QByteArray::number(i).constData()), QByteArray("a,b\n").repeated(1000 + i));
        const auto sizes = tests::really([&] {
            return mapConcurrent(
                std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}, 5,
                [this](int i) -> Task<int> {
                    int rows = 0;
                    auto lines = readLines(path(QByteArray::number(i).constData()));
                    while (const auto line = co_await lines.next())
                        rows += *line == "a,b" ? 1 : 0;
                    co_return rows;
                });
        });
        for (int i = 0; i < 20; ++i)
            QCOMPARE(sizes[std::size_t(i)], 1000 + i);
    }
};

DOCCHAT_TEST(FilesTest)

#include "files_test.moc"
