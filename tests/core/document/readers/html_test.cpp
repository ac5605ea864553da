#include "readertest.h"
#include "testmain.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QStringList read(const QByteArray &html) {
    return textsOf(openBytes(html, QStringLiteral("a.html")));
}

QByteArray sharedFile(const QString &name) {
    QFile file(sharedData() + QStringLiteral("/office/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class HtmlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsBeginSections() {
        const auto reader = openBytes(
            "<html><head><title> The \n title</title></head><body>Before.<h1>One</h1><p>Text of one."
            "<h2>Two <b>b</b></h2>Text of two.<h6>Three</h6></body></html>",
            QStringLiteral("a.html"));
        QCOMPARE(textsOf(reader),
                 (QStringList{QStringLiteral("Before."), QStringLiteral("One\n\nText of one."),
                              QStringLiteral("Two b\n\nText of two."), QStringLiteral("Three")}));
        QCOMPARE((*reader)->info().origin.title, QStringLiteral("The title"));
        QCOMPARE((*reader)->info().kind, DocumentKind::Html);
        QCOMPARE((*reader)->page(1)->label, QString());
        QCOMPARE((*reader)->page(3)->label, QStringLiteral("Two b"));
    }

    void itBecomesPlainText_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *html, const char *text) {
            QTest::newRow(name) << QByteArray(html) << QString::fromUtf8(text);
        };
        row("wrapped lines", "<p>one\n  two\tthree</p>", "one two three");
        row("paragraphs", "<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour");
        row("a break", "<p>one<br>two<br/> three", "one\ntwo\nthree");
        row("emphasis within a word", "<p>H<sub>2</sub>O is <b>w</b>et", "H2O is wet");
        row("preformatted", "<pre>\nint a;\n  int b;\n</pre><p>a  b", "int a;\n  int b;\n\na b");
        row("a list", "<ul><li>one<li>two<ol><li>inner</ol><li>three</ul>", "one\n\ntwo\n\ninner\n\nthree");
        row("definitions", "<dl><dt>word<dd>meaning</dl>", "word\n\nmeaning");
        row("scripts", "<p>one<script>if (a < b) two</script><style>p {}</style> three", "one three");
        row("noscript, template, svg",
            "<p>a</p><noscript>b</noscript><template><p>c</template><svg><title>d</title></svg><p>e",
            "a\n\ne");
        row("hidden", "<div hidden><p>one</div><p style='color: red; DISPLAY : none'>two</p><p>three",
            "three");
        row("a page that scripts show", "<body style='display:none'><p>one", "one");
        row("not hidden", "<p style='display: inline'>one", "one");
        row("a picture", "<p>see <img src='file:///etc/passwd' alt='a cat'> there", "see a cat there");
        row("a figure", "<figure><img src=a alt=cat><figcaption>Fig. 1</figcaption></figure>",
            "cat\n\nFig. 1");
        row("entities", "<p>AT&amp;T &lt;caf&eacute;&gt; &#228;&#x1F600; a&nbsp;&nbsp;b",
            "AT&T <café> ä😀 a b");
        row("soft hyphens", "<p>docu&shy;ment", "document");
        row("ruby", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字");
        row("comments", "<p>one<!-- two > <p> -->three", "onethree");
        row("a form", "<p>Name <input value=x> <select><option>a<option>b</select>", "Name\n\na\n\nb");
        row("not closed", "<p>one <b>two <i>three", "one two three");
        row("closed twice", "</div></p><p>one</b></p></p></div>two", "one\n\ntwo");
        row("no tags", "only words", "only words");
    }
    void itBecomesPlainText() {
        QFETCH(QByteArray, html);
        QFETCH(QString, text);
        QCOMPARE(read(html), QStringList{text});
    }

    void rowsOfTablesStandAlone_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *html, const char *text) {
            QTest::newRow(name) << QByteArray(html) << QString::fromUtf8(text);
        };
        row("headings", "<table><tr><th>Name<th>Price<tr><td>Apple<td>1<tr><td>Pear<td></table>end",
            "Name: Apple; Price: 1\n\nName: Pear\n\nend");
        row("td in thead", "<table><thead><tr><td>Name<td>Price</thead><tbody><tr><td>Apple<td>1</table>",
            "Name: Apple; Price: 1");
        row("row headings", "<table><tr><th><th>2023<th>2024<tr><th>Sales<td>10<td>20</table>",
            "Sales; 2023: 10; 2024: 20");
        row("colspan", "<table><tr><th>A<th>B<th>C<tr><td colspan=2>1<td>2</table>", "A: 1; C: 2");
        row("colspan of a heading", "<table><tr><th>A<th colspan=2>B<tr><td>1<td>2<td>3</table>",
            "A: 1; B: 2; B: 3");
        row("headings in two rows",
            "<table><tr><th rowspan=2>Year<th colspan=2>Costs<tr><th>Rent<th>Pay<tr><td>1<td>2<td>3</table>",
            "Year: 1; Costs Rent: 2; Costs Pay: 3");
        row("rowspan", "<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3<tr><td>4<td>5</table>",
            "A: 1; B: 2\n\nA: 1; B: 3\n\nA: 4; B: 5");
        row("no headings", "<table><tr><td>1<td>2<tr><td>3<td>4</table>", "1; 2\n\n3; 4");
        row("headings alone", "<table><tr><th>A<th>B</table>", "A; B");
        row("new headings", "<table><tr><th>A<th>B<tr><td>1<td>2<tr><th>C<th>D<tr><td>3<td>4</table>",
            "A: 1; B: 2\n\nC: 3; D: 4");
        row("a caption", "<table><caption>Prices</caption><tr><th>A<th>B<tr><td>1<td>2</table>",
            "Prices\n\nA: 1; B: 2");
        row("layout", "<table><tr><td><h1>Head</h1><p>one<p>two</table>", "Head\n\none\n\ntwo");
        row("a table in a layout",
            "<table><tr><td>Hello<table><tr><th>A<th>B<tr><td>1<td>2</table>Bye</table>",
            "Hello\n\nA: 1; B: 2\n\nBye");
        row("spans that lie",
            "<table><tr><th colspan=2147483647 rowspan=2147483647>A<tr><td colspan=-5 "
            "rowspan=99999>x</table>",
            "A\n\nA; x");
        row("cells without a table", "<tr><td>one<td>two", "one\n\ntwo");
    }
    void rowsOfTablesStandAlone() {
        QFETCH(QByteArray, html);
        QFETCH(QString, text);
        QCOMPARE(read(html), QStringList{text});
    }

    void itsCharsetIsFound_data() {
        QTest::addColumn<QByteArray>("html");
        const QByteArray utf8 = "<p>Gr\xC3\xBC\xC3\x9F"
                                "e aus K\xC3\xB6ln";
        const QByteArray latin1 = QString::fromUtf8(utf8).toLatin1();
        QTest::newRow("UTF-8, not declared") << utf8;
        QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + utf8;
        QTest::newRow("UTF-8, declared wrong and marked") << "\xEF\xBB\xBF<meta charset=iso-8859-1>" + utf8;
        QTest::newRow("Latin-1 by meta") << "<meta charset='iso-8859-1'>" + latin1;
        QTest::newRow("Latin-1 by http-equiv")
            << "<!-- " + QByteArray(1500, 'x') +
                   " --><META HTTP-EQUIV=Content-Type content=\"text/html; charset=ISO-8859-1\">" + latin1;
        QTest::newRow("Latin-1 by XML") << "<?xml version='1.0' encoding='iso-8859-1'?>" + latin1;
        QTest::newRow("Latin-1, declared as UTF-8") << "<meta charset=utf-8>" + latin1;
        QTest::newRow("UTF-8, declared as UTF-16") << "<meta charset=utf-16>" + utf8;
        QTest::newRow("an unknown one") << "<meta charset=nonsense>" + utf8;
    }
    void itsCharsetIsFound() {
        QFETCH(QByteArray, html);
        QCOMPARE(read(html), QStringList{QStringLiteral("Grüße aus Köln")});
    }

    void withoutTextItIsAnError() {
        QCOMPARE(read("<html><head><title>x</title></head><body><img src=a></body></html>"),
                 QStringList{code(ErrorKind::NoText)});
        const auto reader = openBytes("<p></p>", QStringLiteral("a.html"));
        QVERIFY(!reader.ok() && !reader.error().hint.isEmpty());
    }

    void hostileHtmlIsReadToItsEnd_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("nested blocks") << QByteArray("<div>").repeated(5000) + "x<p>end";
        QTest::newRow("unclosed tags") << QByteArray("<b>").repeated(1'000'000) + "<p>end";
        QTest::newRow("unclosed blocks with text") << QByteArray("<div>x").repeated(100'000) + "<p>end";
        QTest::newRow("nested tables") << QByteArray("<table><tr><td>x").repeated(5000) + "<p>end";
        QTest::newRow("nested tables, closed") << QByteArray("<table><tr><td>").repeated(5000) + "x" +
                                                      QByteArray("</table>").repeated(5000) + "<p>end";
        QTest::newRow("nested lists") << QByteArray("<ul><li>").repeated(20'000) + "<p>end";
        QTest::newRow("a NUL") << "<p>x" + QByteArray(5000, ' ') + QByteArray(3, '\0') + "<p>end";
        QTest::newRow("more than ten million bytes")
            << "<p>x<!--" + QByteArray(12'000'000, 'x') + "-->" + "<p>end";
        QTest::newRow("spans") << "<table>" +
                                      QByteArray("<tr><td colspan=1000 rowspan=1000>x").repeated(2000) +
                                      "</table><p>end";
        QTest::newRow("entities") << QByteArray("&#xFFFFFFFF;&x;&").repeated(50'000) + "<p>end";
    }
    void hostileHtmlIsReadToItsEnd() {
        QFETCH(QByteArray, html);
        const auto texts = read(html);
        QVERIFY2(texts.last().endsWith(QStringLiteral("end")), qPrintable(texts.last().right(100)));
    }

    void moreTextThanAllowedIsTooLarge() {
        ReadOptions options;
        options.name = QStringLiteral("a.html");
        options.limits.text = 10'000;
        const auto html = QByteArray("<p>some words").repeated(1000);
        const auto reader = openHtml(html, options);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::TooLarge));
    }

    void pagesOfOthersAreRead() {
        NEEDS_SHARED_DATA();
        const auto plain = openBytes(sharedFile(QStringLiteral("testHTML.html")), QStringLiteral("a.html"));
        QCOMPARE(textsOf(plain),
                 QStringList{QStringLiteral("Test Indexation Html\n\nIndexation du fichier")});
        QCOMPARE((*plain)->info().origin.title, QStringLiteral("Title : Test Indexation Html"));
        const auto utf8 =
            openBytes(sharedFile(QStringLiteral("testHTML_utf8.html")), QStringLiteral("a.html"));
        QCOMPARE(textsOf(utf8), QStringList{QStringLiteral("Content with UTF-8 chars\n\nåäö")});
        QCOMPARE((*utf8)->info().origin.title, QStringLiteral("Title : Tilte with UTF-8 chars öäå"));
    }
};

DOCCHAT_TEST(HtmlTest)
#include "html_test.moc"
