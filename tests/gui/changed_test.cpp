#include "scene.h"

#include "testmain.h"

#include <QLabel>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray island = "The island has one road. The cedar bridge on it was built in 1874 by Ada Holm. "
                          "It was painted red for the fair. Goats graze there now. Nobody else comes.\n";
const QString question = u"When was the cedar bridge built?"_s;
const QString embeddings = u"/v1/embeddings"_s;

/// The line above the shown document; empty: there is none.
QString citedLine(Scene &scene) {
    for (const auto *label : scene.window()->source()->findChildren<QLabel *>()) {
        const bool isIt =
            label->text().startsWith(u"Cited here"_s) || label->text().contains(u"changed since"_s);
        if (isIt && label->isVisible())
            return label->text();
    }
    return {};
}

/// The words that are marked in a document of text.
QString markedWords(Scene &scene) {
    QString words;
    for (const auto *text : scene.window()->source()->findChildren<QTextEdit *>()) {
        for (const auto &mark : text->extraSelections())
            words += mark.cursor.selectedText();
    }
    return words;
}

QString shownIn(ui::AnswerView *view) {
    return view->findChild<ui::AnswerText *>()->toPlainText();
}

/// A document, ticked, with an answer that cites it.
struct Cited {
    QTemporaryDir folder;
    Scene scene;
    DocumentId before = 0;
    ui::AnswerView *view = nullptr;
    Citation citation = {};

    Cited() {
        if (!scene.dropAndWait(write(island)))
            qFatal("island.txt was not taken");
        before = row()->id;
        scene.documents().setTicked(scene.documents().rowOf(before), true);
        view = scene.ask(question);
        if (!view || view->message().citations.empty())
            qFatal("nothing was cited");
        citation = view->message().citations.front();
    }
    [[nodiscard]] QString write(const QByteArray &text) {
        return writeFile(QDir(folder.path()), u"island.txt"_s, text);
    }
    [[nodiscard]] const ui::DocumentRow *row() { return scene.row(u"island.txt"_s); }

    /// The file changes and is added again.
    [[nodiscard]] bool becomes(const QByteArray &text) {
        return scene.drop({write(text)}) && QTest::qWaitFor(
                                                [&] {
                                                    return scene.application().jobs().running() == 0 &&
                                                           row() && row()->id != before && row()->job == 0;
                                                },
                                                patience);
    }
};

} // namespace

class ChangedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuoteThatIsGoneSaysSo();
    void aQuoteThatHasMovedIsFoundAgain();
    void readAgainAndCancelledItIsAsItWas();
};

void ChangedTest::aQuoteThatIsGoneSaysSo() {
    Cited there;
    QVERIFY(there.becomes("The island has one road. A bridge of stone is on it since 1990.\n"));
    QCOMPARE(there.scene.documents().documents(), 1);
    QVERIFY(there.row()->ticked);
    Q_EMIT there.scene.window()->chat()->citationClicked(there.citation, there.view);
    QTRY_VERIFY_WITH_TIMEOUT(citedLine(there.scene).contains(u"has changed since"_s), patience);
    QCOMPARE(there.scene.window()->source()->document(), there.row()->id);
    QCOMPARE(markedWords(there.scene), QString());
    QVERIFY(shownIn(there.view).contains(there.citation.quote));
    Q_EMIT there.view->contextWanted(there.citation);
    QTRY_VERIFY_WITH_TIMEOUT(shownIn(there.view).contains(u"has changed since"_s), patience);
    auto *again = there.scene.ask(u"Since when is there a bridge of stone?"_s); // of what is ticked
    QVERIFY(again && !again->message().citations.empty());
    QCOMPARE(again->message().citations.front().document, there.row()->id);
}

void ChangedTest::aQuoteThatHasMovedIsFoundAgain() {
    Cited there;
    QVERIFY(there.becomes("Somebody wrote a new beginning for this. " + island));
    Q_EMIT there.scene.window()->chat()->citationClicked(there.citation, there.view);
    QTRY_VERIFY_WITH_TIMEOUT(citedLine(there.scene).startsWith(u"Cited here"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(markedWords(there.scene), there.citation.quote, patience);
}

void ChangedTest::readAgainAndCancelledItIsAsItWas() {
    const QTemporaryDir folder;
    const QDir files(folder.path());
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"any"_s));
    const auto name = u"steel.txt"_s;
    QVERIFY(scene.dropAndWait(writeFile(files, name, paragraphs(5, "steel"))));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name)->job == 0, patience);
    const auto before = *scene.row(name);
    scene.documents().setTicked(scene.documents().rowOf(before.id), true);
    server.setDefaultFault(embeddings, {.kind = ScriptedServer::Fault::Hang});
    QVERIFY(scene.drop({writeFile(files, name, paragraphs(9, "zircon"))}));
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name)->progress >= 0, patience);
    QCOMPARE(scene.row(name)->id, before.id); // it can be asked meanwhile
    QVERIFY(scene.row(name)->ticked);
    scene.clickRowButton(name);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(name), before.line, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name)->job == 0, patience);
    QCOMPARE(scene.row(name)->id, before.id);
    QVERIFY(scene.row(name)->ticked);
    QCOMPARE(scene.documents().rowCount(), 1);
    QCOMPARE(scene.count("SELECT count(*) FROM passage"), 5);
}

DOCCHAT_TEST(ChangedTest)

#include "changed_test.moc"
