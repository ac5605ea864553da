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

/// A part of a mail of many.
QByteArray attached(const QByteArray &name, const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return "--X\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=" + name +
           "\nContent-Transfer-Encoding: base64\n\n" + file.readAll().toBase64() + "\n";
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

    void ofALargeTextTheCitedPartIsShownAndTheRestOnDemand() {
        Scene scene;
        const QTemporaryDir folder;
        QByteArray content;
        for (int i = 0; i < 9'000; ++i) {
            content += "Entry " + QByteArray::number(i) + " of the log says that the weather was as usual.";
            content += i == 8'000 ? " The ferry Amalia ran aground on a sandbank.\n\n" : "\n\n";
        }
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), QStringLiteral("log.txt"), content)));
        scene.clickRow(QStringLiteral("log.txt"));
        const auto *text = scene.window()->source()->findChild<QTextEdit *>();
        QVERIFY(QTest::qWaitFor([&] { return text->toPlainText().startsWith(QStringLiteral("Entry 0 ")); },
                                patience));
        QVERIFY(text->toPlainText().size() < content.size() / 2);

        auto *answer = scene.ask(QStringLiteral("Where did the ferry Amalia run aground?"));
        QVERIFY(!answer->message().citations.empty());
        const auto citation = showFirst(scene, answer);
        QVERIFY2(citation.quote.contains(QStringLiteral("sandbank")), qPrintable(citation.quote));
        QVERIFY(QTest::qWaitFor([&] { return !markedWords(scene).isEmpty(); }, patience));
        QCOMPARE(markedWords(scene), citation.quote);
        QVERIFY(
            text->toPlainText().endsWith(QStringLiteral("Entry 8999 of the log says that the weather was as "
                                                        "usual.")));
        QVERIFY(text->toPlainText().size() < content.size() / 2);

        const auto buttons = scene.window()->source()->findChildren<QPushButton *>();
        const auto before = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return button->text() == QStringLiteral("Show what comes before");
        });
        QVERIFY(before != buttons.end() && (*before)->isVisible());
        const auto first = text->toPlainText().left(40);
        (*before)->click();
        QVERIFY(QTest::qWaitFor([&] { return text->toPlainText().indexOf(first) > 0; }, patience));
    }

    void aScanIsReadWhenAskedAndMarkedWhereItsWordsStand() {
        Scene scene;
        const QTemporaryDir folder;
        const auto name = QStringLiteral("letter.png");
        QVERIFY(scene.dropAndWait(writeScan(QDir(folder.path()), name)));
        QVERIFY(QTest::qWaitFor([&] { return scene.words(name).startsWith(QStringLiteral("No text")); },
                                patience));
        QCOMPARE(scene.row(name)->action(), QStringLiteral("Read it…"));
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

    void whatIsAttachedToAMailStandsBelowItAndIsReadAndDrawnLikeAFile() {
        Scene scene;
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        const auto letter =
            writeFile(dir, QStringLiteral("letter.eml"),
                      "From: a@b.c\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\nSee.\n" +
                          attached("handbook.pdf", samplePath()) +
                          attached("scan.png", writeScan(dir, QStringLiteral("scan.png"))) + "--X--\n");
        QVERIFY(scene.dropAndWait(letter));
        QVERIFY(scene.dropAndWait(writeFile(dir, QStringLiteral("last.txt"), "The last one.\n")));
        const QString scan = QStringLiteral("scan.png");
        QVERIFY(QTest::qWaitFor([&] { return scene.documents().documents() == 4; }, patience));
        QStringList names;
        for (int row = 0; row < scene.documents().rowCount(); ++row)
            names += scene.documents().at(row).name;
        QCOMPARE(names, (QStringList{QStringLiteral("letter.eml"), QStringLiteral("handbook.pdf"), scan,
                                     QStringLiteral("last.txt")}));
        QCOMPARE(scene.row(QStringLiteral("handbook.pdf"))->secondLine(),
                 QStringLiteral("6 pages · in letter.eml"));
        QVERIFY(!scene.row(QStringLiteral("letter.eml"))->failed());

        auto *answer = scene.ask(QStringLiteral("What does a lost key cost?"));
        QVERIFY(!answer->message().citations.empty());
        const auto citation = showFirst(scene, answer);
        QCOMPARE(citation.nameAndPlace(),
                 QStringLiteral("handbook.pdf, page %1 · in letter.eml").arg(citation.page));
        QVERIFY(scene.window()->source()->pages()->isVisible());
        QVERIFY(scene.window()->source()->document() == scene.row(QStringLiteral("handbook.pdf"))->id);

        QCOMPARE(scene.row(scan)->action(), QStringLiteral("Read it…"));
        scene.clickRowButton(scan);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return scene.application().jobs().running() == 0 && scene.row(scan) &&
                       !scene.row(scan)->failed() && scene.row(scan)->id != 0;
            },
            patience));
        QCOMPARE(scene.count("SELECT count(*) FROM document WHERE state='ready'"), 4);

        Q_EMIT scene.window()->library()->removeWanted({scene.row(QStringLiteral("letter.eml"))->id});
        QVERIFY(QTest::qWaitFor([&] { return scene.documents().rowCount() == 1; }, patience));
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM document"), 1, patience); // for good
    }
};

DOCCHAT_TEST(FormatsTest)
#include "formats_test.moc"
