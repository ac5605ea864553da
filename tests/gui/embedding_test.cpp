#include "scene.h"
#include "testmain.h"

#include "activity/activitypane.h"
#include "async/run.h"
#include "index/answering.h"
#include "index/providers.h"
#include "widgets/statusbar.h"

#include <QLabel>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using State = ingest::Reembedding::State;

namespace {

const QByteArray withoutNew =
    "SELECT count(*) FROM embedding JOIN model ON model.id=embedding.model WHERE name='new'";
const QString question = u"What is zircon?"_s;

/// A window on a library that is embedded with the model "old", and then uses "new".
class Changing {
public:
    Changing() {
        const auto notes = writeFile(QDir(folder.path()), u"notes.md"_s, paragraphs(40, "zircon"));
        {
            Scene first(providerAt(server, {}, u"old"_s), data.path());
            if (!first.dropAndWait(notes))
                qFatal("no document");
        }
        server.setEmbedDelay(std::chrono::milliseconds(200));
        scene = std::make_unique<Scene>(std::nullopt, data.path(), 1);
    }

    void use(const QString &model) {
        const auto saved = async::run(scene->application().store().write([&](index::Database &database) {
            index::keepAnswering(database);
            index::saveProvider(database, providerAt(server, {}, model));
            return Done{};
        }));
        if (!saved.ok() || !scene->application().useActiveProvider().ok())
            qFatal("the model cannot be used");
    }
    [[nodiscard]] const ingest::Reembedding::Progress &progress() const {
        return scene->application().reembedding().progress();
    }
    /// Waits until it runs and has done something.
    [[nodiscard]] bool begun() const {
        return QTest::qWaitFor([this] { return progress().state == State::Running && progress().done > 0; },
                               patience);
    }
    [[nodiscard]] QPushButton *button(const QString &text) const {
        return buttonNamed(scene->window()->activity(), text);
    }
    [[nodiscard]] QString askedOf() const {
        const auto tools = scene->application().askTools({});
        return tools.embedder ? tools.embedder->model() : QString();
    }

    ScriptedServer server;
    QTemporaryDir folder;
    QTemporaryDir data;
    std::unique_ptr<Scene> scene;
};

} // namespace

class EmbeddingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOldModelAnswersUntilTheNewOneIsWhole();
    void itsRowPausesAndGoesOn();
    void pausedItStaysSoOverARestart();
    void cancelledTheOldModelGoesOnAnswering();
    void aQuestionIsAnsweredMeanwhile();
};

void EmbeddingTest::theOldModelAnswersUntilTheNewOneIsWhole() {
    Changing changing;
    changing.use(u"new"_s);
    QCOMPARE(changing.askedOf(), u"old"_s);
    QVERIFY(changing.begun());
    QCOMPARE(changing.askedOf(), u"old"_s);
    changing.server.setEmbedDelay({});
    QTRY_COMPARE_WITH_TIMEOUT(changing.progress().state, State::Idle, patience);
    QCOMPARE(changing.askedOf(), u"new"_s);
    QCOMPARE(changing.scene->count(withoutNew), changing.scene->count("SELECT count(*) FROM passage"));
    QVERIFY(!changing.scene->window()->activity()->findChild<ui::ReembeddingRow *>()->isVisible());
}

void EmbeddingTest::itsRowPausesAndGoesOn() {
    Changing changing;
    changing.use(u"new"_s);
    QVERIFY(changing.begun());
    changing.scene->window()->toggleActivity();
    QTRY_VERIFY_WITH_TIMEOUT(changing.button(u"Pause"_s), patience);
    click(changing.button(u"Pause"_s));
    QCOMPARE(changing.progress().state, State::Paused);
    QVERIFY(changing.button(u"Resume"_s));
    const auto paused = changing.scene->count(withoutNew);
    QTest::qWait(500);
    QVERIFY(changing.scene->count(withoutNew) <= paused + 16);
    changing.server.setEmbedDelay({});
    click(changing.button(u"Resume"_s));
    QTRY_COMPARE_WITH_TIMEOUT(changing.askedOf(), u"new"_s, patience);
}

void EmbeddingTest::pausedItStaysSoOverARestart() {
    Changing changing;
    changing.use(u"new"_s);
    QVERIFY(changing.begun());
    changing.scene->application().holdEmbedding(State::Paused);
    changing.scene.reset();
    changing.server.reset();
    changing.scene = std::make_unique<Scene>(std::nullopt, changing.data.path(), 1);
    QCOMPARE(changing.progress().state, State::Paused);
    QCOMPARE(changing.askedOf(), u"old"_s);
    QTest::qWait(300);
    QCOMPARE(changing.server.stats().requests, 0);
    changing.scene->window()->toggleActivity();
    QTRY_VERIFY_WITH_TIMEOUT(changing.button(u"Resume"_s), patience);
    changing.server.setEmbedDelay({});
    click(changing.button(u"Resume"_s));
    QTRY_COMPARE_WITH_TIMEOUT(changing.askedOf(), u"new"_s, patience);
}

void EmbeddingTest::cancelledTheOldModelGoesOnAnswering() {
    Changing changing;
    changing.use(u"new"_s);
    QVERIFY(changing.begun());
    changing.scene->window()->toggleActivity();
    auto *row = changing.scene->window()->activity()->findChild<ui::ReembeddingRow *>();
    QTRY_VERIFY_WITH_TIMEOUT(row->isVisible(), patience);
    clickNamed(row, u"Cancel"_s);
    QCOMPARE(changing.progress().state, State::Idle);
    QVERIFY(!row->isVisible());
    QCOMPARE(changing.askedOf(), u"old"_s);
    changing.server.setEmbedDelay({});
    QVERIFY(changing.scene->ask(question));
    QVERIFY(changing.server.stats().bodies.last().contains("\"old\""));
    changing.use(u"new"_s); // chosen again
    QTRY_COMPARE_WITH_TIMEOUT(changing.askedOf(), u"new"_s, patience);
}

void EmbeddingTest::aQuestionIsAnsweredMeanwhile() {
    Changing changing;
    changing.use(u"new"_s);
    QVERIFY(changing.begun());
    const auto *answer = changing.scene->ask(question);
    QVERIFY(answer);
    QVERIFY2(answer->message().text.contains(u"zircon"_s), qPrintable(answer->message().text));
}

DOCCHAT_TEST(EmbeddingTest)

#include "embedding_test.moc"
