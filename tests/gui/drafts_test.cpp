#include "scene.h"
#include "testmain.h"

#include <QListWidget>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cargo = u"How long may I keep a cargo bike?"_s;
const QString key = u"What does a lost key cost?"_s;

void openRow(Scene &scene, int row) {
    auto *list = scene.window()->library()->findChild<QListWidget *>();
    QTRY_VERIFY_WITH_TIMEOUT(list->count() > row, patience);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                      list->visualItemRect(list->item(row)).center());
}

} // namespace

class DraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachChatHasItsDraft();
    void draftsOutliveTheProgram();
    void whatIsTypedWhileAnotherChatOpensIsThere();
    void aSentQuestionIsNoDraft();
    void scopeIsKeptWithTheChat();
    void scopeOutlivesTheProgram();
    void anAnswerThatIsWrittenIsSavedAsItGrows();
};

void DraftsTest::eachChatHasItsDraft() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(cargo));
    auto *composer = scene.window()->chat()->composer();
    QTest::keyClicks(composer->findChild<QTextEdit *>(), u"of the first"_s);
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty() && composer->text().isEmpty(), patience);
    QTest::keyClicks(composer->findChild<QTextEdit *>(), u"of a new one"_s);
    openRow(scene, 0);
    QTRY_COMPARE_WITH_TIMEOUT(composer->text(), u"of the first"_s, patience);
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_COMPARE_WITH_TIMEOUT(composer->text(), u"of a new one"_s, patience);
}

void DraftsTest::draftsOutliveTheProgram() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(cargo));
        QTest::keyClicks(scene.window()->chat()->composer()->findChild<QTextEdit *>(), u"half a thou"_s);
    }
    Scene scene({}, folder.path());
    QTest::keyClicks(scene.window()->chat()->composer()->findChild<QTextEdit *>(), u"ght"_s); // at once
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->chat()->composer()->text(), u"half a thought"_s, patience);
}

void DraftsTest::whatIsTypedWhileAnotherChatOpensIsThere() {
    Scene scene;
    auto *composer = scene.window()->chat()->composer();
    auto *field = composer->findChild<QTextEdit *>();
    QTest::keyClicks(field, u"before"_s); // the first chat may not be open yet
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM draft WHERE text = 'before'"), 1, patience);
    QCOMPARE(composer->text(), u"before"_s);
    field->clear();
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(cargo));
    QTest::keyClicks(field, u"of the first"_s);
    clickNamed(scene.window()->library(), u"New chat"_s);
    field->insertPlainText(u", of a new one"_s); // nothing was loaded between these two lines
    QTRY_COMPARE_WITH_TIMEOUT(composer->text(), u", of a new one"_s, patience);
    openRow(scene, 0);
    field->setPlainText(u"written anew"_s);
    QTRY_COMPARE_WITH_TIMEOUT(composer->text(), u"of the first\nwritten anew"_s, patience);
    openRow(scene, 0);
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_COMPARE_WITH_TIMEOUT(composer->text(), u", of a new one"_s, patience);
}

void DraftsTest::aSentQuestionIsNoDraft() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QTest::keyClicks(scene.window()->chat()->composer()->findChild<QTextEdit *>(), u"What "_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM draft"), 1, patience);
    QVERIFY(scene.ask(u"does a lost key cost?"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM draft"), 0, patience);
}

void DraftsTest::scopeIsKeptWithTheChat() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"notes.txt"_s, "A cargo bike is red.\n")));
    const auto notes = scene.row(u"notes.txt"_s)->id;
    scene.documents().setTicked(scene.documents().rowOf(notes), true);
    QVERIFY(scene.ask(cargo));
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    scene.documents().clearTicks();
    QVERIFY(scene.ask(key));
    QVERIFY(scene.documents().ticked().isEmpty());
    openRow(scene, 1);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().ticked(), QList<DocumentId>{notes}, patience);
    openRow(scene, 0);
    QTRY_VERIFY_WITH_TIMEOUT(scene.documents().ticked().isEmpty(), patience);
}

void DraftsTest::scopeOutlivesTheProgram() {
    const QTemporaryDir folder;
    DocumentId id = 0;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(cargo));
        id = scene.documents().at(0).id;
        scene.documents().setTicked(0, true);
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM chat_document"), 1, patience);
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().ticked(), QList<DocumentId>{id}, patience);
}

void DraftsTest::anAnswerThatIsWrittenIsSavedAsItGrows() {
    ScriptedServer server;
    QStringList words;
    for (int i = 1; i <= 100; ++i)
        words += u"word%1"_s.arg(i);
    server.setAnswer(words, 100ms);
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_VERIFY_WITH_TIMEOUT(scene.count("SELECT count(*) FROM message_piece WHERE text LIKE '%word%'") > 0,
                             patience);
    QCOMPARE(server.stats().inFlight, 1); // it is still being written
    QCOMPARE(scene.count("SELECT count(*) FROM message WHERE state='interrupted'"), 1);
    scene.gui().chat()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM message_piece"), 0, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM message WHERE text LIKE '%word1 %'"), 1);
}

DOCCHAT_TEST(DraftsTest)

#include "drafts_test.moc"
