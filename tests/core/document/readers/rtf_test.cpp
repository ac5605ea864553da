#include "readertest.h"
#include "testmain.h"

#include <QFile>
#include <QRandomGenerator>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

Opened openRtfText(const QByteArray &body) {
    return openBytes("{\\rtf1\\ansi " + body + "}", QStringLiteral("a.rtf"));
}

QString read(const QByteArray &body) {
    return textsOf(openRtfText(body)).join(QLatin1Char('|'));
}

const QByteArray everything(
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset128 Mincho;}}"
    "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\*\\cs3 bold;}}"
    "{\\info{\\title Costs}}{\\header Head}\\pard\\s1 One\\par\\pard{\\f1\\'93\\'fa\\'96{}\\'7b} and "
    "\\u26085\\'93 {\\*\\bkmkstart x}{\\pict\\pngblip 89504e47}{\\pict\\bin5 }}}}}}{\\footnote Note}\\par"
    "\\trowd\\trhdr\\intbl A\\cell B\\cell\\row\\trowd\\intbl 1\\cell 2\\cell\\row\\pard End.\\par}");

} // namespace

class RtfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itBecomesPlainText_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *body, const char *text) {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(text);
        };
        row("paragraphs", "one\\par two\\par\\par three", "one\n\ntwo\n\nthree");
        row("a line", "one\\line two", "one\ntwo");
        row("line ends of the file", "one t\r\nwo\\par\r\nthree", "one two\n\nthree");
        row("an escaped line end", "one\\\ntwo", "one\n\ntwo");
        row("escapes", "\\{a\\} \\\\ b", "{a} \\ b");
        row("signs", "a\\emdash b\\endash c \\ldblquote d\\rdblquote  e\\rquote s\\tab f", "a—b–c “d” e’s f");
        row("hyphens", "Schiff\\-fahrt non\\_stop a\\~b", "Schifffahrt non-stop a b");
        row("hidden and deleted", "a{\\v secret}b{\\deleted gone}c\\v x\\v0 d", "abcd");
        row("an unknown word", "a\\nonsense12 b", "ab");
        row("an unknown group", "a{\\*\\nonsense b{c}}d", "ad");
        row("a link", "see {\\field{\\*\\fldinst HYPERLINK \"http://x.org\"}{\\fldrslt the page}}.",
            "see the page.");
        row("a picture", "a{\\pict\\wmetafile8 0123abcd}b", "ab");
        row("an object", "a{\\object{\\*\\objdata 0102}{\\result shown}}b", "ashownb");
        row("bytes that look like groups", "a{\\pict\\bin4 {{{{}b", "ab");
        row("more bytes than there are", "a\\par b\\bin99999999999 }}}}", "a\n\nb");
        row("a footnote", "Word{\\footnote The note.} goes on.\\par Next.",
            "Word goes on.\n\nThe note.\n\nNext.");
        row("a comment", "Word{\\*\\atnid X}{\\*\\annotation A remark.}.", "Word.\n\nA remark.");
        row("headers once", "{\\header Head}a\\par\\sect{\\header Head}{\\footer 3}b", "a\n\nHead\n\nb");
        row("a text box", "a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Boxed.\\par}}}b",
            "ab\n\nBoxed.");
        row("a list", "{\\pntext\\'b7\\tab}one\\par{\\listtext 2.\\tab}two", "· one\n\n2. two");
        row("two forms of one text", "{\\upr{?}{\\*\\ud{\\u26085?}}}!", "日!");
        row("a table",
            "\\trowd\\intbl a\\cell b\\cell\\row\\trowd\\intbl c\\par d\\cell e\\cell\\row\\pard end",
            "a; b\n\nc d; e\n\nend");
        row("a table with headings",
            "\\trowd\\trhdr\\intbl A\\cell B\\cell\\row\\trowd\\intbl 1\\cell 2\\cell\\row\\pard "
            "x\\par\\trowd\\intbl 3\\cell 4\\cell\\row",
            "A; B\n\nA: 1; B: 2\n\nx\n\n3; 4");
        row("a table with bold headings",
            "\\trowd\\intbl{\\b A}\\cell{\\b B}\\cell\\row\\trowd\\intbl 1\\cell 2\\cell\\row",
            "A; B\n\nA: 1; B: 2");
        row("a table without ends", "\\intbl a\\cell b\\cell", "a; b");
        row("groups that never end", "{{{a\\par{b", "a\n\nb");
        row("groups that never began", "a}}}b", "a");
    }
    void itBecomesPlainText() {
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        if (QByteArray(QTest::currentDataTag()) == "groups that never began")
            text += QStringLiteral("b"); // what follows the end is text that nobody should lose
        QCOMPARE(read(body), text);
    }

    void charactersAreDecoded_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *body, const char *text) {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(text);
        };
        const auto font = [&](const char *name, int charset, const char *bytes, const char *text) {
            QTest::newRow(name) << "{\\fonttbl{\\f0\\fcharset0 A;}{\\f5\\fcharset" +
                                       QByteArray::number(charset) + " B;}}{\\f5 " + bytes + "}{\\f0\\'e9}"
                                << QString::fromUtf8(text) + QStringLiteral("é");
        };
        row("Windows-1252", "\\'80\\'e4\\'93", "€ä“");
        row("Windows-1251", "\\ansicpg1251\\'cf\\'f0", "Пр");
        row("Macintosh", "\\mac\\'8a", "ä");
        row("DOS", "\\pc\\'84", "ä");
        row("Shift-JIS", "\\ansicpg932\\'93\\'fa\\'96\\'7b", "日本");
        row("Shift-JIS, second byte as it is", "\\ansicpg932\\'83A\\'83\\\\", "アソ");
        row("Shift-JIS, all bytes as they are", "\\ansicpg932 \x83\x5c\x83\x7b\\par x", "ソボ\n\nx");
        row("over groups", "\\ansicpg932\\'93{}\\'fa", "日");
        row("Latin within Shift-JIS", "\\ansicpg932{\\fonttbl{\\f1\\fcharset0 A;}}\\'93\\'fa{\\f1\\'e9}",
            "日é");
        row("an East Asian font beside it",
            "{\\fonttbl{\\f1\\fcharset0 A;}{\\f2\\fcharset128 B;}}\\f1\\loch\\af1\\dbch\\af2 "
            "\\'93\\'fa\\loch "
            "\\'e9",
            "日é");
        row("Unicode", "\\u26085?\\u-10179?\\u-8704?", "日😀");
        row("Unicode with two bytes to skip", "\\uc2\\u26085\\'93\\'fa!{\\uc0\\u228}\\u228xx", "日!ää");
        row("Unicode at a group's end", "{\\u228}x", "äx");
        row("half a character", "a\\u-10179?b",
            "a\xEF\xBF\xBD"
            "b");
        font("Japanese", 128, "\\'93\\'fa", "日");
        font("Korean", 129, "\\'b0\\'a1", "가");
        font("Chinese", 134, "\\'d6\\'d0", "中");
        font("Traditional Chinese", 136, "\\'a4\\'a4", "中");
        font("Greek", 161, "\\'e1", "α");
        font("Turkish", 162, "\\'fe", "ş");
        font("Hebrew", 177, "\\'e0", "א");
        font("Arabic", 178, "\\'c7", "ا");
        font("Baltic", 186, "\\'e0", "ą");
        font("Russian", 204, "\\'ff", "я");
        font("Thai", 222, "\\'a1", "ก");
        font("Polish", 238, "\\'b3", "ł");
        font("of a Mac", 77, "\\'8a", "ä");
    }
    void charactersAreDecoded() {
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        QCOMPARE(read(body), text);
    }

    void headingsBeginSections() {
        const auto reader = openRtfText(
            "{\\stylesheet{\\s0 Normal;}{\\s4 heading 2;}{\\s5\\outlinelevel1 Mine;}{\\*\\cs6 heading 3;}}"
            "Before.\\par\\pard\\s4 One\\par\\pard Text.\\par\\pard\\s5 Two\\par\\pard\\outlinelevel2 Three"
            "\\par\\pard\\s6 Not one.\\par");
        QCOMPARE(textsOf(reader), (QStringList{QStringLiteral("Before."), QStringLiteral("One\n\nText."),
                                               QStringLiteral("Two"), QStringLiteral("Three\n\nNot one.")}));
        QCOMPARE((*reader)->page(2)->label, QStringLiteral("One"));
        QCOMPARE((*reader)->page(4)->label, QStringLiteral("Three"));
    }

    void itsTitleIsFound() {
        const auto reader = openRtfText("{\\info{\\author Ann}{\\title The costs of \\u228?}}Text");
        QCOMPARE(textsOf(reader), QStringList{QStringLiteral("Text")});
        QCOMPARE((*reader)->info().origin.title, QStringLiteral("The costs of ä"));
        QCOMPARE((*reader)->info().kind, DocumentKind::Rtf);
    }

    void allTogether() {
        QCOMPARE(textsOf(openBytes(everything, QStringLiteral("a.rtf"))).join(QLatin1Char('|')),
                 QStringLiteral("One\n\nHead\n\n日本 and 日 \n\nNote\n\nA; B\n\nA: 1; B: 2\n\nEnd.")
                     .replace(QStringLiteral(" \n"), QStringLiteral("\n")));
    }

    void deepGroupsArePassedOver() {
        const auto deep = QByteArray("{").repeated(200'000) + "deep" + QByteArray("}").repeated(200'000);
        QCOMPARE(read("a" + deep + "b"), QStringLiteral("ab"));
    }

    void whatHoldsNoTextIsAnError() {
        QCOMPARE(read(""), code(ErrorKind::NoText));
        QCOMPARE(read("{\\pict 00}"), code(ErrorKind::NoText));
    }

    void limitsOfTextHold() {
        ReadOptions options{{QStringLiteral("a.rtf"), {}, {}, {}}};
        options.limits.text = 1000;
        const auto bytes = "{\\rtf1 " + QByteArray("words\\par ").repeated(1000) + "}";
        const auto reader = document::openBytes(bytes, options);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::TooLarge));
    }

    void aLongParagraphAndManyCellsAreRead() {
        QCOMPARE(read(QByteArray("word ").repeated(500'000)).count(QStringLiteral("word")), 500'000);
        QCOMPARE(read(QByteArray("x\\cell ").repeated(50'000)).count(QLatin1Char('x')), 50'000);
    }

    void anyBeginningOfAFileOpens() {
        for (qsizetype size = 6; size < everything.size(); ++size) {
            const auto reader = openBytes(everything.left(size), QStringLiteral("a.rtf"));
            QVERIFY(reader.ok() || reader.error().kind == ErrorKind::NoText);
        }
    }

    void anySpoiltFileOpens() {
        QRandomGenerator random(7);
        for (int round = 0; round < 2000; ++round) {
            auto bytes = everything;
            for (int i = 0; i < 5; ++i)
                bytes[6 + qsizetype(random.bounded(quint32(bytes.size() - 6)))] =
                    "{}\\'*0-\x83u "[random.bounded(10)];
            const auto reader = openBytes(bytes, QStringLiteral("a.rtf"));
            QVERIFY(reader.ok() || !reader.error().hint.isEmpty());
        }
    }

    void theSamplesOfOthers_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("Word") << QStringLiteral("testRTF.rtf") << QStringLiteral("Test d’indexation Word");
        QTest::newRow("a table") << QStringLiteral("testRTFTableCellSeparation.rtf")
                                 << QStringLiteral("a; b\n\nc; d\n\nä; ë\n\nö; ü");
        QTest::newRow("Gothic") << QStringLiteral("testRTFUnicodeGothic.rtf") << QStringLiteral("𐌲𐌿𐍄𐌹𐍃𐌺");
    }
    void theSamplesOfOthers() {
        NEEDS_SHARED_DATA();
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFile file(sharedData() + QStringLiteral("/office/") + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = textsOf(openBytes(file.readAll(), name)).join(QLatin1Char('|'));
        QVERIFY2(read.contains(text), qPrintable(read));
    }
};

DOCCHAT_TEST(RtfTest)
#include "rtf_test.moc"
