#include "async/threads.h"
#include "testmain.h"

#include <QSemaphore>
#include <QSet>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <latch>
#include <mutex>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace docchat;

class ThreadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allAreThereAtOnceAndStay();
    void theProgramEndsWhereTheSystemRefusesOne();
};

void ThreadsTest::allAreThereAtOnceAndStay() {
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    async::keepThreads(&pool);
    std::mutex mutex;
    QSet<Qt::HANDLE> threads;
    for (int round = 0; round < 20; ++round) {
        std::latch meeting(3);
        QSemaphore ended;
        for (int i = 0; i < 3; ++i) {
            pool.start([&] {
                meeting.arrive_and_wait();
                {
                    const std::lock_guard lock(mutex);
                    threads += QThread::currentThreadId();
                }
                ended.release();
            });
        }
        QVERIFY(ended.tryAcquire(3, 30'000));
    }
    QCOMPARE(threads.size(), 3);
    QCOMPARE(pool.expiryTimeout(), -1);
}

/// In a process of its own, which has no room for another thread's stack.
void ThreadsTest::theProgramEndsWhereTheSystemRefusesOne() {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    QSKIP("a sanitizer needs more room than that");
#endif
#endif
    const auto child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        const rlimit little{1, 1};
        ::setrlimit(RLIMIT_AS, &little);
        ::signal(SIGABRT, SIG_DFL);
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        pool.setStackSize(64 * 1024 * 1024); // none of those that ended threads have left
        async::keepThreads(&pool);
        ::_exit(0);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
}

DOCCHAT_TEST(ThreadsTest)
#include "threads_test.moc"
