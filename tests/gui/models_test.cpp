#include "scene.h"
#include "testmain.h"

#include "index/providers.h"
#include "settings/modelpicker.h"
#include "settings/modelsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QProgressBar>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString modelsPath = u"/v1/models"_s;

/// As by its key: a click of the mouse may come before a new dialog has its place on the screen.
void press(QAbstractButton *button) {
    button->click();
}

ui::ModelsDialog *openModels(Scene &scene) {
    QTest::keyClick(scene.window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    return scene.dialog<ui::ModelsDialog>();
}

/// The field or picker with a name.
template <class Widget>
Widget *named(QWidget *inside, const QString &name) {
    for (auto *widget : inside->findChildren<Widget *>()) {
        if (widget->accessibleName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

void type(QWidget *inside, const QString &name, const QString &text) {
    typeInto(named<QLineEdit>(inside, name), text);
}

QString said(QWidget *inside, const QString &label) {
    return inside->findChild<QLabel *>(label)->text();
}

const QString pullPath = u"/api/pull"_s;
const QByteArray pullingHalf = "{\"status\":\"pulling 6a\",\"total\":1000,\"completed\":500}\n";

ProviderConfig ollamaAt(const ScriptedServer &server) {
    auto config = providerAt(server, u"scripted-chat"_s, {});
    config.kind = u"ollama"_s;
    return config;
}

void get(QWidget *dialog, const QString &model) {
    type(dialog, u"Get a model"_s, model);
    QTest::keyClick(named<QLineEdit>(dialog, u"Get a model"_s), Qt::Key_Return);
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerIsAddedWithModelsOfItsList();
    void whileTheListLoadsItSaysSoAndCanBeCancelled();
    void aServerThatRefusesShowsItsErrorAndRetry();
    void testShowsTimeAndSample();
    void testShowsTheExactError();
    void whatIsNotCompleteCannotBeSaved();
    void aServerIsRemovedAfterAQuestion();
    void theOneThatHelpsOutIsKept();
    void cancelChangesNothing();
    void aModelIsGotFromOllama();
    void gettingAModelIsCancelled();
    void aModelThatCannotBeGotSaysWhy();
    void onlyOllamaGetsModels();
};

void ModelsTest::aServerIsAddedWithModelsOfItsList() {
    const ScriptedServer server;
    Scene scene;
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    press(buttonNamed(dialog, u"Add"_s));
    type(dialog, u"Name"_s, u"mine"_s);
    type(dialog, u"Address"_s, server.url().toString());
    QTest::keyClick(named<QLineEdit>(dialog, u"Address"_s), Qt::Key_Return);
    auto *chat = named<ui::ModelPicker>(dialog, u"Model for answers"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chat->count(), 2, patience);
    QCOMPARE(chat->itemText(0), u"scripted-chat"_s); // the one for embedding is last
    chat->setCurrentIndex(0);
    press(buttonNamed(dialog, u"Save"_s));
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().provider(), patience);
    QCOMPARE(scene.application().provider()->name, u"mine"_s);
    QCOMPARE(scene.application().provider()->chatModel, u"scripted-chat"_s);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"● scripted-chat · this computer ▾"_s), patience);
}

void ModelsTest::whileTheListLoadsItSaysSoAndCanBeCancelled() {
    ScriptedServer server;
    server.setDefaultFault(modelsPath, {.kind = ScriptedServer::Fault::Hang});
    Scene scene(providerAt(server, u"typed-by-hand"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, patience);
    QVERIFY2(said(dialog, u"modelState"_s).startsWith(u"Asking 127.0.0.1"),
             qPrintable(said(dialog, u"modelState"_s)));
    press(dialog->findChild<QPushButton *>(u"modelStateAction"_s));
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"modelState"_s).contains(u"can be typed"), patience);
    QCOMPARE(dialog->choice().providers.front().chatModel, u"typed-by-hand"_s);
}

void ModelsTest::aServerThatRefusesShowsItsErrorAndRetry() {
    ScriptedServer server;
    server.setFault(modelsPath, {{.status = 401, .body = R"({"error":{"message":"no key, no models"}})"}});
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"modelState"_s).contains(u"401"), patience);
    QVERIFY2(said(dialog, u"modelState"_s).contains(u"no key, no models"),
             qPrintable(said(dialog, u"modelState"_s)));
    auto *retry = dialog->findChild<QPushButton *>(u"modelStateAction"_s);
    QCOMPARE(retry->text(), u"Retry"_s);
    press(retry);
    QTRY_COMPARE_WITH_TIMEOUT(said(dialog, u"modelState"_s), u"2 models to pick from"_s, patience);
    QVERIFY(!retry->isVisible());
}

void ModelsTest::testShowsTimeAndSample() {
    ScriptedServer server;
    server.setAnswer({u"ready"_s, u"indeed"_s}, {});
    Scene scene(providerAt(server, u"scripted-chat"_s, u"scripted-embedder"_s));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    press(dialog->findChild<QPushButton *>(u"test"_s));
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"testResult"_s).contains(u"ready indeed"), patience);
    const QRegularExpression whole(
        u"^Lists its models in \\d+ ms: 2 models\nAnswers in \\d+ ms: ready indeed\nFinds in \\d+ ms: .*256.*$"_s);
    QVERIFY2(whole.match(said(dialog, u"testResult"_s)).hasMatch(),
             qPrintable(said(dialog, u"testResult"_s)));
}

void ModelsTest::testShowsTheExactError() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/chat/completions"_s,
                           {.status = 404, .body = R"({"error":{"message":"no such model here"}})"});
    Scene scene(providerAt(server, u"gone"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    press(dialog->findChild<QPushButton *>(u"test"_s));
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"testResult"_s).contains(u"\nAnswers: "), patience);
    QVERIFY2(said(dialog, u"testResult"_s).contains(u"gone"), qPrintable(said(dialog, u"testResult"_s)));
    QVERIFY(buttonNamed(dialog, u"Test"_s));
}

void ModelsTest::whatIsNotCompleteCannotBeSaved() {
    const ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    const auto *save = buttonNamed(dialog, u"Save"_s);
    QVERIFY(save->isEnabled());
    press(buttonNamed(dialog, u"Add"_s));
    QVERIFY(!save->isEnabled());
    type(dialog, u"Name"_s, u"scripted"_s);
    QVERIFY(!save->isEnabled()); // two of a name
    type(dialog, u"Name"_s, u"other"_s);
    type(dialog, u"Address"_s, u"ftp://example.com"_s);
    auto *chat = named<ui::ModelPicker>(dialog, u"Model for answers"_s);
    chat->setFocus();
    QTest::keyClicks(chat->lineEdit(), u"any"_s);
    QVERIFY(!save->isEnabled());
    type(dialog, u"Address"_s, server.url().toString());
    QVERIFY(save->isEnabled());
}

void ModelsTest::aServerIsRemovedAfterAQuestion() {
    const ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    for (const auto &answer : {u"Cancel"_s, u"Remove"_s}) {
        QCOMPARE(int(dialog->choice().providers.size()), 1);
        press(buttonNamed(dialog, u"Remove…"_s));
        auto *question = scene.dialog<QMessageBox>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"Remove scripted?"));
        press(buttonNamed(question, answer));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<QMessageBox *>(), patience);
    }
    QVERIFY(dialog->choice().providers.empty());
    press(buttonNamed(dialog, u"Save"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.application().provider(), patience);
    QCOMPARE(scene.count("SELECT count(*) FROM provider"), 0);
}

void ModelsTest::theOneThatHelpsOutIsKept() {
    const ScriptedServer server;
    const QTemporaryDir folder;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), folder.path());
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    auto second = providerAt(server, u"second-chat"_s, {});
    second.name = u"second"_s;
    dialog->add(second);
    dialog->findChild<QListWidget *>()->setCurrentRow(0);
    press(dialog->findChild<QCheckBox *>(u"inUse"_s));
    auto *fallback = dialog->findChild<QComboBox *>(u"fallback"_s);
    QCOMPARE(fallback->count(), 2); // nobody, or the one that is not in use
    QTest::keyClick(fallback, Qt::Key_Down);
    QCOMPARE(fallback->currentText(), u"second"_s);
    dialog->findChild<QDoubleSpinBox *>()->setValue(3.5);
    press(buttonNamed(dialog, u"Save"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().fallbackModel(), u"second-chat"_s, patience);
    QCOMPARE(scene.application().provider()->name, u"scripted"_s);
    QCOMPARE(settings::Settings(folder.path()).fallback().patienceMs, 3500);
}

void ModelsTest::cancelChangesNothing() {
    const ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    type(dialog, u"Name"_s, u"renamed"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::ModelsDialog *>(), patience);
    QCOMPARE(scene.count("SELECT count(*) FROM provider WHERE name='scripted' AND active"), 1);
}

void ModelsTest::aModelIsGotFromOllama() {
    ScriptedServer server;
    server.setFault(pullPath, {{.body = pullingHalf, .kind = ScriptedServer::Fault::Stall}});
    Scene scene(ollamaAt(server));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    auto *bar = dialog->findChild<QProgressBar *>();
    QVERIFY(!bar->isVisible());
    get(dialog, u"nomic-embed-text"_s);
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"pullResult"_s).startsWith(u"pulling 6a: 500"), patience);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->value() * 2, bar->maximum());
    press(dialog->findChild<QPushButton *>(u"pull"_s)); // Cancel
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"pullResult"_s).startsWith(u"Cancelled"), patience);
    get(dialog, u"nomic-embed-text"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said(dialog, u"pullResult"_s), u"nomic-embed-text is there"_s, patience);
    QVERIFY(!bar->isVisible());
    QCOMPARE(dialog->choice().providers.front().embedModel, u"nomic-embed-text"_s); // there was none
    QCOMPARE(dialog->choice().providers.front().chatModel, u"scripted-chat"_s);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().paths.count(u"/api/tags"_s), 2, patience); // listed anew
}

void ModelsTest::gettingAModelIsCancelled() {
    ScriptedServer server;
    server.setDefaultFault(pullPath, {.body = pullingHalf, .kind = ScriptedServer::Fault::Stall});
    for (const bool byButton : {true, false}) {
        Scene scene(ollamaAt(server));
        server.reset();
        auto *dialog = openModels(scene);
        QVERIFY(dialog);
        get(dialog, u"qwen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"pullResult"_s).startsWith(u"pulling 6a"), patience);
        if (byButton)
            press(dialog->findChild<QPushButton *>(u"pull"_s));
        else
            QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
        if (byButton)
            QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::ModelsDialog *>(), patience);
    }
}

void ModelsTest::aModelThatCannotBeGotSaysWhy() {
    ScriptedServer server;
    server.setDefaultFault(pullPath, {.body = "{\"error\":\"pull model manifest: file does not exist\"}\n"});
    Scene scene(ollamaAt(server));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    get(dialog, u"gone"_s);
    QTRY_VERIFY_WITH_TIMEOUT(said(dialog, u"pullResult"_s).contains(u"file does not exist"), patience);
    QCOMPARE(dialog->findChild<QPushButton *>(u"pull"_s)->text(), u"Get"_s);
}

void ModelsTest::onlyOllamaGetsModels() {
    const ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"pull"_s)->isVisible());
}

DOCCHAT_TEST(ModelsTest)
#include "models_test.moc"
