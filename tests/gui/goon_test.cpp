#include "scene.h"
#include "streams.h"
#include "testmain.h"

#include <QTextBrowser>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

const QString key = u"What does a lost key cost?"_s;
const QString completions = u"/v1/chat/completions"_s;

bool waitForEnd(Scene &scene, const std::function<void()> &wish) {
    bool done = false;
    const auto connection =
        QObject::connect(scene.gui().chat(), &ChatController::answered, &scene.gui(), [&] { done = true; });
    wish();
    const bool ended = QTest::qWaitFor([&] { return done; }, patience);
    QObject::disconnect(connection);
    return ended;
}

} // namespace

class ContinueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCutAnswerGoesOnInItsPlace();
    void aStoppedAnswerGoesOnAfterARestart();
    void aSecondCutKeepsWhatCame();
    void anAnswerWithoutRoomGoesOn();
    void retryWritesAnotherVersion();
    void withoutAModelThereIsOnlyRetry();
};

void ContinueTest::aCutAnswerGoesOnInItsPlace() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    server.setFault(completions, {cutAfter("A lost key costs 20 euros [1]. It is ")});
    auto *view = scene.ask(key);
    QVERIFY(view);
    QCOMPARE(view->message().state, AnswerState::Interrupted);
    auto *card = view->findChild<QWidget *>(u"errorCard"_s);
    QVERIFY(buttonNamed(card, u"Retry"_s) && buttonNamed(card, u"Continue"_s));
    server.setAnswer({u"It is"_s, u"paid at once"_s, u"[1]."_s}, 5ms);
    QVERIFY(waitForEnd(scene, [&] { clickNamed(card, u"Continue"_s); }));
    QCOMPARE(scene.answers(), QList{view});
    QCOMPARE(view->message().state, AnswerState::Done);
    QVERIFY2(view->message().text.startsWith(u"A lost key costs 20 euros [1]. It is paid at once ["_s),
             qPrintable(view->message().text));
    QVERIFY(!card->isVisible() && !buttonNamed(view, u"Continue"_s));
    QCOMPARE(scene.count("SELECT count(*) FROM message"), 2);
    QCOMPARE(
        scene.count("SELECT count(*) FROM message WHERE state='done' AND text LIKE '%It is paid at once%'"),
        1);
}

void ContinueTest::aStoppedAnswerGoesOnAfterARestart() {
    const QTemporaryDir folder;
    ScriptedServer server;
    const auto provider = providerAt(server, u"m"_s, {});
    QString before;
    {
        Scene scene(provider, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        server.setFault(completions, {{.headers = {{"Content-Type", "text/event-stream"}},
                                       .body = wordEvent("A lost key costs "),
                                       .kind = Fault::Stall}});
        scene.typeQuestion(key);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty() &&
                                     scene.answers().first()->message().text.contains(u"costs"_s),
                                 patience);
        QVERIFY(waitForEnd(scene, [&] { QTest::keyClick(scene.window()->focusWidget(), Qt::Key_Escape); }));
        QVERIFY(buttonNamed(scene.answers().first(), u"Continue"_s));
        QVERIFY(buttonNamed(scene.answers().first(), u"Retry"_s));
        before = scene.answers().first()->message().text;
    }
    Scene scene(provider, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty(), patience);
    auto *view = scene.answers().first();
    QCOMPARE(view->message().text, before);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(view, u"Continue"_s), patience);
    server.setAnswer({u"20 euros."_s}, 1ms);
    QVERIFY(waitForEnd(scene, [&] { clickNamed(view, u"Continue"_s); }));
    QCOMPARE(view->message().text.trimmed(), u"A lost key costs 20 euros."_s);
    QCOMPARE(view->message().state, AnswerState::Done);
}

void ContinueTest::aSecondCutKeepsWhatCame() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    server.setFault(completions, {cutAfter("A lost key"), cutAfter(" costs 20 ")});
    auto *view = scene.ask(key);
    QVERIFY(view);
    QVERIFY(waitForEnd(scene, [&] { clickNamed(view, u"Continue"_s); }));
    QCOMPARE(view->message().state, AnswerState::Interrupted);
    QCOMPARE(view->message().text, u"A lost key costs 20 "_s);
    QCOMPARE(
        scene.count("SELECT count(*) FROM message WHERE state='interrupted' AND text='A lost key costs 20 '"),
        1);
    QVERIFY(buttonNamed(view, u"Continue"_s));
}

void ContinueTest::anAnswerWithoutRoomGoesOn() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    server.setFault(completions,
                    {{.headers = {{"Content-Type", "text/event-stream"}},
                      .body = wordEvent("A lost key costs") +
                              R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]})"
                              "\n\ndata: [DONE]\n\n"}});
    auto *view = scene.ask(key);
    QVERIFY(view);
    QCOMPARE(view->message().state, AnswerState::OutOfRoom);
    server.setAnswer({u"20 euros [1]."_s}, 1ms);
    QVERIFY(waitForEnd(scene, [&] { clickNamed(view, u"Continue"_s); }));
    QVERIFY2(view->message().text.startsWith(u"A lost key costs 20 euros ["_s),
             qPrintable(view->message().text));
    QCOMPARE(view->message().state, AnswerState::Done);
}

void ContinueTest::retryWritesAnotherVersion() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    server.setFault(completions, {cutAfter("A lost key")});
    auto *view = scene.ask(key);
    QVERIFY(view);
    server.setAnswer({u"20 euros."_s}, 1ms);
    QVERIFY(waitForEnd(scene, [&] { clickNamed(view, u"Retry"_s); }));
    QCOMPARE(scene.answers().last()->message().text.trimmed(), u"20 euros."_s);
    QCOMPARE(scene.count("SELECT count(*) FROM message WHERE role='answer'"), 2);
}

void ContinueTest::withoutAModelThereIsOnlyRetry() {
    ScriptedServer server;
    const QTemporaryDir folder;
    {
        Scene scene(providerAt(server, u"m"_s, {}), folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        server.setFault(completions, {cutAfter("A lost key")});
        QVERIFY(scene.ask(key));
    }
    auto quotes = providerAt(server, {}, u"scripted-embedder"_s);
    Scene scene(quotes, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty() && buttonNamed(scene.answers().first(), u"Retry"_s),
                             patience);
    QVERIFY(!buttonNamed(scene.answers().first(), u"Continue"_s));
}

DOCCHAT_TEST(ContinueTest)

#include "goon_test.moc"
