#include "net/ndjson.h"

#include "testmain.h"

using docchat::net::LineParser;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList parsed(const QByteArrayList &pieces) {
    LineParser parser;
    QByteArrayList list;
    for (const auto &piece : pieces) {
        for (auto &line : parser.feed(piece))
            list += line;
    }
    for (auto &line : parser.finish())
        list += line;
    return list;
}

const QByteArray stream =
    "\xEF\xBB\xBF{\"a\":1}\r\n\n  \r\n{\"b\":\"\xC3\xA4 \xF0\x9F\x98\x80\"}\n[1,\r2]\n {} \n{\"last\":0}";
const QByteArrayList lines{"{\"a\":1}", "{\"b\":\"\xC3\xA4 \xF0\x9F\x98\x80\"}", "[1,\r2]", "{}",
                           "{\"last\":0}"};

constexpr qsizetype mebibyte = 1024 * 1024;

} // namespace

class NdjsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStreamGivesItsLines();
    void everyTwoSplitsGiveTheSameLines();
    void everyPieceSizeGivesTheSameLines();
    void aLineIsThereAsSoonAsItEnds();
    void aLineOfOneMebibyteIsReadAndALongerOneIsNot();
    void nothingIsReadAfterALineWithoutEnd();
};

void NdjsonTest::aStreamGivesItsLines() {
    QCOMPARE(parsed({stream}), lines);
    QCOMPARE(parsed({}), QByteArrayList());
    QCOMPARE(parsed({"\n\r\n \n"}), QByteArrayList());
}

void NdjsonTest::everyTwoSplitsGiveTheSameLines() {
    for (qsizetype first = 0; first <= stream.size(); ++first) {
        for (qsizetype second = first; second <= stream.size(); ++second) {
            const QByteArrayList pieces{stream.left(first), stream.mid(first, second - first),
                                        stream.mid(second)};
            if (parsed(pieces) != lines)
                QFAIL(qPrintable(u"cut at %1 and %2"_s.arg(first).arg(second)));
        }
    }
}

void NdjsonTest::everyPieceSizeGivesTheSameLines() {
    for (qsizetype size = 1; size <= stream.size(); ++size) {
        QByteArrayList pieces;
        for (qsizetype at = 0; at < stream.size(); at += size)
            pieces << stream.mid(at, size) << QByteArray();
        QCOMPARE(parsed(pieces), lines);
    }
}

void NdjsonTest::aLineIsThereAsSoonAsItEnds() {
    LineParser parser;
    QVERIFY(parser.feed("{\"a\"").empty());
    QCOMPARE(parser.feed(":1}\n{").size(), size_t(1));
    QCOMPARE(parser.finish().size(), size_t(1));
    QVERIFY(parser.finish().empty());
}

void NdjsonTest::aLineOfOneMebibyteIsReadAndALongerOneIsNot() {
    LineParser enough;
    QCOMPARE(enough.feed(QByteArray(mebibyte, 'x') + '\n').size(), size_t(1));
    QVERIFY(!enough.overflowed());
    LineParser tooMuch;
    for (int i = 0; i < 17; ++i)
        QVERIFY(tooMuch.feed(QByteArray(mebibyte / 16, 'x')).empty());
    QVERIFY(tooMuch.overflowed());
}

void NdjsonTest::nothingIsReadAfterALineWithoutEnd() {
    LineParser parser;
    QCOMPARE(parser.feed("{}\n" + QByteArray(2 * mebibyte, 'x') + "\n{}\n").size(), size_t(1));
    QVERIFY(parser.overflowed());
    QVERIFY(parser.feed("{}\n").empty());
    QVERIFY(parser.finish().empty());
}

DOCCHAT_TEST(NdjsonTest)

#include "ndjson_test.moc"
