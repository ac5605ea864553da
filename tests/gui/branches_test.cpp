#include "chat/versionswitch.h"
#include "scene.h"
#include "testmain.h"

#include <QLabel>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cargo = u"How long may I keep a cargo bike?"_s;
const QString key = u"What does a lost key cost?"_s;
const QString late = u"What is the late fee?"_s;

QStringList questionsOf(Scene &scene) {
    QStringList questions;
    for (auto *bubble : scene.window()->chat()->findChildren<QLabel *>(u"bubble"_s))
        questions += bubble->text();
    return questions;
}

QStringList answersOf(Scene &scene) {
    QStringList texts;
    for (auto *view : scene.answers())
        texts += view->message().text.trimmed();
    return texts;
}

QList<QPushButton *> buttonsNamed(Scene &scene, const QString &name) {
    QList<QPushButton *> buttons;
    for (auto *button : scene.window()->chat()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->accessibleName() == name)
            buttons += button;
    }
    return buttons;
}

QString versionWords(Scene &scene) {
    for (auto *one : scene.window()->chat()->findChildren<ui::VersionSwitch *>()) {
        if (one->isVisible())
            return one->findChild<QLabel *>()->text();
    }
    return {};
}

QString said(ScriptedServer &server, Scene &scene, const QString &words, const std::function<void()> &wish) {
    server.setAnswer({words}, 1ms);
    bool done = false;
    const auto connection =
        QObject::connect(scene.gui().chat(), &ChatController::answered, &scene.gui(), [&] { done = true; });
    wish();
    const bool answered = QTest::qWaitFor([&] { return done; }, patience);
    QObject::disconnect(connection);
    return answered && !scene.answers().isEmpty() ? scene.answers().last()->message().text.trimmed()
                                                  : QString();
}

} // namespace

class BranchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void regeneratingKeepsTheEarlierAnswer();
    void anEditedQuestionKeepsTheEarlierBranch();
    void escapeGivesTheDraftBack();
    void versionsAreThereAfterARestart();
    void theKeyboardRegeneratesAndEdits();
};

void BranchesTest::regeneratingKeepsTheEarlierAnswer() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    QCOMPARE(said(server, scene, u"First"_s, [&] { scene.typeQuestion(cargo); }), u"First"_s);
    QVERIFY(versionWords(scene).isEmpty());
    QCOMPARE(said(server, scene, u"Second"_s, [&] { clickNamed(scene.answers().last(), u"Regenerate"_s); }),
             u"Second"_s);
    QCOMPARE(answersOf(scene), QStringList{u"Second"_s});
    QCOMPARE(questionsOf(scene), QStringList{cargo});
    QTRY_COMPARE_WITH_TIMEOUT(versionWords(scene), u"2 of 2"_s, patience);
    QVERIFY(!buttonsNamed(scene, u"Later version"_s).first()->isEnabled());
    click(buttonsNamed(scene, u"Earlier version"_s).first());
    QTRY_COMPARE_WITH_TIMEOUT(answersOf(scene), QStringList{u"First"_s}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(versionWords(scene), u"1 of 2"_s, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM message WHERE role='question'"), 1);
}

void BranchesTest::anEditedQuestionKeepsTheEarlierBranch() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    said(server, scene, u"A1"_s, [&] { scene.typeQuestion(cargo); });
    said(server, scene, u"A2"_s, [&] { scene.typeQuestion(key); });
    auto *composer = scene.window()->chat()->composer();
    composer->setText(u"half a thought"_s);
    QTRY_COMPARE_WITH_TIMEOUT(buttonsNamed(scene, u"Edit this question"_s).size(), 2, patience);
    click(buttonsNamed(scene, u"Edit this question"_s).first());
    QCOMPARE(composer->text(), cargo);
    composer->setText({});
    QCOMPARE(said(server, scene, u"B1"_s, [&] { scene.typeQuestion(late); }), u"B1"_s);
    QCOMPARE(questionsOf(scene), QStringList{late});
    QCOMPARE(answersOf(scene), QStringList{u"B1"_s});
    QCOMPARE(composer->text(), u"half a thought"_s);
    QTRY_COMPARE_WITH_TIMEOUT(versionWords(scene), u"2 of 2"_s, patience);
    click(buttonsNamed(scene, u"Earlier version"_s).first());
    QTRY_COMPARE_WITH_TIMEOUT(questionsOf(scene), (QStringList{cargo, key}), patience);
    QCOMPARE(answersOf(scene), (QStringList{u"A1"_s, u"A2"_s}));
}

void BranchesTest::escapeGivesTheDraftBack() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(cargo));
    auto *composer = scene.window()->chat()->composer();
    composer->setText(u"half a thought"_s);
    QTRY_COMPARE_WITH_TIMEOUT(buttonsNamed(scene, u"Edit this question"_s).size(), 1, patience);
    click(buttonsNamed(scene, u"Edit this question"_s).first());
    QCOMPARE(composer->text(), cargo);
    QTest::keyClick(scene.window()->focusWidget(), Qt::Key_Escape);
    QCOMPARE(composer->text(), u"half a thought"_s);
    composer->setText({});
    QVERIFY(scene.ask(key));
    QCOMPARE(questionsOf(scene), (QStringList{cargo, key}));
}

void BranchesTest::versionsAreThereAfterARestart() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        auto *view = scene.ask(cargo);
        QVERIFY(view);
        QTRY_VERIFY_WITH_TIMEOUT(!buttonsNamed(scene, u"Edit this question"_s).isEmpty(), patience);
        clickNamed(view, u"Regenerate"_s);
        QTRY_COMPARE_WITH_TIMEOUT(versionWords(scene), u"2 of 2"_s, patience);
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(versionWords(scene), u"2 of 2"_s, patience);
    QCOMPARE(scene.answers().size(), 1);
}

void BranchesTest::theKeyboardRegeneratesAndEdits() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    said(server, scene, u"First"_s, [&] { scene.typeQuestion(cargo); });
    QCOMPARE(said(server, scene, u"Second"_s,
                  [&] { QTest::keyClick(scene.window(), Qt::Key_R, Qt::ControlModifier); }),
             u"Second"_s);
    QCOMPARE(scene.answers().size(), 1);
    QTest::keyClick(scene.window(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(scene.window()->chat()->composer()->text(), cargo);
    QCOMPARE(said(server, scene, u"Third"_s,
                  [&] {
                      QTest::keyClick(scene.window()->chat()->composer()->findChild<QTextEdit *>(),
                                      Qt::Key_Return);
                  }),
             u"Third"_s);
    QCOMPARE(scene.count("SELECT count(*) FROM message WHERE role='question'"), 2);
}

DOCCHAT_TEST(BranchesTest)

#include "branches_test.moc"
