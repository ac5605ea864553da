#include "document/languages.h"
#include "document/readers/ocr.h"

#include "../handmadepdf.h"
#include "readertest.h"
#include "testmain.h"

#include "model/layout.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QTransform>

#include <poppler-qt6.h>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

using namespace Qt::StringLiterals;

const QString english = u"eng"_s;

/// A page of some lines; "Zebra" and "Quartz" stand once each.
QByteArray pdfOfLines() {
    const char *lines[] = {"The quick brown fox jumps over the lazy dog and runs away.",
                           "A letter was written on Monday and answered on Friday.",
                           "Zebra crossings are painted white on the black streets.",
                           "Nobody knew where the old records of the town were kept.",
                           "In winter the harbour is closed and the boats are inside.",
                           "Clocks with crystals of Quartz are more exact than others."};
    QByteArray content;
    for (int line = 0; line < 6; ++line)
        content += textAt(72, 690 - line * 24, 14, lines[line]);
    return handmadePdf({content});
}

QImage drawn(const QByteArray &pdf, double dpi) {
    const auto document = Poppler::Document::loadFromData(pdf);
    document->setRenderHint(Poppler::Document::Antialiasing);
    document->setRenderHint(Poppler::Document::TextAntialiasing);
    const std::unique_ptr<Poppler::Page> page(document->page(0));
    return page->renderToImage(dpi, dpi);
}

/// Where a word stands on the page, as its own text layer says.
QRectF placeOf(const QByteArray &pdf, const QString &word) {
    const auto document = Poppler::Document::loadFromData(pdf);
    const std::unique_ptr<Poppler::Page> page(document->page(0));
    for (const auto &box : page->textList()) {
        if (box->text() == word)
            return box->boundingBox();
    }
    return {};
}

QRectF boxOf(const FoundWord &word) {
    QRectF all;
    for (const auto &box : word.boxes)
        all = all.united(box);
    return all;
}

const FoundWord *find(const std::vector<FoundWord> &words, const QString &text) {
    for (const auto &word : words) {
        if (word.text == text)
            return &word;
    }
    return nullptr;
}

QString joined(const std::vector<FoundWord> &words) {
    QString text;
    for (const auto &word : words)
        text += word.text + (word.endsLine ? u"\n"_s : word.spaceAfter ? u" "_s : QString());
    return text;
}

/// What a scan of the page is: a PDF that holds its picture and no text.
QByteArray scanOf(const QImage &picture) {
    const auto grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray hex;
    for (int y = 0; y < grey.height(); ++y)
        hex += QByteArray(reinterpret_cast<const char *>(grey.constScanLine(y)), grey.width()).toHex();
    return handmadePdf({"q 612 0 0 792 0 0 cm BI /W " + QByteArray::number(grey.width()) + " /H " +
                        QByteArray::number(grey.height()) + " /CS /G /BPC 8 /F /AHx ID " + hex + "> EI Q\n"});
}

Page pageOf(const QByteArray &pdf, const QString &languages) {
    const auto reader = openPdf(pdf, {{{}, {}, languages, {}}});
    auto page = reader.ok() ? (*reader)->page(1) : Result<Page>(reader.error());
    return page.ok() ? std::move(page.value()) : Page{};
}

QByteArray shared(const QString &name) {
    QFile file(sharedData() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How many threads there are beside those that Qt's pools have named.
int threads() {
    int count = 0;
    const QDir tasks(u"/proc/self/task"_s);
    for (const auto &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile name(tasks.filePath(task + u"/comm"_s));
        if (name.open(QIODevice::ReadOnly) && !name.readAll().contains("pooled"))
            ++count;
    }
    return count;
}

} // namespace

class OcrTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_threadsBefore = threads();
        QVERIFY(installedOcrLanguages().contains(english));
    }

    void onlyLanguagesOfTextAreListed() { QVERIFY(!installedOcrLanguages().contains(u"osd"_s)); }

    void wordsStandWhereTheyAreDrawn_data() {
        QTest::addColumn<int>("degrees");
        for (const int degrees : {0, 90, 180, 270})
            QTest::addRow("turned by %d degrees", degrees) << degrees;
    }
    void wordsStandWhereTheyAreDrawn() {
        QFETCH(int, degrees);
        const auto pdf = pdfOfLines();
        const auto turn = QTransform().rotate(degrees);
        const auto picture = drawn(pdf, 300).transformed(turn);
        const auto whole = turn.mapRect(QRectF(0, 0, 612, 792));
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        const auto words = (*engine)->words(picture, whole.size());
        for (const auto &text : {u"Zebra"_s, u"Quartz"_s, u"harbour"_s, u"quick"_s}) {
            const auto *word = find(words, text);
            QVERIFY2(word, qPrintable(joined(words)));
            const auto place = turn.mapRect(placeOf(pdf, text)).translated(-whole.topLeft());
            const auto box = boxOf(*word);
            QVERIFY(place.contains(box.center()));
            const auto common = box.intersected(place);
            const auto share = common.width() * common.height() / (box.width() * box.height());
            QVERIFY2(share > 0.8, qPrintable(QString::number(share)));
            QVERIFY(std::max(box.width(), box.height()) > 0.8 * std::max(place.width(), place.height()));
        }
    }

    void everyCharacterHasABoxInTheDirectionOfReading_data() { wordsStandWhereTheyAreDrawn_data(); }
    void everyCharacterHasABoxInTheDirectionOfReading() {
        QFETCH(int, degrees);
        const auto turn = QTransform().rotate(degrees);
        const auto picture = drawn(pdfOfLines(), 300).transformed(turn);
        const auto size = turn.mapRect(QRectF(0, 0, 612, 792)).size();
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        const auto words = (*engine)->words(picture, size);
        const auto *word = find(words, u"crossings"_s);
        QVERIFY2(word, qPrintable(joined(words)));
        QCOMPARE(word->boxes.size(), size_t(9));
        const auto way = turn.map(QPointF(1, 0));
        for (size_t i = 1; i < word->boxes.size(); ++i) {
            const auto step = word->boxes[i].center() - word->boxes[i - 1].center();
            QVERIFY(QPointF::dotProduct(step, way) > 0);
        }
        for (const auto &other : words)
            QCOMPARE(other.boxes.size(), size_t(other.text.toUcs4().size()));
    }

    void linesComeInTheOrderOfReading() {
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        const auto text = joined((*engine)->words(drawn(pdfOfLines(), 300), {612, 792}));
        QVERIFY2(text.startsWith("The quick brown fox jumps over the lazy dog and runs away.\nA letter"_L1),
                 qPrintable(text));
        QVERIFY2(text.endsWith("Clocks with crystals of Quartz are more exact than others.\n"_L1),
                 qPrintable(text));
    }

    void aCoarsePictureIsEnlarged() {
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        const auto words = (*engine)->words(drawn(pdfOfLines(), 60), {612, 792});
        QVERIFY2(find(words, u"Zebra"_s) && find(words, u"harbour"_s), qPrintable(joined(words)));
    }

    void whatCannotBeReadHasNoWords_data() {
        QTest::addColumn<QImage>("picture");
        QTest::addColumn<QSizeF>("size");
        QImage white(600, 800, QImage::Format_RGB32);
        white.fill(Qt::white);
        QTest::newRow("no picture") << QImage() << QSizeF(612, 792);
        QTest::newRow("a pixel") << white.copy(0, 0, 1, 1) << QSizeF(612, 792);
        QTest::newRow("a narrow line") << white.copy(0, 0, 1, 800) << QSizeF(612, 792);
        QTest::newRow("no page") << white << QSizeF();
        QTest::newRow("white") << white << QSizeF(612, 792);
        QTest::newRow("a strip") << QImage(60'000, 9, QImage::Format_Grayscale8) << QSizeF(10'000, 1);
    }
    void whatCannotBeReadHasNoWords() {
        QFETCH(QImage, picture);
        QFETCH(QSizeF, size);
        if (picture.width() > 1000)
            picture.fill(255);
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        QVERIFY((*engine)->words(picture, size).empty());
    }

    void aLanguageThatIsNotInstalledIsSaid_data() {
        QTest::addColumn<QString>("languages");
        QTest::newRow("unknown") << u"xxx"_s;
        QTest::newRow("a path") << u"../../eng"_s;
        QTest::newRow("nothing") << u"+"_s;
        QTest::newRow("orientation") << u"osd"_s;
    }
    void aLanguageThatIsNotInstalledIsSaid() {
        QFETCH(QString, languages);
        const auto engine = Recogniser::load(languages);
        QVERIFY(!engine.ok());
        QCOMPARE(code(engine.error().kind), code(ErrorKind::Unsupported));
        QVERIFY(!engine.error().hint.isEmpty());
    }

    void theLanguagesThatAreInstalledAreTaken() { QVERIFY(Recogniser::load(u"xxx+eng"_s).ok()); }

    void theEngineStartsNoThread() {
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        QVERIFY(!(*engine)->words(drawn(pdfOfLines(), 300), {612, 792}).empty());
        QCOMPARE(threads(), m_threadsBefore);
    }

    void aScannedPageIsSaidToBeOne() {
        const auto page = pageOf(scanOf(drawn(pdfOfLines(), 150)), {});
        QVERIFY(page.scanned);
        QCOMPARE(page.text, QString());
        QCOMPARE(page.size, QSizeF(612, 792));
    }

    void aScannedPageIsRecognised() {
        const auto page = pageOf(scanOf(drawn(pdfOfLines(), 150)), english);
        QVERIFY(!page.scanned);
        QVERIFY2(page.text.contains(u"Zebra crossings are painted white"_s), qPrintable(page.text));
        const auto layout = PageLayout::decode(page.layout, page.size);
        QVERIFY(layout);
        const auto start = page.text.indexOf(u"Quartz"_s);
        QVERIFY(start >= 0);
        const auto rects = layout->rects(start, start + 6);
        QCOMPARE(rects.size(), 1);
        QVERIFY(placeOf(pdfOfLines(), u"Quartz"_s).contains(rects[0].center()));
    }

    void aPageWithTextKeepsIt() {
        const auto page = pageOf(pdfOfLines(), u"xxx"_s); // recognising it would be an error
        QVERIFY(!page.scanned);
        QVERIFY(page.text.contains(u"Zebra"_s));
    }

    void anEmptyPageIsNotAScan_data() {
        QTest::addColumn<QByteArray>("pdf");
        QTest::newRow("nothing") << handmadePdf({""});
        QTest::newRow("a grey ground") << handmadePdf({"0.8 g 0 0 612 792 re f"});
        QTest::newRow("a speck") << handmadePdf({"0 g 100 100 1 1 re f"});
        QTest::newRow("a huge page") << handmadePdf({""}).replace("[0 0 612 792]", "[0 0 1e6 1e6]");
    }
    void anEmptyPageIsNotAScan() {
        QFETCH(QByteArray, pdf);
        for (const auto &languages : {QString(), english}) {
            const auto page = pageOf(pdf, languages);
            QCOMPARE(page.number, 1);
            QVERIFY(!page.scanned);
            QCOMPARE(page.text, QString());
        }
    }

    void aMissingLanguageIsAnErrorOfThePage() {
        const auto reader = openPdf(scanOf(drawn(pdfOfLines(), 50)), {{{}, {}, u"xxx"_s, {}}});
        QVERIFY(reader.ok());
        const auto page = (*reader)->page(1);
        QVERIFY(!page.ok());
        QCOMPARE(code(page.error().kind), code(ErrorKind::Unsupported));
    }

    void aScanOfOthersIsRecognised() {
        NEEDS_SHARED_DATA();
        const auto pdf = shared(u"office/testOCR.pdf"_s);
        QVERIFY(pageOf(pdf, {}).scanned);
        const auto page = pageOf(pdf, english);
        QVERIFY(!page.scanned);
        QVERIFY2(page.text.contains(u"Happy New Year 2003!"_s), qPrintable(page.text));
    }

    void picturesBesideTextMakeNoScan() {
        NEEDS_SHARED_DATA();
        QCOMPARE(pageOf(shared(u"pdf/images.pdf"_s), english).text, u"Hello, test test."_s);
        QCOMPARE(pageOf(shared(u"pdf/scan-bad.pdf"_s), english).text, u"pdf.js"_s);
        QVERIFY(!pageOf(shared(u"pdf/scan-bad.pdf"_s), {}).scanned);
    }

    void drawingsAreNotTakenForWords() {
        NEEDS_SHARED_DATA();
        const auto engine = Recogniser::load(english);
        QVERIFY(engine.ok());
        const auto words = (*engine)->words(drawn(shared(u"pdf/images.pdf"_s), 300), {612, 792});
        QCOMPARE(joined(words), u"Hello, test test.\n"_s);
    }

private:
    int m_threadsBefore = 0; ///< before anything was recognised
};

DOCCHAT_TEST(OcrTest)
#include "ocr_test.moc"
