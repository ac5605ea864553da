#include "officefiles.h"
#include "scene.h"
#include "testmain.h"

#include <QSignalSpy>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;

namespace {

/// Shows the first citation of an answer and waits until it is there.
Citation showFirst(Scene &scene, ui::AnswerView *answer) {
    const auto citation = answer->message().citations.front();
    QSignalSpy shown(scene.gui().source(), &SourceController::shown);
    scene.gui().source()->showCitation(citation, answer);
    if (!QTest::qWaitFor([&] { return !shown.isEmpty(); }, patience))
        qFatal("the citation is not shown");
    return citation;
}

/// The words that are marked in the text of the source pane.
QString markedWords(Scene &scene) {
    const auto *text = scene.window()->source()->findChild<QTextEdit *>();
    if (!text || !text->isVisible() || text->extraSelections().isEmpty())
        return {};
    return text->extraSelections().front().cursor.selectedText().replace(QChar::ParagraphSeparator,
                                                                         QLatin1Char('\n'));
}

} // namespace

class FormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWordDocumentIsShownAtTheCitedWords() {
        Scene scene;
        const QTemporaryDir folder;
        QVERIFY(scene.dropAndWait(writeDocx(QDir(folder.path()), QStringLiteral("bridge.docx"))));
        auto *answer = scene.ask(QStringLiteral("How long is the crack in the third pier?"));
        QVERIFY(!answer->message().citations.empty());
        const auto citation = showFirst(scene, answer);
        QCOMPARE(citation.where(), QStringLiteral("section “Findings”"));
        QVERIFY2(citation.quote.contains(QStringLiteral("eleven centimetres")), qPrintable(citation.quote));
        QCOMPARE(markedWords(scene), citation.quote);
    }

    void aSheetIsShownAtTheCitedRow() {
        Scene scene;
        const QTemporaryDir folder;
        QVERIFY(scene.dropAndWait(writeXlsx(QDir(folder.path()), QStringLiteral("house.xlsx"))));
        auto *answer = scene.ask(QStringLiteral("What were the repairs in April?"));
        QVERIFY(!answer->message().citations.empty());
        const auto citation = showFirst(scene, answer);
        QCOMPARE(citation.where(), QStringLiteral("sheet “Costs”, row 5"));
        QCOMPARE(citation.quote, QStringLiteral("Month: April; Rent: 940; Heating: 199; Repairs: 238"));
        QCOMPARE(markedWords(scene), citation.quote);
    }

    void aScanIsReadWhenAskedAndMarkedWhereItsWordsStand() {
        Scene scene;
        const QTemporaryDir folder;
        const auto name = QStringLiteral("letter.png");
        QVERIFY(scene.dropAndWait(writeScan(QDir(folder.path()), name)));
        QVERIFY(QTest::qWaitFor([&] { return scene.words(name).startsWith(QStringLiteral("No text")); },
                                patience));
        QCOMPARE(scene.row(name)->action(), QStringLiteral("OCR"));
        scene.clickRowButton(name);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return scene.application().jobs().running() == 0 && scene.row(name) &&
                       !scene.row(name)->failed() && scene.row(name)->id != 0;
            },
            patience));
        auto *answer = scene.ask(QStringLiteral("Where does the key of the boat house hang?"));
        QVERIFY(!answer->message().citations.empty());
        const auto citation = answer->message().citations.front();
        QVERIFY2(citation.quote.contains(QStringLiteral("behind the clock")), qPrintable(citation.quote));
        QVERIFY(!citation.boxes.isEmpty());
        // Its line is the eighth of the letter: 58 pixels a line from 320, at 200 dpi.
        const auto box = citation.boxes.front().rect;
        const double expected = (320 + 9 * 58 - 12) * 72.0 / 200;
        QVERIFY2(std::abs(box.center().y() - expected) < 12, qPrintable(QString::number(box.center().y())));
        QVERIFY(box.left() > 60 && box.right() < 560);
    }
};

DOCCHAT_TEST(FormatsTest)
#include "formats_test.moc"
