#include "async/pipeline.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <algorithm>
#include <numeric>

using namespace docchat;
using namespace docchat::async;

namespace {

std::vector<int> numbersTo(int count) {
    std::vector<int> numbers(std::size_t(count), 0);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

/// What a pipeline of a source, a stage that doubles and a sink is made of.
struct Plan {
    int items = 30;
    int width = 1;
    std::size_t capacity = 2;
    Milliseconds stageTakes = 1ms;
    Milliseconds sinkTakes = 0ms;
    int stageFailsAt = -1;
    int sinkFailsAt = -1;
};

/// What it did.
struct PipelineFacts {
    QList<int> stored;
    int begun = 0;   ///< items the stage took
    int inStage = 0; ///< items it has in its hands
    int mostInStage = 0;
    std::size_t largest = 0; ///< of either queue
    qint64 mostHeld = 0;     ///< pushed by the source, but not stored yet
    QByteArray error;
    bool outClosed = false;
    qint64 ms = -1;
    tests::Tally tally;
};

Task<int> doubled(Plan plan, int number, PipelineFacts *facts) {
    const tests::Guard guard(&facts->tally);
    ++facts->begun;
    facts->mostInStage = std::max(facts->mostInStage, ++facts->inStage);
    // every third takes three times as long, so that they overtake each other
    co_await withCleanup([](Milliseconds each) -> Task<void> { co_await sleepFor(each); }(
                                                   plan.stageTakes * (number % 3 == 0 ? 3 : 1)),
                         [facts]() -> Task<void> {
                             --facts->inStage;
                             co_return;
                         });
    if (number == plan.stageFailsAt)
        throw std::runtime_error("stage");
    co_return 2 * number;
}

Task<void> store(Plan plan, int number, PipelineFacts *facts) {
    const tests::Guard guard(&facts->tally);
    co_await sleepFor(plan.sinkTakes);
    if (number == plan.sinkFailsAt)
        throw std::runtime_error("sink");
    facts->stored.append(number);
}

Task<void> watch(Queue<int> *in, Queue<int> *out, PipelineFacts *facts) {
    while (!out->isClosed()) {
        facts->largest = std::max({facts->largest, in->size(), out->size()});
        // nobody says taskDone(), so unfinished() counts all that was ever pushed
        facts->mostHeld = std::max(facts->mostHeld, qint64(in->unfinished()) - facts->stored.size());
        co_await sleepFor(250us);
    }
}

Task<void> runPipeline(Plan plan, PipelineFacts *facts) {
    const auto begun = Loop::current()->now();
    Queue<int> in(plan.capacity);
    Queue<int> out(plan.capacity);
    try {
        co_await TaskGroup::run([&](TaskGroup &group) {
            source(group, "numbers", numbersTo(plan.items), &in);
            stage(group, "double", plan.width, &in, &out,
                  [=](int number) { return doubled(plan, number, facts); });
            sink(group, "store", 1, &out, [=](int number) { return store(plan, number, facts); });
            group.spawn("watch", watch, &in, &out, facts);
        });
    } catch (const ExceptionGroup &group) {
        facts->error = group.what();
    }
    facts->outClosed = in.isClosed() && out.isClosed();
    facts->ms = tests::elapsedMs(begun);
}

QList<int> doublesTo(int count) {
    QList<int> numbers;
    for (int i = 0; i < count; ++i)
        numbers.append(2 * i);
    return numbers;
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atWidthOneTheItemsComeInOrder_data() {
        QTest::addColumn<int>("capacity");
        for (const int capacity : {0, 1, 5, 100})
            QTest::addRow("capacity %d", capacity) << capacity;
    }
    void atWidthOneTheItemsComeInOrder() {
        QFETCH(int, capacity);
        PipelineFacts facts;
        const Plan plan{.items = 30, .width = 1, .capacity = std::size_t(capacity)};
        tests::virtually([&] { return runPipeline(plan, &facts); });
        QCOMPARE(facts.stored, doublesTo(30));
        QCOMPARE(facts.mostInStage, 1);
        QCOMPARE(facts.ms, 10 * 3 + 20);
        QVERIFY(facts.outClosed);
    }

    void wideEachItemComesOnce_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("items");
        for (const int width : {2, 3, 8, 50}) {
            for (const int items : {1, 3, 30, 300})
                QTest::addRow("%d items at %d", items, width) << width << items;
        }
    }
    void wideEachItemComesOnce() {
        QFETCH(int, width);
        QFETCH(int, items);
        PipelineFacts facts;
        const Plan plan{.items = items, .width = width};
        tests::virtually([&] { return runPipeline(plan, &facts); });
        QCOMPARE(facts.mostInStage, std::min(width, items));
        if (items == 30 && width == 3)
            QVERIFY(facts.stored != doublesTo(items)); // they did overtake each other
        std::sort(facts.stored.begin(), facts.stored.end());
        QCOMPARE(facts.stored, doublesTo(items));
        QVERIFY(facts.tally.balanced());
    }

    void fiftyCallsOf200MsAtWidth50Take200Ms_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("ms");
        QTest::newRow("one after the other") << 1 << 100 * 100;
        QTest::newRow("five at a time") << 5 << 100 * 20;
        QTest::newRow("all at once") << 100 << 100;
    }
    void fiftyCallsOf200MsAtWidth50Take200Ms() {
        QFETCH(int, width);
        QFETCH(int, ms);
        qint64 took = -1;
        tests::virtually([&] {
            return [](int wide, qint64 *spent) -> Task<void> {
                const auto begun = Loop::current()->now();
                Queue<int> numbers(4);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    source(group, "numbers", numbersTo(100), &numbers);
                    sink(group, "call", wide, &numbers, [](int) -> Task<void> { co_await sleepFor(100ms); });
                });
                *spent = tests::elapsedMs(begun);
            }(width, &took);
        });
        QCOMPARE(took, ms);
    }

    void aSlowSinkHoldsTheSourceBack_data() {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("width");
        for (const int capacity : {0, 1, 4}) {
            for (const int width : {1, 3})
                QTest::addRow("capacity %d, width %d", capacity, width) << capacity << width;
        }
    }
    void aSlowSinkHoldsTheSourceBack() {
        QFETCH(int, capacity);
        QFETCH(int, width);
        PipelineFacts facts;
        const Plan plan{.width = width, .capacity = std::size_t(capacity), .sinkTakes = 10ms};
        tests::virtually([&] { return runPipeline(plan, &facts); });
        QVERIFY(facts.largest <= std::size_t(capacity));
        const int most = 2 * capacity + width + 1; // both queues, each worker's hand, the sink's hand
        QVERIFY2(facts.mostHeld <= most, qPrintable(QString::number(facts.mostHeld)));
        QVERIFY2(facts.mostHeld >= most - 1, qPrintable(QString::number(facts.mostHeld)));
        QCOMPARE(facts.stored.size(), 30);
        QVERIFY2(facts.ms >= 300 && facts.ms <= 305, qPrintable(QString::number(facts.ms)));
    }

    void aFailureAnywhereEndsAll_data() {
        QTest::addColumn<int>("stageFailsAt");
        QTest::addColumn<int>("sinkFailsAt");
        QTest::addColumn<int>("width");
        QTest::addColumn<QByteArray>("error");
        for (const int width : {1, 3}) {
            QTest::addRow("the stage at width %d", width) << 7 << -1 << width << QByteArray("[stage]");
            QTest::addRow("the sink at width %d", width) << -1 << 14 << width << QByteArray("[sink]");
        }
    }
    void aFailureAnywhereEndsAll() {
        QFETCH(int, stageFailsAt);
        QFETCH(int, sinkFailsAt);
        QFETCH(int, width);
        QFETCH(QByteArray, error);
        PipelineFacts facts;
        const Plan plan{
            .items = 1000, .width = width, .stageFailsAt = stageFailsAt, .sinkFailsAt = sinkFailsAt};
        tests::virtually([&] { return runPipeline(plan, &facts); });
        QVERIFY2(facts.error.contains(error), facts.error.constData());
        QVERIFY2(facts.begun < 30, qPrintable(QString::number(facts.begun)));
        QCOMPARE(facts.inStage, 0);
        QVERIFY(facts.tally.balanced());
        QVERIFY(facts.outClosed);
    }

    /// Wherever the cancel falls, everything has ended and been cleaned up when it comes back.
    void cancelledAnywhereItEndsClean_data() {
        QTest::addColumn<bool>("atSuspension");
        QTest::newRow("at every checkpoint") << false;
        QTest::newRow("at every suspension") << true;
    }
    void cancelledAnywhereItEndsClean() {
        QFETCH(bool, atSuspension);
        int cuts = 0;
        for (int point = 1;; ++point) {
            PipelineFacts facts;
            int seen = 0;
            const bool whole = tests::virtually([&] {
                return cancellable([&](Scope &scope) -> Task<void> {
                    Loop::current()->probe = [&](bool suspended) {
                        if (suspended == atSuspension && ++seen == point)
                            scope.cancel();
                    };
                    co_await runPipeline(
                        {.items = 5, .width = 2, .capacity = 1, .stageTakes = 1ms, .sinkTakes = 2ms}, &facts);
                });
            });
            QVERIFY(facts.tally.balanced());
            QCOMPARE(facts.inStage, 0);
            QCOMPARE(facts.error, QByteArray());
            if (whole)
                QCOMPARE(facts.stored.size(), 5);
            if (seen < point)
                break;
            ++cuts;
        }
        QVERIFY2(cuts >= 20, qPrintable(QString::number(cuts)));
    }

    void aTimeoutEndsItAndTellsWhatWasStored() {
        PipelineFacts facts;
        bool timedOut = false;
        tests::virtually([&] {
            return [](PipelineFacts *f, bool *cut) -> Task<void> {
                try {
                    co_await withTimeout(55ms, runPipeline({.sinkTakes = 10ms}, f));
                } catch (const TimeoutError &) {
                    *cut = true;
                }
            }(&facts, &timedOut);
        });
        QVERIFY(timedOut);
        QCOMPARE(facts.stored, doublesTo(5));
        QVERIFY(facts.tally.balanced());
    }

    void nothingToDoEndsAtOnce() {
        PipelineFacts facts;
        tests::virtually([&] { return runPipeline({.items = 0, .width = 3}, &facts); });
        QCOMPARE(facts.ms, 0);
        QCOMPARE(facts.begun, 0);
        QVERIFY(facts.outClosed);
    }

    /// The queue after a wide stage is closed by the last of its workers, not by the first that finds no
    /// more.
    void theLastWorkerClosesTheQueue() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> numbers(10);
                Queue<int> results(10);
                co_await TaskGroup::run([&](TaskGroup &group) {
                    source(group, "numbers", {50, 1, 1}, &numbers);
                    stage(group, "wait", 3, &numbers, &results, [](int ms) -> Task<int> {
                        co_await sleepFor(Milliseconds(ms));
                        co_return ms;
                    });
                    sink(group, "note", 1, &results, [out](int ms) -> Task<void> {
                        *out += QByteArray::number(ms) + ' ';
                        co_return;
                    });
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("1 1 50 "));
    }

    void theTypeMayChangeFromStageToStageAndOnlyMove() {
        tests::Tally tally;
        QByteArray log;
        tests::virtually([&] {
            return [](tests::Tally *count, QByteArray *out) -> Task<void> {
                Queue<std::unique_ptr<tests::Guard>> guards(1);
                Queue<std::pair<int, std::unique_ptr<tests::Guard>>> numbered(1);
                Queue<QByteArray> texts(1);
                std::vector<std::unique_ptr<tests::Guard>> all;
                for (int i = 0; i < 4; ++i)
                    all.push_back(std::make_unique<tests::Guard>(count));
                int next = 0;
                co_await TaskGroup::run([&](TaskGroup &group) {
                    source(group, "guards", std::move(all), &guards);
                    stage(group, "number", 1, &guards, &numbered,
                          [&next](std::unique_ptr<tests::Guard> guard)
                              -> Task<std::pair<int, std::unique_ptr<tests::Guard>>> {
                              co_return std::pair(++next, std::move(guard));
                          });
                    stage(group, "text", 1, &numbered, &texts,
                          [](std::pair<int, std::unique_ptr<tests::Guard>> one) -> Task<QByteArray> {
                              co_return QByteArray::number(one.first);
                          });
                    sink(group, "note", 1, &texts, [out](QByteArray text) -> Task<void> {
                        *out += text;
                        co_return;
                    });
                });
            }(&tally, &log);
        });
        QCOMPARE(log, QByteArray("1234"));
        QCOMPARE(tally.made, 4);
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(PipelineTest)

#include "pipeline_test.moc"
