#include "document/worker.h"

#include "asynctest.h"
#include "testmain.h"

#include <QLocalServer>
#include <QTcpServer>
#include <QTemporaryDir>

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::tests;

namespace {

using namespace std::chrono_literals;

/// The version of the kernel's Landlock; 0: it has none.
long landlockVersion() {
    return std::max(0L, ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1));
}

void write(const QString &path) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
}

async::Task<QStringList> tellingOf(QStringList arguments) {
    document::Worker worker(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-malice"), arguments);
    while (worker.alive() && worker.protections().isEmpty())
        co_await async::sleepFor(5ms);
    co_return worker.protections();
}

/// What the bad worker could do under these fences.
QStringList tryEverything(const QStringList &withoutFences) {
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("secret")));
    write(folder.filePath(QStringLiteral("victim")));
    QTcpServer tcp;
    QLocalServer file;
    QLocalServer abstract;
    abstract.setSocketOptions(QLocalServer::AbstractNamespaceOption);
    const auto socket = folder.filePath(QStringLiteral("socket"));
    if (!tcp.listen(QHostAddress::LocalHost) || !file.listen(socket) || !abstract.listen(socket))
        return {};
    ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0); // else Yama refuses before the fences are asked
    const auto arguments = QStringList{folder.path(), QString::number(tcp.serverPort())} + withoutFences;
    return really([&] { return tellingOf(arguments); });
}

QString refused(const char *attempt) {
    return QStringLiteral("refused: ") + QLatin1StringView(attempt);
}

} // namespace

class MaliceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAttemptWorksWithoutFences() {
        STARTS_A_PROCESS();
        const auto telling =
            tryEverything({QStringLiteral("--without-landlock"), QStringLiteral("--without-seccomp")});
        QCOMPARE(telling.value(0), QStringLiteral("no-new-privileges"));
        QCOMPARE(telling.size(), 19);
        QCOMPARE(telling.filter(QStringLiteral("refused")), QStringList());
    }

    void bothFencesRefuseEverything() {
        STARTS_A_PROCESS();
        if (landlockVersion() < 1)
            QSKIP("skipped: this kernel has no Landlock");
        const auto telling = tryEverything({});
        QCOMPARE(telling.mid(0, 3), (QStringList{QStringLiteral("no-new-privileges"),
                                                 QStringLiteral("landlock"), QStringLiteral("seccomp")}));
        QCOMPARE(telling.filter(QStringLiteral("works")), QStringList());
        QCOMPARE(telling.size(), 21);
    }

    /// Readers open fonts and maps by name, so a filter of calls alone cannot tell one file from another.
    void seccompAloneRefusesAllButReading() {
        STARTS_A_PROCESS();
        const auto telling = tryEverything({QStringLiteral("--without-landlock")});
        QCOMPARE(telling.mid(0, 2),
                 (QStringList{QStringLiteral("no-new-privileges"), QStringLiteral("seccomp")}));
        QCOMPARE(telling.filter(QStringLiteral("works")),
                 (QStringList{QStringLiteral("works: read a file"), QStringLiteral("works: list a folder")}));
    }

    void landlockAloneRefuses_data() {
        QTest::addColumn<QString>("attempt");
        QTest::addColumn<int>("since");
        const auto row = [](const char *attempt, int since) {
            QTest::newRow(attempt) << refused(attempt) << since;
        };
        for (const auto *attempt :
             {"read a file", "list a folder", "create a file", "open for writing", "rename", "make a folder",
              "make a link", "remove", "run a program", "trace the parent"})
            row(attempt, 1);
        row("truncate", 3);
        row("TCP", 4);
        row("abstract socket", 6);
        row("signal the parent", 6);
    }
    void landlockAloneRefuses() {
        STARTS_A_PROCESS();
        QFETCH(QString, attempt);
        QFETCH(int, since);
        if (landlockVersion() < since)
            QSKIP("skipped: this kernel's Landlock is older");
        static const auto telling = tryEverything({QStringLiteral("--without-seccomp")});
        QVERIFY2(telling.contains(attempt), qPrintable(telling.join(QStringLiteral("\n"))));
    }
};

DOCCHAT_TEST(MaliceTest)
#include "malice_test.moc"
