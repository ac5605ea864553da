#include "readertest.h"
#include "testmain.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

QString read(const QByteArray &bytes, const QString &name = QStringLiteral("a.csv")) {
    return textsOf(openBytes(bytes, name)).join(QLatin1Char('|'));
}

/// "row: text" of each row, by the places that the reader gives.
QStringList rowsOf(const QByteArray &bytes) {
    const auto reader = openBytes(bytes, QStringLiteral("a.csv"));
    QStringList rows;
    if (!reader.ok())
        return {code(reader.error().kind)};
    for (int number = 1; number <= (*reader)->info().pages; ++number) {
        const auto page = (*reader)->page(number);
        qsizetype at = 0;
        for (const auto &text : page->text.split(QStringLiteral("\n\n"))) {
            rows += QStringLiteral("%1: %2").arg(lineAt(page->lines, at)).arg(text);
            at += text.size() + 2;
        }
    }
    return rows;
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsStandAlone_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *bytes, const char *expected) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromUtf8(expected);
        };
        const auto *fruit = "Name; Price\n\nName: Apple; Price: 1\n\nName: Pear; Price: 2";
        row("commas", "Name,Price\nApple,1\nPear,2\n", fruit);
        row("semicolons", "Name;Price\r\nApple;1\r\nPear;2\r\n", fruit);
        row("tabs", "Name\tPrice\nApple\t1\nPear\t2", fruit);
        row("bars", "Name|Price\nApple|1\nPear|2\n", fruit);
        row("carriage returns alone", "Name,Price\rApple,1\rPear,2\r", fruit);
        row("blanks around cells", "Name , Price\n Apple,1 \nPear,2\n", fruit);
        row("a named separator", "sep=;\nName;Price\nApple;1\nPear;2\n", fruit);
        row("decimal commas", "1,5;2,5\n3,5;4,5\n", "1,5; 2,5\n\n3,5; 4,5");
        row("commas in sentences", "Who;What\nAnn;Well, yes\nBob;No, not now, thanks\n",
            "Who; What\n\nWho: Ann; What: Well, yes\n\nWho: Bob; What: No, not now, thanks");
        row("no headings", "1,2\n3,4\n", "1; 2\n\n3; 4");
        row("one column", "Name\nApple\n", "Name\n\nApple");
        row("a title above", "Costs of fruit,\n,\nName,Price\nApple,1\n",
            "Costs of fruit\n\nName; Price\n\nName: Apple; Price: 1");
        row("empty cells", "A,B,C\n1,,3\n,,\n", "A; B; C\n\nA: 1; C: 3");
        row("more cells than headings", "A,B\n1,2,3\n", "A; B\n\nA: 1; B: 2; 3");
        row("fewer cells than headings", "A,B,C\n1\n2,3\n", "A; B; C\n\nA: 1\n\nA: 2; B: 3");
        row("quotes", "A,B\n\"x, y\",\"say \"\"hi\"\"\"\n", "A; B\n\nA: x, y; B: say \"hi\"");
        row("a separator in quotes only", "A;B\n\"1,2,3,4\";5\n\"1,2,3,4\";6\n",
            "A; B\n\nA: 1,2,3,4; B: 5\n\nA: 1,2,3,4; B: 6");
        row("quotes within a quoted cell", "A,B\n\"the \"big\" one\",2\n",
            "A; B\n\nA: the \"big\" one; B: 2");
        row("an empty quoted cell", "A,B\n\"\",2\n", "A; B\n\nB: 2");
        row("inches", "A,B\n5\" disk,2\n", "A; B\n\nA: 5\" disk; B: 2");
    }
    void rowsStandAlone() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(read(bytes), expected);
    }

    void rowsAreCountedAsASpreadsheetDoes() {
        QCOMPARE(rowsOf("A,B\n\n\"one\ntwo\",1\n\"x\r\ny\",2\nz,3\n"),
                 (QStringList{QStringLiteral("1: A; B"), QStringLiteral("3: A: one two; B: 1"),
                              QStringLiteral("4: A: x y; B: 2"), QStringLiteral("5: A: z; B: 3")}));
    }

    void aQuoteThatIsNeverClosedSwallowsNothing() {
        const auto rows = rowsOf("A,B\n\"open,1\nx,2\ny,3\nz,4\n");
        QCOMPARE(rows.size(), 5);
        QCOMPARE(rows[1], QStringLiteral("2: A: \"open; B: 1"));
        QCOMPARE(rows.last(), QStringLiteral("5: A: z; B: 4"));
    }

    void aQuoteLeftOpenEndsWhereAnotherOpens() {
        const auto rows = rowsOf("A,B\n\"open,1\nx,2\ny,\"quoted, well\"\nz,4\n");
        QCOMPARE(rows.size(), 5);
        QCOMPARE(rows[3], QStringLiteral("4: A: y; B: quoted, well"));
    }

    void everyRowOfALargeFileIsThere() {
        QByteArray bytes("Name,Number,Remark\n");
        for (int i = 2; i <= 300'000; ++i)
            bytes += "Item " + QByteArray::number(i) + ",7,\"a, b\"\n";
        const auto reader = openBytes(bytes, QStringLiteral("a.csv"));
        QVERIFY(reader.ok());
        const auto last = (*reader)->page((*reader)->info().pages);
        QVERIFY(last->text.endsWith(QStringLiteral("Name: Item 300000; Number: 7; Remark: a, b")));
        QCOMPARE(last->lines.back().number, 300'000);
        QVERIFY(last->text.size() < 6000);
    }

    void manyQuotesAreReadOnce_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("open quotes on a line") << QByteArray("\"a,").repeated(500'000);
        QTest::newRow("open quotes on lines") << QByteArray("\"a\n").repeated(500'000);
        QTest::newRow("a long line of them, then lines")
            << QByteArray(",\"a").repeated(300'000) + QByteArray("\n\"b").repeated(1000);
        QTest::newRow("quotes alone") << QByteArray("\"").repeated(1'000'001);
    }
    void manyQuotesAreReadOnce() {
        QFETCH(QByteArray, bytes);
        QVERIFY(!read(bytes).isEmpty()); // the test's own time limit fails it otherwise
    }

    void anyBeginningOfAFileOpens() {
        const QByteArray bytes("sep=;\nA;B\n\"x \"\"y\"\";\";2\r\n\"l\n\xC3\xA4\";3\n");
        for (qsizetype size = 1; size < bytes.size(); ++size) {
            const auto reader = openBytes(bytes.left(size), QStringLiteral("a.csv"));
            QVERIFY(reader.ok() || reader.error().kind == ErrorKind::NoText);
        }
    }

    void wideTextIsRead() {
        const auto text = QStringLiteral("Name\tPrice\nÄpfel\t1\n");
        const QByteArray bytes(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        QCOMPARE(read(bytes), QStringLiteral("Name; Price\n\nName: Äpfel; Price: 1"));
    }

    void limitsOfTextHold() {
        ReadOptions options{{QStringLiteral("a.csv"), {}, {}, {}}};
        options.limits.text = 1000;
        const auto bytes = QByteArray("some,words\n").repeated(1000);
        const auto reader = document::openBytes(bytes, options);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::TooLarge));
    }

    void theSampleOfOthers() {
        NEEDS_SHARED_DATA();
        QFile file(sharedData() + QStringLiteral("/office/testCSV.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto rows = rowsOf(file.readAll());
        QCOMPARE(rows.value(0), QStringLiteral("1: Sample CSV File - Numbers and their Squares"));
        QCOMPARE(rows.value(1), QStringLiteral("4: Number; Square"));
        QCOMPARE(rows.value(2), QStringLiteral("6: Number: 1; Square: 1"));
        QCOMPARE(rows.value(16), QStringLiteral("20: Number: 15; Square: 225"));
    }
};

DOCCHAT_TEST(CsvTest)
#include "csv_test.moc"
