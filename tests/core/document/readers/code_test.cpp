#include "readertest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QString read(const QByteArray &bytes) {
    return textsOf(openBytes(bytes, QStringLiteral("a.cpp"))).join(QLatin1Char('|'));
}

/// The line that the reader names for the first place of `words`; 0 when they are not there.
int lineOf(Reader &reader, const QString &words) {
    for (int number = 1; number <= reader.info().pages; ++number) {
        const auto page = reader.page(number);
        if (const auto at = page->text.indexOf(words); at >= 0)
            return lineAt(page->lines, at);
    }
    return 0;
}

/// A class of `count` functions with blank lines in them.
QByteArray classOf(int count) {
    QByteArray code("class A:\n");
    for (int i = 0; i < count; ++i) {
        const auto name = QByteArray::number(i);
        code += "    def f" + name + "(self):\n        first = " + name + "\n\n        return first + " +
                name + "\n\n";
    }
    return code;
}

} // namespace

class CodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indentationAndBlankLinesStay() {
        const auto reader =
            openBytes("int f() {\n\tint a;\n\n    return a;\n}\n\n\nint g;\n", QStringLiteral("a.cpp"));
        QCOMPARE(textsOf(reader),
                 QStringList{QStringLiteral("int f() {\n    int a;\n\n    return a;\n}\n\nint g;")});
        QCOMPARE((*reader)->info().kind, DocumentKind::Code);
        QCOMPARE(lineOf(**reader, QStringLiteral("return")), 4);
        QCOMPARE(lineOf(**reader, QStringLiteral("int g")), 8);
    }

    void itIsCode_data() {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"a.py", "a.cpp", "a.java", "a.js", "a.sh", "a.json", "a.xml", "a.sql", "a.rs"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void itIsCode() {
        QFETCH(QString, name);
        const auto reader = openBytes("x = 1\ny = 2\n", name);
        QVERIFY(reader.ok());
        QCOMPARE(kindName((*reader)->info().kind), kindName(DocumentKind::Code));
    }

    void functionsStayTogether() {
        const auto reader = openBytes(classOf(300), QStringLiteral("a.py"));
        QVERIFY(reader.ok());
        const auto info = (*reader)->info();
        QVERIFY(info.pages > 3);
        for (int number = 1; number <= info.pages; ++number) {
            const auto text = (*reader)->page(number)->text;
            QVERIFY2(text.size() < 8000, qPrintable(QString::number(text.size())));
            QVERIFY2(text.startsWith(number == 1 ? QStringLiteral("class") : QStringLiteral("def f")),
                     qPrintable(text.left(40)));
            QVERIFY2(text.section(QLatin1Char('\n'), -1).contains(QStringLiteral("return")),
                     qPrintable(text.right(40)));
        }
    }

    void linesAreCountedThroughALongFile() {
        const auto reader = openBytes(classOf(300), QStringLiteral("a.py"));
        for (const int i : {0, 1, 99, 299}) {
            QCOMPARE(lineOf(**reader, QStringLiteral("def f%1(").arg(i)), 2 + i * 5);
            QCOMPARE(lineOf(**reader, QStringLiteral("return first + %1").arg(i)), 5 + i * 5);
        }
    }

    void endsOfLinesCountOnce_data() {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("line feeds") << QByteArray("\n");
        QTest::newRow("both") << QByteArray("\r\n");
        QTest::newRow("carriage returns") << QByteArray("\r");
    }
    void endsOfLinesCountOnce() {
        QFETCH(QByteArray, end);
        const QByteArray code = "a;" + end + end + "\f" + end + "\x07" + end + "  b;" + end + "c;" + end +
                                QByteArray("words of a remark ").repeated(10);
        const auto reader = openBytes(code, QStringLiteral("a.cpp"));
        QVERIFY(reader.ok());
        QCOMPARE(lineOf(**reader, QStringLiteral("b;")), 5);
        QCOMPARE(lineOf(**reader, QStringLiteral("c;")), 6);
    }

    void codeWithoutBlankLinesIsCut() {
        const auto texts =
            textsOf(openBytes(QByteArray("call(argument);\n").repeated(5000), QStringLiteral("a.cpp")));
        QVERIFY(texts.size() > 5);
        for (const auto &text : texts)
            QVERIFY2(text.size() < 9000, qPrintable(QString::number(text.size())));
        QCOMPARE(texts.join(QLatin1Char('\n')).count(QStringLiteral("call(argument);")), 5000);
    }

    void oneLongLineIsKept() {
        const auto text = read("x=\"" + QByteArray("word ").repeated(20'000) + "\";\n");
        QCOMPARE(text.count(QStringLiteral("word")), 20'000);
    }

    void anyBeginningOfAFileOpens() {
        const QByteArray code("int f() {\r\n\tint a;\n\n\xC3\xA4 \xFF }\n");
        for (qsizetype size = 1; size <= code.size(); ++size)
            QVERIFY(!textsOf(openBytes(code.left(size), QStringLiteral("a.cpp"))).isEmpty());
        QVERIFY(read(code).contains(QLatin1Char('}')));
    }
};

DOCCHAT_TEST(CodeTest)
#include "code_test.moc"
