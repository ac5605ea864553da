#include "model/place.h"

#include "testmain.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>

using namespace docchat;

namespace {

const LineMarks marks{{0, 1}, {10, 2}, {10, 5}, {300, 6}, {100'000, 300'000}};

} // namespace

class PlaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesAreNamedAsPeopleDo_data() {
        QTest::addColumn<DocumentKind>("kind");
        QTest::addColumn<QString>("label");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("name");
        const auto row = [](DocumentKind kind, const char *label, int line, const char *name) {
            QTest::addRow("%s", name) << kind << QString::fromUtf8(label) << line << QString::fromUtf8(name);
        };
        row(DocumentKind::Pdf, "", 0, "page 7");
        row(DocumentKind::Pdf, "vii", 3, "page 7");
        row(DocumentKind::Image, "", 0, "page 7");
        row(DocumentKind::Pptx, "slide 4", 0, "slide 4");
        row(DocumentKind::Xlsx, "sheet “Costs”", 12, "sheet “Costs”, row 12");
        row(DocumentKind::Ods, "sheet “Costs”", 0, "sheet “Costs”");
        row(DocumentKind::Xls, "sheet “Old”", 3, "sheet “Old”, row 3");
        row(DocumentKind::Doc, "Bridges", 0, "section “Bridges”");
        row(DocumentKind::Csv, "", 12, "row 12");
        row(DocumentKind::Text, "", 40, "line 40");
        row(DocumentKind::Code, "", 40, "line 40");
        row(DocumentKind::Text, "", 0, "part 7");
        row(DocumentKind::Mail, "message 3: Costs", 0, "message 3: Costs");
        row(DocumentKind::Mail, "attachment “a.txt”", 4, "attachment “a.txt”, line 4");
    }
    void placesAreNamedAsPeopleDo() {
        QFETCH(DocumentKind, kind);
        QFETCH(QString, label);
        QFETCH(int, line);
        QFETCH(QString, name);
        QCOMPARE(placeName(kind, 7, label, line), name);
    }

    void kindsKeepTheirNames() {
        for (int i = 0; i <= int(DocumentKind::Unknown); ++i)
            QCOMPARE(int(kindFromName(kindName(DocumentKind(i)))), i);
        QCOMPARE(kindName(DocumentKind::Mail), QStringLiteral("mail"));
        QCOMPARE(kindFromName(u"nonsense"), DocumentKind::Unknown);
        QCOMPARE(kindFromName(u""), DocumentKind::Unknown);
    }

    void aLineIsFoundByPosition() {
        QCOMPARE(lineAt({}, 0), 0);
        QCOMPARE(lineAt({{5, 3}}, 4), 0);
        QCOMPARE(lineAt({{5, 3}}, 5), 3);
        QCOMPARE(lineAt(marks, -1), 0);
        QCOMPARE(lineAt(marks, 9), 1);
        QCOMPARE(lineAt(marks, 10), 5);
        QCOMPARE(lineAt(marks, 299), 5);
        QCOMPARE(lineAt(marks, std::numeric_limits<qsizetype>::max()), 300'000);
    }

    void linesComeBackAsTheyWere() {
        constexpr int most = std::numeric_limits<int>::max();
        for (const auto &lines :
             {LineMarks{}, LineMarks{{0, 0}}, marks, LineMarks{{0, most}, {most, most}}}) {
            const auto back = decodeLines(encodeLines(lines));
            QVERIFY(back);
            QVERIFY(*back == lines);
        }
        QCOMPARE(encodeLines({{1, 1}, {40, 2}}).size(), 4);
    }

    void hostileBytesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a start alone") << QByteArray("\1");
        QTest::newRow("a number that goes on") << QByteArray("\1\x80");
        QTest::newRow("bytes that never end") << QByteArray(1000, '\xff');
        QTest::newRow("a start too large") << QByteArray("\xff\xff\xff\xff\x0f\1");
        QTest::newRow("a number too large") << QByteArray("\1\x80\x80\x80\x80\x08");
        QTest::newRow("a number of 63 bits") << QByteArray("\1\xff\xff\xff\xff\xff\xff\xff\xff\x7f");
        QTest::newRow("a number of 70 bits") << QByteArray("\1\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f");
        QTest::newRow("starts that add up") << QByteArray("\xff\xff\xff\xff\x07\1\1\1");
        QTest::newRow("numbers that add up") << QByteArray("\1\xff\xff\xff\xff\x07\1\1");
    }
    void hostileBytesAreRefused() {
        QFETCH(QByteArray, bytes);
        QVERIFY(!decodeLines(bytes));
    }

    void anyBytesAreLinesInOrderOrNone() {
        QRandomGenerator random(11);
        int read = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes(qsizetype(random.bounded(24)), '\0');
            for (auto &byte : bytes)
                byte = char(random.bounded(256));
            const auto lines = decodeLines(bytes);
            if (!lines)
                continue;
            ++read;
            LineMark last;
            for (const auto &mark : *lines) {
                QVERIFY(mark.start >= last.start && mark.number >= last.number);
                last = mark;
            }
        }
        QVERIFY(read > 500);
    }

    void everyBeginningIsLinesOrNone() {
        const auto bytes = encodeLines(marks);
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            const auto lines = decodeLines(bytes.left(size));
            QVERIFY(!lines || std::equal(lines->begin(), lines->end(), marks.begin()));
        }
    }
};

DOCCHAT_TEST(PlaceTest)
#include "place_test.moc"
