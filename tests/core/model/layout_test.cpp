#include "model/layout.h"

#include "testmain.h"

#include <QRandomGenerator>
#include <QtEndian>

using namespace docchat;

namespace {

constexpr QSizeF pageSize(600, 800);

/// A word whose code units are all equally wide (or high).
LayoutWord word(qsizetype start, int length, QRectF box, bool vertical = false) {
    LayoutWord made{start, vertical, box, {}};
    for (int edge = 0; edge <= length; ++edge) {
        const double share = double(edge) / length;
        made.edges.push_back(vertical ? box.top() + share * box.height() : box.left() + share * box.width());
    }
    return made;
}

/// "alpha beta" on one line, "gamma" on the next.
PageLayout twoLines() {
    PageLayout layout(pageSize);
    layout.add(word(0, 5, {100, 100, 50, 12}));
    layout.add(word(6, 4, {155, 100, 40, 12}));
    layout.add(word(11, 5, {100, 120, 50, 12}));
    return layout;
}

PageLayout randomLayout(QRandomGenerator &random, int words) {
    PageLayout layout(pageSize);
    qsizetype start = 0;
    for (int i = 0; i < words; ++i) {
        start += random.bounded(5);
        const int length = 1 + random.bounded(30);
        const QRectF box(random.bounded(500.0), random.bounded(700.0), 1 + random.bounded(90.0),
                         1 + random.bounded(90.0));
        layout.add(word(start, length, box, random.bounded(4) == 0));
        start += length;
    }
    return layout;
}

bool near(const QRectF &a, const QRectF &b) {
    const double step = 800.0 / 65535;
    return std::abs(a.left() - b.left()) < step && std::abs(a.right() - b.right()) < step &&
           std::abs(a.top() - b.top()) < step && std::abs(a.bottom() - b.bottom()) < step;
}

bool allOnThePage(const QList<QRectF> &rects) {
    const QRectF page(QPointF(-0.01, -0.01), pageSize + QSizeF(0.02, 0.02));
    return std::all_of(rects.begin(), rects.end(), [&](const QRectF &rect) {
        return page.contains(rect.topLeft()) && page.contains(rect.bottomRight());
    });
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRangeGivesTheRectanglesThatCoverIt_data() {
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("end");
        QTest::addColumn<QList<QRectF>>("expected");
        QTest::newRow("a word") << 0 << 5 << QList<QRectF>{{100, 100, 50, 12}};
        QTest::newRow("a part of a word") << 1 << 3 << QList<QRectF>{{110, 100, 20, 12}};
        QTest::newRow("the last letter") << 4 << 5 << QList<QRectF>{{140, 100, 10, 12}};
        QTest::newRow("words of one line share one") << 0 << 10 << QList<QRectF>{{100, 100, 95, 12}};
        QTest::newRow("from within one word into the next") << 3 << 8 << QList<QRectF>{{130, 100, 45, 12}};
        QTest::newRow("one a line") << 8 << 13 << QList<QRectF>{{175, 100, 20, 12}, {100, 120, 20, 12}};
        QTest::newRow("all") << 0 << 16 << QList<QRectF>{{100, 100, 95, 12}, {100, 120, 50, 12}};
        QTest::newRow("more than there is")
            << -5 << 1000 << QList<QRectF>{{100, 100, 95, 12}, {100, 120, 50, 12}};
        QTest::newRow("the space between two words") << 5 << 6 << QList<QRectF>{};
        QTest::newRow("behind the last word") << 16 << 20 << QList<QRectF>{};
        QTest::newRow("nothing, in a word") << 2 << 2 << QList<QRectF>{};
        QTest::newRow("backwards") << 4 << 1 << QList<QRectF>{};
    }
    void aRangeGivesTheRectanglesThatCoverIt() {
        QFETCH(int, start);
        QFETCH(int, end);
        QFETCH(QList<QRectF>, expected);
        QCOMPARE(twoLines().rects(start, end), expected);
    }

    void wordsFarApartOnALineAreMarkedApart() {
        PageLayout columns(pageSize);
        columns.add(word(0, 4, {50, 100, 40, 12}));
        columns.add(word(5, 4, {350, 100, 40, 12}));
        QCOMPARE(columns.rects(0, 9), (QList<QRectF>{{50, 100, 40, 12}, {350, 100, 40, 12}}));
    }

    void aPointIsBeforeTheNearestLetter_data() {
        QTest::addColumn<QPointF>("point");
        QTest::addColumn<qsizetype>("offset");
        QTest::newRow("left of the first word") << QPointF(20, 105) << qsizetype(0);
        QTest::newRow("on its second letter") << QPointF(111, 105) << qsizetype(1);
        QTest::newRow("in the second half of it") << QPointF(118, 105) << qsizetype(2);
        QTest::newRow("right of the line") << QPointF(600, 105) << qsizetype(10);
        QTest::newRow("far right, a little below the line") << QPointF(600, 113) << qsizetype(10);
        QTest::newRow("on the second line") << QPointF(100, 125) << qsizetype(11);
        QTest::newRow("below all") << QPointF(600, 790) << qsizetype(16);
    }
    void aPointIsBeforeTheNearestLetter() {
        QFETCH(QPointF, point);
        QFETCH(qsizetype, offset);
        QCOMPARE(twoLines().offsetAt(point), std::optional(offset));
        QCOMPARE(PageLayout(pageSize).offsetAt(point), std::nullopt);
    }

    void verticalWordsAreCutDownwards() {
        PageLayout layout(pageSize);
        layout.add(word(0, 4, {300, 100, 12, 40}, true));
        layout.add(word(4, 2, {300, 140, 12, 20}, true));
        QCOMPARE(layout.rects(1, 2), (QList<QRectF>{{300, 110, 12, 10}}));
        QCOMPARE(layout.rects(2, 6), (QList<QRectF>{{300, 120, 12, 40}}));
    }

    void encodedAndDecodedItIsTheSame() {
        QRandomGenerator random(1);
        const auto layout = randomLayout(random, 500);
        const auto again = PageLayout::decode(layout.encode(), pageSize);
        QVERIFY(again);
        QCOMPARE(again->words().size(), layout.words().size());
        for (size_t i = 0; i < layout.words().size(); ++i) {
            const auto &before = layout.words()[i];
            const auto &after = again->words()[i];
            QCOMPARE(after.start, before.start);
            QCOMPARE(after.vertical, before.vertical);
            QCOMPARE(after.length(), before.length());
            QVERIFY(near(after.box, before.box));
            for (size_t edge = 0; edge < before.edges.size(); ++edge)
                QVERIFY(std::abs(after.edges[edge] - before.edges[edge]) < 800.0 / 65535);
        }
    }

    void withoutWordsItStaysEmpty() {
        const auto again = PageLayout::decode(PageLayout(pageSize).encode(), pageSize);
        QVERIFY(again);
        QVERIFY(again->words().empty());
        QVERIFY(again->rects(0, 100).isEmpty());
    }

    void whatStandsBeyondThePageIsPulledToItsEdge() {
        PageLayout layout(pageSize);
        layout.add(word(0, 2, {-50, 790, 1000, 100}));
        const auto again = PageLayout::decode(layout.encode(), pageSize);
        QVERIFY(again);
        QVERIFY(allOnThePage(again->rects(0, 2)));
    }

    void cutBytesAreRefused() {
        const auto bytes = twoLines().encode();
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!PageLayout::decode(bytes.left(size), pageSize), qPrintable(QString::number(size)));
    }

    void bytesThatFollowAreRefused() { QVERIFY(!PageLayout::decode(twoLines().encode() + '\0', pageSize)); }

    void wordsThatOverlapAreRefused() {
        PageLayout layout(pageSize); // rects() would look for the edges of a short word beyond its end
        layout.add(word(0, 1, {10, 10, 5, 5}));
        layout.add(word(2, 30'000, {10, 10, 500, 5}));
        layout.add(word(3, 1, {10, 10, 5, 5}));
        QVERIFY(!PageLayout::decode(layout.encode(), pageSize));
    }

    void aCountThatLiesIsRefused() {
        for (const quint32 count : {4U, 2'000'000U, 2'000'001U, 0xFFFFFFFFU}) {
            auto bytes = twoLines().encode();
            qToLittleEndian(count, bytes.data());
            QVERIFY(!PageLayout::decode(bytes, pageSize));
        }
    }

    void hostileBytesGiveNothingOrWhatLiesOnThePage() {
        QRandomGenerator random(2);
        const auto bytes = randomLayout(random, 20).encode();
        int accepted = 0;
        for (int round = 0; round < 10'000; ++round) {
            auto broken = bytes;
            for (int flips = 1 + random.bounded(4); flips > 0; --flips)
                broken[random.bounded(int(broken.size()))] = char(random.bounded(256));
            const auto layout = PageLayout::decode(broken, pageSize);
            if (!layout)
                continue;
            ++accepted;
            const auto start = random.bounded(400);
            QVERIFY(allOnThePage(layout->rects(start, start + random.bounded(400))));
        }
        QVERIFY(accepted > 100);
    }

    void randomBytesNeverEndTheProgram() {
        QRandomGenerator random(3);
        for (int round = 0; round < 10'000; ++round) {
            QByteArray bytes(random.bounded(200), Qt::Uninitialized);
            for (auto &byte : bytes)
                byte = char(random.bounded(256));
            (void)PageLayout::decode(bytes, pageSize);
        }
    }
};

DOCCHAT_TEST(LayoutTest)
#include "layout_test.moc"
