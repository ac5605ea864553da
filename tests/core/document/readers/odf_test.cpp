#include "odftest.h"
#include "readertest.h"
#include "testmain.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QStringList read(const QByteArray &odf) {
    return textsOf(openBytes(odf, QStringLiteral("a.odt")));
}

QStringList readText(const QByteArray &body) {
    return read(odfOf("text", body));
}

QByteArray cell(const QByteArray &text, const QByteArray &attributes = {}) {
    return "<table:table-cell " + attributes + "><text:p>" + text + "</text:p></table:table-cell>";
}

QByteArray row(const QByteArray &cells, const QByteArray &attributes = {}) {
    return "<table:table-row " + attributes + ">" + cells + "</table:table-row>";
}

QByteArray sheet(const QByteArray &name, const QByteArray &rows) {
    return "<table:table table:name='" + name + "'>" + rows + "</table:table>";
}

/// "number: text" of each counted row.
QStringList rowsOf(const Page &page) {
    QStringList rows;
    for (size_t i = 0; i < page.lines.size(); ++i) {
        const auto start = page.lines[i].start;
        const auto end = i + 1 < page.lines.size() ? page.lines[i + 1].start : page.text.size();
        rows += QString::number(page.lines[i].number) + QStringLiteral(": ") +
                page.text.mid(start, end - start).trimmed();
    }
    return rows;
}

} // namespace

class OdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsOfATextBeginSections() {
        const auto reader = openBytes(
            odfOf("text",
                  "<text:p>Before.</text:p><text:h text:outline-level='1'>One</text:h>"
                  "<text:p>Text <text:span>of</text:span> one.</text:p>"
                  "<text:section><text:h text:outline-level='2'>Two</text:h></text:section>",
                  {{"meta.xml",
                    odfXml("office:document-meta",
                           "<office:meta><dc:title>The title</dc:title><dc:creator>Last</dc:creator>"
                           "<meta:initial-creator>First</meta:initial-creator>"
                           "<meta:creation-date>2020-01-02</meta:creation-date></office:meta>")}}),
            QStringLiteral("a.odt"));
        QCOMPARE(textsOf(reader),
                 (QStringList{QStringLiteral("Before."), QStringLiteral("One\n\nText of one."),
                              QStringLiteral("Two")}));
        QCOMPARE((*reader)->info().kind, DocumentKind::Odt);
        QCOMPARE((*reader)->info().origin,
                 (Origin{QStringLiteral("The title"), QStringLiteral("First"), 2020}));
        QCOMPARE((*reader)->page(2)->label, QStringLiteral("One"));
    }

    void aTextBecomesPlain_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto add = [](const char *name, const QByteArray &body, const char *text) {
            QTest::newRow(name) << body << QString::fromUtf8(text);
        };
        add("white space", "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d<text:s/>e</text:p>",
            "a   b c\nd e");
        add("a list",
            "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p>"
            "</text:list-item></text:list></text:list-item></text:list><text:p>end</text:p>",
            "one\n\ninner\n\nend");
        add("a note",
            "<text:p>Some<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>why"
            "</text:p></text:note-body></text:note> words</text:p><text:p>end</text:p>",
            "Some words\n\nNote: why\n\nend");
        add("a comment",
            "<text:p>Some<office:annotation><dc:creator>Me</dc:creator><dc:date>2024</dc:date><text:p>why"
            "</text:p></office:annotation> words</text:p>",
            "Some words\n\nComment: why");
        add("a box and a picture",
            "<text:p>Some<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> words"
            "<draw:frame><draw:image/><svg:title>a cat</svg:title></draw:frame></text:p>",
            "Some words\n\nboxed\n\na cat");
        add("fields", "<text:p>by <text:creator>Me</text:creator>, <text:date>May</text:date></text:p>",
            "by Me, May");
        add("what was deleted",
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>kept<text:change "
            "text:change-id='1'/></text:p>",
            "kept");
        add("a table",
            "<table:table><table:table-header-rows>" + row(cell("Name") + cell("Price")) +
                "</table:table-header-rows>" + row(cell("Apple") + cell("1")) + row(cell("Pear") + cell("")) +
                "</table:table><text:p>end</text:p>",
            "Name: Apple; Price: 1\n\nName: Pear\n\nend");
        add("a table without headings", "<table:table>" + row(cell("1") + cell("2")) + "</table:table>",
            "1; 2");
        add("spans",
            "<table:table><table:table-header-rows>" + row(cell("A") + cell("B") + cell("C")) +
                "</table:table-header-rows>" +
                row(cell("1", "table:number-columns-spanned='2'") + "<table:covered-table-cell/>" +
                    cell("2")) +
                "</table:table>",
            "A: 1; C: 2");
        add("a table in a table",
            "<table:table>" +
                row("<table:table-cell><table:table>" + row(cell("1") + cell("2")) +
                    "</table:table></table:table-cell>" + cell("3")) +
                "</table:table>",
            "1; 2; 3");
    }
    void aTextBecomesPlain() {
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        QCOMPARE(readText(body), QStringList{text});
    }

    void headersAndFootersAreReadOnce() {
        const auto styles = odfXml("office:document-styles",
                                   "<office:master-styles><style:master-page><style:header><text:p>Letter"
                                   "head</text:p></style:header><style:footer><text:p>Foot</text:p>"
                                   "</style:footer></style:master-page><style:master-page><style:header>"
                                   "<text:p>Letterhead</text:p></style:header></style:master-page>"
                                   "<text:p>no header</text:p></office:master-styles>");
        QCOMPARE(read(odfOf("text", "<text:p>body</text:p>", {{"styles.xml", styles}})),
                 QStringList{QStringLiteral("Letterhead\n\nFoot\n\nbody")});
    }

    void slidesAreSections() {
        const auto box = [](const QByteArray &text) {
            return "<draw:frame><draw:text-box><text:p>" + text + "</text:p></draw:text-box></draw:frame>";
        };
        const auto reader = openBytes(
            odfOf("presentation",
                  "<draw:page draw:name='page1'>" + box("Head") + box("Point") + "<presentation:notes>" +
                      box("say this") + box("and that") +
                      "<draw:frame presentation:class='page-number'><draw:text-box><text:p>1</text:p>"
                      "</draw:text-box></draw:frame></presentation:notes></draw:page>"
                      "<draw:page/><draw:page><draw:custom-shape><text:p>Shape</text:p></draw:custom-shape>"
                      "<draw:frame><table:table>" +
                      row(cell("1") + cell("2")) + "</table:table></draw:frame></draw:page>"),
            QStringLiteral("a.odp"));
        QCOMPARE(textsOf(reader), (QStringList{QStringLiteral("Head\n\nPoint\n\nNotes: say this\nand that"),
                                               QStringLiteral("Shape\n\n1; 2")}));
        QCOMPARE((*reader)->info().kind, DocumentKind::Odp);
        QCOMPARE((*reader)->page(1)->label, QStringLiteral("slide 1"));
        QCOMPARE((*reader)->page(2)->label, QStringLiteral("slide 3"));
    }

    void rowsOfSheetsAreCounted() {
        const auto number = QByteArray("office:value-type='float'");
        const auto reader = openBytes(
            odfOf(
                "spreadsheet",
                sheet("Costs",
                      row(cell("Budget")) + row("<table:table-cell/>", "table:number-rows-repeated='2'") +
                          row(cell("Name") + cell("Price") + cell("Where")) +
                          row(cell("Rent") + cell("1.200,00 €", number)) +
                          row("<table:table-cell/>", "table:number-rows-repeated='1000'") +
                          row(cell("Pay") + "<table:table-cell/><table:covered-table-cell/>" + cell("far")) +
                          row("<table:table-cell table:number-columns-repeated='2'/>" +
                              cell("here<text:span>!</text:span>")) +
                          row("<table:table-cell table:number-columns-repeated='16384'/>",
                              "table:number-rows-repeated='1048000'")) +
                    sheet("Empty", row("<table:table-cell/>")) +
                    sheet("Numbers", row(cell("a") + cell("1", number)) +
                                         row(cell("2", number + " table:number-columns-repeated='2'"),
                                             "table:number-rows-repeated='2'"))),
            QStringLiteral("a.ods"));
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().kind, DocumentKind::Ods);
        QCOMPARE((*reader)->info().pages, 2);
        const auto costs = (*reader)->page(1);
        QCOMPARE(costs->label, QStringLiteral("sheet “Costs”"));
        QCOMPARE(rowsOf(*costs),
                 (QStringList{QStringLiteral("1: Budget"), QStringLiteral("4: Name; Price; Where"),
                              QStringLiteral("5: Name: Rent; Price: 1.200,00 €"),
                              QStringLiteral("1006: Name: Pay; far"), QStringLiteral("1007: Where: here!")}));
        const auto numbers = (*reader)->page(2);
        QCOMPARE(numbers->label, QStringLiteral("sheet “Numbers”"));
        QCOMPARE(rowsOf(*numbers), (QStringList{QStringLiteral("1: a; 1"), QStringLiteral("2: 2; 2"),
                                                QStringLiteral("3: 2; 2")}));
        QCOMPARE(placeName(DocumentKind::Ods, 1, costs->label,
                           lineAt(costs->lines, costs->text.indexOf(QStringLiteral("Rent")))),
                 QStringLiteral("sheet “Costs”, row 5"));
    }

    void commentsOfCellsFollowTheirRow() {
        const auto reader = openBytes(
            odfOf("spreadsheet",
                  sheet("S", row("<table:table-cell><office:annotation><dc:date>x</dc:date><text:p>check"
                                 "</text:p></office:annotation><text:p>a</text:p></table:table-cell>" +
                                 cell("b")) +
                                 row(cell("c") + cell("d")))),
            QStringLiteral("a.ods"));
        QVERIFY(reader.ok());
        QCOMPARE(rowsOf(*(*reader)->page(1)),
                 (QStringList{QStringLiteral("1: a; b"), QStringLiteral("1: Comment: check"),
                              QStringLiteral("2: a: c; b: d")}));
    }

    void headingsOfASheetMayBeNumbersWhenItSaysSo() {
        const auto number = QByteArray("office:value-type='float'");
        QCOMPARE(
            read(odfOf("spreadsheet",
                       sheet("S", "<table:table-header-rows>" + row(cell("Item") + cell("2024", number)) +
                                      "</table:table-header-rows>" + row(cell("Rent") + cell("1", number))))),
            QStringList{QStringLiteral("Item; 2024\n\nItem: Rent; 2024: 1")});
    }

    void countsThatLieCostNothing() {
        const QByteArray lie = "table:number-rows-repeated='2147483647'";
        const QByteArray wide = "table:number-columns-repeated='2147483647'";
        const auto reader =
            openBytes(odfOf("spreadsheet",
                            sheet("S", row(cell("x", wide), lie) + row(cell("y"), lie) +
                                           row(cell("z"), "table:number-rows-repeated='-9'") +
                                           row(cell("w"), "table:number-rows-repeated='99999999999999'"))),
                      QStringLiteral("a.ods"));
        QVERIFY(reader.ok());
        const auto last = (*reader)->page((*reader)->info().pages);
        QVERIFY2(last->text.endsWith(QLatin1Char('w')), qPrintable(last->text.right(20)));
        QCOMPARE(last->lines.back().number, 2147483647);
        QCOMPARE(readText("<text:p>a<text:s text:c='2147483647'/>b</text:p>").first().size(), 102);
    }

    void theKindIsToldByTheBodyWhereNoTypeIs() {
        const auto reader =
            openBytes(zipped({{"content.xml", odfContent("spreadsheet", sheet("S", row(cell("x"))))}}),
                      QStringLiteral("a"));
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().kind, DocumentKind::Ods);
    }

    void badXmlKeepsWhatCameBefore_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("text");
        const auto cut = [](QByteArray content, const char *at) { return content.left(content.indexOf(at)); };
        QTest::newRow("a text, broken off")
            << QByteArray("text") << cut(odfContent("text", "<text:p>one</text:p><text:p>two<text:s/>@"), "@")
            << QStringLiteral("one\n\ntwo");
        QTest::newRow("a bad tag") << QByteArray("text") << odfContent("text", "<text:p>one</text:q>")
                                   << QStringLiteral("one");
        QTest::newRow("a table, broken off")
            << QByteArray("text")
            << cut(odfContent("text", "<table:table><table:table-row>" + cell("1") + cell("2<text:s/>@")),
                   "@")
            << QStringLiteral("1; 2");
        QTest::newRow("a sheet, broken off")
            << QByteArray("spreadsheet")
            << cut(odfContent("spreadsheet",
                              "<table:table>" + row(cell("1")) + "<table:table-row>" + cell("2<text:s/>@")),
                   "@")
            << QStringLiteral("1\n\n2");
        QTest::newRow("too deep") << QByteArray("text")
                                  << odfContent("text", "<text:p>one</text:p>" +
                                                            QByteArray("<text:section>").repeated(200) +
                                                            "<text:p>deep</text:p>")
                                  << QStringLiteral("one");
    }
    void badXmlKeepsWhatCameBefore() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, content);
        QFETCH(QString, text);
        QCOMPARE(read(zipped(
                     {{"mimetype", "application/vnd.oasis.opendocument." + type}, {"content.xml", content}})),
                 QStringList{text});
    }

    void whatCannotBeReadIsAnError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        const auto deep = QByteArray("<text:section>").repeated(200) + "<text:p>x</text:p>" +
                          QByteArray("</text:section>").repeated(200);
        QByteArray laughs = "<!DOCTYPE x [<!ENTITY a0 'ha'>";
        for (char i = '1'; i <= '9'; ++i)
            laughs += QByteArray("<!ENTITY a") + i + " '" +
                      (QByteArray("&a") + char(i - 1) + ";").repeated(10) + "'>";
        const QByteArray names(odfNames);
        laughs += "]><office:document-content" + names +
                  "><office:body><office:text><text:p>&a9;</text:p></office:text></office:body>"
                  "</office:document-content>";
        const QByteArray outside = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                                   "<office:document-content" +
                                   names +
                                   "><office:body><office:text><text:p>&a;</text:p></office:text>"
                                   "</office:body></office:document-content>";
        const auto of = [](const QByteArray &content) {
            return zipped(
                {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}});
        };
        QTest::newRow("too deep") << odfOf("text", deep) << ErrorKind::Damaged;
        QTest::newRow("a billion laughs") << of(laughs) << ErrorKind::Damaged;
        QTest::newRow("a file from outside") << of(outside) << ErrorKind::NoText;
        QTest::newRow("no XML") << of("nonsense") << ErrorKind::Damaged;
        QTest::newRow("no content") << zipped({{"mimetype", "application/vnd.oasis.opendocument.text"}})
                                    << ErrorKind::Damaged;
        QTest::newRow("a drawing") << odfOf("graphics", "<text:p>x</text:p>") << ErrorKind::Unsupported;
        QTest::newRow("nothing in it") << odfOf("text", "<text:p/>") << ErrorKind::NoText;
        QTest::newRow("a bomb") << odfOf("text", "<text:p>" + QByteArray(40'000'000, ' ') + "</text:p>")
                                << ErrorKind::TooLarge;
    }
    void whatCannotBeReadIsAnError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorKind, kind);
        const auto reader = openBytes(bytes, QStringLiteral("a.odt"));
        QCOMPARE(textsOf(reader), QStringList{code(kind)});
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void aTruncatedFileKeepsWhatIsThere() {
        QByteArray body;
        for (int i = 0; i < 5000; ++i)
            body += "<text:p>Paragraph " + QByteArray::number(i * 7919) + "</text:p>";
        const auto whole = odfOf("text", body);
        const auto texts = read(whole.left(whole.size() / 2));
        QVERIFY2(texts.first().startsWith(QStringLiteral("Paragraph 0\n\nParagraph 7919")),
                 qPrintable(texts.first().left(50)));
    }

    void documentsOfOthersAreRead() {
        NEEDS_SHARED_DATA();
        const auto open = [](const QString &name) {
            QFile file(sharedData() + QStringLiteral("/office/") + name);
            return file.open(QIODevice::ReadOnly) ? openBytes(file.readAll(), name) : openBytes({}, name);
        };
        const auto reader = open(QStringLiteral("testODFwithOOo3.odt"));
        const auto all = textsOf(reader).join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QStringLiteral("Tika is part of the Lucene project.")), qPrintable(all));
        QCOMPARE((*reader)->info().kind, DocumentKind::Odt);
        QFile noZip(sharedData() + QStringLiteral("/office/testODTnotaZipFile.odt"));
        QVERIFY(noZip.open(QIODevice::ReadOnly));
        const auto bytes = noZip.readAll();
        QCOMPARE(code(openOdf(bytes, {}).error().kind), code(ErrorKind::Damaged));
    }
};

DOCCHAT_TEST(OdfTest)
#include "odf_test.moc"
