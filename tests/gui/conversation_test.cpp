#include "scene.h"

#include "async/run.h"
#include "filesizelimit.h"
#include "index/providers.h"
#include "testmain.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

const QByteArray island = "The cedar bridge on the island was built in 1874 by Ada Holm. "
                          "It was painted red for the fair of that year.\n";
const QString question = u"When was the cedar bridge built?"_s;
const QString completions = u"/v1/chat/completions"_s;

bool says(ui::AnswerView *view, const QString &words) {
    const auto labels = view->findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

bool addIsland(Scene &scene, const QTemporaryDir &folder) {
    return scene.dropAndWait(writeFile(QDir(folder.path()), u"island.txt"_s, island));
}

} // namespace

class ConversationWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFollowUpSaysAsWhatItWasLookedUp();
    void anotherAnswerHearsOnlyWhatCameBefore();
    void aBusyServerIsSeenToBeWaitedForUntilStop();
    void whoHelpedOutIsNamed();
    void anAnswerWithoutRoomIsKeptOnceThereIs();
    void whoeverStopsDoesNotWaitForRoom();
};

void ConversationWindowTest::aFollowUpSaysAsWhatItWasLookedUp() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(addIsland(scene, folder));
    QVERIFY(scene.ask(question));
    auto *view = scene.ask(u"And what was it painted?"_s);
    QVERIFY(view);
    QVERIFY2(says(view, u"Looked up as “"_s + question + u" And what was it painted?”"_s),
             qPrintable(view->message().note));
}

void ConversationWindowTest::anotherAnswerHearsOnlyWhatCameBefore() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setAnswer({u"In 1874 [1]."_s}, 0ms);
    Scene scene(providerAt(server, u"small"_s, {}));
    QVERIFY(addIsland(scene, folder));
    QVERIFY(scene.ask(question));
    auto *view = scene.ask(u"Where was the red paint for the bridge bought?"_s);
    QVERIFY(view);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(view, u"Regenerate"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.gui().chat()->current() != 0 && !scene.gui().chat()->writing(), patience);
    const auto before = server.stats().bodies.size();
    clickNamed(view, u"Regenerate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().bodies.size() > before, patience);
    const auto &bodies = server.stats().bodies;
    QCOMPARE(bodies.last(), bodies.at(before - 1)); // the first question and answer, and not the second's
    QVERIFY(bodies.last().contains("\"role\":\"assistant\""));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
}

void ConversationWindowTest::aBusyServerIsSeenToBeWaitedForUntilStop() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setDefaultFault(completions, {.status = 429, .headers = {{"Retry-After", "40"}}});
    Scene scene(providerAt(server, u"small"_s, {}));
    QVERIFY(addIsland(scene, folder));
    scene.typeQuestion(question);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(says(view, u"goes on by itself in 40 s"_s), patience);
    scene.gui().chat()->stop();
    QTRY_VERIFY_WITH_TIMEOUT(says(view, u"Stopped"_s), patience);
    QCOMPARE(server.stats().requests, 1);
}

void ConversationWindowTest::whoHelpedOutIsNamed() {
    const QTemporaryDir folder;
    ScriptedServer silent;
    ScriptedServer ready;
    silent.setDefaultFault(completions, {.kind = Fault::Hang});
    ready.setAnswer({u"In 1874 [1]."_s}, 0ms);
    Scene scene(providerAt(ready, u"helper"_s, {}));
    auto asked = providerAt(silent, u"sleeper"_s, {});
    asked.name = u"asked"_s;
    const auto helper = providerAt(ready, u"helper"_s, {}).name;
    const auto saved = async::run(scene.application().store().write([&](index::Database &database) {
        index::saveProvider(database, asked);
        return Done{};
    }));
    QVERIFY(saved.ok());
    settings::Settings(scene.application().options().dataFolder).setFallback({helper, 20});
    QVERIFY(scene.application().useActiveProvider().ok());
    QCOMPARE(scene.application().fallbackModel(), u"helper"_s);
    QVERIFY(addIsland(scene, folder));
    auto *view = scene.ask(question);
    QVERIFY(view);
    QVERIFY(says(view, u"Written by helper"_s));
    QCOMPARE(view->message().model, u"helper"_s);
    QTRY_COMPARE_WITH_TIMEOUT(silent.stats().inFlight, 0, patience);
}

namespace {

/// Asks once while there is no room for anything; the notice's button, once it is there.
QPushButton *askWithoutRoom(Scene &scene) {
    scene.typeQuestion(u"And what was it painted?"_s);
    QPushButton *again = nullptr;
    return QTest::qWaitFor([&] { return (again = buttonNamed(scene.window(), u"Try again"_s)); }, patience)
               ? again
               : nullptr;
}

constexpr const char *keptAnswers = "SELECT count(*) FROM message WHERE role='answer' AND state='done'";

} // namespace

void ConversationWindowTest::anAnswerWithoutRoomIsKeptOnceThereIs() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(addIsland(scene, folder));
    QVERIFY(scene.ask(question));
    std::optional<FileSizeLimit> full(std::in_place, 1);
    auto *again = askWithoutRoom(scene);
    QVERIFY(again);
    QCOMPARE(scene.answers().size(), 2);
    QCOMPARE(scene.count(keptAnswers), 1);
    full.reset();
    click(again);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count(keptAnswers), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(scene.window(), u"Try again"_s), patience);
    QVERIFY(scene.ask(u"Who built it?"_s)); // it goes on as ever
    QCOMPARE(scene.count("SELECT count(DISTINCT chat) FROM message"), 1);
}

void ConversationWindowTest::whoeverStopsDoesNotWaitForRoom() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(addIsland(scene, folder));
    QVERIFY(scene.ask(question));
    const FileSizeLimit full(1);
    QVERIFY(askWithoutRoom(scene));
    QTest::keyClick(scene.window(), Qt::Key_Escape);
    auto *box = scene.dialog<QMessageBox>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(u"could not be kept"_s), qPrintable(box->text()));
    box->accept();
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(scene.window(), u"Try again"_s), patience);
}

DOCCHAT_TEST(ConversationWindowTest)

#include "conversation_test.moc"
