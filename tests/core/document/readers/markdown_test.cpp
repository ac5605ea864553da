#include "readertest.h"
#include "testmain.h"

#include <QElapsedTimer>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QStringList read(const QByteArray &markdown) {
    return textsOf(openBytes(markdown, QStringLiteral("a.md")));
}

} // namespace

class MarkdownTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsBeginSections() {
        const auto reader =
            openBytes("Before.\n\n# One\n\nText of one.\n\nTwo\n---\n\nText of two.\n\n### Three ###\n",
                      QStringLiteral("a.md"));
        QCOMPARE(textsOf(reader),
                 (QStringList{QStringLiteral("Before."), QStringLiteral("One\n\nText of one."),
                              QStringLiteral("Two\n\nText of two."), QStringLiteral("Three")}));
        const QStringList labels{QString(), QStringLiteral("One"), QStringLiteral("Two"),
                                 QStringLiteral("Three")};
        for (int number = 1; number <= 4; ++number) {
            const auto page = (*reader)->page(number);
            QVERIFY(page.ok());
            QCOMPARE(page->number, number);
            QCOMPARE(page->label, labels[number - 1]);
        }
        QCOMPARE((*reader)->info().kind, DocumentKind::Markdown);
    }

    void aLongSectionGoesOnUnderItsHeading() {
        const auto reader =
            openBytes("# Head\n\n" + QByteArray("Some words of a paragraph.\n\n").repeated(1000),
                      QStringLiteral("a.md"));
        QVERIFY(reader.ok());
        QVERIFY((*reader)->info().pages > 3);
        QCOMPARE((*reader)->page((*reader)->info().pages)->label, QStringLiteral("Head"));
    }

    void itBecomesPlainText_data() {
        QTest::addColumn<QByteArray>("markdown");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *markdown, const char *text) {
            QTest::newRow(name) << QByteArray(markdown) << QString::fromUtf8(text);
        };
        row("wrapped lines", "one\ntwo", "one two");
        row("a hard break", "one  \ntwo", "one\ntwo");
        row("paragraphs", "one\n\ntwo", "one\n\ntwo");
        row("emphasis", "*some* **strong** `code` ~~gone~~", "some strong code gone");
        row("a link", "see [the page](http://example.org/ \"title\")", "see the page");
        row("a picture", "![a cat](/etc/passwd)", "a cat");
        row("entities", "AT&amp;T &lt;caf&eacute;&gt; &#228;&#x1F600;", "AT&T <café> ä😀");
        row("an entity of no name", "a &nonsense; b", "a &nonsense; b");
        row("escapes", "\\*not emphasised\\*", "*not emphasised*");
        row("a list", "- one\n- two\n  - inner\n- three", "one\n\ntwo\n\ninner\n\nthree");
        row("a loose list", "1. one\n\n   more\n\n2. two", "one\n\nmore\n\ntwo");
        row("tasks", "- [ ] open\n- [x] done", "open\n\ndone");
        row("a quotation", "> quoted\n> words", "quoted words");
        row("code", "```cpp\nint a;\n  int b;\n\nint c;\n```", "int a;\n  int b;\n\nint c;");
        row("indented code", "before\n\n    int a;\n    int b;\n", "before\n\nint a;\nint b;");
        row("HTML", "one\n\n<div>\n\ntwo\n\n</div>\n", "one\n\n<div>\n\ntwo\n\n</div>");
        row("a rule", "one\n\n---\n\ntwo", "one\n\ntwo");
        row("Japanese", "日本語の**文章**", "日本語の文章");
    }
    void itBecomesPlainText() {
        QFETCH(QByteArray, markdown);
        QFETCH(QString, text);
        QCOMPARE(read(markdown), QStringList{text});
    }

    void aRowOfATableStandsAlone() {
        QCOMPARE(read("Costs:\n\n| Name | Price | |\n|------|------:|---|\n| Apple | 1 *Euro* | x |\n| Pear "
                      "| 2 |\n\nEnd."),
                 QStringList{QStringLiteral(
                     "Costs:\n\nName: Apple; Price: 1 Euro; x\n\nName: Pear; Price: 2\n\nEnd.")});
    }

    void aTableAfterATableHasItsOwnHeadings() {
        QCOMPARE(read("|A|\n|---|\n|1|\n\ntext\n\n|B|C|\n|---|---|\n|2|3|\n"),
                 QStringList{QStringLiteral("A: 1\n\ntext\n\nB: 2; C: 3")});
    }

    void headingsOfATableAreFoundWithoutRows() {
        QCOMPARE(read("text\n\n|Column|\n|---|\n").join(QLatin1Char(' ')).contains(QStringLiteral("text")),
                 true);
    }

    void withoutTextItIsAnError() {
        QCOMPARE(read("---\n\n***\n"), QStringList{code(ErrorKind::NoText)});
        QCOMPARE(read("[a]: http://example.org\n"), QStringList{code(ErrorKind::NoText)});
    }

    void hostileMarkdownIsReadInTime_data() {
        QTest::addColumn<QByteArray>("markdown");
        QTest::newRow("nested quotations") << QByteArray("> ").repeated(20'000) + "x";
        QTest::newRow("nested quotations on many lines")
            << (QByteArray(">").repeated(500) + "x\n").repeated(200);
        QTest::newRow("nested lists") << nestedLists(1000);
        QTest::newRow("open brackets") << QByteArray("[").repeated(100'000);
        QTest::newRow("brackets and pictures") << QByteArray("![[](").repeated(50'000);
        QTest::newRow("emphasis that never ends") << QByteArray("*a _b ").repeated(50'000);
        QTest::newRow("backticks") << backticks(1500);
        QTest::newRow("entities") << QByteArray("&#").repeated(100'000);
        QTest::newRow("good entities") << QByteArray("&amp;&eacute;").repeated(50'000);
        QTest::newRow("a wide table") << QByteArray("|x").repeated(5000) + "\n" +
                                             QByteArray("|---").repeated(5000) + "\n" +
                                             QByteArray("|\n").repeated(2000);
        QTest::newRow("references") << QByteArray("[a]: b\n").repeated(30'000) +
                                           QByteArray("[a]").repeated(30'000);
        QTest::newRow("open HTML") << QByteArray("<a ").repeated(100'000);
        QTest::newRow("headings") << QByteArray("# h\n").repeated(50'000);
    }
    void hostileMarkdownIsReadInTime() {
        QFETCH(QByteArray, markdown);
        QElapsedTimer clock;
        clock.start();
        const auto texts = read(markdown);
        QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!texts.isEmpty());
        qsizetype size = 0;
        for (const auto &text : texts)
            size += text.size();
        QVERIFY2(size <= 20 * markdown.size(), qPrintable(QString::number(size)));
    }

private:
    static QByteArray nestedLists(int depth) {
        QByteArray markdown;
        for (int level = 0; level < depth; ++level)
            markdown += QByteArray(level * 2, ' ') + "- x\n";
        return markdown;
    }

    static QByteArray backticks(int longest) {
        QByteArray markdown;
        for (int length = 1; length < longest; ++length)
            markdown += "e" + QByteArray(length, '`');
        return markdown;
    }
};

DOCCHAT_TEST(MarkdownTest)
#include "markdown_test.moc"
