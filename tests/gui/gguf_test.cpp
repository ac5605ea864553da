#include "ggufmodel.h"
#include "scene.h"
#include "testmain.h"

#include "settings/gettingmodeldialog.h"
#include "settings/ggufsheet.h"
#include "settings/modelsdialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString fake = QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakellama");

/// As by its key: a click of the mouse may come before a new dialog has its place on the screen.
void press(QAbstractButton *button) {
    button->click();
}

QString wordsOf(const QWidget *inside) {
    QStringList words;
    for (const auto *label : inside->findChildren<QLabel *>()) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'\n');
}

/// Chooses in the file dialog, once it is open, as a person who types the path.
void chooseFile(Scene &scene, const QString &path) {
    QFileDialog *files = nullptr;
    QVERIFY(QTest::qWaitFor(
        [&] { return (files = scene.window()->findChild<QFileDialog *>()) && files->isVisible(); },
        patience));
    auto *name = files->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
}

void openHelp(Scene &scene) {
    for (auto *action : scene.window()->menuBar()->findChildren<QAction *>()) {
        if (action->text() == u"Getting a Model…")
            action->trigger();
    }
}

} // namespace

class GgufTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDroppedModelIsOfferedAndWritesAnswers();
    void notNowChangesNothing();
    void theSameFileIsSetUpOnce();
    void withoutLlamaServerItSaysWhatToDo();
    void whatIsNoModelIsSaid();
    void helpLeadsToAFile();
    void theSettingsShowTheFile();
};

void GgufTest::aDroppedModelIsOfferedAndWritesAnswers() {
    const GgufModel model;
    Scene scene;
    scene.application().useLlamaServer(fake);
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.drop({model.path()}));
    auto *sheet = scene.dialog<ui::GgufSheet>();
    QVERIFY(sheet);
    QVERIFY2(wordsOf(sheet).startsWith(u"Use scripted-chat.gguf to write answers?"),
             qPrintable(wordsOf(sheet)));
    press(buttonNamed(sheet, u"Use it"_s));
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().provider(), patience);
    QCOMPARE(scene.application().provider()->kind, u"gguf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"● scripted-chat · this computer ▾"_s), patience);
    QVERIFY(model.processes().isEmpty());
    const auto *answer = scene.ask(u"What does a lost key cost?"_s);
    QVERIFY(answer);
    QVERIFY2(answer->message().text.contains(u"A scripted answer"), qPrintable(answer->message().text));
    QCOMPARE(model.processes().size(), 1);
    QCOMPARE(scene.documents().documents(), 1); // the model is none
}

void GgufTest::notNowChangesNothing() {
    const GgufModel model;
    Scene scene;
    scene.application().useLlamaServer(fake);
    scene.drop({model.path()});
    auto *sheet = scene.dialog<ui::GgufSheet>();
    QVERIFY(sheet);
    press(buttonNamed(sheet, u"Not now"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::GgufSheet *>(), patience);
    QVERIFY(!scene.application().provider());
    QCOMPARE(scene.count("SELECT count(*) FROM provider"), 0);
}

void GgufTest::theSameFileIsSetUpOnce() {
    const GgufModel model;
    const GgufModel other;
    Scene scene;
    scene.application().useLlamaServer(fake);
    const std::pair<QString, QString> drops[] = {{model.path(), u"scripted-chat"_s},
                                                 {other.path(), u"scripted-chat 2"_s},
                                                 {model.path(), u"scripted-chat"_s}};
    for (const auto &[path, name] : drops) {
        scene.drop({path});
        auto *sheet = scene.dialog<ui::GgufSheet>();
        QVERIFY(sheet);
        press(buttonNamed(sheet, u"Use it"_s));
        QTRY_VERIFY_WITH_TIMEOUT(
            scene.application().provider() && scene.application().provider()->name == name, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::GgufSheet *>(), patience);
    }
    QCOMPARE(scene.count("SELECT count(*) FROM provider"), 2);
}

void GgufTest::withoutLlamaServerItSaysWhatToDo() {
    const GgufModel model;
    const QTemporaryDir folder;
    Scene scene({}, folder.path());
    scene.application().useLlamaServer(u"/nowhere/llama-server"_s);
    scene.drop({model.path()});
    auto *sheet = scene.dialog<ui::GgufSheet>();
    QVERIFY(sheet);
    QVERIFY2(wordsOf(sheet).contains(u"is not found on this computer"), qPrintable(wordsOf(sheet)));
    QVERIFY(wordsOf(sheet).contains(u"Choose the file llama-server"));
    auto *use = buttonNamed(sheet, u"Use it"_s);
    QVERIFY(!use->isEnabled());
    press(buttonNamed(sheet, u"Choose llama-server…"_s));
    chooseFile(scene, model.path()); // no program
    QTRY_VERIFY_WITH_TIMEOUT(wordsOf(sheet).contains(u"scripted-chat.gguf is no program"), patience);
    QVERIFY(!use->isEnabled());
    press(buttonNamed(sheet, u"Choose llama-server…"_s));
    chooseFile(scene, fake);
    QTRY_VERIFY_WITH_TIMEOUT(use->isVisible() && use->isEnabled(), patience);
    QVERIFY2(wordsOf(sheet).contains(u"By "_s + fake), qPrintable(wordsOf(sheet)));
    QVERIFY(!wordsOf(sheet).contains(u"is not found"));
    QCOMPARE(settings::Settings(folder.path()).llamaServer(), fake);
    press(buttonNamed(sheet, u"Not now"_s));
}

void GgufTest::whatIsNoModelIsSaid() {
    const QTemporaryDir folder;
    Scene scene;
    scene.drop({writeFile(QDir(folder.path()), u"text.gguf"_s, "Hello")});
    auto *box = scene.dialog<QMessageBox>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(u"text.gguf is no GGUF file"), qPrintable(box->text()));
    QVERIFY(!scene.window()->findChild<ui::GgufSheet *>());
}

void GgufTest::helpLeadsToAFile() {
    const GgufModel model;
    Scene scene;
    scene.application().useLlamaServer(fake);
    openHelp(scene);
    auto *help = scene.dialog<ui::GettingModelDialog>();
    QVERIFY(help);
    QVERIFY2(wordsOf(help).contains(u"llama-server is here: "_s + fake), qPrintable(wordsOf(help)));
    press(buttonNamed(help, u"Choose a .gguf…"_s));
    chooseFile(scene, model.path());
    auto *sheet = scene.dialog<ui::GgufSheet>();
    QVERIFY(sheet);
    press(buttonNamed(sheet, u"Not now"_s));
}

void GgufTest::theSettingsShowTheFile() {
    const GgufModel model;
    ProviderConfig config;
    config.name = u"mine"_s;
    config.kind = u"gguf"_s;
    config.url = QUrl::fromLocalFile(model.path());
    config.chatModel = u"scripted-chat"_s;
    Scene scene(config);
    scene.application().useLlamaServer(fake);
    QTest::keyClick(scene.window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = scene.dialog<ui::ModelsDialog>();
    QVERIFY(dialog);
    QLineEdit *file = nullptr;
    for (auto *edit : dialog->findChildren<QLineEdit *>()) {
        if (edit->isVisible() && edit->accessibleName() == "File"_L1)
            file = edit;
        QVERIFY(!edit->isVisible() || edit->accessibleName() != "Key is in the variable"_L1);
    }
    QVERIFY(file);
    QCOMPARE(file->text(), model.path());
    QCOMPARE(dialog->choice().providers.front().url, config.url);
    auto *save = buttonNamed(dialog, u"Save"_s);
    QVERIFY(save->isEnabled());
    file->setFocus();
    file->selectAll();
    QTest::keyClicks(file, u"models/other.gguf"_s);
    QVERIFY(!save->isEnabled()); // not a whole path
    file->selectAll();
    QTest::keyClicks(file, u"/models/other.gguf"_s);
    QVERIFY(save->isEnabled());
    QCOMPARE(dialog->choice().providers.front().chatModel, u"other"_s);
    file->selectAll();
    QTest::keyClicks(file, model.path());
    press(dialog->findChild<QPushButton *>(u"test"_s));
    const auto *result = dialog->findChild<QLabel *>(u"testResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"A scripted answer"), patience);
    press(buttonNamed(dialog, u"Cancel"_s));
}

DOCCHAT_TEST(GgufTest)
#include "gguf_test.moc"
