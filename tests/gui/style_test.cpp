#include "scene.h"
#include "testmain.h"

#include "chat/answerstyledialog.h"
#include "settings/settings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QRadioButton>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString key = u"What does a lost key cost?"_s;

ui::AnswerStyleDialog *openStyle(Scene &scene) {
    click(scene.window()->findChild<QPushButton *>(u"answerStyle"_s));
    return scene.dialog<ui::AnswerStyleDialog>();
}

QComboBox *choice(QWidget *dialog, const QString &name) {
    for (auto *box : dialog->findChildren<QComboBox *>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

void choose(QWidget *dialog, const QString &name, const QString &words) {
    choice(dialog, name)->setCurrentText(words);
}

QPlainTextEdit *instructions(QWidget *dialog) {
    return dialog->findChild<QPlainTextEdit *>(u"instructions"_s);
}

void save(QWidget *dialog) {
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isVisible(), patience);
}

QString styleWords(Scene &scene) {
    return scene.window()->findChild<QPushButton *>(u"answerStyle"_s)->text();
}

QString toldIn(const ScriptedServer &server, qsizetype call) {
    return QJsonDocument::fromJson(server.stats().bodies.value(call))[u"messages"_s]
        .toArray()
        .first()[u"content"_s]
        .toString();
}

} // namespace

class AnswerStyleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStyleOfAChatIsToldToTheModelAndKept();
    void aStyleOfAllChatsHoldsWhereAChatSaysNothing();
    void bothAreKeptWhicheverIsShown();
    void cancelChangesNothing();
    void presetsAreSavedChosenAndDeleted();
};

void AnswerStyleTest::aStyleOfAChatIsToldToTheModelAndKept() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setAnswer({u"20 euros [1]."_s}, 1ms);
    const auto provider = providerAt(server, u"m"_s, {});
    {
        Scene scene(provider, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QCOMPARE(styleWords(scene), u"Answer style…"_s);
        auto *dialog = openStyle(scene);
        QVERIFY(dialog);
        instructions(dialog)->setPlainText(u"Begin with the figure."_s);
        choose(dialog, u"Length"_s, u"Short"_s);
        choose(dialog, u"Language"_s, u"German"_s);
        save(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(styleWords(scene), u"Style: short, German, instructions"_s, patience);
        QVERIFY(scene.ask(key));
        const auto told = toldIn(server, 0);
        QVERIFY2(told.contains(u"Answer in German, in one to three sentences"_s), qPrintable(told));
        QVERIFY(told.contains(u"Begin with the figure."_s));
        QTest::keyClick(scene.window(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(styleWords(scene), u"Answer style…"_s, patience);
    }
    Scene scene(provider, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(styleWords(scene), u"Style: short, German, instructions"_s, patience);
}

void AnswerStyleTest::aStyleOfAllChatsHoldsWhereAChatSaysNothing() {
    ScriptedServer server;
    server.setAnswer({u"20 euros [1]."_s}, 1ms);
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *dialog = openStyle(scene);
    QVERIFY(dialog);
    choose(dialog, u"Length"_s, u"Long"_s);
    dialog->findChildren<QRadioButton *>().last()->click();
    QCOMPARE(choice(dialog, u"Length"_s)->currentText(), u"Normal"_s);
    choose(dialog, u"Length"_s, u"Short"_s);
    choose(dialog, u"Language"_s, u"French"_s);
    save(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(styleWords(scene), u"Style: long, French"_s, patience);
    QVERIFY(scene.ask(key));
    QVERIFY2(toldIn(server, 0).contains(u"Answer in French, at length"_s), qPrintable(toldIn(server, 0)));
    QTest::keyClick(scene.window(), Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(styleWords(scene), u"Style: short, French"_s, patience);
}

void AnswerStyleTest::bothAreKeptWhicheverIsShown() {
    const AnswerStyle chat{u"c"_s, AnswerLength::Short, u"de"_s};
    const AnswerStyle all{u"a"_s, AnswerLength::Long, u"fr"_s};
    ui::AnswerStyleDialog dialog(chat, all, {}, nullptr);
    QCOMPARE(dialog.ofChat(), chat);
    QCOMPARE(dialog.ofAll(), all);
    dialog.findChildren<QRadioButton *>().last()->click();
    QCOMPARE(dialog.ofChat(), chat);
    QCOMPARE(dialog.ofAll(), all);
    dialog.findChildren<QRadioButton *>().first()->click();
    QCOMPARE(dialog.ofChat(), chat);
    QCOMPARE(dialog.ofAll(), all);
}

void AnswerStyleTest::cancelChangesNothing() {
    Scene scene;
    auto *dialog = openStyle(scene);
    QVERIFY(dialog);
    choose(dialog, u"Length"_s, u"Short"_s);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::AnswerStyleDialog *>(), patience);
    QCOMPARE(styleWords(scene), u"Answer style…"_s);
    const settings::Settings settings(scene.application().options().dataFolder);
    QCOMPARE(settings.answerStyle(), AnswerStyle());
}

void AnswerStyleTest::presetsAreSavedChosenAndDeleted() {
    Scene scene;
    auto *dialog = openStyle(scene);
    QVERIFY(dialog);
    choose(dialog, u"Length"_s, u"Short"_s);
    choose(dialog, u"Language"_s, u"Dutch"_s);
    QVERIFY(!buttonNamed(dialog, u"Save preset"_s)->isEnabled());
    choice(dialog, u"Preset"_s)->setEditText(u"for Ann"_s);
    buttonNamed(dialog, u"Save preset"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM preset WHERE name='for Ann'"), 1, patience);
    dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::AnswerStyleDialog *>(), patience);

    dialog = openStyle(scene);
    QVERIFY(dialog);
    auto *preset = choice(dialog, u"Preset"_s);
    QCOMPARE(preset->findText(u"for Ann"_s), 0);
    preset->setCurrentIndex(0);
    Q_EMIT preset->activated(0);
    QCOMPARE(dialog->ofChat(), (AnswerStyle{{}, AnswerLength::Short, u"nl"_s}));
    buttonNamed(dialog, u"Delete"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM preset"), 0, patience);
    QCOMPARE(preset->count(), 0);
}

DOCCHAT_TEST(AnswerStyleTest)

#include "style_test.moc"
