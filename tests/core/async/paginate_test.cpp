#include "async/cancel.h"
#include "async/paginate.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::async;

namespace {

using Page = Paged<int, int>;

/// A list that comes in pages: page n holds pages[n-1] items, and counts on from where the page before it
/// ended.
struct Server {
    QList<int> pages;
    bool namesNext = true; ///< false: only an empty page tells that it is over
    int failsAt = 0;       ///< this page throws
    QList<int> asked;      ///< the pages that were asked for
    tests::Tally tally;    ///< requests in flight
};

Task<Page> fetch(Server *server, int number) {
    const tests::Guard inFlight(&server->tally);
    server->asked.append(number);
    co_await sleepFor(10ms);
    if (number == server->failsAt)
        throw std::runtime_error("page " + std::to_string(number));
    Page page;
    for (int i = 0; i < server->pages.value(number - 1); ++i)
        page.items.push_back(100 * number + i);
    if (!server->namesNext || number < server->pages.size())
        page.next = number + 1;
    co_return page;
}

QByteArray textOf(const std::vector<int> &items) {
    QByteArray text;
    for (const int item : items)
        text += QByteArray(text.isEmpty() ? "" : " ") + QByteArray::number(item);
    return text;
}

/// Takes `count` items, then leaves.
Task<void> takeSome(Server *server, int count, std::vector<int> *taken) {
    auto items = paginate(1, [server](int number) { return fetch(server, number); });
    while (int(taken->size()) < count) {
        const auto item = co_await items.next();
        if (!item)
            break;
        taken->push_back(*item);
    }
}

} // namespace

class PaginateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheItemsOfAllPagesInOrder_data() {
        QTest::addColumn<QList<int>>("pages");
        QTest::addColumn<bool>("namesNext");
        QTest::addColumn<QByteArray>("items");
        QTest::addColumn<QList<int>>("asked");
        using Pages = QList<int>;
        QTest::newRow("the last names no next")
            << Pages{2, 1, 3} << true << QByteArray("100 101 200 300 301 302") << Pages{1, 2, 3};
        QTest::newRow("until an empty page")
            << Pages{2, 1} << false << QByteArray("100 101 200") << Pages{1, 2, 3};
        QTest::newRow("an empty page in the middle ends it")
            << Pages{1, 0, 5} << true << QByteArray("100") << Pages{1, 2};
        QTest::newRow("one page") << Pages{3} << true << QByteArray("100 101 102") << Pages{1};
        QTest::newRow("nothing at all") << Pages() << true << QByteArray() << Pages{1};
    }
    void givesTheItemsOfAllPagesInOrder() {
        QFETCH(QList<int>, pages);
        QFETCH(bool, namesNext);
        QFETCH(QByteArray, items);
        QFETCH(QList<int>, asked);
        Server server{pages, namesNext, 0, {}, {}};
        const auto all = tests::virtually(
            [&] { return collect(paginate(1, [&](int number) { return fetch(&server, number); })); });
        QCOMPARE(textOf(all), items);
        QCOMPARE(server.asked, asked);
        QVERIFY(server.tally.balanced());
    }

    void aPageIsAskedForOnlyWhenTheOneBeforeIsUsedUp_data() {
        QTest::addColumn<int>("taken");
        QTest::addColumn<QList<int>>("asked");
        using Pages = QList<int>;
        QTest::newRow("none") << 0 << Pages();
        QTest::newRow("in the middle of a page") << 2 << Pages{1};
        QTest::newRow("a whole page") << 3 << Pages{1};
        QTest::newRow("one more") << 4 << Pages{1, 2};
        QTest::newRow("more than there is") << 100 << Pages{1, 2};
    }
    void aPageIsAskedForOnlyWhenTheOneBeforeIsUsedUp() {
        QFETCH(int, taken);
        QFETCH(QList<int>, asked);
        Server server{{3, 3}, true, 0, {}, {}};
        std::vector<int> items;
        tests::virtually([&] { return takeSome(&server, taken, &items); });
        QCOMPARE(int(items.size()), std::min(taken, 6));
        QCOMPARE(server.asked, asked);
    }

    void aFailingPageIsThrownAfterTheItemsBeforeItAndEndsTheList() {
        Server server{{2, 2, 2}, true, 2, {}, {}};
        QByteArray log;
        tests::virtually([&] {
            return [](Server *from, QByteArray *out) -> Task<void> {
                auto items = paginate(1, [from](int number) { return fetch(from, number); });
                try {
                    while (const auto item = co_await items.next())
                        *out += QByteArray::number(*item) + ' ';
                } catch (const std::runtime_error &error) {
                    *out += error.what();
                }
                *out += co_await items.next() ? " more" : " end";
            }(&server, &log);
        });
        QCOMPARE(log, QByteArray("100 101 page 2 end"));
        QCOMPARE(server.asked, (QList<int>{1, 2}));
    }

    void aTimeoutCutsTheRequestInFlight() {
        Server server{{2, 2, 2}, true, 0, {}, {}};
        std::vector<int> items;
        bool timedOut = false;
        tests::virtually([&] {
            return [](Server *from, std::vector<int> *taken, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(15ms, takeSome(from, 100, taken));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&server, &items, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(textOf(items), QByteArray("100 101"));
        QCOMPARE(server.asked, (QList<int>{1, 2}));
        QVERIFY(server.tally.balanced());
    }

    void leftInTheMiddleOfAPageItsItemsEnd() {
        tests::Tally tally;
        int taken = 0;
        tests::virtually([&] {
            return [](tests::Tally *count, int *got) -> Task<void> {
                auto items =
                    paginate(0, [count](int number) -> Task<Paged<std::unique_ptr<tests::Guard>, int>> {
                        Paged<std::unique_ptr<tests::Guard>, int> page;
                        for (int i = 0; i < 5; ++i)
                            page.items.push_back(std::make_unique<tests::Guard>(count));
                        page.next = number + 1;
                        co_await yieldNow();
                        co_return page;
                    });
                for (int i = 0; i < 7; ++i)
                    *got += co_await items.next() ? 1 : 0;
            }(&tally, &taken);
        });
        QCOMPARE(taken, 7);
        QCOMPARE(tally.made, 10);
        QVERIFY(tally.balanced());
    }

    void aCursorMayBeAnythingThatMoves() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                using Cursor = std::unique_ptr<QByteArray>;
                auto items = paginate(
                    std::make_unique<QByteArray>("a"), [](Cursor cursor) -> Task<Paged<char, Cursor>> {
                        co_await yieldNow();
                        Paged<char, Cursor> page;
                        page.items = {cursor->back(), '.'};
                        if (cursor->size() < 3)
                            page.next = std::make_unique<QByteArray>(*cursor + char(cursor->back() + 1));
                        co_return page;
                    });
                while (const auto letter = co_await items.next())
                    *out += *letter;
            }(&log);
        });
        QCOMPARE(log, QByteArray("a.b.c."));
    }
};

DOCCHAT_TEST(PaginateTest)

#include "paginate_test.moc"
