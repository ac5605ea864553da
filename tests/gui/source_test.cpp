#include "scene.h"
#include "testmain.h"

#include "index/documents.h"
#include "library/origindialog.h"
#include "source/contentspanel.h"
#include "source/selectionbar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// Two sections, each of several passages.
QByteArray leaflet() {
    return "# Opening hours\n\n" + paragraphs(12, "opening") +
           "\n\n# Winter rules\n\nBring lights and a coat.\n\n" + paragraphs(12, "winter");
}

/// The sample with an answer whose first citation is shown.
struct Shown {
    Shown() {
        if (!scene.dropAndWait(samplePath()))
            qFatal("the sample is not there");
        auto *answer = scene.ask(u"What does a lost key cost?"_s);
        if (answer->message().citations.empty())
            qFatal("there is no citation");
        QSignalSpy shown(scene.gui().source(), &SourceController::shown);
        scene.gui().source()->showCitation(answer->message().citations.front(), answer);
        if (!QTest::qWaitFor([&] { return !shown.isEmpty() && pages()->isDrawn(); }, patience))
            qFatal("the citation is not shown");
        boxes = marks();
    }

    ui::SourcePane *source() { return scene.window()->source(); }
    ui::SelectablePages *pages() { return source()->pages(); }
    QWidget *sheet() { return pages()->viewport(); }
    QString selected() { return source()->selectedText(); }

    QList<PageRect> marks() {
        auto citation = scene.answers().front()->message().citations.front();
        quote = citation.quote;
        const auto found = scene.application().store().readNow([&](index::Database &database) {
            return index::boxesOf(database, citation.document, citation.start, citation.end);
        });
        if (!found.ok() || found->isEmpty())
            qFatal("the citation has no place");
        return *found;
    }
    /// As the person does it, in the menu of the document's row.
    void changeOrigin(const Origin &origin) {
        Q_EMIT scene.window()->library()->detailsWanted(source()->document());
        auto *dialog = scene.dialog<ui::OriginDialog>();
        const auto fields = dialog->findChildren<QLineEdit *>();
        fields[0]->setText(origin.title);
        fields[1]->setText(origin.author);
        fields[2]->setText(QString::number(origin.year));
        QTest::keyClick(dialog, Qt::Key_Return);
        const auto isKept = [&] {
            const auto kept = scene.application().store().readNow([&](index::Database &database) {
                return index::originsOf(database, {source()->document()}).value(source()->document());
            });
            return kept.ok() && *kept == origin;
        };
        if (!QTest::qWaitFor(isKept, patience))
            qFatal("the title and the author are not kept");
    }
    /// Where a section begins.
    int pageOf(const QString &heading) {
        const auto sections = scene.application().store().readNow([&](index::Database &database) {
            return index::contentsOf(database, source()->document(), 100);
        });
        const auto found = std::ranges::find(*sections, heading, &index::ContentsEntry::heading);
        return found == sections->end() ? 0 : found->page;
    }

    /// Over the words of the citation.
    void dragOverQuote() {
        const auto first = pages()->placeOf(boxes.front());
        const auto last = pages()->placeOf(boxes.back());
        const QPoint from(int(first.left()) + 1, int(first.center().y()));
        const QPoint to(int(last.right()) - 1, int(last.center().y()));
        QTest::mousePress(sheet(), Qt::LeftButton, {}, from);
        QTest::mouseMove(sheet(), (from + to) / 2);
        QTest::mouseMove(sheet(), to);
        QTRY_VERIFY_WITH_TIMEOUT(!selected().isEmpty(), patience);
        QTest::mouseMove(sheet(), to + QPoint(1, 0));
        QTest::mouseRelease(sheet(), Qt::LeftButton, {}, to);
    }

    Scene scene;
    QString quote;
    QList<PageRect> boxes;
};

} // namespace

class SourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreSelectedOnAPageAndCopied() {
        Shown shown;
        auto *bar = shown.source()->findChild<ui::SelectionBar *>();
        QVERIFY(bar->isHidden());
        shown.dragOverQuote();
        QCOMPARE(shown.selected().simplified(), shown.quote.simplified());
        QVERIFY(bar->isVisible());
        clickNamed(bar, u"Copy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text().simplified(), shown.quote.simplified());
        clickNamed(bar, u"Copy with source"_s);
        const auto copied = [&shown](const QString &source) { // its own title, unless the person knows better
            return u"“%1” (%2, p. %3)"_s.arg(shown.quote.simplified(), source).arg(shown.boxes.front().page);
        };
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), copied(u"The Fjordbank Bicycle Library"_s));
        shown.changeOrigin({u"Handbook"_s, u"M. Halvorsen"_s, 2019});
        clickNamed(bar, u"Copy with source"_s);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), copied(u"M. Halvorsen, Handbook, 2019"_s));
        clickCalled(shown.scene.answers().front(), u"Copy with source"_s);
        QTRY_VERIFY(
            QGuiApplication::clipboard()->text().contains(u"\n[1] M. Halvorsen, Handbook, 2019, p. "_s));
        QGuiApplication::clipboard()->clear();
        shown.pages()->setFocus();
        QTest::keyClick(shown.pages(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().simplified(), shown.quote.simplified());
        QTest::mouseClick(shown.sheet(), Qt::LeftButton, {}, QPoint(2, 2));
        QVERIFY(bar->isHidden());
    }

    void aDoubleClickSelectsAWordAndCtrlAThePage() {
        Shown shown;
        const auto first = shown.pages()->placeOf(shown.boxes.front());
        const QPoint onWord(int(first.left()) + 3, int(first.center().y()));
        QTest::mouseMove(shown.sheet(), onWord);
        QTest::mouseDClick(shown.sheet(), Qt::LeftButton, {}, onWord);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.selected().isEmpty(), patience);
        QVERIFY2(shown.quote.startsWith(shown.selected()), qPrintable(shown.selected()));
        QVERIFY2(!shown.selected().contains(u' '), qPrintable(shown.selected()));
        shown.pages()->setFocus();
        QTest::keyClick(shown.pages(), Qt::Key_A, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(shown.selected().size() > shown.quote.size(), patience);
        QVERIFY(shown.selected().simplified().contains(shown.quote.simplified()));
    }

    void oneAsksAboutASelection() {
        Shown shown;
        shown.dragOverQuote();
        clickNamed(shown.source(), u"Ask about this"_s);
        QCOMPARE(shown.scene.window()->chat()->composer()->text(),
                 u"About “%1”: "_s.arg(shown.quote.simplified()));
        QVERIFY(shown.scene.documents().at(0).ticked);
    }

    void contentsGoToSectionsAndPages() {
        Shown shown;
        auto *contents = shown.source()->contents();
        QVERIFY(contents->isHidden());
        QTest::keyClick(shown.scene.window(), Qt::Key_F7);
        QTRY_VERIFY_WITH_TIMEOUT(contents->isVisible() && contents->sections()->count() > 2, patience);
        auto *sections = contents->sections();
        int row = 0;
        while (row + 1 < sections->count() && shown.pageOf(sections->item(row)->text()) < 3)
            ++row;
        const auto page = shown.pageOf(sections->item(row)->text());
        QVERIFY(page > 2);
        QTest::mouseClick(sections->viewport(), Qt::LeftButton, {},
                          sections->visualItemRect(sections->item(row)).center());
        QCOMPARE(shown.pages()->currentPage(), page);
        clickNamed(contents, u"Pages"_s);
        QTRY_VERIFY_WITH_TIMEOUT(contents->thumbnails()->isDrawn(), patience);
        QVERIFY(contents->thumbnails()->hasPicture(page));
        contents->thumbnails()->setFocus();
        QTest::keyClick(contents->thumbnails(), Qt::Key_Up);
        QCOMPARE(shown.pages()->currentPage(), page - 1);
        QTest::keyClick(shown.scene.window(), Qt::Key_F7);
        QVERIFY(contents->isHidden());
    }

    void sectionsOfATextAreGoneTo() {
        Scene scene;
        const QTemporaryDir folder;
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"leaflet.md"_s, leaflet())));
        scene.gui().source()->showDocument(scene.row(u"leaflet.md"_s)->id);
        QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
        QTest::keyClick(scene.window(), Qt::Key_F7);
        auto *sections = scene.window()->source()->contents()->sections();
        QTRY_COMPARE_WITH_TIMEOUT(sections->count(), 2, patience);
        QCOMPARE(sections->item(1)->text(), u"Winter rules"_s);
        QTest::mouseClick(sections->viewport(), Qt::LeftButton, {},
                          sections->visualItemRect(sections->item(1)).center());
        auto *text = scene.window()->source()->findChild<QTextEdit *>(u"sourceText"_s);
        QTRY_COMPARE_WITH_TIMEOUT(text->textCursor().block().text(), u"Winter rules"_s, patience);
        QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(scene.window()->source()->findChild<ui::SelectionBar *>()->isVisible());
        QVERIFY(scene.window()->source()->selectedText().contains(u"Bring lights"_s));
    }

    void textIsZoomedAndItsLinesStayReadable() {
        Scene scene;
        const QTemporaryDir folder;
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"note.txt"_s, paragraphs(40, "key"))));
        auto *source = scene.window()->source();
        QTRY_VERIFY_WITH_TIMEOUT(source->isVisible(), patience);
        auto *text = source->findChild<QTextEdit *>(u"sourceText"_s);
        const auto letters = [&] {
            return text->viewport()->width() / text->fontMetrics().averageCharWidth();
        };
        const auto size = text->document()->defaultFont().pointSizeF();
        QTest::keyClick(scene.window(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(text->document()->defaultFont().pointSizeF(), size * 1.1);
        QVERIFY(std::ranges::any_of(source->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text() == u"110 %"_s;
        }));
        const QPoint there(20, 20);
        QWheelEvent wheel(there, text->viewport()->mapToGlobal(there), {}, {0, -120}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(text->viewport(), &wheel);
        QCOMPARE(text->document()->defaultFont().pointSizeF(), size);
        QTest::keyClick(scene.window(), Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(text->document()->defaultFont().pointSizeF() < size);
        QTest::keyClick(scene.window(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(text->document()->defaultFont().pointSizeF(), size);
        QTest::keyClick(scene.window(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(scene.window(), Qt::Key_F8);
        QTRY_VERIFY_WITH_TIMEOUT(source->window() != scene.window(), patience);
        QTest::qWait(100);
        QCOMPARE(text->document()->defaultFont().pointSizeF(), size * 1.1);
        QTest::keyClick(source->window(), Qt::Key_0, Qt::ControlModifier);
        source->window()->resize(2000, 800);
        QTRY_VERIFY_WITH_TIMEOUT(source->width() > 1900 && letters() > 60 && letters() < 105, patience);
    }

    void whatHasNoHeadingsSaysSoAndCanBeClicked() {
        Scene scene;
        const QTemporaryDir folder;
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"note.txt"_s, paragraphs(3, "key"))));
        QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
        QTest::keyClick(scene.window(), Qt::Key_F7);
        auto *sections = scene.window()->source()->contents()->sections();
        QTRY_COMPARE_WITH_TIMEOUT(sections->count(), 1, patience);
        QTest::mouseClick(sections->viewport(), Qt::LeftButton, {},
                          sections->visualItemRect(sections->item(0)).center());
        QCOMPARE(sections->item(0)->text(), u"No headings in it"_s);
    }

    void nothingSelectedLeavesTheClipboardAsItIs() {
        Shown shown;
        QGuiApplication::clipboard()->setText(u"kept"_s);
        shown.pages()->setFocus();
        QTest::keyClick(shown.pages(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"kept"_s);
    }

    void theWordsOfOneDocumentAreNotThoseOfTheNext() {
        Shown shown;
        const QTemporaryDir folder;
        QVERIFY(shown.scene.dropAndWait(writeFile(QDir(folder.path()), u"leaflet.md"_s, leaflet())));
        QTRY_VERIFY_WITH_TIMEOUT(!shown.pages()->isVisible(), patience);
        auto *text = shown.source()->findChild<QTextEdit *>(u"sourceText"_s);
        QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!shown.selected().isEmpty());
        shown.scene.gui().source()->showDocument(shown.scene.row(u"bicycle-library-handbook.pdf"_s)->id);
        QTRY_VERIFY_WITH_TIMEOUT(shown.pages()->isVisible(), patience);
        QVERIFY(shown.selected().isEmpty());
        QVERIFY(shown.source()->findChild<ui::SelectionBar *>()->isHidden());
    }

    void backAndForwardBringTheCitationWithTheirPlace() {
        Shown shown;
        const QTemporaryDir folder;
        QVERIFY(shown.scene.dropAndWait(writeFile(QDir(folder.path()), u"leaflet.md"_s, leaflet())));
        const auto isCited = [&] {
            const auto labels = shown.source()->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->isVisible() && label->text().startsWith(u"Cited here"_s);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(!shown.pages()->isVisible() && !isCited(),
                                 patience); // it is shown when added
        QTest::keyClick(shown.scene.window(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(shown.pages()->isVisible() && isCited(), patience);
        QTest::keyClick(shown.scene.window(), Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.pages()->isVisible() && !isCited(), patience);
    }
};

DOCCHAT_TEST(SourceTest)
#include "source_test.moc"
