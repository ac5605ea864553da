#include "scene.h"
#include "testmain.h"

#include "settings/sendingsheet.h"

#include <QLabel>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString question = u"What does a lost key cost?"_s;

QString wordsOf(const ui::SendingSheet *sheet) {
    QStringList words;
    for (const auto *label : sheet->findChildren<QLabel *>())
        words += label->text();
    return words.join(u'\n');
}

/// Of the last answer, if one has begun.
QString lastAnswer(Scene &scene) {
    const auto answers = scene.answers();
    return answers.isEmpty() ? QString() : answers.last()->message().text;
}

} // namespace

class SendingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noQuestionIsSentBeforeTheYes();
    void withoutTheYesTheAnswerIsQuoted();
    void theYesIsRemembered();
    void noPassageIsEmbeddedBeforeTheYes();
    void aYesToQuestionsIsNoneToDocuments();
    void thisComputerIsNotAskedAbout();
};

void SendingTest::noQuestionIsSentBeforeTheYes() {
    ScriptedServer server;
    server.setAnswer({u"Ten"_s, u"euros."_s}, {});
    Scene scene(elsewhere(providerAt(server, u"scripted-chat"_s, {})));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(question);
    auto *sheet = scene.dialog<ui::SendingSheet>();
    QVERIFY(sheet);
    QVERIFY2(wordsOf(sheet).contains(u"0.0.0.0"), qPrintable(wordsOf(sheet)));
    QCOMPARE(server.stats().connections, 0);
    clickNamed(sheet, u"Send"_s);
    QTRY_VERIFY_WITH_TIMEOUT(lastAnswer(scene).contains(u"Ten euros."), patience);
    QCOMPARE(server.stats().requests, 1);
}

void SendingTest::withoutTheYesTheAnswerIsQuoted() {
    const ScriptedServer server;
    Scene scene(elsewhere(providerAt(server, u"scripted-chat"_s, {})));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(question);
    auto *sheet = scene.dialog<ui::SendingSheet>();
    QVERIFY(sheet);
    clickNamed(sheet, u"Use quotes only"_s);
    QTRY_VERIFY_WITH_TIMEOUT(lastAnswer(scene).startsWith(u"Quoted from your documents"), patience);
    QVERIFY(!scene.application().provider());
    QCOMPARE(server.stats().connections, 0);
}

void SendingTest::theYesIsRemembered() {
    const ScriptedServer server;
    const QTemporaryDir folder;
    const auto provider = elsewhere(providerAt(server, u"scripted-chat"_s, {}));
    {
        Scene scene(provider, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        scene.typeQuestion(question);
        auto *sheet = scene.dialog<ui::SendingSheet>();
        QVERIFY(sheet);
        clickNamed(sheet, u"Send"_s);
        QTRY_COMPARE_WITH_TIMEOUT(server.stats().requests, 1, patience);
    }
    Scene scene(provider, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty(), patience);
    QVERIFY(scene.ask(question));
    QCOMPARE(server.stats().requests, 2);
}

void SendingTest::noPassageIsEmbeddedBeforeTheYes() {
    const ScriptedServer server;
    const QTemporaryDir folder;
    { // passages that are there already are counted
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
    }
    Scene scene(elsewhere(providerAt(server, {}, u"scripted-embedder"_s)), folder.path());
    const auto passages = scene.count("SELECT count(*) FROM passage");
    scene.drop({writeFile(QDir(folder.path()), u"notes.md"_s, paragraphs(3, "zircon"))});
    auto *sheet = scene.dialog<ui::SendingSheet>();
    QVERIFY(sheet);
    const QRegularExpression count(u"has (\\d+) passages now, about [\\d,]+ tokens"_s);
    const auto counted = count.match(wordsOf(sheet)).captured(1).toInt();
    QVERIFY2(counted >= passages && passages > 0, qPrintable(wordsOf(sheet)));
    QCOMPARE(server.stats().connections, 0);
    clickNamed(sheet, u"Send"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, patience);
    QVERIFY(server.stats().requests > 0);
    QVERIFY(scene.count("SELECT count(*) FROM embedding") > 0);
}

void SendingTest::aYesToQuestionsIsNoneToDocuments() {
    const ScriptedServer server;
    const QTemporaryDir folder;
    const auto provider = elsewhere(providerAt(server, {}, u"scripted-embedder"_s));
    settings::Settings(folder.path()).agreeFor(provider.url, settings::Outgoing::Questions);
    Scene scene(provider, folder.path());
    scene.drop({samplePath()});
    auto *sheet = scene.dialog<ui::SendingSheet>();
    QVERIFY(sheet);
    clickNamed(sheet, u"Use quotes only"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.application().provider(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, patience);
    QCOMPARE(server.stats().connections, 0);
    QCOMPARE(scene.count("SELECT count(*) FROM embedding"), 0);
}

void SendingTest::thisComputerIsNotAskedAbout() {
    const ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QCOMPARE(server.stats().requests, 1);
    QVERIFY(!scene.window()->findChild<ui::SendingSheet *>());
}

DOCCHAT_TEST(SendingTest)
#include "sending_test.moc"
