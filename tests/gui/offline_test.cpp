#include "scene.h"
#include "testmain.h"

#include <QLabel>
#include <QMenuBar>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString question = u"What does a lost key cost?"_s;

QAction *workOffline(Scene &scene) {
    for (auto *menu : scene.window()->menuBar()->actions()) {
        for (auto *action : menu->menu()->actions()) {
            if (action->text() == u"Work Offline"_s)
                return action;
        }
    }
    return nullptr;
}

/// What the status line says of where text goes.
bool says(Scene &scene, const QString &words) {
    const auto labels = scene.window()->status()->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) {
        return label->text().contains(words) || label->accessibleName().contains(words);
    });
}

/// A server that is not this computer's, with a yes to what goes there.
ProviderConfig agreedElsewhere(const ScriptedServer &server, const QString &folder) {
    const auto provider = elsewhere(providerAt(server, u"scripted-chat"_s, u"scripted-embedder"_s));
    settings::Settings(folder).agreeFor(provider.url, settings::Outgoing::Documents);
    return provider;
}

} // namespace

class OfflineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerElsewhereIsNotAskedAndItIsSaidWhy();
    void aServerOnThisComputerIsAsked();
    void itIsKeptForTheNextStart();
    void anAnswerFromElsewhereIsStopped();
};

void OfflineTest::aServerElsewhereIsNotAskedAndItIsSaidWhy() {
    ScriptedServer server;
    const QTemporaryDir folder;
    Scene scene(agreedElsewhere(server, folder.path()), folder.path());
    workOffline(scene)->trigger();
    QVERIFY(workOffline(scene)->isChecked());
    QVERIFY(says(scene, u"Offline: scripted is not asked"_s));
    QVERIFY(buttonNamed(scene.window(), u"● Quotes only · offline ▾"_s));
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question)->message().text.startsWith(u"Quoted from your documents"_s));
    QCOMPARE(server.stats().connections, 0);
    workOffline(scene)->trigger();
    QVERIFY(says(scene, u"Questions and passages go to 0.0.0.0"_s));
    QVERIFY(scene.ask(question));
    QVERIFY(server.stats().connections > 0);
}

void OfflineTest::aServerOnThisComputerIsAsked() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    workOffline(scene)->trigger();
    QVERIFY(says(scene, u"Offline · questions and documents stay on this computer"_s));
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QCOMPARE(server.stats().requests, 1);
}

void OfflineTest::itIsKeptForTheNextStart() {
    ScriptedServer server;
    const QTemporaryDir folder;
    const auto provider = agreedElsewhere(server, folder.path());
    {
        Scene scene(provider, folder.path());
        workOffline(scene)->trigger();
    }
    Scene scene(provider, folder.path());
    QVERIFY(workOffline(scene)->isChecked());
    QVERIFY(scene.application().heldBack());
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QCOMPARE(server.stats().connections, 0);
}

void OfflineTest::anAnswerFromElsewhereIsStopped() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/chat/completions"_s, {.kind = ScriptedServer::Fault::Hang});
    const QTemporaryDir folder;
    auto provider = agreedElsewhere(server, folder.path());
    provider.embedModel.clear();
    Scene scene(provider, folder.path());
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(question);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, patience);
    workOffline(scene)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().openConnections, 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().last()->message().state, AnswerState::Interrupted, patience);
}

DOCCHAT_TEST(OfflineTest)
#include "offline_test.moc"
