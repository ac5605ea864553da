#include "fileopenings.h"
#include "testmain.h"

#include <QCoreApplication>
#include <QFileOpenEvent>

using namespace docchat;
using namespace Qt::StringLiterals;

class FileOpeningsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsAskedForBeforeThereIsAWindowWaits() {
        FileOpenings openings(qApp);
        ask(QUrl::fromLocalFile(u"/early one.pdf"_s));
        ask(QUrl::fromLocalFile(u"/früh.txt"_s));
        QStringList opened;
        openings.setOpener([&](const QStringList &paths) { opened += paths; });
        QCOMPARE(opened, (QStringList{u"/early one.pdf"_s, u"/früh.txt"_s}));
        ask(QUrl::fromLocalFile(u"/later.txt"_s));
        QCOMPARE(opened.last(), u"/later.txt"_s);
        openings.setOpener({});
        ask(QUrl::fromLocalFile(u"/after.txt"_s));
        QCOMPARE(opened.size(), 3);
        openings.setOpener([&](const QStringList &paths) { opened = paths; });
        QCOMPARE(opened, QStringList{u"/after.txt"_s});
    }

    void whatIsNoFileIsLeftToOthers() {
        FileOpenings openings(qApp);
        QStringList opened;
        openings.setOpener([&](const QStringList &paths) { opened += paths; });
        ask(QUrl(u"https://example.org/a.pdf"_s));
        QVERIFY(opened.isEmpty());
    }

private:
    static void ask(const QUrl &url) {
        QFileOpenEvent event(url);
        QCoreApplication::sendEvent(qApp, &event);
    }
};

DOCCHAT_TEST(FileOpeningsTest)
#include "fileopenings_test.moc"
