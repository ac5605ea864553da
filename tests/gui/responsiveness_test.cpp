#include "scene.h"
#include "testmain.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenuBar>
#include <QTreeWidget>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

QStringList shown(Scene &scene) {
    QStringList lines;
    auto *list = scene.gui().responsiveness()->list();
    for (int row = 0; row < list->topLevelItemCount(); ++row)
        lines += list->topLevelItem(row)->text(0) + u' ' + list->topLevelItem(row)->text(1);
    return lines;
}

bool choose(Scene &scene, const QString &text) {
    for (const auto *menu : scene.window()->menuBar()->actions()) {
        for (auto *action : menu->menu()->actions()) {
            if (action->text() == text) {
                action->trigger();
                return true;
            }
        }
    }
    return false;
}

} // namespace

class ResponsivenessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLongestTimesAreKept();
    void theTaskIsNamedThatHeldAnEvent();
    void theDialogShowsThemAndForgetsThem();
};

void ResponsivenessTest::theLongestTimesAreKept() {
    Responsiveness measured;
    for (int i = 1; i <= 200; ++i)
        measured.note("docchat::ui::PageView", QEvent::Paint, i % 2 == 0 ? i : 1);
    QCOMPARE(measured.events(), 200);
    QCOMPARE(measured.longest().size(), size_t(50));
    QCOMPARE(measured.longest().front().ms, 200.0);
    QCOMPARE(measured.longest().front().what, u"Paint of PageView"_s);
    QCOMPARE(measured.longest().back().ms, 102.0);
    const auto json = QJsonDocument::fromJson(measured.toJson()).object();
    QCOMPARE(json[u"longest_ms"_s].toDouble(), 200.0);
    QCOMPARE(json[u"gaps"_s].toArray().size(), 50);
    measured.startAgain();
    QVERIFY(measured.longest().empty());
    QCOMPARE(measured.events(), 0);
}

void ResponsivenessTest::theTaskIsNamedThatHeldAnEvent() {
    Responsiveness measured;
    measured.noteStep("load documents", 5);
    measured.noteStep("answer", 21);
    measured.noteStep("search", 7);
    measured.note("docchat::async::Loop", QEvent::MetaCall, 40);
    measured.begin();
    measured.note("QTimer", QEvent::Timer, 30); // without one
    QCOMPARE(measured.longest()[0].what, u"task “answer”"_s);
    QCOMPARE(measured.longest()[1].what, u"Timer of QTimer"_s);
}

void ResponsivenessTest::theDialogShowsThemAndForgetsThem() {
    Scene scene;
    scene.responsiveness().note("docchat::ui::ChatPane", QEvent::Resize, 61.4);
    scene.responsiveness().note("docchat::ui::PageView", QEvent::Paint, 8.4);
    QVERIFY(choose(scene, u"Responsiveness"_s));
    auto *dialog = scene.gui().responsiveness();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(shown(scene), (QStringList{u"61 ms Resize of ChatPane"_s, u"8.4 ms Paint of PageView"_s}));
    clickNamed(dialog, u"Copy all"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Resize of ChatPane"_s));
    clickNamed(dialog, u"Start again"_s);
    QCOMPARE(shown(scene), QStringList());
    clickNamed(dialog, u"Close"_s);
    QVERIFY(!dialog->isVisible());
}

DOCCHAT_TEST(ResponsivenessTest)
#include "responsiveness_test.moc"
