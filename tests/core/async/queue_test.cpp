#include "async/queue.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <algorithm>

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> pushAll(Queue<int> *queue, int from, int count, QByteArray *log = nullptr) {
    for (int i = from; i < from + count; ++i) {
        co_await queue->push(i);
        if (log)
            *log += "+" + QByteArray::number(i);
    }
}

Task<void> popAll(Queue<int> *queue, Milliseconds each, QList<int> *got, std::size_t *largest) {
    while (const auto item = co_await queue->pop()) {
        got->append(*item);
        *largest = std::max(*largest, queue->size());
        co_await sleepFor(each);
    }
}

/// Pops one item in a scope of its own and says what came of it.
Task<void> racePop(Queue<int> *queue, Scope **scope, QByteArray *log) {
    const bool whole = co_await cancellable([=](Scope &own) -> Task<void> {
        *scope = &own;
        const auto item = co_await queue->pop();
        *log += item ? QByteArray::number(*item) : QByteArray("end");
        co_await yieldNow();
    });
    *log += whole ? '+' : '-';
}

Task<void> racePush(Queue<int> *queue, int item, Scope **scope, QByteArray *log) {
    const bool whole = co_await cancellable([=](Scope &own) -> Task<void> {
        *scope = &own;
        co_await queue->push(item);
        *log += "pushed";
        co_await yieldNow();
    });
    *log += whole ? '+' : '-';
}

} // namespace

class QueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNeverAboveItsCapacityAndDeliversEachItemOnce_data() {
        QTest::addColumn<int>("capacity");
        for (const int capacity : {0, 1, 4, 1000})
            QTest::addRow("capacity %d", capacity) << capacity;
    }
    void isNeverAboveItsCapacityAndDeliversEachItemOnce() {
        QFETCH(int, capacity);
        QList<int> got;
        std::size_t largest = 0;
        tests::virtually([&] {
            return [](std::size_t limit, QList<int> *items, std::size_t *most) -> Task<void> {
                Queue<int> queue(limit);
                co_await TaskGroup::run([&](TaskGroup &all) -> Task<void> {
                    for (const auto each : {1ms, 2ms, 3ms, 0ms, 5ms})
                        all.spawn("consumer", popAll, &queue, each, items, most);
                    co_await TaskGroup::run([&](TaskGroup &producers) {
                        for (const int from : {0, 100, 200})
                            producers.spawn("producer", pushAll, &queue, from, 100, nullptr);
                    });
                    queue.close();
                });
            }(std::size_t(capacity), &got, &largest);
        });
        QVERIFY(largest <= std::size_t(capacity));
        std::sort(got.begin(), got.end());
        QCOMPARE(got.size(), 300);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(got[i], i);
    }

    void oneProducersItemsComeInOrder() {
        QList<int> got;
        tests::virtually([&] {
            return [](QList<int> *items) -> Task<void> {
                Queue<int> queue(3);
                std::size_t most = 0;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("consumer", popAll, &queue, 1ms, items, &most);
                    co_await pushAll(&queue, 0, 50);
                    queue.close();
                });
            }(&got);
        });
        QCOMPARE(got.size(), 50);
        QVERIFY(std::is_sorted(got.begin(), got.end()));
    }

    void aFullQueueHoldsTheProducerBack() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(2);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("producer", pushAll, &queue, 1, 5, out);
                    for (int i = 0; i < 5; ++i) {
                        co_await sleepFor(1ms);
                        *out += " -" + QByteArray::number(co_await queue.pop() ? 1 : 0);
                    }
                });
            }(&log);
        });
        // two fit; then each pop lets exactly one more in
        QCOMPARE(log, QByteArray("+1+2 -1+3 -1+4 -1+5 -1 -1"));
    }

    void aSlowStageHoldsBackTheOnesBeforeIt() {
        int mostBetween = 0;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](int *most, qint64 *took) -> Task<void> {
                Queue<int> first(2);
                Queue<int> second(2);
                int read = 0;
                int written = 0;
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn(
                        "read",
                        [](Queue<int> *out, int *count) -> Task<void> {
                            for (int i = 0; i < 30; ++i) {
                                ++*count;
                                co_await out->push(i);
                            }
                            out->close();
                        },
                        &first, &read);
                    group.spawn(
                        "embed",
                        [](Queue<int> *in, Queue<int> *out) -> Task<void> {
                            while (const auto item = co_await in->pop())
                                co_await out->push(*item);
                            out->close();
                        },
                        &first, &second);
                    while (const auto item = co_await second.pop()) {
                        *most = std::max(*most, read - written);
                        co_await sleepFor(10ms);
                        ++written;
                    }
                });
                *took = tests::elapsedMs(begun);
            }(&mostBetween, &ms);
        });
        QVERIFY2(mostBetween <= 2 + 2 + 3,
                 qPrintable(QString::number(mostBetween))); // queues, and one in each hand
        QCOMPARE(ms, 300);
    }

    void capacityZeroIsARendezvous() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(0);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("producer", pushAll, &queue, 1, 2, out);
                    co_await sleepFor(1ms);
                    *out += "alone";
                    co_await queue.pop();
                    co_await sleepFor(1ms);
                    *out += "met";
                    co_await queue.pop();
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("alone+1met+2"));
    }

    void bothSidesAreFirstComeFirstServed() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(1);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (const char letter : {'a', 'b', 'c'}) {
                        group.spawn(
                            "consumer",
                            [](Queue<int> *q, QByteArray *o, char c) -> Task<void> {
                                const auto item = co_await q->pop();
                                *o += c + QByteArray::number(*item);
                            },
                            &queue, out, letter);
                    }
                    co_await sleepFor(1ms);
                    co_await pushAll(&queue, 1, 3);
                    co_await sleepFor(1ms);
                    for (int i = 4; i < 8; ++i)
                        group.spawn("producer", pushAll, &queue, i, 1, nullptr);
                    co_await sleepFor(1ms);
                    for (int i = 0; i < 4; ++i)
                        *out += QByteArray::number(*co_await queue.pop());
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("a1b2c34567"));
    }

    void closingLetsTheRestBeDrainedThenEnds() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(5);
                co_await pushAll(&queue, 1, 3);
                queue.close();
                while (const auto item = co_await queue.pop())
                    *out += QByteArray::number(*item);
                *out += co_await queue.pop() ? "more" : "end";
                try {
                    co_await queue.push(4);
                } catch (const QueueClosed &) {
                    *out += "refused";
                }
                *out += queue.tryPush(5) ? "taken" : "refused";
            }(&log);
        });
        QCOMPARE(log, QByteArray("123endrefusedrefused"));
    }

    void closingWakesWhoWaitsOnEitherSide() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> empty(1);
                Queue<int> full(1);
                co_await full.push(0);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (int i = 0; i < 2; ++i) {
                        group.spawn(
                            "consumer",
                            [](Queue<int> *q, QByteArray *o) -> Task<void> {
                                *o += co_await q->pop() ? "item" : "end,";
                            },
                            &empty, out);
                        group.spawn(
                            "producer",
                            [](Queue<int> *q, QByteArray *o) -> Task<void> {
                                try {
                                    co_await q->push(1);
                                } catch (const QueueClosed &) {
                                    *o += "closed,";
                                }
                            },
                            &full, out);
                    }
                    co_await sleepFor(1ms);
                    empty.close();
                    full.close();
                });
                *out += QByteArray::number(full.size());
            }(&log);
        });
        QCOMPARE(log, QByteArray("end,end,closed,closed,1"));
    }

    void tryPushFeedsAWaitingConsumerAndStopsAtTheCapacity() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(1);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    Scope *scope = nullptr;
                    group.spawn("consumer", racePop, &queue, &scope, out);
                    co_await sleepFor(1ms);
                    for (int i = 1; i < 4; ++i)
                        *out += queue.tryPush(i) ? 'y' : 'n';
                });
                *out += QByteArray::number(queue.size());
            }(&log);
        });
        QCOMPARE(log, QByteArray("yyn1+1"));
    }

    void aBlockedPopAndABlockedPushAreCancelled() {
        QByteArray log;
        std::size_t left = 99;
        tests::virtually([&] {
            return [](QByteArray *out, std::size_t *size) -> Task<void> {
                Queue<int> empty(1);
                Queue<int> full(1);
                co_await full.push(0);
                Scope *popping = nullptr;
                Scope *pushing = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("pop", racePop, &empty, &popping, out);
                    group.spawn("push", racePush, &full, 1, &pushing, out);
                    co_await sleepFor(1ms);
                    popping->cancel();
                    pushing->cancel();
                    co_await sleepFor(1ms);
                    co_await empty.push(5); // nobody is left waiting in there
                });
                *size = empty.size() * 10 + full.size();
            }(&log, &left);
        });
        QCOMPARE(log, QByteArray("--"));
        QCOMPARE(left, std::size_t(11));
    }

    /// Push and cancel in one turn: the item is either with the consumer or still in the queue.
    void anItemHandedOverAndRacedByCancelIsNotLost_data() {
        QTest::addColumn<bool>("pushFirst");
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<int>("left");
        QTest::newRow("pushed, then cancelled") << true << QByteArray("7-") << 0;
        QTest::newRow("cancelled, then pushed") << false << QByteArray("-") << 1;
    }
    void anItemHandedOverAndRacedByCancelIsNotLost() {
        QFETCH(bool, pushFirst);
        QFETCH(QByteArray, log);
        QFETCH(int, left);
        QByteArray was;
        int size = -1;
        tests::virtually([&] {
            return [](bool first, QByteArray *out, int *count) -> Task<void> {
                Queue<int> queue(1);
                Scope *scope = nullptr;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("pop", racePop, &queue, &scope, out);
                    co_await sleepFor(1ms);
                    if (first)
                        co_await queue.push(7);
                    scope->cancel();
                    if (!first)
                        co_await queue.push(7);
                });
                *count = int(queue.size());
            }(pushFirst, &was, &size);
        });
        QCOMPARE(was, log);
        QCOMPARE(size, left);
    }

    /// Pop and cancel in one turn: push() returns for exactly the items that were taken.
    void aPushTakenAndRacedByCancelHappensOnceOrNotAtAll_data() {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<bool>("popFirst");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("queue, popped, then cancelled") << 1 << true << QByteArray("pushed-01");
        QTest::newRow("queue, cancelled, then popped") << 1 << false << QByteArray("-0");
        QTest::newRow("rendezvous, popped, then cancelled") << 0 << true << QByteArray("pushed-1");
        QTest::newRow("rendezvous, cancelled, then popped") << 0 << false << QByteArray("-");
    }
    void aPushTakenAndRacedByCancelHappensOnceOrNotAtAll() {
        QFETCH(int, capacity);
        QFETCH(bool, popFirst);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return [](std::size_t limit, bool first, QByteArray *out) -> Task<void> {
                Queue<int> queue(limit);
                Scope *scope = nullptr;
                QByteArray popped;
                if (limit > 0)
                    co_await queue.push(0);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("push", racePush, &queue, 1, &scope, out);
                    co_await sleepFor(1ms);
                    if (first)
                        popped += QByteArray::number(*co_await queue.pop());
                    scope->cancel();
                    co_await sleepFor(1ms);
                    queue.close();
                    while (const auto item = co_await queue.pop())
                        popped += QByteArray::number(*item);
                });
                *out += popped;
            }(std::size_t(capacity), popFirst, &was);
        });
        QCOMPARE(was, log);
    }

    // ---- taskDone and join

    void joinWaitsUntilTheWorkOnEveryItemIsDone_data() {
        QTest::addColumn<int>("capacity");
        for (const int capacity : {0, 1, 100})
            QTest::addRow("capacity %d", capacity) << capacity;
    }
    void joinWaitsUntilTheWorkOnEveryItemIsDone() {
        QFETCH(int, capacity);
        QByteArray log;
        qint64 ms = -1;
        tests::virtually([&] {
            return [](std::size_t limit, QByteArray *out, qint64 *took) -> Task<void> {
                Queue<int> queue(limit);
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (int i = 0; i < 2; ++i) {
                        group.spawn(
                            "worker",
                            [](Queue<int> *q) -> Task<void> {
                                while (co_await q->pop()) {
                                    co_await sleepFor(10ms);
                                    q->taskDone();
                                }
                            },
                            &queue);
                    }
                    co_await pushAll(&queue, 0, 6);
                    co_await queue.join();
                    *took = tests::elapsedMs(begun);
                    *out += QByteArray::number(queue.unfinished());
                    co_await pushAll(&queue, 6, 1); // and once more
                    *out += QByteArray::number(queue.unfinished());
                    co_await queue.join();
                    *out += QByteArray::number(queue.unfinished());
                    queue.close();
                });
            }(std::size_t(capacity), &log, &ms);
        });
        QCOMPARE(log, QByteArray("010"));
        QCOMPARE(ms, 30);
    }

    void unfinishedCountsWhatWasTakenInAndNothingElse() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(1);
                auto note = [&] { *out += QByteArray::number(queue.unfinished()) + ' '; };
                co_await pushAll(&queue, 0, 1);
                note();
                *out += queue.tryPush(1) ? "taken " : "refused ";
                try {
                    co_await withTimeout(1ms, pushAll(&queue, 1, 1)); // waits in vain
                } catch (const TimeoutError &) {
                    note();
                }
                co_await queue.pop(); // the work on it is not done by that
                note();
                *out += queue.tryPush(2) ? "taken " : "refused ";
                note();
                queue.taskDone();
                note();
                queue.close(); // what is left in it is still to be done
                note();
                try {
                    co_await withTimeout(1ms, queue.join());
                } catch (const TimeoutError &) {
                    *out += "waits ";
                }
                queue.taskDone();
                co_await queue.join();
                note();
            }(&log);
        });
        QCOMPARE(log, QByteArray("1 refused 1 1 taken 2 1 1 waits 0 "));
    }

    void moreDoneThanPushedIsAnError() {
        Queue<int> queue(1);
        QVERIFY_THROWS_EXCEPTION(std::logic_error, queue.taskDone());
        QVERIFY(queue.tryPush(1));
        queue.taskDone();
        QVERIFY_THROWS_EXCEPTION(std::logic_error, queue.taskDone());
        QCOMPARE(queue.unfinished(), std::size_t(0));
    }

    void severalJoinAndNoneIsForgottenWhenMoreIsPushedMeanwhile() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(10);
                co_await pushAll(&queue, 0, 1);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (const char letter : {'a', 'b'}) {
                        group.spawn(
                            "joiner",
                            [](Queue<int> *q, QByteArray *o, char c) -> Task<void> {
                                co_await q->join();
                                *o += c;
                            },
                            &queue, out, letter);
                    }
                    co_await sleepFor(1ms);
                    queue.taskDone();
                    co_await pushAll(&queue, 1, 1); // in the same turn: nobody came through
                    co_await sleepFor(1ms);
                    *out += '|';
                    queue.taskDone();
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("|ab"));
    }

    void aJoinIsCancelledAndLeavesTheQueueAlone() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Queue<int> queue(1);
                co_await pushAll(&queue, 7, 1);
                try {
                    co_await withTimeout(5ms, queue.join());
                } catch (const TimeoutError &) {
                    *out += "timeout " + QByteArray::number(queue.unfinished());
                }
                *out += " " + QByteArray::number(*co_await queue.pop());
            }(&log);
        });
        QCOMPARE(log, QByteArray("timeout 1 7"));
    }

    void carriesWhatOnlyMoves() {
        tests::Tally tally;
        int got = 0;
        tests::virtually([&] {
            return [](tests::Tally *count, int *sum) -> Task<void> {
                Queue<std::unique_ptr<tests::Guard>> queue(1);
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn(
                        "consumer",
                        [](Queue<std::unique_ptr<tests::Guard>> *q, int *n) -> Task<void> {
                            for (int i = 0; i < 2; ++i)
                                *n += co_await q->pop() ? 1 : 0;
                        },
                        &queue, sum);
                    for (int i = 0; i < 3; ++i) // the last of them stays inside
                        co_await withTimeout(1ms, [](auto *q, tests::Tally *t) -> Task<void> {
                            co_await q->push(std::make_unique<tests::Guard>(t));
                        }(&queue, count));
                    group.cancel();
                });
            }(&tally, &got);
        });
        QCOMPARE(got, 2);
        QVERIFY(tally.made >= 3);
        QVERIFY(tally.balanced());
    }
};

DOCCHAT_TEST(QueueTest)

#include "queue_test.moc"
