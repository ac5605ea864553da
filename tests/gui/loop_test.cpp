#include "scene.h"
#include "testmain.h"

#include "async/watchdog.h"

#include <QFile>
#include <QThread>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A figure of /proc/self/status in MB, such as VmRSS.
double memory(const QByteArray &name) {
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const auto &line : file.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return double(line.mid(name.size() + 1).trimmed().split(' ').front().toLongLong()) / 1024;
    }
    return -1;
}

} // namespace

class LoopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowLivesWhileABookIsRead();
    void theWindowLivesWhileABookIsEmbedded();
    void aPlantedStallIsSeen();

private:
    void read(Scene &scene);
};

void LoopTest::read(Scene &scene) {
    async::LoopMonitor monitor;
    QTest::qWait(300); // the window is there, and still
    monitor.start();
    QVERIFY(scene.drop({sharedData() + u"/pdf/freeculture.pdf"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"freeculture.pdf"_s), u"352 pages"_s, 4 * patience);
    monitor.stop();
    QVERIFY(monitor.beats() > 0);
    qInfo("%lld beats, largest gap %.1f ms, %lld pages read, VmRSS %.0f MB, VmHWM %.0f MB", monitor.beats(),
          monitor.largestGapMs(), scene.count("SELECT count(*) FROM page"), memory("VmRSS"), memory("VmHWM"));
}

void LoopTest::theWindowLivesWhileABookIsRead() {
    NEEDS_SHARED_DATA();
    Scene scene;
    read(scene);
}

void LoopTest::theWindowLivesWhileABookIsEmbedded() {
    NEEDS_SHARED_DATA();
    ScriptedServer server; // shares the loop: its own work is in the figure
    server.setEmbedDelay(5ms);
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    read(scene);
    qInfo("%d requests, at most %d at once", server.stats().requests, server.stats().maxInFlight);
    QVERIFY(server.stats().requests > 20);
}

void LoopTest::aPlantedStallIsSeen() {
    const Scene scene;
    async::LoopMonitor monitor;
    monitor.start();
    QTest::qWait(50);
    QTimer::singleShot(0, &monitor, [] { QThread::msleep(120); });
    QTest::qWait(300);
    monitor.stop();
    qInfo("%lld beats, largest gap %.1f ms", monitor.beats(), monitor.largestGapMs());
    QVERIFY(monitor.beats() > 0);
    QVERIFY(monitor.largestGapMs() >= 100);
}

DOCCHAT_TEST(LoopTest)

#include "loop_test.moc"
