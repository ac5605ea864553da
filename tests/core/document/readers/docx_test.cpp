#include "readertest.h"
#include "testmain.h"
#include "ziptest.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray run(const QByteArray &text) {
    return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
}

QByteArray paragraph(const QByteArray &text, const QByteArray &style = {}) {
    const auto properties =
        style.isEmpty() ? QByteArray() : "<w:pPr><w:pStyle w:val='" + style + "'/></w:pPr>";
    return "<w:p>" + properties + run(text) + "</w:p>";
}

QByteArray row(const QByteArrayList &cells) {
    QByteArray xml;
    for (const auto &cell : cells)
        xml += "<w:tc>" + (cell.startsWith('<') ? cell : paragraph(cell)) + "</w:tc>";
    return "<w:tr>" + xml + "</w:tr>";
}

QByteArray table(const QByteArrayList &rows) {
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + rows.join() + "</w:tbl>";
}

QByteArray wordDocument(const QByteArray &body) {
    return root("w:document", "<w:body>" + body + "<w:sectPr/></w:body>");
}

QByteArray docx(const QByteArray &body, const Parts &others = {}) {
    return zipped(Parts{{"word/document.xml", wordDocument(body)}} + others);
}

Opened open(const QByteArray &bytes) {
    return openBytes(bytes, u"a.docx"_s);
}

QStringList read(const QByteArray &body, const Parts &others = {}) {
    return textsOf(open(docx(body, others)));
}

QString words(const QString &name) {
    QFile file(sharedData() + u"/office/"_s + name);
    return file.open(QIODevice::ReadOnly) ? textsOf(open(file.readAll())).join(u"\n\n"_s) : u"no file"_s;
}

} // namespace

class DocxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsBeginSections() {
        const QByteArray styles =
            "<w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
            "<w:style w:styleId='Kapitel'><w:name w:val='Kapitel'/><w:basedOn w:val='berschrift1'/></w:style>"
            "<w:style w:styleId='TOC'><w:name w:val='TOC Heading'/><w:basedOn w:val='berschrift1'/><w:pPr>"
            "<w:outlineLvl w:val='9'/></w:pPr></w:style>"
            "<w:style w:styleId='Own'><w:name w:val='Own'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
            "<w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>"
            "<w:style w:styleId='B'><w:basedOn w:val='A'/></w:style>";
        const auto reader = open(docx(
            paragraph("Report", "Title") + paragraph("Contents", "TOC") + paragraph("One", "berschrift1") +
                paragraph("Text.", "A") + paragraph("Two", "Kapitel") + paragraph("Three", "Own") +
                "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>" + run("Four") + "</w:p>",
            {{"word/_rels/document.xml.rels", relationships(relationship("a", "styles", "looks.xml"))},
             {"word/looks.xml", root("w:styles", styles)},
             {"docProps/core.xml", coreProperties("A &amp; B")}}));
        QCOMPARE(textsOf(reader),
                 (QStringList{u"Report\n\nContents"_s, u"One\n\nText."_s, u"Two"_s, u"Three"_s, u"Four"_s}));
        QCOMPARE((*reader)->page(2)->label, u"One"_s);
        QCOMPARE((*reader)->info().origin.title, u"A & B"_s);
        QCOMPARE((*reader)->info().kind, DocumentKind::Docx);
    }

    void itsAuthorsAndYearAreKnown() {
        const QByteArray core =
            "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:creator>A.  Author"
            "</dc:creator><dc:creator>B</dc:creator><dcterms:created>2019-03-04T10:00:00Z"
            "</dcterms:created></cp:coreProperties>";
        const auto reader = open(docx(paragraph("Text."), {{"docProps/core.xml", core}}));
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().origin, (Origin{{}, u"A. Author, B"_s, 2019}));
    }

    void runsBecomeText_data() {
        QTest::addColumn<QByteArray>("inner");
        QTest::addColumn<QString>("text");
        const auto add = [](const char *name, const QByteArray &inner, const QString &text) {
            QTest::newRow(name) << inner << text;
        };
        add("runs", run("one ") + run("word") + run("s"), u"one words"_s);
        add("tabs and breaks", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", u"a b\nc"_s);
        add("hyphens",
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c\u00ADd</w:t></w:r>",
            u"a-bcd"_s);
        add("a link", "<w:hyperlink>" + run("see here") + "</w:hyperlink>", u"see here"_s);
        add("changes",
            run("a ") + "<w:ins>" + run("new ") +
                "</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + "<w:moveFrom>" +
                run("from ") + "</w:moveFrom><w:moveTo>" + run("to") + "</w:moveTo>",
            u"a new to"_s);
        add("a field",
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>" +
                run("code") + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("result") +
                "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" after"),
            u"result after"_s);
        add("a simple field", "<w:fldSimple w:instr='PAGE'>" + run("7") + "</w:fldSimple>", u"7"_s);
        add("signs",
            "<w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/>"
            "<w:sym w:font='Arial' w:char='00A7'/><w:sym w:font='Wingdings' w:char='F001'/></w:r>",
            u"α✓§"_s);
        add("hidden text", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r>" + run("seen"), u"seen"_s);
        add("a content control",
            "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" + run("kept") +
                "</w:sdtContent></w:sdt>",
            u"kept"_s);
        add("ruby",
            "<w:r><w:ruby><w:rt>" + run("gana") + "</w:rt><w:rubyBase>" + run("字") +
                "</w:rubyBase></w:ruby></w:r>",
            u"字"_s);
    }
    void runsBecomeText() {
        QFETCH(QByteArray, inner);
        QFETCH(QString, text);
        QCOMPARE(read("<w:p>" + inner + "</w:p>"), QStringList{text});
    }

    void aRowOfATableStandsAlone() {
        QCOMPARE(read(table({row({"Fruit", "Price"}), row({"Apple", "1 Euro"}), row({"Pear", ""})})),
                 QStringList{u"Fruit; Price\n\nFruit: Apple; Price: 1 Euro\n\nFruit: Pear"_s});
    }

    void aTableWithoutHeadingsIsJoined() {
        QCOMPARE(read(table({row({"Name:", "Alice"}), row({"Born:", "1970"})})),
                 QStringList{u"Name:; Alice\n\nBorn:; 1970"_s});
    }

    void aTableThatArrangesThePageBecomesParagraphs() {
        QCOMPARE(read(table({row({paragraph("One.") + paragraph("Two.")})})), QStringList{u"One.\n\nTwo."_s});
    }

    void cellsThatSpanOthersKeepTheColumns() {
        const QByteArray wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>";
        const QByteArray first = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>";
        const QByteArray next = "<w:tcPr><w:vMerge/></w:tcPr>";
        QCOMPARE(
            read(table({row({"Land", "City", "People"}), row({first + paragraph("France"), "Paris", "2"}),
                        row({next + "<w:p/>", "Lyon", "1"}), row({wide + paragraph("Both"), "3"})})),
            QStringList{u"Land; City; People\n\nLand: France; City: Paris; People: 2\n\n"
                        "Land: France; City: Lyon; People: 1\n\nLand: Both; People: 3"_s});
    }

    void aTableInATableBecomesText() {
        const auto inner = table({row({"x", "y"}), row({"1", "2"})});
        QCOMPARE(read(table({row({"Key", "Value"}), row({"a", inner + paragraph("end")})})),
                 QStringList{u"Key; Value\n\nKey: a; Value: x; y x: 1; y: 2 end"_s});
    }

    void aTextBoxIsReadOnce() {
        const auto box =
            "<w:txbxContent>" + paragraph("Boxed.") + table({row({"a", "b"})}) + "</w:txbxContent>";
        QCOMPARE(read("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box +
                      "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
                      "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("Beside.") +
                      "</w:p>"),
                 QStringList{u"Beside.\n\nBoxed.\n\na; b"_s});
        QCOMPARE(read("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>"
                      "<w:pict>" +
                      box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"),
                 QStringList{u"Boxed.\n\na; b"_s});
    }

    void notesFollowTheirParagraph() {
        const auto others = relationship("a", "footnotes", "footnotes.xml") +
                            relationship("b", "endnotes", "endnotes.xml") +
                            relationship("c", "comments", "comments.xml");
        const auto texts =
            read("<w:p>" + run("One") +
                     "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/>"
                     "</w:r><w:r><w:endnoteReference w:id='5'/></w:r></w:p>" +
                     paragraph("Two"),
                 {{"word/_rels/document.xml.rels", relationships(others)},
                  {"word/footnotes.xml",
                   root("w:footnotes", "<w:footnote w:type='separator' w:id='0'>" + paragraph("---") +
                                           "</w:footnote><w:footnote w:id='2'>" + paragraph("A foot.") +
                                           "</w:footnote><w:footnote w:id='3'>" + paragraph("Lost.") +
                                           "</w:footnote>")},
                  {"word/endnotes.xml",
                   root("w:endnotes", "<w:endnote w:id='5'>" + paragraph("An end.") + "</w:endnote>")},
                  {"word/comments.xml",
                   root("w:comments", "<w:comment w:id='0'>" + paragraph("Why?") + "</w:comment>")}});
        QCOMPARE(texts,
                 (QStringList{u"One\n\nFootnote: A foot.\n\nComment: Why?\n\nEndnote: An end.\n\nTwo"_s,
                              u"Footnote: Lost."_s}));
    }

    void headersAndFootersComeOnce() {
        const auto reader =
            open(docx(paragraph("Text"), {{"word/_rels/document.xml.rels",
                                           relationships(relationship("a", "header", "header1.xml") +
                                                         relationship("b", "header", "header2.xml") +
                                                         relationship("c", "footer", "/word/Footer1.xml"))},
                                          {"word/header1.xml", root("w:hdr", paragraph("Secret"))},
                                          {"word/header2.xml", root("w:hdr", paragraph("Secret"))},
                                          {"word/footer1.xml", root("w:ftr", paragraph("Page 1"))}}));
        QCOMPARE(textsOf(reader), (QStringList{u"Text"_s, u"Secret\n\nPage 1"_s}));
        QCOMPARE((*reader)->page(2)->label, u"headers and footers"_s);
    }

    void chartsAndDiagramsAreRead() {
        const QByteArray drawing = "<w:r><w:drawing><c:chart r:id='a'/><c:chart r:id='a'/></w:drawing></w:r>"
                                   "<w:r><w:drawing><dgm:relIds r:dm='b' r:lo='c'/></w:drawing></w:r>";
        QCOMPARE(read("<w:p>" + drawing + "</w:p>",
                      {{"word/_rels/document.xml.rels",
                        relationships(relationship("a", "chart", "charts/chart1.xml") +
                                      relationship("b", "diagramData", "diagrams/data1.xml"))},
                       {"word/charts/chart1.xml", chart()},
                       {"word/diagrams/data1.xml",
                        root("dgm:dataModel", "<dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/><a:p><a:r><a:t>First step"
                                              "</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>")}}),
                 QStringList{QString::fromLatin1(chartLabels) + u"\n\nFirst step"_s});
    }

    void theMainPartIsFoundByRelationship() {
        QCOMPARE(textsOf(open(zipped(
                     {{"_rels/.rels", relationships(relationship("a", "officeDocument", "/word/main.xml"))},
                      {"word/main.xml", wordDocument(paragraph("Found."))}}))),
                 QStringList{u"Found."_s});
    }

    void brokenXmlKeepsWhatCameBefore() {
        const auto whole = wordDocument(paragraph("Kept.") + paragraph("Lost."));
        QCOMPARE(textsOf(open(zipped({{"word/document.xml", whole.left(whole.indexOf("Lost"))}}))),
                 QStringList{u"Kept."_s});
        QCOMPARE(
            read(paragraph("Kept."), {{"word/styles.xml", "<w:styles><oops"}, {"docProps/core.xml", "&"}}),
            QStringList{u"Kept."_s});
    }

    void damageIsAnError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no main part") << zipped({{"word/styles.xml", "<a/>"}}) << ErrorKind::Damaged;
        QTest::newRow("no XML") << zipped({{"word/document.xml", "words"}}) << ErrorKind::Damaged;
        QTest::newRow("an empty part") << zipped({{"word/document.xml", ""}}) << ErrorKind::Damaged;
        QTest::newRow("no text") << docx("<w:p/>") << ErrorKind::NoText;
        QTest::newRow("too deep") << docx("<w:p>" + QByteArray("<w:ins>").repeated(200) + run("x") +
                                          QByteArray("</w:ins>").repeated(200) + "</w:p>")
                                  << ErrorKind::Damaged;
        QTest::newRow("laughs") << zipped({{"word/document.xml",
                                            laughs("d", "<d><body><p><r><t>", "</t></r></p></body></d>")}})
                                << ErrorKind::Damaged;
        QTest::newRow("an entity from outside")
            << zipped(
                   {{"word/document.xml", "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d><body><p>"
                                          "<r><t>&e;</t></r></p></body></d>"}})
            << ErrorKind::NoText;
        QTest::newRow("a bomb") << docx(paragraph(QByteArray(100'000'000, ' '))) << ErrorKind::TooLarge;
        QTest::newRow("a bomb of one word")
            << docx(paragraph(QByteArray(30'000'000, 'x'))) << ErrorKind::TooLarge;
        QTest::newRow("a password") << zipped({{"word/document.xml", wordDocument(paragraph("x"))}},
                                              "zip:encryption=traditional")
                                    << ErrorKind::Password;
    }
    void damageIsAnError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorKind, kind);
        const auto reader = open(bytes);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(kind));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void tooMuchTextIsAnError() {
        QByteArray body;
        for (int i = 0; i < 400'000; ++i)
            body += paragraph(QByteArray::number(i * 7919LL * 104'729 % 1'000'003).repeated(16));
        QCOMPARE(read(body), QStringList{code(ErrorKind::TooLarge)});
    }

    void sharedDocumentsAreRead() {
        NEEDS_SHARED_DATA();
        const auto sample = words(u"testWORD.docx"_s);
        for (const auto &each :
             {u"Sample Word Document Title"_s, u"Heading Level 3"_s, u"text that is BOLD and ITALIC."_s,
              u"More of our nested table"_s, u"This is the header for our document"_s})
            QVERIFY2(sample.contains(each), qPrintable(each + u" in "_s + sample));
        const auto various = words(u"testWORD_various.docx"_s);
        QCOMPARE(various.count(u"Here is a text box"_s), 1);
        for (const auto &each : {u"Footnote appears here"_s, u"This is a hyperlink"_s, u"Row 2 Col 3"_s,
                                 u"Figure 1 This is a caption for Figure 1"_s, u"ゾルゲと尾崎、淡々と最期"_s})
            QVERIFY2(various.contains(each), qPrintable(each + u" in "_s + various));
        QVERIFY2(!various.contains(u"SEQ Figure"_s), qPrintable(various));
    }

    void aTableInARunInsideAParagraphIsReadOnce() {
        NEEDS_SHARED_DATA();
        const auto text = words(u"testWORD_tableInRunInsideParagraph.docx"_s);
        QCOMPARE(text.count(u"gubergre\n"_s), 1);
        QVERIFY2(text.contains(u"accusam et justo duo; AAAA"_s), qPrintable(text));
        QVERIFY2(text.contains(u"takimata sanctus; aliquyam"_s), qPrintable(text));
    }

    void whatCannotBeReadSaysWhy() {
        NEEDS_SHARED_DATA();
        QCOMPARE(words(u"testWORD_truncated.docx"_s), code(ErrorKind::Damaged));
        QCOMPARE(words(u"testWORD_protected_passtika.docx"_s), code(ErrorKind::Password));
        QCOMPARE(words(u"testWORD.doc"_s), code(ErrorKind::Unsupported));
    }

    void aFileCutAnywhereGivesItsBeginningOrAnError() {
        const auto whole =
            docx(paragraph("Kept.") + paragraph("More."), {{"docProps/core.xml", coreProperties("x")}});
        for (qsizetype size = 4; size < whole.size(); ++size) {
            const auto reader = open(whole.left(size));
            if (reader.ok())
                QVERIFY2(textsOf(reader).first().startsWith(u"Kept."_s), qPrintable(QString::number(size)));
            else
                QVERIFY(!reader.error().hint.isEmpty());
        }
        QCOMPARE(textsOf(open(whole.left(whole.size() - 60))), QStringList{u"Kept.\n\nMore."_s});
    }
};

DOCCHAT_TEST(DocxTest)
#include "docx_test.moc"
