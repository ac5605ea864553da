#include "../handmadepdf.h"
#include "readertest.h"
#include "testmain.h"

#include "model/layout.h"

#include <QFile>
#include <QImage>
#include <QtEndian>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QByteArray sharedPdf(const char *name) {
    QFile file(sharedData() + QStringLiteral("/pdf/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<std::unique_ptr<Reader>> open(const QByteArray &bytes, const QString &password = {}) {
    return openPdf(bytes, {{{}, password, {}, {}}});
}

Page pageOf(const QByteArray &bytes, int number = 1) {
    const auto reader = open(bytes);
    auto page = reader.ok() ? (*reader)->page(number) : Result<Page>(reader.error());
    return page.ok() ? std::move(page.value()) : Page{};
}

QList<QRectF> rectsOf(const Page &page, const QString &word) {
    const auto layout = PageLayout::decode(page.layout, page.size);
    const auto start = page.text.indexOf(word);
    return layout && start >= 0 ? layout->rects(start, start + word.size()) : QList<QRectF>();
}

/// What the drawing shows in a box of the page: the share of dark pixels.
double inkIn(const QByteArray &bytes, const QRectF &box) {
    const auto reader = open(bytes);
    const auto page = pageOf(bytes);
    const int width = int(page.size.width());
    const int height = int(page.size.height());
    std::vector<uchar> pixels(size_t(width) * size_t(height) * 4);
    if (!reader.ok() || !(*reader)->render({1, width, height}, pixels.data()).ok())
        return -1;
    int dark = 0;
    int all = 0;
    for (int y = qMax(0, int(box.top())); y < qMin(height, int(box.bottom()) + 1); ++y) {
        for (int x = qMax(0, int(box.left())); x < qMin(width, int(box.right()) + 1); ++x, ++all)
            dark += pixels[(size_t(y) * size_t(width) + size_t(x)) * 4] < 128 ? 1 : 0;
    }
    return all == 0 ? -1 : double(dark) / all;
}

/// A paragraph in two columns, as a paper has it; the content stream goes line by line across both.
QByteArray twoColumns() {
    const char *left[] = {"The left column begins here and it", "has several lines that belong",
                          "together and the last of them", "leads into the next column where"};
    const char *right[] = {"the sentence that was begun goes", "on to its end without anything of",
                           "the other column in between, as", "a reader would read it aloud."};
    QByteArray content;
    for (int line = 0; line < 4; ++line)
        content +=
            textAt(60, 600 - line * 13, 10, left[line]) + textAt(330, 600 - line * 13, 10, right[line]);
    return handmadePdf({content});
}

/// One page with annotations, which are the objects 8, 9 and so on.
QByteArray annotatedPdf(const QByteArrayList &annotations, const QByteArray &content = {},
                        const QByteArray &pageEntries = {}) {
    QByteArray numbers;
    for (qsizetype i = 0; i < annotations.size(); ++i)
        numbers += QByteArray::number(8 + i) + " 0 R ";
    QByteArrayList objects;
    for (const auto &annotation : annotations)
        objects += "<< /Type /Annot " + annotation + " >>";
    return handmadePdf({content}, "/Annots [" + numbers + "] " + pageEntries, {}, objects,
                       "/AcroForm << /Fields [" + numbers +
                           "] /DR << /Font << /F1 3 0 R >> >> /DA (/F1 10 Tf) >>");
}

/// An outline of sections, each on a page of its own, `top` points from the bottom; the items are the objects
/// after the pages.
QByteArray outlinedPdf(const QByteArrayList &titles, const QList<int> &pages, const QList<int> &tops,
                       int count) {
    const auto first = 6 + 2 * count;
    QByteArrayList objects;
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const auto own = first + 1 + i;
        objects += "<< /Title (" + titles[i] + ") /Parent " + QByteArray::number(first) + " 0 R /Dest [" +
                   QByteArray::number(6 + 2 * (pages[i] - 1)) + " 0 R /XYZ 0 " + QByteArray::number(tops[i]) +
                   " 0]" +
                   (i + 1 < titles.size() ? " /Next " + QByteArray::number(own + 1) + " 0 R" : QByteArray()) +
                   " >>";
    }
    objects.prepend("<< /Type /Outlines /First " + QByteArray::number(first + 1) + " 0 R /Last " +
                    QByteArray::number(first + titles.size()) + " 0 R >>");
    QByteArrayList contents;
    for (int page = 1; page <= count; ++page)
        contents += textAt(72, 700, 12, "Page");
    return handmadePdf(contents, {}, {}, objects, "/Outlines " + QByteArray::number(first) + " 0 R");
}

QStringList headingsOf(const QByteArray &pdf) {
    const auto reader = open(pdf);
    QStringList headings;
    for (int number = 1; reader.ok() && number <= (*reader)->info().pages; ++number)
        headings += (*reader)->page(number)->heading;
    return headings;
}

} // namespace

class PdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatItIs() {
        const auto reader = open(handmadePdf({textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two")}));
        QVERIFY(reader.ok());
        const auto info = (*reader)->info();
        QCOMPARE(info.kind, DocumentKind::Pdf);
        QCOMPARE(info.pages, 2);
        QCOMPARE(info.sizes, (QList<QSizeF>{{612, 792}, {612, 792}}));
    }

    void itIsKnownByItsContent() {
        const auto pdf = handmadePdf({textAt(72, 700, 12, "One")});
        for (const auto &name : {QStringLiteral("a.pdf"), QStringLiteral("a.txt"), QStringLiteral("a")})
            QCOMPARE(textsOf(openBytes(pdf, name)), QStringList{QStringLiteral("One")});
        QCOMPARE(textsOf(openBytes("junk before it\n" + pdf, QStringLiteral("a.pdf"))),
                 QStringList{QStringLiteral("One")});
    }

    void aPageBeyondTheLastIsAnError() {
        const auto reader = open(handmadePdf({textAt(72, 700, 12, "One")}));
        QVERIFY(reader.ok());
        for (const int number : {0, 2, -1, 1'000'000}) {
            const auto page = (*reader)->page(number);
            QVERIFY(!page.ok());
            QCOMPARE(code(page.error().kind), code(ErrorKind::Damaged));
            std::vector<uchar> pixels(400);
            QVERIFY(!(*reader)->render({number, 10, 10}, pixels.data()).ok());
        }
    }

    void aPageThatIsMissingIsAnErrorAndTheOthersAreRead() {
        auto pdf = handmadePdf(
            {textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two"), textAt(72, 700, 12, "Three")});
        pdf.replace("6 0 R 8 0 R 10 0 R",
                    "6 0 R 99 0 R 10 0 R"); // page two is not there (a byte more: the table is rebuilt)
        const auto reader = open(pdf);
        QVERIFY(reader.ok());
        const auto texts = textsOf(reader);
        QVERIFY2(texts.contains(QStringLiteral("One")) && texts.contains(QStringLiteral("Three")),
                 qPrintable(texts.join(QLatin1Char('|'))));
    }

    void aFileThatIsCutOffKeepsThePagesBeforeTheCut() {
        auto pdf = handmadePdf(
            {textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two"), textAt(72, 700, 12, "Three")});
        pdf = pdf.left(pdf.indexOf("10 0 obj"));
        pdf.insert(pdf.indexOf("1 0 obj"), "trailer << /Root 1 0 R >>\n"); // as files for the web have it
        const auto reader = open(pdf);
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().pages, 3);
        QCOMPARE(textsOf(reader),
                 (QStringList{QStringLiteral("One"), QStringLiteral("Two"), code(ErrorKind::Damaged)}));
        QVERIFY(!(*reader)->page(3).error().hint.isEmpty());
    }

    void aFileWithoutAnyReadablePageIsDamaged() {
        auto pdf = handmadePdf({textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two")});
        pdf = pdf.left(pdf.indexOf("6 0 obj"));
        pdf.insert(pdf.indexOf("1 0 obj"), "trailer << /Root 1 0 R >>\n");
        const auto reader = open(pdf);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::Damaged));
        QCOMPARE(reader.error().message, QStringLiteral("it is damaged: 0 of 2 pages could be read"));
    }

    void wordsAreMarkedWhereTheirInkIs_data() {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("upright") << QByteArray() << QSizeF(612, 792);
        QTest::newRow("turned by 90 degrees") << QByteArray("/Rotate 90") << QSizeF(792, 612);
        QTest::newRow("turned by 180 degrees") << QByteArray("/Rotate 180") << QSizeF(612, 792);
        QTest::newRow("turned by 270 degrees") << QByteArray("/Rotate 270") << QSizeF(792, 612);
        QTest::newRow("cropped") << QByteArray("/CropBox [50 300 450 780]") << QSizeF(400, 480);
        QTest::newRow("cropped and turned")
            << QByteArray("/CropBox [50 300 450 780] /Rotate 90") << QSizeF(480, 400);
        QTest::newRow("scaled") << QByteArray("/UserUnit 2") << QSizeF();
    }
    void wordsAreMarkedWhereTheirInkIs() {
        QFETCH(QByteArray, entries);
        QFETCH(QSizeF, size);
        const auto pdf = handmadePdf({textAt(200, 600, 40, "HHHH") + textAt(200, 500, 40, "MMMM")}, entries);
        const auto page = pageOf(pdf);
        if (!size.isEmpty())
            QCOMPARE(page.size, size);
        for (const auto &word : {QStringLiteral("HHHH"), QStringLiteral("MMMM")}) {
            QVERIFY2(page.text.contains(word), qPrintable(page.text));
            const auto rects = rectsOf(page, word);
            QVERIFY(!rects.isEmpty());
            QRectF all;
            for (const auto &rect : rects)
                all = all.united(rect);
            QVERIFY(QRectF(QPointF(), page.size).contains(all));
            QVERIFY2(inkIn(pdf, all) > 0.1, qPrintable(QString::number(inkIn(pdf, all))));
            QVERIFY(all.width() * all.height() < 90 * 180); // about the word, not all of the page
        }
        QVERIFY(inkIn(pdf, QRectF(0, 0, 30, 30)) < 0.01);
    }

    void columnsAreReadOneAfterTheOther() {
        const auto text = pageOf(twoColumns()).text;
        QCOMPARE(text,
                 QStringLiteral(
                     "The left column begins here and it has several lines that belong together and the "
                     "last of them leads into the next column where the sentence that was begun goes on "
                     "to its end without anything of the other column in between, as a reader would "
                     "read it aloud."));
    }

    void hyphensAreJoinedHeadsDroppedAndHeadingsParted() {
        QByteArrayList pages;
        for (int number = 1; number <= 3; ++number) {
            pages += textAt(250, 760, 9, "The Running Head") + textAt(72, 600, 18, "A Heading") +
                     textAt(72, 570, 11,
                            "This paragraph has a word that is broken at the end of the line, infor-") +
                     textAt(72, 556, 11, "mation for all of its readers.") +
                     textAt(300, 30, 9, QByteArray::number(number));
        }
        const auto texts = textsOf(open(handmadePdf(pages)));
        QCOMPARE(texts.size(), 3);
        const auto rest =
            QStringLiteral("A Heading\n\nThis paragraph has a word that is broken at the end of the line, "
                           "information for all of its readers.");
        QCOMPARE(texts[0], QStringLiteral("The Running Head\n\n") + rest);
        QCOMPARE(texts[1], rest);
        QCOMPARE(texts[2], rest);
    }

    void valuesOfFieldsFollowTheText_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *field, const char *note) {
            QTest::newRow(name) << QByteArray(field) << QString::fromLatin1(note);
        };
        const char *drawn = "/AP << /N 9 0 R >> ";
        const auto hidden = QByteArray(drawn) + "/FT /Tx /T (city) /V (Oslo)";
        row("text without an appearance of its own", hidden.constData(), "city: Oslo");
        row("its name for people", (hidden + " /TU (Your city)").constData(), "Your city: Oslo");
        row("a box that is ticked",
            "/FT /Btn /T (agreed) /V /Yes /AS /Yes /AP << /N << /Yes 9 0 R /Off 9 0 R >> >>", "agreed: Yes");
        row("a box that is not ticked",
            "/FT /Btn /T (agreed) /V /Off /AS /Off /AP << /N << /Yes 9 0 R /Off 9 0 R >> >>", "");
        row("a choice",
            (QByteArray(drawn) + "/FT /Ch /Ff 131072 /T (size) /Opt [(small) (large)] /V (large)")
                .constData(),
            "size: large");
        row("a password", (QByteArray(drawn) + "/FT /Tx /Ff 8192 /T (key) /V (secret)").constData(), "");
        row("hidden", (hidden + " /F 2").constData(), "");
        row("blank", (QByteArray(drawn) + "/FT /Tx /T (city) /V ( )").constData(), "");
        row("a button", (QByteArray(drawn) + "/FT /Btn /Ff 65536 /T (send) /MK << /CA (Send) >>").constData(),
            "");
    }
    void valuesOfFieldsFollowTheText() {
        QFETCH(QByteArray, field);
        QFETCH(QString, note);
        const auto pdf = handmadePdf(
            {textAt(72, 700, 12, "The form.")}, "/Annots [8 0 R]", {},
            {"<< /Type /Annot /Subtype /Widget /Rect [100 500 300 520] " + field + " >>",
             "<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Length 0 >>\nstream\n\nendstream"},
            "/AcroForm << /Fields [8 0 R] /DR << /Font << /F1 3 0 R >> >> /DA (/F1 10 Tf) >>");
        const auto page = pageOf(pdf);
        QCOMPARE(page.text,
                 note.isEmpty() ? QStringLiteral("The form.") : QStringLiteral("The form.\n\n") + note);
        if (note.isEmpty())
            return;
        for (const auto &part : {note, note.right(4)}) {
            const auto rects = rectsOf(page, part);
            QCOMPARE(rects.size(), 1);
            QVERIFY(QRectF(99.9, 271.9, 200.2, 20.2).contains(rects[0]) && rects[0].width() > 199);
        }
    }

    void whatAFieldShowsIsNotSaidTwice() {
        const auto text = pageOf(annotatedPdf({"/Subtype /Widget /Rect [100 500 300 520] /FT /Tx /T (city) "
                                               "/DA (/F1 10 Tf) /V (Oslo in Norway)"}))
                              .text;
        QCOMPARE(text, QStringLiteral("Oslo in Norway"));
    }

    void commentsFollowTheText() {
        const auto page = pageOf(annotatedPdf(
            {"/Subtype /Text /Rect [100 600 120 620] /T (Anna) /Contents (Is that so?)",
             "/Subtype /Text /Rect [100 600 120 620] /T (Bert) /Contents (It is.) /IRT 8 0 R",
             "/Subtype /Highlight /Rect [72 695 200 715] /QuadPoints [72 715 200 715 72 695 200 695] "
             "/Contents (Marked\rhere)",
             "/Subtype /Highlight /Rect [72 695 200 715] /QuadPoints [72 715 200 715 72 695 200 695]",
             "/Subtype /Text /Rect [100 400 120 420] /F 2 /Contents (Hidden)",
             "/Subtype /Link /Rect [72 695 200 715] /A << /S /URI /URI (http://example.org) >>",
             "/Subtype /Popup /Rect [300 600 400 620] /Parent 8 0 R"},
            textAt(72, 700, 12, "The text.")));
        QCOMPARE(page.text, QStringLiteral("The text.\n\nAnna: Is that so?\n\nBert: It is.\n\nMarked here"));
        const auto rects = rectsOf(page, QStringLiteral("so?"));
        QCOMPARE(rects.size(), 1);
        QVERIFY(QRectF(99, 171, 22, 22).contains(rects[0]));
    }

    void textThatIsDrawnByAnAnnotationIsSaidOnce() {
        const auto text = pageOf(annotatedPdf({"/Subtype /FreeText /Rect [100 500 300 560] /DA (/F1 10 Tf) "
                                               "/T (Anna) /Contents (Written on the page)"}))
                              .text;
        QCOMPARE(text.count(QStringLiteral("Written on the page")), 1);
        const auto marked =
            pageOf(
                annotatedPdf({"/Subtype /Highlight /Rect [70 690 300 720] /QuadPoints [70 720 300 720 70 690 "
                              "300 690] /Contents (The text.)"},
                             textAt(72, 700, 12, "The text.")))
                .text;
        QCOMPARE(marked, QStringLiteral("The text."));
    }

    void commentsStandInTheirPlaceOnTurnedPages() {
        const auto page = pageOf(annotatedPdf({"/Subtype /Square /Rect [100 600 120 620] /Contents (Here)"},
                                              {}, "/CropBox [50 300 450 780] /Rotate 90"));
        QCOMPARE(page.text, QStringLiteral("Here"));
        const auto rects = rectsOf(page, QStringLiteral("Here"));
        QCOMPARE(rects.size(), 1);
        // Turned clockwise: what is 300 above the lower edge and 50 from the left stands at x 300, y 50.
        QVERIFY2(QRectF(299, 49, 22, 22).contains(rects[0]),
                 qPrintable(QStringLiteral("%1 %2").arg(rects[0].left()).arg(rects[0].top())));
    }

    void notesAreBounded() {
        const auto value = QByteArray(30'000, 'x');
        QByteArrayList comments;
        for (int i = 0; i < 100; ++i)
            comments += "/Subtype /Text /Rect [1 1 9 9] /Contents (" + QByteArray::number(i) + value + ")";
        const auto text = pageOf(annotatedPdf(comments)).text;
        QVERIFY2(text.size() > 100'000 && text.size() < 250'000, qPrintable(QString::number(text.size())));
    }

    void headingsComeFromTheOutline() {
        const auto pdf = outlinedPdf({"One", "In  the middle", "At the top", " ", "Beyond"}, {2, 3, 4, 4, 4},
                                     {792, 300, 780, 780, 100}, 6);
        QCOMPARE(headingsOf(pdf), (QStringList{{},
                                               QStringLiteral("One"),
                                               QStringLiteral("One"),
                                               QStringLiteral("At the top"),
                                               QStringLiteral("Beyond"),
                                               QStringLiteral("Beyond")}));
        QCOMPARE(headingsOf(handmadePdf({textAt(72, 700, 12, "One")})), QStringList{QString()});
    }

    void sectionsInSectionsAreTheHeading() {
        const auto pdf = handmadePdf(
            {textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two"), textAt(72, 700, 12, "Three")}, {}, {},
            {"<< /Type /Outlines /First 13 0 R /Last 13 0 R >>",
             "<< /Title (Chapter) /Parent 12 0 R /Dest [6 0 R /Fit] /First 14 0 R /Last 14 0 R >>",
             "<< /Title (Section) /Parent 13 0 R /Dest [8 0 R /Fit] /First 13 0 R /Last 13 0 R >>"}, // a ring
            "/Outlines 12 0 R");
        const auto headings = headingsOf(pdf);
        QCOMPARE(headings[0], QStringLiteral("Chapter"));
        QCOMPARE(headings[1], QStringLiteral("Section"));
        QCOMPARE(headings[2], QStringLiteral("Section"));
    }

    void itsAuthorAndYearAreKnown() {
        auto pdf = handmadePdf({textAt(72, 700, 12, "One")}, {}, {},
                               {"<< /Author (L. Lessig) /CreationDate (D:20040210213642Z) >>"});
        pdf.replace("/Root 1 0 R", "/Info 8 0 R /Root 1 0 R");
        const auto reader = openPdf(pdf, {});
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().origin, (Origin{{}, QStringLiteral("L. Lessig"), 2004}));
    }

    void aTitleThatIsTheNameOfAFileIsNone_data() {
        QTest::addColumn<QByteArray>("title");
        QTest::addColumn<bool>("kept");
        QTest::newRow("a title") << QByteArray("On Metals") << true;
        QTest::newRow("with a dot") << QByteArray("Node.js in practice") << true;
        QTest::newRow("with a stroke") << QByteArray("Input / output") << true;
        QTest::newRow("a file") << QByteArray("report-final.docx") << false;
        QTest::newRow("a path") << QByteArray("C:\\\\texts\\\\metals") << false;
        QTest::newRow("as an office program writes it") << QByteArray("Microsoft Word - metals.doc") << false;
        QTest::newRow("the file itself") << QByteArray("Metals-2") << false;
        QTest::newRow("nothing yet") << QByteArray("Untitled") << false;
        QTest::newRow("blank") << QByteArray("  ") << false;
        QTest::newRow("signs") << QByteArray("- - -") << false;
    }
    void aTitleThatIsTheNameOfAFileIsNone() {
        QFETCH(QByteArray, title);
        QFETCH(bool, kept);
        auto pdf = handmadePdf({textAt(72, 700, 12, "One")}, {}, {}, {"<< /Title (" + title + ") >>"});
        pdf.replace("/Root 1 0 R", "/Info 8 0 R /Root 1 0 R");
        const auto reader = openPdf(pdf, {{QStringLiteral("metals-2.pdf"), {}, {}, {}}});
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().origin.title, kept ? QString::fromLatin1(title) : QString());
    }

    void tablesAreReadByRows() {
        NEEDS_SHARED_DATA();
        const auto reader = open(sharedPdf("tracemonkey.pdf"));
        QVERIFY(reader.ok());
        const auto text = (*reader)->page(12)->text;
        QVERIFY2(text.contains(QStringLiteral("crypto-aes\t50\t72\t78\t19\t0\t1.4\t1.1\t1.6\t1.64x\n\n")),
                 qPrintable(text));
        QCOMPARE(text.count(QLatin1Char('\t')), 26 * 9 + 8);
        for (int number = 1; number <= 14; ++number)
            QCOMPARE((*reader)->page(number)->text.contains(QLatin1Char('\t')), number == 12);
    }

    void itIsDrawnAtTheSizeThatWasAsked() {
        const auto reader = open(handmadePdf({"0 0 0 rg 0 396 306 396 re f\n"})); // the upper left quarter
        QVERIFY(reader.ok());
        std::vector<uchar> pixels(61 * 79 * 4 + 16, 0xAA);
        QVERIFY((*reader)->render({1, 61, 79}, pixels.data()).ok());
        const auto at = [&](int x, int y) {
            return qFromLittleEndian<quint32>(&pixels[size_t(y * 61 + x) * 4]);
        };
        QCOMPARE(at(5, 5), 0xff000000U);
        QCOMPARE(at(55, 5), 0xffffffffU);
        QCOMPARE(at(5, 75), 0xffffffffU);
        QCOMPARE(at(60, 78), 0xffffffffU);
        QVERIFY(std::all_of(pixels.end() - 16, pixels.end(), [](uchar byte) { return byte == 0xAA; }));
    }

    void aPartIsDrawnAsInTheWhole() {
        const auto reader = open(twoColumns());
        QVERIFY(reader.ok());
        const QSize whole(1224, 1584);
        const QRect part(101, 333, 517, 211); // the beginning of the left column
        QImage all(whole, QImage::Format_RGB32);
        QImage drawn(part.size(), QImage::Format_RGB32);
        QVERIFY((*reader)->render({1, whole.width(), whole.height()}, all.bits()).ok());
        QVERIFY((*reader)->render({1, whole.width(), whole.height(), part}, drawn.bits()).ok());
        QCOMPARE(drawn, all.copy(part));
        drawn.fill(Qt::white);
        QVERIFY(drawn != all.copy(part)); // there is something in it
    }

    void damageIsSaid_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto pdf = handmadePdf({textAt(72, 700, 12, "One")});
        QTest::newRow("a header alone") << QByteArray("%PDF-1.7\n");
        QTest::newRow("zeros after the header") << "%PDF-1.7\n" + QByteArray(5000, '\0');
        QTest::newRow("the first third") << pdf.left(pdf.size() / 3);
        QTest::newRow("no pages") << handmadePdf({});
    }
    void damageIsSaid() {
        QFETCH(QByteArray, bytes);
        const auto reader = open(bytes);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::Damaged));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void aTornTableIsRebuilt() {
        auto pdf = handmadePdf({textAt(72, 700, 12, "One"), textAt(72, 700, 12, "Two")});
        QCOMPARE(textsOf(open(pdf.left(pdf.indexOf("xref")) + "trailer << /Root 1 0 R >>")),
                 (QStringList{QStringLiteral("One"), QStringLiteral("Two")}));
    }

    void ligaturesAreLetters() {
        NEEDS_SHARED_DATA();
        QCOMPARE(pageOf(sharedPdf("copy_paste_ligatures.pdf")).text, QStringLiteral("abcdef"
                                                                                    "ff"
                                                                                    "fi"
                                                                                    "fl"
                                                                                    "ffi"
                                                                                    "ffl"
                                                                                    "st"
                                                                                    "st"
                                                                                    "ghijklmno"));
    }

    void verticalTextIsReadDownwards() {
        NEEDS_SHARED_DATA();
        const auto page = pageOf(sharedPdf("vertical.pdf"));
        QVERIFY2(page.text.contains(QStringLiteral("あいうえお")), qPrintable(page.text));
        const auto rects = rectsOf(page, QStringLiteral("あいうえお"));
        QCOMPARE(rects.size(), 1);
        QVERIFY(rects[0].height() > 2 * rects[0].width());
        const auto one = rectsOf(page, QStringLiteral("う"));
        QCOMPARE(one.size(), 1);
        QVERIFY(one[0].height() < rects[0].height() / 3);
        QVERIFY(one[0].top() > rects[0].top() && one[0].bottom() < rects[0].bottom());
    }

    void arabicIsInTheOrderOfItsReading() {
        NEEDS_SHARED_DATA();
        const auto page = pageOf(sharedPdf("ArabicCIDTrueType.pdf"));
        QVERIFY2(page.text.contains(QStringLiteral("العربية")), qPrintable(page.text));
        QVERIFY2(page.text.contains(QStringLiteral("انواع الخطوط العربية")) ||
                     page.text.contains(QStringLiteral("أنواع الخطوط العربية")),
                 qPrintable(page.text));
    }

    void linesFromTheRightAreInTheOrderOfTheirReading_data() {
        const auto alef = [](int letter) { return QChar(0x05D0 + letter); };
        const auto abc = QString(alef(0)) + alef(1) + alef(2);
        const auto def = QString(alef(3)) + alef(4) + alef(5);
        QTest::addColumn<QByteArray>("drawn");
        QTest::addColumn<QString>("read");
        QTest::newRow("two words") << hebrewAt(100, 600, 12, "fed cba") << abc + QLatin1Char(' ') + def;
        QTest::newRow("a number between them")
            << hebrewAt(100, 600, 12, "fed") + textAt(122, 600, 12, "12") + hebrewAt(139, 600, 12, "cba")
            << abc + QStringLiteral(" 12 ") + def;
        QTest::newRow("Latin words between them")
            << hebrewAt(100, 600, 12, "fed") + textAt(122, 600, 12, "at no") + hebrewAt(154, 600, 12, "cba")
            << abc + QStringLiteral(" at no ") + def;
        QTest::newRow("in a Latin line")
            << textAt(100, 600, 12, "The two words") + hebrewAt(183, 600, 12, "fed cba") +
                   textAt(230, 600, 12, "mean something.")
            << QStringLiteral("The two words ") + abc + QLatin1Char(' ') + def +
                   QStringLiteral(" mean something.");
    }
    void linesFromTheRightAreInTheOrderOfTheirReading() {
        QFETCH(QByteArray, drawn);
        QFETCH(QString, read);
        QCOMPARE(pageOf(handmadePdf({drawn})).text, read);
    }

    void aWordFromTheRightIsMarkedWhereItsLettersStand() {
        const auto page = pageOf(handmadePdf({hebrewAt(100, 600, 24, "cba")}));
        const auto first = rectsOf(page, QString(QChar(0x05D0)));
        const auto last = rectsOf(page, QString(QChar(0x05D2)));
        QCOMPARE(first.size(), 1);
        QCOMPARE(last.size(), 1);
        QVERIFY(first[0].width() > 5 && last[0].width() > 5);
        QVERIFY(first[0].left() > last[0].right() + 5); // the second letter stands between them
    }

    void pagesOfManyShapesKeepTheirMarksInside_data() {
        QTest::addColumn<QByteArray>("file");
        for (const char *file : {"rotation.pdf", "mixedfonts.pdf", "tracemonkey.pdf", "two_paragraphs.pdf",
                                 "vertical.pdf", "ArabicCIDTrueType.pdf", "copy_paste_ligatures.pdf"})
            QTest::newRow(file) << QByteArray(file);
    }
    void pagesOfManyShapesKeepTheirMarksInside() {
        NEEDS_SHARED_DATA();
        QFETCH(QByteArray, file);
        const auto reader = open(sharedPdf(file.constData()));
        QVERIFY(reader.ok());
        for (int number = 1; number <= (*reader)->info().pages; ++number) {
            const auto page = (*reader)->page(number);
            QVERIFY(page.ok());
            const auto layout = PageLayout::decode(page->layout, page->size);
            QVERIFY(layout);
            qsizetype covered = 0;
            for (const auto &word : layout->words()) {
                QVERIFY(QRectF(-0.01, -0.01, page->size.width() + 0.02, page->size.height() + 0.02)
                            .contains(word.box));
                covered += word.length();
            }
            const auto blanks =
                std::count_if(page->text.begin(), page->text.end(), [](QChar c) { return c.isSpace(); });
            QVERIFY2(covered >= page->text.size() - blanks, "letters without a mark");
        }
    }

    void aPaperInTwoColumnsReadsOn() {
        NEEDS_SHARED_DATA();
        const auto text = pageOf(sharedPdf("tracemonkey.pdf")).text;
        QVERIFY2(text.contains(
                     QStringLiteral("Dynamic languages such as JavaScript are more difficult to compile than "
                                    "statically typed ones.")),
                 qPrintable(text.left(3000)));
        QVERIFY2(text.contains(
                     QStringLiteral("We present an alternative compilation technique for dynamically-typed "
                                    "languages that identifies frequently executed loop traces at run-time")),
                 qPrintable(text.left(3000)));
    }
};

DOCCHAT_TEST(PdfTest)
#include "pdf_test.moc"
