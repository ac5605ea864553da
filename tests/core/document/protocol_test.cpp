#include "document/protocol.h"

#include "testmain.h"

#include <QDataStream>
#include <QFile>
#include <QRandomGenerator>
#include <QtEndian>

#include <limits>

#include <sys/resource.h>

using namespace docchat;
using namespace docchat::document;

namespace {

const Frame small{FrameType::Open, 7, "hello"};

std::vector<Frame> threeFrames() {
    return {{FrameType::Ready, 0, {}}, small, {FrameType::Page, 0xFFFFFFFF, QByteArray(300, 'x')}};
}

QByteArray streamOf(const std::vector<Frame> &frames) {
    QByteArray bytes;
    for (const auto &frame : frames)
        bytes += encodeFrame(frame);
    return bytes;
}

bool same(const std::vector<Frame> &a, const std::vector<Frame> &b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Frame &x, const Frame &y) {
        return x.type == y.type && x.job == y.job && x.body == y.body;
    });
}

std::vector<Frame> joined(std::vector<Frame> first, std::vector<Frame> second) {
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return first;
}

/// A body written field by field, as a hostile worker would.
template <class... Fields>
QByteArray bodyOf(const Fields &...fields) {
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    (void)(out << ... << fields);
    return body;
}

OpenedReply opened() {
    return {DocumentKind::Markdown,
            3,
            {QStringLiteral("Überschrift"), QStringLiteral("Å. Author"), 1999},
            {{595, 842}, {842, 595}}};
}

PagePart pagePart() {
    Page page;
    page.number = 12;
    page.label = QStringLiteral("xii");
    page.heading = QStringLiteral("Chapter One");
    page.text = QStringLiteral("Text with 😀 and ü");
    page.layout = "layout";
    page.size = {612, 792};
    return {page, true};
}

/// Every prefix and every longer body is refused.
template <class T>
bool takesOnlyTheWholeBody(const T &message) {
    const auto body = encode(message);
    for (qsizetype size = 0; size < body.size(); ++size) {
        if (decode<T>(body.left(size)))
            return false;
    }
    return decode<T>(body) && !decode<T>(body + '\0') && !decode<T>(body + body);
}

/// No more addresses than now and 256 MiB, for as long as this lives.
class AddressLimit {
public:
    AddressLimit() {
        ::getrlimit(RLIMIT_AS, &m_before);
#ifndef DOCCHAT_SANITIZED // the sanitizers reserve terabytes of addresses
        QFile statm(QStringLiteral("/proc/self/statm"));
        if (!statm.open(QIODevice::ReadOnly))
            return;
        const auto pages = statm.readAll().split(' ').first().toULongLong();
        const rlimit limit{rlim_t(pages * 4096 + (256U << 20)), m_before.rlim_max};
        ::setrlimit(RLIMIT_AS, &limit);
#endif
    }
    ~AddressLimit() { ::setrlimit(RLIMIT_AS, &m_before); }
    AddressLimit(const AddressLimit &) = delete;
    AddressLimit &operator=(const AddressLimit &) = delete;

private:
    rlimit m_before{};
};

/// Does f() do with 256 MiB more than there are now?
template <class F>
bool inLittleMemory(F f) {
    const AddressLimit limit;
    try {
        f();
        return true;
    } catch (const std::bad_alloc &) {
        return false;
    }
}

template <class T>
int accepted(const QByteArray &body) {
    return decode<T>(body) ? 1 : 0;
}

int acceptedByAny(const QByteArray &body) {
    return accepted<OpenRequest>(body) + accepted<PagesRequest>(body) + accepted<RenderRequest>(body) +
           accepted<ReadyReply>(body) + accepted<OpenedReply>(body) + accepted<PagePart>(body) +
           accepted<FailedReply>(body);
}

QByteArray randomBytes(QRandomGenerator &random, int size) {
    QByteArray bytes(size, Qt::Uninitialized);
    for (auto &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

} // namespace

class ProtocolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFrameIsTwelveBytesAndItsBodyLittleEndian() {
        QCOMPARE(encodeFrame(small).toHex(' '),
                 QByteArray("05 00 00 00 01 00 02 00 07 00 00 00 68 65 6c 6c 6f"));
    }

    void framesComeBackHoweverTheStreamIsCut() {
        const auto bytes = streamOf(threeFrames());
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            FrameReader reader;
            auto frames = reader.feed(bytes.left(cut));
            frames = joined(std::move(frames), reader.feed(bytes.mid(cut)));
            QVERIFY2(same(frames, threeFrames()), qPrintable(QString::number(cut)));
            QVERIFY(!reader.broken());
        }
    }

    void framesComeBackFromSingleBytes() {
        FrameReader reader;
        std::vector<Frame> frames;
        for (const char byte : streamOf(threeFrames()))
            frames = joined(std::move(frames), reader.feed(QByteArray(1, byte)));
        QVERIFY(same(frames, threeFrames()));
    }

    void halfABodyIsNoFrameYet() {
        FrameReader reader;
        QVERIFY(reader.feed(encodeFrame(small).chopped(1)).empty());
        QVERIFY(!reader.broken());
    }

    void theLargestFrameIsReadAndALargerOneBreaksTheStream() {
        const Frame largest{FrameType::Page, 1, QByteArray(largestFrame, 'x')};
        FrameReader reader;
        QVERIFY(same(reader.feed(encodeFrame(largest)), {largest}));
        auto header = encodeFrame({FrameType::Page, 1, {}});
        qToLittleEndian(quint32(largestFrame + 1), header.data());
        QVERIFY(reader.feed(header).empty());
        QVERIFY(reader.broken());
    }

    void aHostileHeaderBreaksTheStreamForGood_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("a length of 4 GiB") << QByteArray::fromHex("ffffffff 4200 0200 01000000");
        QTest::newRow("a negative length") << QByteArray::fromHex("00000080 4200 0200 01000000");
        QTest::newRow("version 0") << QByteArray::fromHex("00000000 4200 0000 01000000");
        QTest::newRow("version 1") << QByteArray::fromHex("00000000 4200 0100 01000000");
        QTest::newRow("text") << QByteArray("HTTP/1.1 200 OK\r\n");
    }
    void aHostileHeaderBreaksTheStreamForGood() {
        QFETCH(QByteArray, header);
        FrameReader reader;
        const auto before = reader.feed(encodeFrame(small) + header + encodeFrame(small));
        QVERIFY(same(before, {small}));
        QVERIFY(reader.broken());
        QVERIFY(reader.feed(encodeFrame(small)).empty());
        QVERIFY(reader.broken());
    }

    void aBrokenStreamIsNotKept() {
        FrameReader reader;
        (void)reader.feed("this is no frame");
        QVERIFY(reader.broken());
        const QByteArray garbage(1024 * 1024, 'x');
        QVERIFY(inLittleMemory([&] {
            for (int i = 0; i < 500; ++i)
                (void)reader.feed(garbage);
        }));
    }

    void messagesComeBackAsTheyWere() {
        const auto open = decode<OpenRequest>(
            encode(OpenRequest{QStringLiteral("ö.pdf"), QStringLiteral("geheim"), {}, {}, false}));
        QVERIFY(open && open->name == QStringLiteral("ö.pdf") && open->password == QStringLiteral("geheim"));
        const auto pages = decode<PagesRequest>(encode(PagesRequest{3, 9}));
        QVERIFY(pages && pages->first == 3 && pages->last == 9);
        const auto render = decode<RenderRequest>(encode(RenderRequest{3, 640, 480, {1, 2, 30, 40}}));
        QVERIFY(render && render->page == 3 && render->width == 640 && render->height == 480);
        QCOMPARE(render->drawn(), QRect(1, 2, 30, 40));
        QCOMPARE((RenderRequest{3, 640, 480}.drawn()), QRect(0, 0, 640, 480));
        const auto ready =
            decode<ReadyReply>(encode(ReadyReply{{QStringLiteral("rlimits"), QStringLiteral("seccomp")}}));
        QVERIFY(ready &&
                ready->protections == QStringList({QStringLiteral("rlimits"), QStringLiteral("seccomp")}));
        const auto reply = decode<OpenedReply>(encode(opened()));
        QVERIFY(reply && reply->kind == DocumentKind::Markdown && reply->pages == 3);
        QVERIFY(reply->origin == opened().origin && reply->sizes == opened().sizes);
        const auto failed = decode<FailedReply>(encode(
            FailedReply{ErrorKind::TooLarge, 4, QStringLiteral("too much"), QStringLiteral("split it")}));
        QVERIFY(failed && failed->kind == ErrorKind::TooLarge && failed->page == 4);
        QVERIFY(failed->message == QStringLiteral("too much") && failed->hint == QStringLiteral("split it"));
    }

    void aPageComesBackAsItWas() {
        const auto part = decode<PagePart>(encode(pagePart()));
        QVERIFY(part);
        QCOMPARE(part->page.number, 12);
        QCOMPARE(part->page.label, pagePart().page.label);
        QCOMPARE(part->page.heading, pagePart().page.heading);
        QCOMPARE(part->page.text, pagePart().page.text);
        QCOMPARE(part->page.layout, pagePart().page.layout);
        QCOMPARE(part->page.size, pagePart().page.size);
        QVERIFY(part->more);
    }

    void onlyAWholeBodyIsAMessage() {
        QVERIFY(
            takesOnlyTheWholeBody(OpenRequest{QStringLiteral("a.pdf"), QStringLiteral("p"), {}, {}, false}));
        QVERIFY(takesOnlyTheWholeBody(PagesRequest{1, 2}));
        QVERIFY(takesOnlyTheWholeBody(RenderRequest{1, 2, 3}));
        QVERIFY(takesOnlyTheWholeBody(ReadyReply{{QStringLiteral("rlimits")}}));
        QVERIFY(takesOnlyTheWholeBody(opened()));
        QVERIFY(takesOnlyTheWholeBody(pagePart()));
        QVERIFY(takesOnlyTheWholeBody(
            FailedReply{ErrorKind::Damaged, 1, QStringLiteral("m"), QStringLiteral("h")}));
    }

    void attachmentsAreCheckedOneByOne_data() {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFit");
        const auto row = [](const QString &part, const QString &name, bool isFit) {
            QTest::newRow(qPrintable(part.left(20) + QLatin1Char(' ') + name.left(20).toHtmlEscaped()))
                << part << name << isFit;
        };
        const auto name = QStringLiteral("a.pdf");
        row(QStringLiteral("1"), name, true);
        row(QStringLiteral("12/3"), name, true);
        for (const char *part : {"", "0", "01", "-1", "1/", "/1", "1//2", "1.5", "x", "12345678", "1 "})
            row(QString::fromLatin1(part), name, false);
        row(QStringList(32, QStringLiteral("1")).join(QLatin1Char('/')), name, true);
        row(QStringList(33, QStringLiteral("1")).join(QLatin1Char('/')), name, false);
        row(QStringLiteral("1"), {}, false);
        row(QStringLiteral("1"), QString(150, QLatin1Char('x')), true);
        row(QStringLiteral("1"), QString(151, QLatin1Char('x')), false);
        for (const char16_t bad : {u'/', u'\n', u'\0', u'\u202e'})
            row(QStringLiteral("1"), QStringLiteral("a") + QChar(bad), false);
    }
    void attachmentsAreCheckedOneByOne() {
        QFETCH(QString, part);
        QFETCH(QString, name);
        QFETCH(bool, isFit);
        const OpenedReply reply{DocumentKind::Mail, 1, {}, {}, {{part, name}}};
        const auto decoded = decode<OpenedReply>(encode(reply));
        QCOMPARE(decoded.has_value(), isFit);
        QVERIFY(!isFit || decoded->attachments == reply.attachments);
        OpenRequest request{name, {}};
        request.part = part;
        QVERIFY(decode<OpenRequest>(encode(request)).has_value() == isPartPath(part) || part.isEmpty());
    }

    void onlyMailsHaveAttachmentsAndNotTooMany() {
        OpenedReply reply{DocumentKind::Mail, 1, {}, {}, {}};
        reply.attachments.fill({QStringLiteral("1"), QString(longestName, QLatin1Char('x'))},
                               mostAttachments);
        QVERIFY(encode(reply).size() <= largestFrame);
        QVERIFY(decode<OpenedReply>(encode(reply)).has_value());
        reply.kind = DocumentKind::Pdf;
        QVERIFY(!decode<OpenedReply>(encode(reply)).has_value());
        reply.kind = DocumentKind::Mail;
        reply.attachments += reply.attachments.first();
        QVERIFY(!decode<OpenedReply>(encode(reply)).has_value());
    }

    void onlyAnOldOfficeFileIsToBeExtracted() {
        OpenedReply reply{DocumentKind::Doc, 0, {}, {}, {}, 70'000};
        const auto decoded = decode<OpenedReply>(encode(reply));
        QVERIFY(decoded && decoded->attachedBytes == 70'000);
        reply.attachedBytes = -1;
        QVERIFY(!decode<OpenedReply>(encode(reply)));
        for (const auto kind : {DocumentKind::Docx, DocumentKind::Mail, DocumentKind::Unknown}) {
            reply = {kind, 0, {}, {}, {}, 70'000};
            QVERIFY(!decode<OpenedReply>(encode(reply)));
        }
    }

    void anOpenedReplyThatCannotBeIsRefused_data() {
        const double notANumber = std::numeric_limits<double>::quiet_NaN();
        const double endless = std::numeric_limits<double>::infinity();
        const QList<QSizeF> one{{1, 1}};
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("negative pages") << bodyOf(quint8(0), qint32(-1), QString(), QString(), qint32(0),
                                                  QList<QSizeF>(), quint32(0), qint64(0));
        QTest::newRow("too many pages") << bodyOf(quint8(0), qint32(1'000'001), QString(), QString(),
                                                  qint32(0), QList<QSizeF>(), quint32(0), qint64(0));
        QTest::newRow("more sizes than pages")
            << bodyOf(quint8(0), qint32(0), QString(), QString(), qint32(0), one, quint32(0), qint64(0));
        QTest::newRow("a size that is no number")
            << bodyOf(quint8(0), qint32(1), QString(), QString(), qint32(0), QList<QSizeF>{{notANumber, 1}},
                      quint32(0), qint64(0));
        QTest::newRow("an endless size") << bodyOf(quint8(0), qint32(1), QString(), QString(), qint32(0),
                                                   QList<QSizeF>{{1, endless}}, quint32(0), qint64(0));
        QTest::newRow("a null title of odd length")
            << bodyOf(quint8(0), qint32(1), quint32(3), quint32(0), quint32(0), qint64(0));
    }
    void anOpenedReplyThatCannotBeIsRefused() {
        QFETCH(QByteArray, body);
        QVERIFY(!decode<OpenedReply>(body));
    }

    void anUnknownKindIsUnknown() {
        for (const int kind : {int(DocumentKind::Unknown), int(DocumentKind::Unknown) + 1, 255}) {
            const auto reply = decode<OpenedReply>(bodyOf(quint8(kind), qint32(1), QString(), QString(),
                                                          qint32(0), QList<QSizeF>(), quint32(0), qint64(0)));
            QVERIFY(reply);
            QCOMPARE(reply->kind, DocumentKind::Unknown);
        }
    }

    void aPageThatCannotBeIsRefused() {
        auto page = pagePart();
        for (const int number : {0, -1, 1'000'001, std::numeric_limits<int>::min()}) {
            page.page.number = number;
            QVERIFY(!decode<PagePart>(encode(page)));
        }
        page = pagePart();
        for (const double side :
             {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            page.page.size = {side, 1};
            QVERIFY(!decode<PagePart>(encode(page)));
            page.page.size = {1, -side};
            QVERIFY(!decode<PagePart>(encode(page)));
        }
    }

    void anUnknownErrorWordIsInternal() {
        const auto body =
            bodyOf(QStringLiteral("made-up"), qint32(1), QStringLiteral("m"), QStringLiteral("h"));
        const auto failed = decode<FailedReply>(body);
        QVERIFY(failed);
        QCOMPARE(failed->kind, ErrorKind::Internal);
    }

    void aCountThatLiesTakesNoMemory() {
        int messages = 0;
        QVERIFY(inLittleMemory([&] {
            for (const quint32 count : {0xFFFFFFFEU, 0x7FFFFFFEU, 0x10000000U}) {
                messages += acceptedByAny(bodyOf(count));
                messages += acceptedByAny(bodyOf(quint8(0), qint32(1'000'000), QString(), count));
                messages += acceptedByAny(bodyOf(qint32(1), QString(), QString(), count));
            }
        }));
        QCOMPARE(messages, 0);
    }

    void randomBytesGiveNothingOrAMessage() {
        QRandomGenerator random(1);
        int messages = 0;
        QVERIFY(inLittleMemory([&] {
            for (int round = 0; round < 10'000; ++round) {
                const auto bytes = randomBytes(random, random.bounded(120));
                FrameReader reader;
                (void)reader.feed(bytes);
                messages += acceptedByAny(bytes);
            }
        }));
        QVERIFY(messages > 0); // eight random bytes are a PagesRequest
    }

    void flippedBytesGiveNothingOrAMessage() {
        const QByteArrayList bodies{
            encode(OpenRequest{QStringLiteral("a.pdf"), QStringLiteral("p"), {}, {}, false}),
            encode(opened()), encode(pagePart()), encode(ReadyReply{{QStringLiteral("rlimits")}}),
            encode(FailedReply{ErrorKind::Damaged, 1, QStringLiteral("m"), {}})};
        QRandomGenerator random(2);
        int messages = 0;
        QVERIFY(inLittleMemory([&] {
            for (int round = 0; round < 10'000; ++round) {
                auto body = bodies[random.bounded(int(bodies.size()))];
                body[random.bounded(int(body.size()))] = char(random.bounded(256));
                messages += acceptedByAny(body);
            }
        }));
        QVERIFY(messages > 1000);
    }

    void randomStreamsNeverGiveMoreThanTheyHold() {
        QRandomGenerator random(3);
        for (int round = 0; round < 10'000; ++round) {
            auto bytes = streamOf(threeFrames());
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            FrameReader reader;
            qsizetype size = 0;
            for (const auto &frame : reader.feed(bytes))
                size += frameHeader + frame.body.size();
            QVERIFY(size <= bytes.size());
        }
    }
};

DOCCHAT_TEST(ProtocolTest)
#include "protocol_test.moc"
