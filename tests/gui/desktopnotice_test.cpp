#include "desktopnotice.h"

#include "scene.h"
#include "testmain.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>

using namespace docchat;
using namespace docchat::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a desktop has to show notices: it keeps what it was given.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    FakeDesktop() {
        auto bus = QDBusConnection::sessionBus();
        isThere = bus.registerObject(u"/org/freedesktop/Notifications"_s, this,
                                     QDBusConnection::ExportAllContents) &&
                  bus.registerService(u"org.freedesktop.Notifications"_s);
    }
    ~FakeDesktop() override {
        auto bus = QDBusConnection::sessionBus();
        bus.unregisterService(u"org.freedesktop.Notifications"_s);
        bus.unregisterObject(u"/org/freedesktop/Notifications"_s);
    }

    bool isThere = false;
    QStringList bodies;

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &, const QString &body,
                const QStringList &, const QVariantMap &, int) {
        bodies += body;
        return 7;
    }

Q_SIGNALS:
    void ActionInvoked(uint notice, const QString &action);
};

} // namespace

class DesktopNoticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void longWorkThatEndsBehindOtherWindowsIsToldOnce() {
        FakeDesktop desktop;
        QVERIFY(desktop.isThere);
        QWidget window; // not in front: not shown yet
        DesktopNotice notice(&window, 0ms);
        for (const int running : {0, 2, 1})
            notice.setRunning(running);
        notice.documentEnded(u"a<b.pdf"_s, true);
        notice.documentEnded(u"b.pdf"_s, false);
        notice.setRunning(0);
        notice.setRunning(0);
        QTRY_COMPARE_WITH_TIMEOUT(desktop.bodies, QStringList{u"a&lt;b.pdf can be asked now. 1 failed."_s},
                                  patience);
        notice.setRunning(3);
        for (int i = 0; i < 2000; ++i)
            notice.documentEnded(u"c.pdf"_s, true);
        notice.setRunning(0);
        QTRY_COMPARE_WITH_TIMEOUT(desktop.bodies.size(), 2, patience);
        QCOMPARE(desktop.bodies.last(), u"2,000 documents can be asked now."_s);
        QVERIFY(!window.isVisible());
        Q_EMIT desktop.ActionInvoked(8, u"default"_s); // another program's
        const auto isShown = [&] {
            Q_EMIT desktop.ActionInvoked(7, u"default"_s); // once the notice's number is known
            return window.isVisible();
        };
        QVERIFY(QTest::qWaitFor(isShown, patience));
    }

    void shortWorkAndAWindowInFrontAreNotToldOf() {
        FakeDesktop desktop;
        QWidget window;
        DesktopNotice quick(&window, 1h);
        quick.setRunning(1);
        quick.documentEnded(u"a.pdf"_s, true);
        quick.setRunning(0);
        window.show();
        window.activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(window.isActiveWindow(), patience);
        DesktopNotice watched(&window, 0ms);
        watched.setRunning(1);
        watched.documentEnded(u"a.pdf"_s, true);
        watched.setRunning(0);
        QWidget other;
        DesktopNotice last(&other, 0ms); // what comes before it would have come by then
        last.setRunning(1);
        last.setRunning(0); // nothing ended: it was paused
        last.setRunning(1);
        last.documentEnded(u"ended.pdf"_s, true);
        last.forget();
        last.setRunning(0); // the program ended
        last.setRunning(1);
        last.documentEnded(u"b.pdf"_s, true);
        last.setRunning(0);
        QTRY_COMPARE_WITH_TIMEOUT(desktop.bodies.size(), 1, patience);
        QTest::qWait(50);
        QCOMPARE(desktop.bodies, QStringList{u"b.pdf can be asked now."_s});
    }
};

DOCCHAT_TEST(DesktopNoticeTest)
#include "desktopnotice_test.moc"
