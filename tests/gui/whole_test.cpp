#include "scene.h"
#include "testmain.h"

#include <QContextMenuEvent>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

const QString completions = u"/v1/chat/completions"_s;
const QString logbook = u"log.txt"_s;

/// The menu of the current row, by its key.
QMenu *openMenu(Scene &scene) {
    scene.list()->setCurrentIndex(scene.list()->model()->index(0, 0));
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, scene.list()->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(scene.list(), &byKey);
    QMenu *menu = nullptr;
    const auto isShown = [&] {
        menu = scene.window()->library()->findChild<QMenu *>();
        return menu && menu->isVisible();
    };
    return QTest::qWaitFor(isShown, patience) ? menu : nullptr;
}

QAction *entry(const QMenu *menu, const QString &text) {
    for (auto *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void take(QMenu *menu, const QString &text) {
    auto *action = entry(menu, text);
    menu->close();
    action->trigger();
}

QStringList questionsOf(Scene &scene) {
    QStringList questions;
    for (auto *bubble : scene.window()->chat()->findChildren<QLabel *>(u"bubble"_s))
        questions += bubble->text();
    return questions;
}

bool says(QWidget *inside, const QString &words) {
    const auto labels = inside->findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

/// A window with a document of more than one section, and a model.
struct Logbook {
    explicit Logbook(bool writes = true)
        : scene(
              providerAt(server, writes ? u"m"_s : QString(), writes ? QString() : u"scripted-embedder"_s)) {
        server.setAnswer({u"The keeper wrote of the lantern [1]."_s}, 1ms);
        if (!scene.dropAndWait(writeFile(QDir(folder.path()), logbook, paragraphs(120, "lighthouse"))))
            qFatal("no document");
    }

    QTemporaryDir folder;
    ScriptedServer server;
    Scene scene;
};

} // namespace

class WholeDocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSummaryIsANewChatAboutTheDocument();
    void aListAsksWhatOf();
    void withoutAModelTheMenuSaysWhatIsNeeded();
    void progressIsShownAndStopEndsIt();
    void aTypedWishReadsTheWholeDocumentToo();
};

void WholeDocumentTest::aSummaryIsANewChatAboutTheDocument() {
    Logbook there;
    auto &scene = there.scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *menu = openMenu(scene);
    QVERIFY(menu && entry(menu, u"Summarise"_s) && entry(menu, u"Summarise"_s)->isEnabled());
    take(menu, u"Summarise"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty() &&
                                 scene.answers().first()->message().state == AnswerState::Done &&
                                 !scene.gui().chat()->writing() && scene.gui().chat()->current() != 0,
                             patience);
    QCOMPARE(questionsOf(scene), QStringList{u"Summarise this document"_s});
    QVERIFY(there.server.stats().requests > 2); // the sections, and the answer
    QTRY_COMPARE_WITH_TIMEOUT(
        scene.count("SELECT count(*) FROM message WHERE role='answer' AND state='done'"), 1, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM chat_document"), 1);
    QCOMPARE(scene.documents().ticked(), QList{scene.row(logbook)->id});
    const auto citations = scene.answers().first()->message().citations;
    QCOMPARE(citations.size(), size_t(1));
    QCOMPARE(citations.front().document, scene.row(logbook)->id);
}

void WholeDocumentTest::aListAsksWhatOf() {
    Logbook there;
    auto *menu = openMenu(there.scene);
    QVERIFY(menu);
    take(menu, u"List…"_s);
    auto *dialog = there.scene.dialog<QInputDialog>();
    QVERIFY(dialog);
    dialog->setTextValue(u"every winter"_s);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(questionsOf(there.scene), QStringList{u"List every winter in this document"_s},
                              patience);
    QTRY_VERIFY_WITH_TIMEOUT(there.server.stats().requests > 2 && !there.scene.gui().chat()->writing(),
                             patience);
}

void WholeDocumentTest::withoutAModelTheMenuSaysWhatIsNeeded() {
    Logbook there(false);
    auto *menu = openMenu(there.scene);
    QVERIFY(menu);
    for (const auto &text : {u"Summarise"_s, u"What is it about?"_s, u"List…"_s}) {
        const auto *action = entry(menu, text);
        QVERIFY2(action && !action->isEnabled(), qPrintable(text));
        QVERIFY(action->toolTip().contains(u"File → Models…"_s));
    }
    menu->close();
}

void WholeDocumentTest::progressIsShownAndStopEndsIt() {
    Logbook there;
    auto &scene = there.scene;
    there.server.setDefaultFault(completions, {.kind = Fault::Hang});
    auto *menu = openMenu(scene);
    QVERIFY(menu);
    take(menu, u"What is it about?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        !scene.answers().isEmpty() && says(scene.answers().first(), u"Reading section 1 of "_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(there.server.stats().inFlight > 0, patience);
    QTest::keyClick(scene.window()->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(there.server.stats().inFlight, 0, patience);
    QCOMPARE(scene.answers().first()->message().state, AnswerState::Interrupted);
}

void WholeDocumentTest::aTypedWishReadsTheWholeDocumentToo() {
    Logbook there;
    there.scene.documents().setTicked(0, true);
    auto *view = there.scene.ask(u"Please summarise this document"_s);
    QVERIFY(view);
    QVERIFY(there.server.stats().requests > 2);
    there.server.reset();
    there.scene.documents().clearTicks(); // of all documents nobody knows which is meant
    QVERIFY(there.scene.ask(u"Please summarise this document"_s));
    QVERIFY(there.server.stats().requests <= 2);
}

DOCCHAT_TEST(WholeDocumentTest)

#include "whole_test.moc"
