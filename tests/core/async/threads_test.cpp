#include "async/threads.h"
#include "testmain.h"

#include <QDir>
#include <QSet>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <latch>
#include <memory>
#include <mutex>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace docchat;
using namespace Qt::StringLiterals;

namespace {

int told = -1; // where the child writes what it says

} // namespace

class ThreadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allAreThereAtOnceAndStay();
    void theProgramEndsWhereTheSystemRefusesOne();
};

void ThreadsTest::allAreThereAtOnceAndStay() {
    const auto threadsNow = [] {
        return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    const auto before = threadsNow();
    std::mutex mutex;
    QSet<Qt::HANDLE> threads;
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    async::keepThreads(&pool);
    QCOMPARE(threadsNow(), before + 3);
    for (int round = 0; round < 20; ++round) {
        const auto meeting = std::make_shared<std::latch>(3);
        const auto ended = std::make_shared<std::latch>(3);
        for (int i = 0; i < 3; ++i) {
            async::startOn(&pool, [&, meeting, ended] {
                meeting->arrive_and_wait();
                {
                    const std::lock_guard lock(mutex);
                    threads += QThread::currentThreadId();
                }
                ended->count_down();
            });
        }
        ended->wait();
    }
    QCOMPARE(threads.size(), 3);
    QCOMPARE(threadsNow(), before + 3);
}

/// In a process of its own, which has no room for another thread's stack.
void ThreadsTest::theProgramEndsWhereTheSystemRefusesOne() {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    QSKIP("a sanitizer needs more room than that");
#endif
#endif
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    told = ends[1];
    const auto child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
            std::ignore = ::write(told, text.toUtf8().constData(), size_t(text.size()));
        });
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        ::signal(SIGABRT, SIG_DFL);
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        pool.setStackSize(64 * 1024 * 1024); // none of those that ended threads have left
        const rlimit little{1, 1};
        ::setrlimit(RLIMIT_AS, &little);
        async::keepThreads(&pool);
        ::_exit(0);
    }
    ::close(ends[1]);
    QByteArray said;
    char bytes[512];
    while (const auto size = std::max<ssize_t>(0, ::read(ends[0], bytes, sizeof bytes)))
        said.append(bytes, size);
    ::close(ends[0]);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY2(said.contains("cannot make its threads"), said.constData());
}

DOCCHAT_TEST(ThreadsTest)
#include "threads_test.moc"
