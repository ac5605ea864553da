#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "index/chats.h"
#include "index/documents.h"
#include "index/messages.h"
#include "notes/notesdialog.h"
#include "settings/settingsdialog.h"

#include <QRandomGenerator>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString question = u"What does a lost key cost?"_s;

ProviderConfig talking(const ScriptedServer &server) {
    return providerAt(server, u"storyteller"_s, u"scripted-embedder"_s);
}

QStringList story(int words) {
    QStringList all;
    for (int i = 0; i < words; ++i)
        all += i % 20 == 19 ? u"word%1 [1]."_s.arg(i) : u"word%1"_s.arg(i);
    return all;
}

/// The newest answer, once it has begun to be written.
ui::AnswerView *beginAnswer(Scene &scene) {
    const auto before = scene.answers().size();
    scene.typeQuestion(question);
    const auto isWritten = [&] {
        return scene.answers().size() > before && scene.answers().last()->message().text.contains(u"word3"_s);
    };
    return QTest::qWaitFor(isWritten, patience) ? scene.answers().last() : nullptr;
}

/// Do the panes lie beside each other, inside the window?
bool isTidy(ui::MainWindow *window) {
    const QRect inside(QPoint(), window->size());
    QRect before;
    for (const QWidget *pane :
         std::initializer_list<QWidget *>{window->library(), window->chat(), window->source()}) {
        if (!pane->isVisible() || pane->window() != window)
            continue;
        const QRect lies(pane->mapTo(window, QPoint()), pane->size());
        if (!inside.contains(lies) || lies.intersects(before) || lies.width() < 200)
            return false;
        before = lies;
    }
    return true;
}

} // namespace

/// What no one does, and everyone does in the end: everything at once.
class StormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizesThemesAndPanesChangeWhileAnAnswerIsWritten();
    void itIsClosedInTheMiddleOfEverything();
    void aChatOfAThousandMessagesIsOpenedAndGoesOn();
};

void StormTest::sizesThemesAndPanesChangeWhileAnAnswerIsWritten() {
    constexpr int rounds = 240;
    constexpr int words = 400;
    ScriptedServer server;
    server.setAnswer(story(words), 5ms);
    Scene scene(talking(server));
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *answer = beginAnswer(scene);
    QVERIFY(answer);
    scene.clickRow(u"bicycle-library-handbook.pdf"_s);
    QRandomGenerator chance(7);
    auto *window = scene.window();
    const std::vector<std::function<void()>> wishes{
        [&] {
            window->theme()->choose(chance.bounded(2) ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
        },
        [&] { window->toggleLibrary(); },
        [&] { window->toggleActivity(); },
        [&] { window->floatSource(!window->sourceFloats()); },
        [&] { window->source()->toggleContents(); },
        [&] { window->sourceShown() ? window->hideSource() : window->showSource(); },
        [&] { window->nextPane(); },
        [&] { window->source()->pages()->setZoom(0.5 + chance.generateDouble()); },
        [&] { scene.gui().source()->back(); },
    };
    for (int round = 0; round < rounds; ++round) {
        window->resize(chance.bounded(760, 1600), chance.bounded(520, 1000));
        wishes[size_t(chance.bounded(int(wishes.size())))]();
        QTest::qWait(5);
        QVERIFY(isTidy(window));
    }
    const auto isWhole = [&] {
        return answer->message().state == AnswerState::Done && !scene.gui().chat()->writing();
    };
    QVERIFY(QTest::qWaitFor(isWhole, patience));
    QVERIFY(answer->message().text.contains(u"word%1"_s.arg(words - 1)));
    window->floatSource(false);
    window->resize(1440, 900);
    QTRY_VERIFY(isTidy(window));
}

void StormTest::itIsClosedInTheMiddleOfEverything() {
    const QTemporaryDir folder;
    const QTemporaryDir files;
    constexpr int documents = 12;
    ScriptedServer server;
    server.setAnswer(story(10'000), 2ms);
    {
        Scene scene(talking(server), folder.path());
        scene.window()->resize(1440, 900);
        QVERIFY(scene.dropAndWait(samplePath()));
        server.setEmbedDelay(200ms);
        QStringList paths;
        for (int i = 0; i < documents; ++i)
            paths += writeFile(QDir(files.path()), u"text %1.md"_s.arg(i),
                               paragraphs(40, "n" + QByteArray::number(i)));
        QVERIFY(beginAnswer(scene));
        QVERIFY(scene.drop(paths));
        scene.clickRow(u"bicycle-library-handbook.pdf"_s);
        QTest::keyClick(scene.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(scene.dialog<ui::NotesDialog>());
        scene.window()->floatSource(true);
        QTest::keyClick(scene.window(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(scene.dialog<ui::SettingsDialog>());
        QVERIFY(scene.gui().chat()->writing() && scene.application().jobs().running() > 0);
    } // here
    server.setEmbedDelay(0ms);
    Scene scene({}, folder.path());
    const auto isReady = [&] {
        return scene.count("SELECT count(*) FROM document WHERE state='ready'") == documents + 1;
    };
    QVERIFY(QTest::qWaitFor(isReady, patience));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty(), patience);
    const auto &message = scene.answers().last()->message();
    QCOMPARE(message.state, AnswerState::Interrupted);
    QVERIFY(message.text.contains(u"word3"_s));
}

void StormTest::aChatOfAThousandMessagesIsOpenedAndGoesOn() {
    constexpr int exchanges = 500;
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    const auto chat = async::run(scene.application().store().write([](index::Database &database) {
        const auto id = index::addChat(database, u"long"_s);
        for (int i = 0; i < exchanges; ++i) {
            Message asked;
            asked.text = u"question %1"_s.arg(i);
            index::addMessage(database, id, asked);
            Message answered;
            answered.role = Role::Answer;
            answered.text = u"answer %1, with **some** words and `code`"_s.arg(i);
            index::addMessage(database, id, answered);
        }
        return id;
    }));
    QVERIFY(chat.ok());
    scene.gui().chat()->openChat(*chat, 0);
    const auto last = u"answer %1,"_s.arg(exchanges - 1);
    const auto isOpen = [&] {
        return !scene.answers().isEmpty() && scene.answers().last()->message().text.startsWith(last);
    };
    QVERIFY(QTest::qWaitFor(isOpen, patience));
    QVERIFY2(scene.answers().size() < exchanges / 4, qPrintable(QString::number(scene.answers().size())));
    QVERIFY(!scene.ask(question)->message().citations.empty());
    QCOMPARE(scene.count("SELECT count(*) FROM message"), 2 * exchanges + 2);
    QVERIFY(buttonNamed(scene.window(), u"Show earlier messages"_s));
}

DOCCHAT_TEST(StormTest)
#include "storm_test.moc"
