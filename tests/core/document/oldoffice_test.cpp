#include "document/oldoffice.h"

#include "documenttest.h"
#include "oldofficetest.h"

#include <QLocalServer>
#include <QTcpServer>

#include <sys/syscall.h>

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::tests;

namespace {

constexpr auto fakeOffice = DOCCHAT_BINARY_DIR "/docchat-fakeoffice";
constexpr const char *everyAttempt[] = {
    "read a file", "list a folder", "write a file",      "make a file",     "remove a file", "TCP",
    "UDP",         "socket file",   "signal the parent", "leave its group", "run from home"};

/// A converter whose private folders lie in a folder of its own.
struct Converting {
    QTemporaryDir folder;
    QByteArray tmpBefore = qgetenv("TMPDIR");
    document::OldOfficeConverter converter;

    explicit Converting(const QStringList &withoutFences = {},
                        const QString &office = QLatin1StringView(fakeOffice))
        : converter({parserProgram(), office, withoutFences}) {
        qputenv("TMPDIR", QFile::encodeName(folder.path()));
    }
    ~Converting() { qputenv("TMPDIR", tmpBefore.isEmpty() ? QByteArray("/tmp") : tmpBefore); }

    async::Task<Result<document::Descriptor>> task(const QByteArray &document,
                                                   async::Milliseconds inAll = 60s, bool unfenced = false) {
        return converter.convert(fileOf(document), {u"old.doc"_s, DocumentKind::Doc, inAll, unfenced});
    }
    Result<document::Descriptor> convert(const QByteArray &document, async::Milliseconds inAll = 60s,
                                         bool unfenced = false) {
        return really([&] { return task(document, inAll, unfenced); });
    }

    /// Processes and files that conversions left behind.
    [[nodiscard]] QStringList leftovers() const {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot) +
               processesWith(folder.path());
    }
};

QByteArray contentOf(const document::Descriptor &file) {
    QFile open;
    return open.open(file.get(), QIODevice::ReadOnly) ? open.readAll() : QByteArray();
}

bool hasLandlock() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) > 0;
}

/// Cancels a conversion once its processes are there, and tells how many there were.
async::Task<void> cancelWhenItHangs(Converting *converting, QString folder, qsizetype *processes, bool *cut) {
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        return async::TaskGroup::run([&](async::TaskGroup &group) {
            group.spawn(
                "convert",
                [](Converting *in) -> async::Task<void> {
                    std::ignore = co_await in->task(wordFileThat("hang"), 60s);
                },
                converting);
            group.spawn(
                "cancel",
                [](QString in, qsizetype *seen, async::Scope *whole_) -> async::Task<void> {
                    for (*seen = 0; *seen < 4;
                         *seen = processesWith(in).size()) // the launcher, it, and two of it
                        co_await async::sleepFor(5ms);
                    whole_->cancel();
                },
                folder, processes, &scope);
        });
    });
    *cut = !whole;
}

} // namespace

class OldOfficeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsGivenAndNothingElseStays() {
        STARTS_A_PROCESS();
        if (!hasLandlock())
            QSKIP("skipped: this kernel has no Landlock");
        Converting converting;
        const auto saved = converting.convert(wordFileThat("copy", "iron and carbon"));
        QVERIFY2(saved.ok(), qPrintable(saved.ok() ? QString() : saved.error().text()));
        QCOMPARE(contentOf(*saved), QByteArray("iron and carbon"));
        QCOMPARE(converting.leftovers(), QStringList());
    }

    void aNewProfileStartsItTwice() {
        STARTS_A_PROCESS();
        Converting converting;
        const auto saved = converting.convert(wordFileThat("again", "steel"), 60s, true);
        QVERIFY(saved.ok());
        QCOMPARE(contentOf(*saved), QByteArray("steel"));
    }

    void itCannotGetOut() {
        STARTS_A_PROCESS();
        if (!hasLandlock())
            QSKIP("skipped: this kernel has no Landlock");
        const auto attempts = attemptsOf({});
        for (const auto *allowed :
             {"write at home", "read a program of the system", "local sockets of its own"})
            QVERIFY2(attempts.contains(u"works: "_s + QLatin1StringView(allowed)), allowed);
        for (const auto *attempt : everyAttempt)
            QVERIFY2(attempts.contains(u"refused: "_s + QLatin1StringView(attempt)), attempt);
        QVERIFY(attempts.contains(u"refused: see an environment"_s));
    }

    /// Else the test above would pass where nothing could be reached anyway.
    void withoutFencesItCould() {
        STARTS_A_PROCESS();
        const auto attempts = attemptsOf({u"--without-landlock"_s, u"--without-seccomp"_s});
        for (const auto *attempt : everyAttempt)
            QVERIFY2(attempts.contains(u"works: "_s + QLatin1StringView(attempt)), attempt);
    }

    void withoutAFenceItIsNotRun_data() {
        QTest::addColumn<QString>("without");
        QTest::newRow("Landlock") << u"--without-landlock"_s;
        QTest::newRow("seccomp") << u"--without-seccomp"_s;
    }
    void withoutAFenceItIsNotRun() {
        STARTS_A_PROCESS();
        QFETCH(QString, without);
        Converting converting({without});
        const auto refused = converting.convert(wordFileThat("copy", "x"));
        QVERIFY(!refused.ok());
        QCOMPARE(code(refused.error().kind), code(ErrorKind::Unsupported));
        QVERIFY(refused.error().hint.contains(u"File → Settings…"));
        QVERIFY(converting.convert(wordFileThat("copy", "x"), 60s, true).ok());
    }

    void whatGoesWrongIsSaid_data() {
        QTest::addColumn<QByteArray>("does");
        QTest::addColumn<int>("inAllMs");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *does, int inAllMs, ErrorKind kind) {
            QTest::newRow(name) << QByteArray(does) << inAllMs << code(kind);
        };
        row("it saves nothing", "nothing", 60'000, ErrorKind::Damaged);
        row("it fails", "fail", 60'000, ErrorKind::Crashed);
        row("it never ends", "hang", 700, ErrorKind::TimedOut);
        row("its result is too large to take", "size 300", 60'000, ErrorKind::TooLarge);
        row("its result is too large to write", "size 1024", 60'000, ErrorKind::Crashed);
        row("its result is a link", "link /etc/passwd", 60'000, ErrorKind::Damaged);
        row("its results lie elsewhere", "swap /etc", 60'000, ErrorKind::Damaged);
    }
    void whatGoesWrongIsSaid() {
        STARTS_A_PROCESS();
        QFETCH(QByteArray, does);
        QFETCH(int, inAllMs);
        QFETCH(QString, expected);
        Converting converting;
        const auto result = converting.convert(wordFileThat(does), async::Milliseconds(inAllMs), true);
        QVERIFY(!result.ok());
        QCOMPARE(code(result.error().kind), expected);
        QVERIFY2(result.error().message.startsWith(u"old.doc"), qPrintable(result.error().message));
        QVERIFY(!result.error().hint.isEmpty());
        QCOMPARE(converting.leftovers(), QStringList());
    }

    void aResultInAFolderOfOthersIsNotTaken() {
        STARTS_A_PROCESS();
        const QTemporaryDir others;
        QFile file(others.filePath(u"document.docx"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("secret") == 6);
        Converting converting;
        const auto swapped =
            converting.convert(wordFileThat("swap " + QFile::encodeName(others.path())), 60s, true);
        QVERIFY(!swapped.ok());
        QVERIFY(QFile::exists(file.fileName()));
    }

    void aProgramThatIsNotThereIsSaid() {
        STARTS_A_PROCESS();
        Converting converting({}, u"/nowhere/soffice"_s);
        const auto result = converting.convert(wordFileThat("copy"), 60s, true);
        QVERIFY(!result.ok());
        QCOMPARE(code(result.error().kind), code(ErrorKind::Internal));
    }

    void cancelledEveryProcessIsGoneAndTheFolderToo() {
        STARTS_A_PROCESS();
        if (!hasLandlock())
            QSKIP("skipped: this kernel has no Landlock");
        Converting converting;
        qsizetype processes = 0;
        bool cut = false;
        really([&] { return cancelWhenItHangs(&converting, converting.folder.path(), &processes, &cut); });
        QVERIFY(cut);
        QVERIFY(processes >= 4);
        QCOMPARE(converting.leftovers(), QStringList());
    }

    void oneAtATime() {
        STARTS_A_PROCESS();
        Converting converting;
        qsizetype most = 0;
        int done = 0;
        really([&] {
            return async::TaskGroup::run([&](async::TaskGroup &group) -> async::Task<void> {
                for (int i = 0; i < 3; ++i) {
                    group.spawn(
                        "convert",
                        [](Converting *in, int *count) -> async::Task<void> {
                            const auto saved = co_await in->task(wordFileThat("copy", "x"), 60s, true);
                            *count += saved.ok() ? 1 : 0;
                        },
                        &converting, &done);
                }
                while (group.live() > 0) {
                    most = std::max(
                        most,
                        QDir(converting.folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
                    co_await async::sleepFor(1ms);
                }
            });
        });
        QCOMPARE(done, 3);
        QCOMPARE(most, 1);
    }

private:
    /// What the fake could do behind these fences, a line each.
    static QStringList attemptsOf(const QStringList &withoutFences) {
        const QTemporaryDir others;
        QFile secret(others.filePath(u"secret"_s));
        QTcpServer tcp;
        QLocalServer local;
        const auto socket = others.filePath(u"socket"_s);
        if (!secret.open(QIODevice::WriteOnly) || !tcp.listen(QHostAddress::LocalHost) ||
            !local.listen(socket))
            return {};
        qputenv("DOCCHAT_SECRET", "x");
        Converting converting(withoutFences);
        const auto words =
            QStringList{u"try"_s, secret.fileName(), others.path(), QString::number(tcp.serverPort()), socket}
                .join(u' ');
        const auto saved = converting.convert(wordFileThat(words.toUtf8()), 60s, !withoutFences.isEmpty());
        return saved.ok() ? QString::fromUtf8(contentOf(*saved)).split(u'\n') : QStringList();
    }
};

DOCCHAT_TEST(OldOfficeTest)
#include "oldoffice_test.moc"
