#include "net/sse.h"

#include "testmain.h"

using docchat::net::SseEvent;
using docchat::net::SseParser;
using namespace Qt::StringLiterals;

namespace {

/// Each event as "type|data".
QByteArrayList shown(const std::vector<SseEvent> &events) {
    QByteArrayList list;
    for (const auto &event : events)
        list << event.type + '|' + event.data;
    return list;
}

QByteArrayList parsed(const QByteArrayList &pieces) {
    SseParser parser;
    QByteArrayList list;
    for (const auto &piece : pieces)
        list += shown(parser.feed(piece));
    return list;
}

const QByteArray longStream = "\xEF\xBB\xBF"
                              "data: {\"a\":1}\r\n: hello\r\n\r\n"
                              "event: note\rdata: one\rdata:two\rdata\r\r"
                              "data: \xC3\xA4\n\n"
                              "event: both\r\ndata: x\r\ndata: y\r\n\r\n"
                              "id: 7\nretry: 10\nunknown: x\ndata:  two blanks\r\n\n"
                              "event: nothing\n\n"
                              "data: a: b\n\r\n"
                              "data: [DONE]\n\ndata: never ended";
const QByteArrayList longStreamsEvents{"message|{\"a\":1}", "note|one\ntwo\n",     "message|\xC3\xA4",
                                       "both|x\ny",         "message| two blanks", "message|a: b",
                                       "message|[DONE]"};

constexpr qsizetype mebibyte = 1024 * 1024;

} // namespace

class SseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStreamGivesItsEvents_data();
    void everyStreamGivesItsEvents();
    void everySplitOfAStreamGivesTheSameEvents();
    void everyPieceSizeGivesTheSameEvents();
    void aCarriageReturnEndsALineBeforeTheNextByteIsThere();
    void aLineOfAlmostOneMebibyteIsRead();
    void anOverlongLineOverflowsAndEndsTheReading();
    void anOverlongEventOfShortLinesOverflows();
};

void SseTest::everyStreamGivesItsEvents_data() {
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("events");
    const auto row = [](const char *name, const QByteArray &stream, const QByteArrayList &events) {
        QTest::newRow(name) << stream << events;
    };
    row("nothing", "", {});
    row("LF", "data: a\n\ndata: b\n\n", {"message|a", "message|b"});
    row("CR", "data: a\r\rdata: b\r\r", {"message|a", "message|b"});
    row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {"message|a", "message|b"});
    row("CRLF between the lines of an event", "event: e\r\ndata: a\r\ndata: b\r\n\r\n", {"e|a\nb"});
    row("mixed ends", "data: a\r\n\ndata: b\n\rdata: c\r\n\r", {"message|a", "message|b", "message|c"});
    row("lines of data are joined", "data: a\ndata: b\ndata: c\n\n", {"message|a\nb\nc"});
    row("data without a colon", "data\n\n", {"message|"});
    row("data twice without a colon", "data\ndata\n\n", {"message|\n"});
    row("data without a value", "data:\n\n", {"message|"});
    row("no blank after the colon", "data:a\n\n", {"message|a"});
    row("one blank is taken off, not two", "data:  a \n\n", {"message| a "});
    row("a colon in the value", "data: a: b\n\n", {"message|a: b"});
    row("a comment says nothing", ": ping\n\n:\n\ndata: a\n: in between\ndata: b\n\n", {"message|a\nb"});
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        {"message|a"});
    row("a byte order mark later is text",
        "\n\xEF\xBB\xBF"
        "data: a\n\n",
        {});
    row("only a byte order mark", "\xEF\xBB\xBF", {});
    row("a type", "event: delta\ndata: a\n\n", {"delta|a"});
    row("a type is for one event", "event: delta\ndata: a\n\ndata: b\n\n", {"delta|a", "message|b"});
    row("a type after its data", "data: a\nevent: delta\n\n", {"delta|a"});
    row("a type without data is no event", "event: delta\n\ndata: b\n\n", {"message|b"});
    row("the last type counts", "event: one\nevent: two\ndata: a\n\n", {"two|a"});
    row("unknown fields say nothing", "id: 1\nretry: 5\ndatum: x\n data: y\ndata: a\n\n", {"message|a"});
    row("field names are exact", "Data: a\nDATA: b\n\n", {});
    row("an event without its blank line is none", "data: a\n\ndata: b\n", {"message|a"});
    row("an error in a field of its own", "error: {\"code\":500}\n\ndata: a\n\n",
        {"error|{\"code\":500}", "message|a"});
    row("[DONE] is data", "data: [DONE]\n\n", {"message|[DONE]"});
    row("JSON passes untouched", "data: {\"a\":\"\\n: x\"}\n\n", {"message|{\"a\":\"\\n: x\"}"});
    row("a long stream", longStream, longStreamsEvents);
}

void SseTest::everyStreamGivesItsEvents() {
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, events);
    QCOMPARE(parsed({stream}), events);
}

void SseTest::everySplitOfAStreamGivesTheSameEvents() {
    for (qsizetype first = 0; first <= longStream.size(); ++first) {
        for (qsizetype second = first; second <= longStream.size(); ++second) {
            const QByteArrayList pieces{longStream.left(first), longStream.mid(first, second - first),
                                        longStream.mid(second)};
            if (const auto events = parsed(pieces); events != longStreamsEvents)
                QFAIL(qPrintable(u"cut at %1 and %2"_s.arg(first).arg(second)));
        }
    }
}

void SseTest::everyPieceSizeGivesTheSameEvents() {
    for (qsizetype size = 1; size <= longStream.size(); ++size) {
        QByteArrayList pieces;
        for (qsizetype at = 0; at < longStream.size(); at += size)
            pieces << longStream.mid(at, size) << QByteArray();
        QCOMPARE(parsed(pieces), longStreamsEvents);
    }
}

void SseTest::aCarriageReturnEndsALineBeforeTheNextByteIsThere() {
    SseParser parser;
    QCOMPARE(shown(parser.feed("data: a\r\r")), QByteArrayList{"message|a"});
    QCOMPARE(shown(parser.feed("\n")), QByteArrayList()); // the other half of the second CRLF
    QCOMPARE(shown(parser.feed("data: b\r")), QByteArrayList());
    QCOMPARE(shown(parser.feed("\ndata: c\r")), QByteArrayList());
    QCOMPARE(shown(parser.feed("\n\r")), QByteArrayList{"message|b\nc"});
}

void SseTest::aLineOfAlmostOneMebibyteIsRead() {
    SseParser parser;
    const QByteArray value(mebibyte - 5, 'x');
    const auto events = parser.feed("data:" + value + "\n\ndata: b\n\n");
    QVERIFY(!parser.overflowed());
    QCOMPARE(events.size(), size_t(2));
    QCOMPARE(events[0].data, value);
    QCOMPARE(events[1].data, QByteArray("b"));
}

void SseTest::anOverlongLineOverflowsAndEndsTheReading() {
    SseParser parser;
    const QByteArray head = "data: first\n\ndata: ";
    QCOMPARE(shown(parser.feed(head)), QByteArrayList{"message|first"});
    QVERIFY(!parser.overflowed());
    for (int i = 0; i < 17; ++i)
        QCOMPARE(parser.feed(QByteArray(mebibyte / 16, 'x')).size(), size_t(0));
    QVERIFY(parser.overflowed());
    QCOMPARE(parser.feed("\n\ndata: after\n\n").size(), size_t(0));
    QVERIFY(parser.overflowed());
}

void SseTest::anOverlongEventOfShortLinesOverflows() {
    SseParser parser;
    const QByteArray line = "data: " + QByteArray(1000, 'x') + '\n';
    for (int i = 0; i < 1200; ++i)
        QCOMPARE(parser.feed(line).size(), size_t(0));
    QVERIFY(parser.overflowed());
}

DOCCHAT_TEST(SseTest)

#include "sse_test.moc"
