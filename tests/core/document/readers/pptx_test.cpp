#include "readertest.h"
#include "testmain.h"
#include "ziptest.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray text(const QByteArray &words) {
    return "<a:p><a:r><a:t>" + words + "</a:t></a:r></a:p>";
}

QByteArray shape(const QByteArray &paragraphs, const QByteArray &placeholder = {}) {
    const auto kind = placeholder.isEmpty() ? QByteArray() : "<p:ph type='" + placeholder + "'/>";
    return "<p:sp><p:nvSpPr><p:cNvPr name='Shape 1'/><p:nvPr>" + kind +
           "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody>"
           "<a:bodyPr/>" +
           paragraphs + "</p:txBody></p:sp>";
}

QByteArray slide(const QByteArray &shapes) {
    return root("p:sld", "<p:cSld><p:spTree>" + shapes + "</p:spTree></p:cSld>");
}

QByteArray presentation(const QByteArrayList &ids) {
    QByteArray list;
    for (const auto &id : ids)
        list += "<p:sldId id='256' r:id='" + id + "'/>";
    return root("p:presentation", "<p:sldIdLst>" + list + "</p:sldIdLst>");
}

/// One slide with these shapes.
QByteArray pptx(const QByteArray &shapes, const Parts &others = {}) {
    return zipped(Parts{{"ppt/presentation.xml", presentation({"s"})},
                        {"ppt/_rels/presentation.xml.rels",
                         relationships(relationship("s", "slide", "slides/slide1.xml"))},
                        {"ppt/slides/slide1.xml", slide(shapes)}} +
                  others);
}

Opened open(const QByteArray &bytes) {
    return openBytes(bytes, u"a.pptx"_s);
}

QString words(const QString &name) {
    QFile file(sharedData() + u"/office/"_s + name);
    return file.open(QIODevice::ReadOnly) ? textsOf(open(file.readAll())).join(u"\n---\n"_s) : u"no file"_s;
}

} // namespace

class PptxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slidesComeInTheOrderOfThePresentation() {
        const auto reader =
            open(zipped({{"ppt/slides/slide1.xml", slide(shape(text("Second.")))},
                         {"ppt/slides/slide2.xml",
                          root("p:sld show='0'", "<p:cSld>" + shape(text("First, hidden.")) + "</p:cSld>")},
                         {"ppt/slides/slide3.xml", slide({})},
                         {"ppt/slides/slide4.xml", slide(shape(text("Fourth.")))},
                         {"ppt/presentation.xml", presentation({"b", "a", "c", "d"})},
                         {"ppt/_rels/presentation.xml.rels",
                          relationships(relationship("a", "slide", "slides/slide1.xml") +
                                        relationship("b", "slide", "/ppt/slides/slide2.xml") +
                                        relationship("c", "slide", "slides/slide3.xml") +
                                        relationship("d", "slide", "slides/slide4.xml"))},
                         {"docProps/core.xml", coreProperties("Talk")}}));
        QCOMPARE(textsOf(reader), (QStringList{u"First, hidden."_s, u"Second."_s, u"Fourth."_s}));
        QCOMPARE((*reader)->page(1)->label, u"slide 1"_s);
        QCOMPARE((*reader)->page(3)->label, u"slide 4"_s);
        QCOMPARE((*reader)->info().origin.title, u"Talk"_s);
        QCOMPARE((*reader)->info().kind, DocumentKind::Pptx);
    }

    void theTitleComesFirstAndTheNumberNot() {
        QCOMPARE(textsOf(open(pptx(shape(text("Body.")) + shape(text("7"), "sldNum") +
                                   shape(text("Foot."), "ftr") + shape(text("Head"), "title")))),
                 QStringList{u"Head\n\nBody.\n\nFoot."_s});
    }

    void shapesInGroupsAndChoicesAreRead() {
        QCOMPARE(textsOf(open(pptx("<p:grpSp><p:grpSp>" +
                                   shape(text("Inner.") + "<a:p><a:r><a:t>a</a:t></a:r><a:br/>"
                                                          "<a:fld type='x'><a:t>b</a:t></a:fld></a:p>") +
                                   "</p:grpSp></p:grpSp>"
                                   "<mc:AlternateContent><mc:Choice>" +
                                   shape(text("New.")) + "</mc:Choice><mc:Fallback>" + shape(text("Old.")) +
                                   "</mc:Fallback></mc:AlternateContent>"))),
                 QStringList{u"Inner.\n\na\nb\n\nNew."_s});
    }

    void aRowOfATableStandsAlone() {
        const auto cell = [](const QByteArray &words, const QByteArray &merge = {}) {
            return "<a:tc " + merge + "><a:txBody>" + text(words) + "</a:txBody></a:tc>";
        };
        QCOMPARE(textsOf(open(pptx("<p:graphicFrame><a:graphic><a:tbl><a:tr>" + cell("Fruit") +
                                   cell("Price") + cell("Place") + "</a:tr><a:tr>" +
                                   cell("Apple", "gridSpan='2'") + cell("", "hMerge='1'") + cell("here") +
                                   "</a:tr></a:tbl></a:graphic>"
                                   "</p:graphicFrame>"))),
                 QStringList{u"Fruit; Price; Place\n\nFruit: Apple; Place: here"_s});
    }

    void notesCommentsChartsAndDiagramsBelongToTheirSlide() {
        const auto others = relationship("n", "notesSlide", "../notesSlides/notesSlide1.xml") +
                            relationship("k", "comments", "../comments/comment1.xml") +
                            relationship("c", "chart", "../charts/chart1.xml") +
                            relationship("d", "diagramData", "../diagrams/data1.xml");
        const auto frame = [](const QByteArray &inner) {
            return "<p:graphicFrame><a:graphic><a:graphicData>" + inner +
                   "</a:graphicData></a:graphic></p:graphicFrame>";
        };
        QCOMPARE(
            textsOf(open(pptx(
                frame("<c:chart r:id='c'/>") + frame("<dgm:relIds r:dm='d'/>") + shape(text("Words.")),
                {{"ppt/slides/_rels/slide1.xml.rels", relationships(others)},
                 {"ppt/notesSlides/notesSlide1.xml",
                  slide(shape({}, "sldImg") + shape(text("Say this.") + text("And that."), "body") +
                        shape(text("1"), "sldNum"))},
                 {"ppt/comments/comment1.xml",
                  root("p:cmLst", "<p:cm><p:pos/><p:text>Good?</p:text></p:cm>")},
                 {"ppt/charts/chart1.xml", chart()},
                 {"ppt/diagrams/data1.xml", root("dgm:dataModel", "<dgm:t>" + text("Step") + "</dgm:t>")}}))),
            QStringList{QString::fromLatin1(chartLabels) +
                        u"\n\nStep\n\nWords.\n\nNotes: Say this.\nAnd that.\n\nComment: Good?"_s});
    }

    void withoutAListSlidesComeByNumber() {
        const Parts slides{{"ppt/slides/slide10.xml", slide(shape(text("Ten.")))},
                           {"ppt/slides/slide9.xml", slide(shape(text("Nine.")))}};
        QCOMPARE(textsOf(open(zipped(slides + Parts{{"ppt/presentation.xml", "<broken"}}))),
                 (QStringList{u"Nine."_s, u"Ten."_s}));
    }

    void aDamagedSlideKeepsTheOthers() {
        const auto broken = slide(shape(text("Kept.")) + shape(text("Lost.")));
        QCOMPARE(textsOf(open(zipped({{"ppt/presentation.xml", presentation({"a", "x", "b"})},
                                      {"ppt/_rels/presentation.xml.rels",
                                       relationships(relationship("a", "slide", "slides/slide1.xml") +
                                                     relationship("b", "slide", "slides/slide2.xml"))},
                                      {"ppt/slides/slide1.xml", broken.left(broken.indexOf("Lost"))},
                                      {"ppt/slides/slide2.xml", slide(shape(text("Next.")))}}))),
                 (QStringList{u"Kept."_s, u"Next."_s}));
    }

    void damageIsAnError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no main part") << zipped({{"ppt/slides/slide1.xml", "<a/>"}}) << ErrorKind::Damaged;
        QTest::newRow("no slides") << zipped({{"ppt/presentation.xml", presentation({})}})
                                   << ErrorKind::Damaged;
        QTest::newRow("no text") << pptx({}) << ErrorKind::NoText;
        QTest::newRow("too deep") << pptx(QByteArray("<p:grpSp>").repeated(200) +
                                          QByteArray("</p:grpSp>").repeated(200))
                                  << ErrorKind::Damaged;
        QTest::newRow("laughs") << zipped(
                                       {{"ppt/presentation.xml", "<a/>"},
                                        {"ppt/slides/slide1.xml", laughs("p", "<p><r><t>", "</t></r></p>")}})
                                << ErrorKind::Damaged;
        QTest::newRow("a bomb") << pptx(shape(text(QByteArray(100'000'000, ' ')))) << ErrorKind::TooLarge;
    }
    void damageIsAnError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorKind, kind);
        const auto reader = open(bytes);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(kind));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void sharedPresentationsAreRead() {
        NEEDS_SHARED_DATA();
        const auto plain = words(u"testPPT.pptx"_s);
        QVERIFY2(plain.startsWith(u"Attachment Test"_s), qPrintable(plain));
        for (const auto &each :
             {u"for tika content parsing."_s, u"Different words to test against"_s, u"Watershed"_s})
            QVERIFY2(plain.contains(each), qPrintable(each + u" in "_s + plain));
        const auto various = words(u"testPPT_various.pptx"_s);
        for (const auto &each :
             {u"Row 2 Col 3"_s, u"Here is a text box"_s, u"Bold italic underline"_s, u"This is a hyperlink"_s,
              u"Figure 1 This is a caption for Figure 1"_s, u"ゾルゲと尾崎、淡々と最期"_s})
            QVERIFY2(various.contains(each), qPrintable(each + u" in "_s + various));
        QCOMPARE(words(u"testPPT_protected_passtika.pptx"_s), code(ErrorKind::Password));
    }
};

DOCCHAT_TEST(PptxTest)
#include "pptx_test.moc"
