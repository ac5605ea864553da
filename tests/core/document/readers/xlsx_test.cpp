#include "document/readers/numberformat.h"
#include "readertest.h"
#include "testmain.h"
#include "ziptest.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray sheet(const QByteArray &rows) {
    return root("worksheet", "<sheetData>" + rows + "</sheetData>");
}

QByteArray words(const QByteArray &reference, const QByteArray &text) {
    return "<c r='" + reference + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
}

QByteArray number(const QByteArray &reference, const QByteArray &value, int style = 0) {
    return "<c r='" + reference + "' s='" + QByteArray::number(style) + "'><v>" + value + "</v></c>";
}

QByteArray row(int at, const QByteArray &cells) {
    return "<row r='" + QByteArray::number(at) + "'>" + cells + "</row>";
}

QByteArray workbook(const QByteArray &sheets, const QByteArray &properties = {}) {
    return root("workbook", properties + "<sheets>" + sheets + "</sheets>");
}

/// One sheet, "Costs".
QByteArray xlsx(const QByteArray &rows, const Parts &others = {}, const QByteArray &properties = {}) {
    return zipped(
        Parts{{"xl/workbook.xml", workbook("<sheet name='Costs' sheetId='9' r:id='a'/>", properties)},
              {"xl/_rels/workbook.xml.rels",
               relationships(relationship("a", "worksheet", "worksheets/sheet1.xml") +
                             relationship("b", "styles", "styles.xml") +
                             relationship("c", "sharedStrings", "sharedStrings.xml"))},
              {"xl/worksheets/sheet1.xml", sheet(rows)}} +
        others);
}

Opened open(const QByteArray &bytes) {
    return openBytes(bytes, u"a.xlsx"_s);
}

Opened shared(const QString &name) {
    QFile file(sharedData() + u"/office/"_s + name);
    return open(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
}

} // namespace

class XlsxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sheetsComeInTheOrderOfTheWorkbook() {
        const auto reader = open(
            zipped({{"xl/worksheets/sheet1.xml", sheet(row(1, words("A1", "Second.")))},
                    {"xl/worksheets/sheet2.xml", sheet(row(1, words("A1", "First.")))},
                    {"xl/workbook.xml", workbook("<sheet name='Costs' sheetId='1' state='hidden' r:id='b'/>"
                                                 "<sheet name='More' sheetId='2' r:id='a'/>")},
                    {"xl/_rels/workbook.xml.rels",
                     relationships(relationship("a", "worksheet", "worksheets/sheet1.xml") +
                                   relationship("b", "worksheet", "/xl/worksheets/sheet2.xml"))},
                    {"docProps/core.xml", coreProperties("Plan")}}));
        QCOMPARE(textsOf(reader), (QStringList{u"First."_s, u"Second."_s}));
        QCOMPARE((*reader)->page(1)->label, u"sheet “Costs”"_s);
        QCOMPARE((*reader)->page(2)->label, u"sheet “More”"_s);
        QCOMPARE((*reader)->info().origin.title, u"Plan"_s);
        QCOMPARE((*reader)->info().kind, DocumentKind::Xlsx);
    }

    void aRowStandsAloneAndKnowsItsNumber() {
        const auto reader = open(xlsx(
            row(1, words("A1", "Costs of the year")) + row(2, words("B2", "Company:") + words("C2", "ACME")) +
            row(4, words("B4", "Fruit") + words("C4", "Price") + words("D4", "Left") + words("E4", "Place") +
                       words("F4", "Note")) +
            row(5, words("B5", "Apple") + number("C5", "1.5") + number("E5", "3")) +
            row(90, words("B90", "Pear") + number("D90", "7"))));
        QCOMPARE(textsOf(reader),
                 QStringList{u"Costs of the year\n\nCompany:; ACME\n\nFruit; Price; Left; Place; Note\n\n"
                             "Fruit: Apple; Price: 1.5; Place: 3\n\nFruit: Pear; Left: 7"_s});
        const auto page = (*reader)->page(1);
        QCOMPARE(lineAt(page->lines, page->text.indexOf(u"ACME"_s)), 2);
        QCOMPARE(lineAt(page->lines, page->text.indexOf(u"Apple"_s)), 5);
        QCOMPARE(lineAt(page->lines, page->text.indexOf(u"Pear"_s)), 90);
    }

    void numbersAreNoHeadings() {
        QCOMPARE(textsOf(open(xlsx(row(1, number("A1", "1") + number("B1", "2")) +
                                   row(2, number("A2", "3") + number("B2", "4"))))),
                 QStringList{u"1; 2\n\n3; 4"_s});
    }

    void cellsHoldManyKinds() {
        const QByteArray strings =
            "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr/><t>ch</t></r><rPh><t>no</t></rPh></si>";
        QCOMPARE(
            textsOf(open(xlsx(
                row(1,
                    "<c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>-1</v></c>") +
                    row(2, "<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c>") +
                    row(3, "<c t='str'><f>A1</f><v>told</v></c><c><f>1+1</f><v>2</v></c><c "
                           "t='d'><v>2024-02-03</v></c>") +
                    "<row><c><v>8</v></c></row>",
                {{"xl/sharedStrings.xml", root("sst", strings)}}))),
            QStringList{
                u"plain; rich\n\nplain: TRUE; rich: FALSE; #N/A\n\nplain: told; rich: 2; 2024-02-03\n\nplain: 8"_s});
    }

    void stylesFormatNumbers() {
        const QByteArray styles =
            "<numFmts><numFmt numFmtId='170' formatCode='0.0 \"kg\"'/></numFmts>"
            "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
            "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf numFmtId='14'/></cellXfs>";
        const auto rows = row(1, number("A1", "2.25", 0) + number("B1", "2.25", 1) + number("C1", "1", 2) +
                                     number("D1", "2.25", 99));
        const Parts parts{{"xl/styles.xml", root("styleSheet", styles)}};
        QCOMPARE(textsOf(open(xlsx(rows, parts))), QStringList{u"2.25; 2.3 kg; 1/1/1900; 2.25"_s});
        QCOMPARE(textsOf(open(xlsx(rows, parts, "<workbookPr date1904='1'/>"))),
                 QStringList{u"2.25; 2.3 kg; 1/2/1904; 2.25"_s});
    }

    void formatsShowNumbers_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("shown");
        const auto add = [](const QString &format, double value, const QString &shown) {
            QTest::newRow(qPrintable(format + u" of "_s + QString::number(value, 'g', 17)))
                << format << value << shown;
        };
        add(u"General"_s, 0.1 + 0.2, u"0.3"_s);
        add(u"General"_s, -12, u"-12"_s);
        add(u"General"_s, 123456789012345, u"123456789012345"_s);
        add(u"General"_s, 1e20, u"1E+20"_s);
        add(u"0"_s, 2.5, u"3"_s);
        add(u"0"_s, -0.4, u"0"_s);
        add(u"0.00"_s, 1.005, u"1.01"_s);
        add(u"0.00"_s, 999.995, u"1000.00"_s);
        add(u"0.0##"_s, 1.25, u"1.25"_s);
        add(u"0.###"_s, 4, u"4"_s);
        add(u".00"_s, 0.5, u".50"_s);
        add(u"#,##0"_s, 1234567.4, u"1,234,567"_s);
        add(u"#,##0"_s, 0, u"0"_s);
        add(u"#,##0.00"_s, -1599.99, u"-1,599.99"_s);
        add(u"0,000"_s, 12, u"0,012"_s);
        add(u"00000"_s, 412, u"00412"_s);
        add(u"000-00-0000"_s, 123456789, u"123-45-6789"_s);
        add(u"000\\-00"_s, 7, u"000-07"_s);
        add(u"#,##0,"_s, 1234567, u"1,235"_s);
        add(u"0.0,,\" M\""_s, 12'345'678, u"12.3 M"_s);
        add(u"0%"_s, 0.255, u"26%"_s);
        add(u"0.00%"_s, 0.025, u"2.50%"_s);
        add(u"$#,##0.00_);[Red]($#,##0.00)"_s, -1599.99, u"($1,599.99)"_s);
        add(u"\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)"_s, 1599.99, u"$1,599.99"_s);
        add(u"#,##0.00\\ [$€-407]"_s, 1234.5, u"1,234.50 €"_s);
        add(u"[$CHF] 0"_s, 5, u"CHF 5"_s);
        add(u"0;-0;\"none\""_s, 0, u"none"_s);
        add(u"0;;"_s, -3, u""_s);
        add(u"[>=100]\"many\";[<0]\"debt\";0"_s, 100, u"many"_s);
        add(u"[>=100]\"many\";[<0]0\" debt\";0"_s, 7, u"7"_s);
        add(u"0\\ \"dollars and\"\\ .00\\ \"cents\""_s, 19.99, u"19 dollars and .99 cents"_s);
        add(u"0.00E+00"_s, 198356388, u"1.98E+08"_s);
        add(u"0.00E+00"_s, -198356388, u"-1.98E+08"_s);
        add(u"0.00E+00"_s, 0.000123, u"1.23E-04"_s);
        add(u"0.0E+0"_s, 99.99, u"1.0E+2"_s);
        add(u"##0.0E+0"_s, 12345, u"12.3E+3"_s);
        add(u"# ?/?"_s, 2.5, u"2 1/2"_s);
        add(u"# ?\?/?\?"_s, 0.3333, u"1/3"_s);
        add(u"# ?/8"_s, 1.25, u"1 2/8"_s);
        add(u"# ?/?"_s, 3, u"3"_s);
        add(u"@"_s, 5, u"5"_s);
        add(u""_s, 5, u"5"_s);
        add(u"\"unended"_s, 5, u"unended"_s);
        add(u"[unended"_s, 5, u"5"_s);
        add(u"0.00"_s, 1e300, u"1"_s + QString(300, u'0') + u".00"_s);
    }
    void formatsShowNumbers() {
        QFETCH(QString, format);
        QFETCH(double, value);
        QFETCH(QString, shown);
        QCOMPARE(NumberFormat(format).shown(value), shown);
    }

    void formatsShowDates_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("shown");
        const auto add = [](const QString &format, double value, const QString &shown) {
            QTest::newRow(qPrintable(format + u" of "_s + QString::number(value, 'g', 17)))
                << format << value << shown;
        };
        add(u"yyyy-mm-dd"_s, 45292, u"2024-01-01"_s);
        add(u"yyyy-mm-dd"_s, 1, u"1900-01-01"_s);
        add(u"yyyy-mm-dd"_s, 59, u"1900-02-28"_s);
        add(u"yyyy-mm-dd"_s, 61, u"1900-03-01"_s);
        add(u"dd.mm.yy"_s, 39219.18, u"17.05.07"_s);
        add(u"d-mmm-yy"_s, 39219.85, u"17-May-07"_s);
        add(u"[$-409]dddd\\, mmmm d"_s, 39219, u"Thursday, May 17"_s);
        add(u"[$-407]d\\. mmmm yyyy;@"_s, 45352, u"1. März 2024"_s);
        add(u"mmmmm"_s, 39219, u"M"_s);
        add(u"h:mm AM/PM"_s, 33966.260424618056, u"6:15 AM"_s);
        add(u"h:mm AM/PM"_s, 0.5, u"12:00 PM"_s);
        add(u"hh:mm:ss"_s, 0.760424803, u"18:15:01"_s);
        add(u"h:mm"_s, 0.9999999, u"0:00"_s);
        add(u"mm:ss.0"_s, 0.0007, u"01:00.5"_s);
        add(u"[h]:mm:ss"_s, 1.5, u"36:00:00"_s);
        add(u"[mm]:ss"_s, 0.1, u"144:00"_s);
        add(u"m/d/yyyy h:mm"_s, 40089.85, u"10/3/2009 20:24"_s);
        add(u"\"At\" h:mm AM/PM \"on\" dddd mmmm d\",\" yyyy"_s, 39219.18056369212,
            u"At 4:20 AM on Thursday May 17, 2007"_s);
        add(u"yyyy-mm-dd"_s, -1, u"-1"_s);
        add(u"yyyy-mm-dd"_s, 1e12, u"1000000000000"_s);
    }
    void formatsShowDates() { formatsShowNumbers(); }

    void builtInFormatsAreKnown() {
        const auto shown = [](int id, double value) {
            return NumberFormat(NumberFormat::builtIn(id)).shown(value);
        };
        QCOMPARE(shown(0, 1.5), u"1.5"_s);
        QCOMPARE(shown(10, 0.025), u"2.50%"_s);
        QCOMPARE(shown(13, 0.25), u"1/4"_s);
        QCOMPARE(shown(14, 45292), u"1/1/2024"_s);
        QCOMPARE(shown(22, 45292.5), u"1/1/2024 12:00"_s);
        QCOMPARE(shown(44, -5), u"($5.00)"_s);
        QCOMPARE(shown(44, 0), u"$-"_s);
        QCOMPARE(shown(46, 2), u"48:00:00"_s);
        QCOMPARE(shown(49, 7), u"7"_s);
        QCOMPARE(shown(57, 45292), u"2024/1/1"_s);
        QCOMPARE(shown(-5, 3), u"3"_s);
    }

    void commentsDrawingsAndChartsAreKept() {
        const auto others = relationship("a", "comments", "../comments1.xml") +
                            relationship("b", "drawing", "../drawings/drawing1.xml") +
                            relationship("c", "threadedComment", "../threadedComments/t1.xml");
        QCOMPARE(
            textsOf(open(xlsx(
                row(1, words("A1", "Cell")),
                {{"xl/worksheets/_rels/sheet1.xml.rels", relationships(others)},
                 {"xl/comments1.xml",
                  root("comments",
                       "<authors><author>Al</author></authors><commentList>"
                       "<comment ref='B4'><text><r><t>Too </t></r><r><t>high</t></r></text></comment>"
                       "<comment ref='B5'><text><t>[Threaded comment] Get a newer one</t></text></comment>"
                       "</commentList>")},
                 {"xl/threadedComments/t1.xml",
                  root("ThreadedComments", "<threadedComment ref='B5'><text>Sure?</text></threadedComment>")},
                 {"xl/drawings/drawing1.xml",
                  root("xdr:wsDr",
                       "<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>Drawn</a:t></a:r></a:p>"
                       "</xdr:txBody></xdr:sp><xdr:graphicFrame><c:chart "
                       "r:id='c'/></xdr:graphicFrame></xdr:twoCellAnchor>")},
                 {"xl/drawings/_rels/drawing1.xml.rels",
                  relationships(relationship("c", "chart", "../charts/chart1.xml"))},
                 {"xl/charts/chart1.xml", chart()}}))),
            QStringList{u"Cell\n\nComment on B4: Too high\n\nComment on B5: Sure?\n\nDrawn\n\n"_s +
                        QString::fromLatin1(chartLabels)});
    }

    void aDamagedSheetKeepsWhatCameBefore() {
        const auto rows = row(1, words("A1", "Kept.")) + row(2, words("A2", "Lost."));
        const auto broken = sheet(rows);
        const auto reader = open(zipped(
            {{"xl/workbook.xml",
              workbook(
                  "<sheet name='One' r:id='a'/><sheet name='Gone' r:id='x'/><sheet name='Two' r:id='b'/>")},
             {"xl/_rels/workbook.xml.rels",
              relationships(relationship("a", "worksheet", "worksheets/sheet1.xml") +
                            relationship("b", "worksheet", "worksheets/sheet2.xml"))},
             {"xl/worksheets/sheet1.xml", broken.left(broken.indexOf("Lost"))},
             {"xl/worksheets/sheet2.xml", sheet(row(1, words("A1", "Next.")))}}));
        QCOMPARE(textsOf(reader), (QStringList{u"Kept."_s, u"Next."_s}));
        QCOMPARE((*reader)->page(2)->label, u"sheet “Two”"_s);
    }

    void strangeReferencesDoNoHarm() {
        QCOMPARE(
            textsOf(open(xlsx("<row r='-5'>" + words("ZZZZZZZZ1", "far") + words("", "none") +
                              words("A1", "back") + "</row><row r='99999999999'>" + words("XFD1", "last") +
                              "</row><row r='1'>" + words("5", "again") + "</row>"))),
            QStringList{u"far; none; back\n\nlast\n\nback: again"_s});
    }

    void damageIsAnError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no main part")
            << zipped({{"xl/worksheets/sheet1.xml", sheet({})}}) << ErrorKind::Damaged;
        QTest::newRow("no sheets") << zipped({{"xl/workbook.xml", workbook({})}}) << ErrorKind::Damaged;
        QTest::newRow("an empty sheet") << xlsx({}) << ErrorKind::NoText;
        QTest::newRow("binary") << zipped({{"xl/workbook.bin", "x"},
                                           {"_rels/.rels", relationships(relationship("a", "officeDocument",
                                                                                      "xl/workbook.bin"))}})
                                << ErrorKind::Unsupported;
        QTest::newRow("too deep") << xlsx(QByteArray("<x>").repeated(200) + QByteArray("</x>").repeated(200))
                                  << ErrorKind::Damaged;
        QTest::newRow("laughs") << xlsx({}, {{"xl/sharedStrings.xml",
                                              laughs("sst", "<sst><si><t>", "</t></si></sst>")}})
                                << ErrorKind::Damaged;
        QTest::newRow("a bomb") << xlsx(QByteArray("<row/>").repeated(20'000'000)) << ErrorKind::TooLarge;
        QTest::newRow("a string bomb")
            << xlsx({}, {{"xl/sharedStrings.xml",
                          root("sst", "<si><t>" + QByteArray(100'000'000, 'x') + "</t></si>")}})
            << ErrorKind::TooLarge;
    }
    void damageIsAnError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorKind, kind);
        const auto reader = open(bytes);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(kind));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void aHugeSheetIsReadToItsEnd() {
        QByteArray rows = row(1, words("A1", "Name") + words("B1", "Amount"));
        for (int at = 2; at <= 200'000; ++at) {
            const auto name = QByteArray::number(at);
            rows += row(at, words("A" + name, "item " + name) + number("B" + name, name));
        }
        const auto reader = open(xlsx(rows));
        QVERIFY(reader.ok());
        const auto page = (*reader)->page((*reader)->info().pages);
        QVERIFY2(page->text.endsWith(u"Name: item 200000; Amount: 200000"_s),
                 qPrintable(page->text.right(80)));
        QCOMPARE(lineAt(page->lines, page->text.size() - 1), 200'000);
        QCOMPARE(page->label, u"sheet “Costs”"_s);
    }

    /// A few bytes each refer to a long string.
    void aSheetStopsAtTheLimitOfText() {
        QByteArray cells;
        for (int at = 0; at < 16'000; ++at)
            cells += "<c t='s'><v>0</v></c>";
        QByteArray rows;
        for (int at = 0; at < 60; ++at)
            rows += "<row>" + cells + "</row>";
        const auto text = root("sst", "<si><t>" + QByteArray("word ").repeated(6000) + "</t></si>");
        QCOMPARE(textsOf(open(xlsx(rows, {{"xl/sharedStrings.xml", text}}))),
                 QStringList{code(ErrorKind::TooLarge)});
    }

    void sharedWorkbooksAreRead() {
        NEEDS_SHARED_DATA();
        const auto plain = shared(u"testEXCEL.xlsx"_s);
        const auto text = textsOf(plain).first();
        QVERIFY2(
            text.startsWith(
                u"Sample Excel Worksheet - Numbers and their Squares\n\nNumber; Square\n\nNumber: 1; Square: 1\n"_s),
            qPrintable(text));
        QVERIFY2(text.contains(u"Number: 15; Square: 225"_s), qPrintable(text));
        QCOMPARE(lineAt((*plain)->page(1)->lines, text.indexOf(u"Square: 225"_s)), 20);
        QCOMPARE((*plain)->info().origin.title, u"Simple Excel document"_s);
        QCOMPARE(textsOf(shared(u"testEXCEL_protected_passtika.xlsx"_s)),
                 QStringList{code(ErrorKind::Password)});
    }

    void sharedFormatsAreShown() {
        NEEDS_SHARED_DATA();
        const auto text = textsOf(shared(u"testEXCEL-formats.xlsx"_s)).join(u'\n');
        for (const auto &each :
             {u"1,599.99; -1,599.99"_s, u"$1,599.99; ($1,599.99)"_s, u"1.98E+08; -1.98E+08"_s, u"3%; 2.50%"_s,
              u"2 1/2"_s, u"6:15 AM; 6:15 PM"_s, u"6:15; 18:15"_s, u"10/3/2009"_s, u"17-May-07"_s,
              u"1/19/2008 4:35"_s, u"19 dollars and .99 cents"_s, u"At 4:20 AM on Thursday May 17, 2007"_s})
            QVERIFY2(text.contains(each), qPrintable(each + u" in "_s + text));
    }
};

DOCCHAT_TEST(XlsxTest)
#include "xlsx_test.moc"
