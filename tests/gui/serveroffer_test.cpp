#include "scene.h"
#include "testmain.h"

#include "chat/offercard.h"
#include "settings/modelsdialog.h"
#include "widgets/noticebar.h"

#include <QLabel>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

std::vector<provider::LocalPort> portOf(const ScriptedServer &server) {
    return {{u"Ollama"_s, u"ollama"_s, server.port()}};
}

/// What is offered in a card; empty: there is none.
QString card(Scene &scene) {
    const auto *found = scene.window()->findChild<ui::OfferCard *>();
    return found->isVisible() ? found->findChild<QLabel *>()->text() : QString();
}

/// The same in a line.
QString line(Scene &scene) {
    for (const auto *bar : scene.window()->chat()->findChildren<ui::NoticeBar *>()) {
        if (bar->isVisible())
            return bar->findChild<QLabel *>()->text();
    }
    return {};
}

const QString words = u"Ollama is running on this computer with 2 models. Use scripted-chat?"_s;

} // namespace

class ServerOfferTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFoundServerIsOfferedInACardAndUsed();
    void inAConversationItIsALine();
    void chooseOpensTheSettingsWithIt();
    void notNowIsRemembered();
    void whatIsSetUpIsNotOffered();
};

void ServerOfferTest::aFoundServerIsOfferedInACardAndUsed() {
    const ScriptedServer server;
    Scene scene({}, {}, 8, portOf(server));
    QTRY_COMPARE_WITH_TIMEOUT(card(scene), words, patience);
    QVERIFY(line(scene).isEmpty());
    clickNamed(scene.window()->findChild<ui::OfferCard *>(), u"Use it"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().provider(), patience);
    const auto &used = *scene.application().provider();
    QCOMPARE(used.kind, u"ollama"_s);
    QCOMPARE(used.chatModel, u"scripted-chat"_s);
    QCOMPARE(used.embedModel, u"scripted-embedder"_s);
    QVERIFY(card(scene).isEmpty());
}

void ServerOfferTest::inAConversationItIsALine() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(u"What does a lost key cost?"_s));
    }
    ScriptedServer other;
    const ScriptedServer server;
    Scene scene(providerAt(other, u"scripted-chat"_s, {}), folder.path(), 8, portOf(server));
    QTRY_COMPARE_WITH_TIMEOUT(line(scene), words, patience);
    QVERIFY(card(scene).isEmpty());
}

void ServerOfferTest::chooseOpensTheSettingsWithIt() {
    const ScriptedServer server;
    Scene scene({}, {}, 8, portOf(server));
    QTRY_VERIFY_WITH_TIMEOUT(!card(scene).isEmpty(), patience);
    clickNamed(scene.window(), u"Choose…"_s);
    auto *dialog = scene.dialog<ui::ModelsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->currentName(), u"Ollama"_s);
    QVERIFY(!scene.application().provider());
    clickNamed(dialog, u"Save"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().provider() && card(scene).isEmpty(), patience);
}

void ServerOfferTest::notNowIsRemembered() {
    const ScriptedServer server;
    const ScriptedServer other;
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path(), 8, portOf(server));
        QTRY_VERIFY_WITH_TIMEOUT(!card(scene).isEmpty(), patience);
        clickNamed(scene.window(), u"Not now"_s);
        QVERIFY(card(scene).isEmpty());
    }
    auto ports = portOf(server);
    ports.push_back({u"llama-server"_s, u"openai"_s, other.port()});
    Scene scene({}, folder.path(), 8, ports);
    QTRY_VERIFY_WITH_TIMEOUT(card(scene).startsWith(u"llama-server is running"), patience);
}

void ServerOfferTest::whatIsSetUpIsNotOffered() {
    const ScriptedServer server;
    const ScriptedServer other;
    auto ports = portOf(server);
    ports.push_back({u"llama-server"_s, u"openai"_s, other.port()});
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), {}, 8, ports);
    QTRY_VERIFY_WITH_TIMEOUT(line(scene).startsWith(u"llama-server is running"), patience);
}

DOCCHAT_TEST(ServerOfferTest)
#include "serveroffer_test.moc"
