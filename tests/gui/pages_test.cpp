#include "../core/document/handmadepdf.h"
#include "officefiles.h"
#include "scene.h"
#include "testmain.h"

#include "async/watchdog.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int pageCount = 2000;
constexpr int mostDraws = 400; // for one view: more would be drawn again and again
const QSizeF letter(612, 792);

/// What fills a page: never white.
QColor colourOfPage(int page) {
    return {100 + page % 100, 100 + page / 100 * 5 % 150, 180};
}

/// Each page in its colour, with its number as a word.
QByteArray pdfOfPages(int count) {
    QByteArrayList contents;
    for (int page = 1; page <= count; ++page) {
        const auto colour = colourOfPage(page);
        QByteArray content;
        for (const int part : {colour.red(), colour.green(), colour.blue()})
            content += QByteArray::number(part / 255.0, 'f', 6) + ' ';
        contents += content + "rg 0 0 612 792 re f 0 g " +
                    textAt(60, 730, 18, "Page " + QByteArray::number(page) + " of the long book.");
    }
    return handmadePdf(contents);
}

/// A page view of its own, and what the worker would draw for it.
struct Pages {
    explicit Pages(int count, QSize size = {600, 800}) {
        view.resize(size);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view, patience))
            qFatal("the pages are not shown");
        view.setPages(QList<QSizeF>(count, letter), count);
    }

    /// Gives the part that is wanted most; false: there is none.
    bool draw(const std::function<QImage(const ui::PagePart &)> &picture) {
        const auto part = view.mostWanted();
        if (part)
            view.setPicture(*part, picture(*part));
        mostBytes = std::max(mostBytes, view.pictureBytes());
        return part.has_value();
    }
    /// Draws until nothing is wanted any more.
    bool drawAll(const std::function<QImage(const ui::PagePart &)> &picture) {
        int draws = 0;
        while (draws < mostDraws && draw(picture))
            ++draws;
        return draws < mostDraws && view.isDrawn();
    }
    void scrollTo(int y) { view.verticalScrollBar()->setValue(y); }

    ui::Theme theme{qobject_cast<QApplication *>(QCoreApplication::instance())};
    ui::PageView view{&theme};
    qsizetype mostBytes = 0;
};

QImage plain(const ui::PagePart &part) {
    QImage image(part.rect.size(), QImage::Format_RGB32);
    image.fill(colourOfPage(part.page));
    return image;
}

/// What a pixel of a page looks like: unlike its neighbours.
QRgb pixelAt(int x, int y) {
    return qRgb(x * 37 % 256, y * 59 % 256, (x ^ y) % 256);
}

QImage patterned(const ui::PagePart &part) {
    QImage image(part.rect.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, pixelAt(x + part.rect.x(), y + part.rect.y()));
    }
    return image;
}

/// Shows a document and waits until it is there.
bool show(Scene &scene, DocumentId id) {
    QSignalSpy shown(scene.gui().source(), &SourceController::shown);
    scene.gui().source()->showDocument(id);
    return QTest::qWaitFor([&] { return !shown.isEmpty(); }, patience);
}

bool isDrawn(Scene &scene) {
    auto *pages = scene.window()->source()->pages();
    return QTest::qWaitFor([&] { return pages->isDrawn(); }, patience);
}

/// The colour in the middle of what is seen of the pages.
QColor middleOf(ui::PageView *pages) {
    const auto image = pages->viewport()->grab().toImage();
    return image.pixelColor(image.rect().center());
}

} // namespace

class PagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThatIsSeenOfALongDocumentIsDrawnAndMemoryIsBounded();
    void whatWasScrolledPastIsNotDrawn();
    void bothNeighboursAreDrawnAfterWhatIsSeen();
    void pagesThatWereScrolledAwayAndBackAreDrawn();
    void everyPixelIsAsItWasDrawn_data();
    void everyPixelIsAsItWasDrawn();
    void whereASharpPartFailsTheWholePageStays();
    void marksHaveTheColourOfTheDesign_data();
    void marksHaveTheColourOfTheDesign();
    void whatCannotBeShownLeavesTheShownDocumentAlone();
    void whatIsAddedIsShownOnceItIsRead_data();
    void whatIsAddedIsShownOnceItIsRead();
    void ofSeveralTheFirstThatCanBeShownIs();
    void whatThePersonOpensMeanwhileStays();
    void allMatchesAreMarkedAndTheCurrentOneStrongly();
    void aLongDocumentIsScrolledFromEndToEnd();
    void citationsAndPagesComeQuickly();
};

void PagesTest::allThatIsSeenOfALongDocumentIsDrawnAndMemoryIsBounded() {
    Pages pages(pageCount);
    auto *bar = pages.view.verticalScrollBar();
    for (const int step : {700, -2100}) { // some are drawn on the way, others never
        for (int i = 0; i * std::abs(step) <= bar->maximum(); ++i) {
            bar->setValue(bar->value() + step);
            pages.draw(plain);
        }
        QVERIFY(pages.drawAll(plain));
    }
    QCOMPARE(pages.view.currentPage(), 1);
    for (const double zoom : {0.25, 1.0, 1.7, 5.0, 0.6, 3.3}) {
        pages.view.setZoom(zoom);
        for (const int page : {pageCount, 1, 777, 778, 3}) {
            pages.view.showPage(page);
            QVERIFY(pages.drawAll(plain));
            const auto seen = middleOf(&pages.view);
            const bool isPage = seen == colourOfPage(pages.view.currentPage()) ||
                                seen == colourOfPage(pages.view.currentPage() + 1) ||
                                seen == pages.theme.colours().desk;
            QVERIFY2(isPage || zoom < 1, qPrintable(seen.name()));
        }
    }
    qInfo("at most %.1f MB of pictures", double(pages.mostBytes) / (1024 * 1024));
    QVERIFY(pages.mostBytes > 10'000'000 && pages.mostBytes <= ui::PagePictures::mostBytes);
}

void PagesTest::whatWasScrolledPastIsNotDrawn() {
    Pages pages(pageCount);
    for (int page = 1; page <= 1000; ++page)
        pages.view.showPage(page);
    QCOMPARE(pages.view.mostWanted()->page, 1000);
    pages.view.showPage(5);
    QCOMPARE(pages.view.mostWanted()->page, 5);
}

void PagesTest::bothNeighboursAreDrawnAfterWhatIsSeen() {
    Pages pages(pageCount);
    pages.view.showPage(500);
    QList<int> order;
    while (const auto part = pages.view.mostWanted()) {
        order += part->page;
        pages.view.setPicture(*part, plain(*part));
    }
    QVERIFY(order.size() >= 3);
    QCOMPARE(order.first(), 500);
    const auto before = order.takeLast();
    const auto after = order.takeLast();
    QCOMPARE(before, *std::ranges::min_element(order) - 1);
    QCOMPARE(after, *std::ranges::max_element(order) + 1);
}

void PagesTest::pagesThatWereScrolledAwayAndBackAreDrawn() {
    Pages pages(pageCount);
    for (int away = 1; away < 40; ++away) { // the pages before are wanted, and passed
        pages.view.showPage(100);
        pages.view.showPage(100 + away);
        pages.view.showPage(100);
        QVERIFY(pages.drawAll(plain));
        QVERIFY(pages.view.hasPicture(100));
    }
}

void PagesTest::everyPixelIsAsItWasDrawn_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("zoom");
    QTest::newRow("one picture") << 601 << 1.0;
    QTest::newRow("an odd size") << 687 << 1.37;
    QTest::newRow("small") << 600 << 0.31;
    QTest::newRow("parts") << 600 << 5.0;
    QTest::newRow("parts of an odd size") << 733 << 3.71;
}

void PagesTest::everyPixelIsAsItWasDrawn() {
    QFETCH(int, width);
    QFETCH(double, zoom);
    Pages pages(20, {width, 700});
    pages.view.setZoom(zoom);
    pages.view.showPage(2);
    pages.scrollTo(pages.view.verticalScrollBar()->value() + 14 - 20); // the page's top is 20 pixels down
    pages.view.horizontalScrollBar()->setValue(0);
    QVERIFY(pages.drawAll(patterned));
    const auto image = pages.view.viewport()->grab().toImage();
    const int shown = qRound(letter.width() * pages.view.scale());
    const int left = std::max(20, (image.width() - shown) / 2);
    const int right = std::min(image.width(), left + shown);
    const int bottom = std::min(image.height(), 20 + qRound(letter.height() * pages.view.scale()));
    for (int y = 20; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            if (image.pixel(x, y) != pixelAt(x - left, y - 20))
                QFAIL(qPrintable(u"%1,%2 of the page is %3"_s.arg(x - left).arg(y - 20).arg(
                    image.pixelColor(x, y).name())));
        }
    }
}

void PagesTest::whereASharpPartFailsTheWholePageStays() {
    Pages pages(3);
    pages.view.setZoom(5);
    for (int draws = 0; draws < mostDraws && pages.view.mostWanted(); ++draws) {
        const auto part = pages.view.mostWanted();
        if (part->isWhole())
            pages.view.setPicture(*part, plain(*part));
        else
            pages.view.setPictureFailed(*part, u"too large"_s);
    }
    QVERIFY(pages.view.isDrawn() && !pages.view.mostWanted());
    QCOMPARE(middleOf(&pages.view), colourOfPage(1));
}

void PagesTest::marksHaveTheColourOfTheDesign_data() {
    QTest::addColumn<ui::Theme::Choice>("choice");
    QTest::addColumn<QColor>("paper");
    QTest::addColumn<QColor>("mark");
    QTest::newRow("light") << ui::Theme::Choice::Light << QColor(0xffffff) << QColor(0xffe58a);
    QTest::newRow("dark") << ui::Theme::Choice::Dark << QColor(0xe4e1d8) << QColor(0xf2d06b);
}

void PagesTest::marksHaveTheColourOfTheDesign() {
    QFETCH(ui::Theme::Choice, choice);
    QFETCH(QColor, paper);
    QFETCH(QColor, mark);
    Pages pages(1);
    pages.theme.choose(choice);
    pages.view.setMarks({{1, {100, 100, 200, 20}}, {1, {100, 115, 200, 20}}}, // one over the other
                        {{1, {100, 100, 200, 20}}, {1, {100, 300, 200, 20}}});
    QVERIFY(pages.drawAll([](const ui::PagePart &part) {
        QImage image(part.rect.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter(&image).fillRect(0, 0, image.width() / 3, image.height(), Qt::black);
        return image;
    }));
    const auto image = pages.view.viewport()->grab().toImage();
    const auto at = [&](double x, double y) {
        const double scale = pages.view.scale();
        return image.pixelColor(20 + int(x * scale), 20 + int(y * scale));
    };
    QCOMPARE(at(250, 90), paper);
    QCOMPARE(at(250, 105), mark);
    QCOMPARE(at(250, 117), mark);
    QCOMPARE(at(250, 130), mark);
    QCOMPARE(at(150, 105), QColor(Qt::black));
    QCOMPARE(at(250, 310), ui::weakMark(pages.theme.colours()));
    QVERIFY(at(250, 310) != paper && at(250, 310) != mark);
    pages.theme.choose(ui::Theme::Choice::Light);
}

void PagesTest::whatCannotBeShownLeavesTheShownDocumentAlone() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    const auto id = scene.row(u"bicycle-library-handbook.pdf"_s)->id;
    QVERIFY(show(scene, id));
    for (const auto &name : {u"broken.docx"_s, u"broken.pdf"_s, u"broken.png"_s}) {
        QVERIFY(scene.drop({writeFile(QDir(folder.path()), name, "%PDF-1.7\nnothing of it is there")}));
        QTRY_VERIFY_WITH_TIMEOUT(scene.row(name) && scene.row(name)->failed(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
        QTest::qWait(200);
        QCOMPARE(scene.window()->source()->document(), id);
    }
    auto *pages = scene.window()->source()->pages();
    for (const double zoom : {1.0, 2.0}) {
        pages->setZoom(zoom);
        for (const int page : {6, 1, 4}) {
            pages->showPage(page);
            QVERIFY(isDrawn(scene));
            QVERIFY(pages->hasPicture(page));
        }
    }
}

void PagesTest::whatIsAddedIsShownOnceItIsRead_data() {
    QTest::addColumn<QString>("name");
    for (const auto *name : {"notes.txt", "bridge.docx", "house.xlsx", "letter.png"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void PagesTest::whatIsAddedIsShownOnceItIsRead() {
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QDir dir(folder.path());
    const auto path = name.endsWith(u"docx"_s)   ? writeDocx(dir, name)
                      : name.endsWith(u"xlsx"_s) ? writeXlsx(dir, name)
                      : name.endsWith(u"png"_s)  ? writeScan(dir, name)
                                                 : writeFile(dir, name, "The cedar bridge is old.\n");
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath())); // something is shown before
    QVERIFY(scene.drop({path}));
    auto *source = scene.window()->source();
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name) && scene.row(name)->id != 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(source->document(), scene.row(name)->id, patience);
    QVERIFY(source->isVisible() && !source->showsProblem());
    if (name.endsWith(u"png"_s)) {
        QCOMPARE(source->pages()->pageCount(), 1);
        QVERIFY(isDrawn(scene) && source->pages()->hasPicture(1));
    } else {
        const auto *text = source->findChild<QTextEdit *>();
        QVERIFY(text && text->isVisible() && !text->toPlainText().isEmpty());
    }
}

void PagesTest::ofSeveralTheFirstThatCanBeShownIs() {
    const QTemporaryDir folder;
    const QDir dir(folder.path());
    Scene scene;
    QVERIFY(
        scene.drop({writeFile(dir, u"a.pdf"_s, "%PDF-1.7\nnothing"), writeFile(dir, u"b.txt"_s, "The first."),
                    writeFile(dir, u"c.txt"_s, "The second.")}));
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().documents(), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
    auto *source = scene.window()->source();
    QTRY_VERIFY_WITH_TIMEOUT(source->isVisible(), patience);
    QTest::qWait(200);
    QCOMPARE(source->document(), scene.row(u"b.txt"_s)->id);
}

void PagesTest::whatThePersonOpensMeanwhileStays() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    const auto id = scene.row(u"bicycle-library-handbook.pdf"_s)->id;
    connect(
        &scene.application().jobs(), &ingest::Jobs::jobAdded, &scene.gui(),
        [&] { scene.gui().source()->showDocument(id); }, Qt::QueuedConnection);
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"notes.txt"_s, paragraphs(300, "zircon"))));
    QTest::qWait(300);
    QCOMPARE(scene.window()->source()->document(), id);
    QVERIFY(isDrawn(scene));
}

void PagesTest::allMatchesAreMarkedAndTheCurrentOneStrongly() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.dropAndWait(
        writeFile(QDir(folder.path()), u"notes.txt"_s, "A heron, a second heron and a third heron.\n")));
    auto *source = scene.window()->source();
    QTRY_COMPARE_WITH_TIMEOUT(source->document(), scene.row(u"notes.txt"_s)->id, patience);
    Q_EMIT source->findWanted(source->document(), u"heron"_s);
    const auto *text = source->findChild<QTextEdit *>();
    QTRY_COMPARE_WITH_TIMEOUT(text->extraSelections().size(), 3, patience);
    const auto colours = scene.window()->theme()->colours();
    source->findNext();
    const auto marks = text->extraSelections();
    QCOMPARE(marks.size(), 3);
    QCOMPARE(marks.last().format.background().color(), colours.mark);
    QCOMPARE(marks.last().cursor.selectionStart(), 18); // the second
    QCOMPARE(marks.first().format.background().color(), ui::weakMark(colours));
    QCOMPARE(marks.first().cursor.selectedText(), u"heron"_s);
}

void PagesTest::aLongDocumentIsScrolledFromEndToEnd() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.drop({writeFile(QDir(folder.path()), u"long.pdf"_s, pdfOfPages(pageCount))}));
    auto *pages = scene.window()->source()->pages();
    QTRY_COMPARE_WITH_TIMEOUT(pages->pageCount(), pageCount, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, 4 * patience);
    qsizetype mostBytes = 0;
    async::LoopMonitor monitor;
    monitor.start();
    for (const bool down : {true, false}) {
        for (int i = 0; i <= 200; ++i) {
            auto *bar = pages->verticalScrollBar();
            bar->setValue(int(double(bar->maximum()) * (down ? i : 200 - i) / 200));
            QTest::qWait(5);
            mostBytes = std::max(mostBytes, pages->pictureBytes());
        }
        QVERIFY(isDrawn(scene));
        QCOMPARE(pages->currentPage() > pageCount / 2, down);
    }
    monitor.stop();
    qInfo("%d pages there and back: largest gap %.1f ms, at most %.1f MB of pictures", pageCount,
          monitor.largestGapMs(), double(mostBytes) / (1024 * 1024));
    for (const double zoom : {0.4, 1.0, 3.0, 5.0}) {
        pages->setZoom(zoom);
        for (const int page : {1234, 8, 9, pageCount}) {
            pages->showPage(page);
            QVERIFY(isDrawn(scene));
            mostBytes = std::max(mostBytes, pages->pictureBytes());
        }
        pages->showPage(777);
        QVERIFY(isDrawn(scene) && pages->hasPicture(777));
        if (zoom >= 1)
            QCOMPARE(middleOf(pages), colourOfPage(777));
    }
    QVERIFY(mostBytes > 0 && mostBytes <= ui::PagePictures::mostBytes);
}

void PagesTest::citationsAndPagesComeQuickly() {
    NEEDS_SHARED_DATA();
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(sharedData() + u"/pdf/freeculture.pdf"_s));
    auto *answer = scene.ask(u"What did the Wright brothers invent?"_s);
    QVERIFY(answer && !answer->message().citations.empty());
    const auto citation = answer->message().citations.front();
    QCOMPARE(citation.name, u"freeculture.pdf"_s);
    QVERIFY(show(scene, scene.row(u"bicycle-library-handbook.pdf"_s)->id));
    auto *pages = scene.window()->source()->pages();
    QElapsedTimer clock;
    for (const auto *when : {"from another document", "in the same document"}) {
        QSignalSpy shown(scene.gui().source(), &SourceController::shown);
        clock.start();
        scene.gui().source()->showCitation(citation, answer);
        QVERIFY(QTest::qWaitFor([&] { return !shown.isEmpty() && pages->isDrawn(); }, patience));
        qInfo("a citation %s: its marked page is drawn after %lld ms", when, clock.elapsed());
        QCOMPARE(pages->currentPage(), citation.page);
        pages->showPage(300);
        QVERIFY(isDrawn(scene));
    }
    qint64 longest = 0;
    for (int page = 100; page < 130; ++page) {
        clock.start();
        pages->showPage(page);
        QVERIFY(isDrawn(scene));
        longest = std::max(longest, clock.elapsed());
    }
    async::LoopMonitor monitor;
    monitor.start();
    for (int i = 0; i < 150; ++i) {
        pages->verticalScrollBar()->setValue(pages->verticalScrollBar()->value() + 120);
        QTest::qWait(8);
    }
    QVERIFY(isDrawn(scene));
    monitor.stop();
    qInfo("30 flips: the slowest page is drawn after %lld ms; while scrolling the largest gap is %.1f ms",
          longest, monitor.largestGapMs());
}

DOCCHAT_TEST(PagesTest)

#include "pages_test.moc"
