#include "async/event.h"
#include "async/signal.h"
#include "async/taskgroup.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QPointer>
#include <QThread>

using namespace docchat;
using namespace docchat::async;

namespace {

/// Emits, and knows how many listen.
class Sender : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] int listeners() const { return receivers(SIGNAL(happened(int))); }

Q_SIGNALS:
    void happened(int value);
};

Task<void> waitAndNote(Event *event, QByteArray *log, char letter) {
    co_await event->wait();
    *log += letter;
}

Task<void> noteSignal(Sender *sender, QByteArray *log) {
    *log += co_await signalOf(sender, &Sender::happened) ? "emitted;" : "gone;";
}

} // namespace

class EventTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void setWakesEveryWaiterInOrderButNeverInPlace() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Event event;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    for (const char letter : {'a', 'b', 'c'})
                        group.spawn("waiter", waitAndNote, &event, out, letter);
                    co_await sleepFor(1ms);
                    event.set();
                    *out += '|'; // nobody ran inside set()
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("|abc"));
    }

    void staysSetUntilItIsCleared() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Event event;
                event.set();
                co_await waitAndNote(&event, out, 'a');
                co_await waitAndNote(&event, out, 'b');
                event.clear();
                *out += event.isSet() ? '1' : '0';
                try {
                    co_await withTimeout(1ms, waitAndNote(&event, out, 'c'));
                } catch (const TimeoutError &) {
                    *out += 't';
                }
            }(&log);
        });
        QCOMPARE(log, QByteArray("ab0t"));
    }

    void setAndClearedInOneTurnStillWakesWhoWaited() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                Event event;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("waiter", waitAndNote, &event, out, 'a');
                    co_await sleepFor(1ms);
                    event.set();
                    event.clear();
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("a"));
    }

    void aWaiterThatIsCancelledIsNotWokenLater_data() {
        QTest::addColumn<bool>("setFirst");
        QTest::addColumn<QByteArray>("log");
        QTest::newRow("set, then cancelled") << true << QByteArray("ab");
        QTest::newRow("cancelled, then set") << false << QByteArray("b");
    }
    void aWaiterThatIsCancelledIsNotWokenLater() {
        QFETCH(bool, setFirst);
        QFETCH(QByteArray, log);
        QByteArray was;
        tests::virtually([&] {
            return [](bool first, QByteArray *out) -> Task<void> {
                Event event;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    Scope *scope = nullptr;
                    group.spawn(
                        "a",
                        [](Event *e, QByteArray *o, Scope **own) -> Task<void> {
                            co_await cancellable([=](Scope &s) {
                                *own = &s;
                                return waitAndNote(e, o, 'a');
                            });
                        },
                        &event, out, &scope);
                    group.spawn("b", waitAndNote, &event, out, 'b');
                    co_await sleepFor(1ms);
                    if (first)
                        event.set();
                    scope->cancel();
                    event.set();
                });
            }(setFirst, &was);
        });
        QCOMPARE(was, log);
    }

    void aPromiseGivesTheFirstValueItWasSetTo() {
        const int value = tests::virtually([] {
            return []() -> Task<int> {
                async::Promise<int> promise;
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "setter",
                        [](async::Promise<int> *p) -> Task<void> {
                            co_await sleepFor(1ms);
                            p->set(1);
                            p->set(2);
                        },
                        &promise);
                });
                co_return promise.isSet() ? co_await promise.take() : -1;
            }();
        });
        QCOMPARE(value, 1);
    }

    void aPromiseSetByACallbackWakesItsTaker() {
        const auto value = tests::really([] {
            return []() -> Task<std::unique_ptr<int>> {
                async::Promise<std::unique_ptr<int>> promise;
                QTimer::singleShot(1, Loop::current(), [&] { promise.set(std::make_unique<int>(5)); });
                co_return co_await promise.take();
            }();
        });
        QCOMPARE(*value, 5);
    }

    void aPromiseNobodySetsIsCancelled() {
        bool timedOut = false;
        tests::virtually([&] {
            return [](bool *cut) -> Task<void> {
                async::Promise<int> promise;
                try {
                    co_await withTimeout(1ms, promise.take());
                } catch (const TimeoutError &) {
                    *cut = true;
                }
                promise.set(1); // late, and nobody waits
            }(&timedOut);
        });
        QVERIFY(timedOut);
    }

    // ---- signalOf

    void aSignalIsAwaitedAndNeverResumesInsideItsEmission() {
        QByteArray log;
        int listening = -1;
        int after = -1;
        tests::virtually([&] {
            return [](QByteArray *out, int *during, int *left) -> Task<void> {
                Sender sender;
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("listener", noteSignal, &sender, out);
                    co_await sleepFor(1ms);
                    *during = sender.listeners();
                    Q_EMIT sender.happened(1);
                    Q_EMIT sender.happened(2);
                    *out += '|';
                });
                *left = sender.listeners();
            }(&log, &listening, &after);
        });
        QCOMPARE(log, QByteArray("|emitted;"));
        QCOMPARE(listening, 1);
        QCOMPARE(after, 0);
    }

    void aSenderThatDiesEndsTheWait() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                auto sender = std::make_unique<Sender>();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("listener", noteSignal, sender.get(), out);
                    co_await sleepFor(1ms);
                    sender.reset();
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("gone;"));
    }

    void aSignalThenTheEndOfItsSenderCountsAsASignal() {
        QByteArray log;
        tests::virtually([&] {
            return [](QByteArray *out) -> Task<void> {
                auto sender = std::make_unique<Sender>();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("listener", noteSignal, sender.get(), out);
                    co_await sleepFor(1ms);
                    Q_EMIT sender->happened(1);
                    sender.reset();
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("emitted;"));
    }

    void aCancelledListenerIsDisconnected_data() {
        QTest::addColumn<bool>("emitAfterwards");
        QTest::newRow("then the signal comes") << true;
        QTest::newRow("then the sender dies") << false;
    }
    void aCancelledListenerIsDisconnected() {
        QFETCH(bool, emitAfterwards);
        QByteArray log;
        int listening = -1;
        tests::virtually([&] {
            return [](bool emits, QByteArray *out, int *left) -> Task<void> {
                auto sender = std::make_unique<Sender>();
                try {
                    co_await withTimeout(1ms, noteSignal(sender.get(), out));
                } catch (const TimeoutError &) {
                    *out += "cut;";
                }
                *left = sender->listeners();
                if (emits)
                    Q_EMIT sender->happened(1);
                else
                    sender.reset();
                co_await sleepFor(1ms);
            }(emitAfterwards, &log, &listening);
        });
        QCOMPARE(log, QByteArray("cut;"));
        QCOMPARE(listening, 0);
    }

    void aListenerInACancelledScopeNeverConnects() {
        int listening = -1;
        tests::virtually([&] {
            return [](int *seen) -> Task<void> {
                Sender sender;
                QByteArray log;
                co_await cancellable([&](Scope &scope) -> Task<void> {
                    scope.cancel();
                    co_await noteSignal(&sender, &log);
                });
                *seen = sender.listeners() * 100 + int(log.size());
            }(&listening);
        });
        QCOMPARE(listening, 0);
    }

    /// Two emissions are queued to the loop before it runs: the second finds a wait that is over and gone.
    void aSenderOnAnotherThreadMayEmitMoreThanOnce() {
        QByteArray log;
        tests::really([&] {
            return [](QByteArray *out) -> Task<void> {
                Sender sender;
                QThread thread;
                sender.moveToThread(&thread);
                thread.start();
                QTimer::singleShot(0, Loop::current(), [&sender] {
                    QMetaObject::invokeMethod(
                        &sender,
                        [&sender] {
                            for (int i = 0; i < 3; ++i)
                                Q_EMIT sender.happened(i);
                        },
                        Qt::BlockingQueuedConnection);
                });
                co_await noteSignal(&sender, out);
                co_await sleepFor(20ms);
                thread.quit();
                thread.wait();
            }(&log);
        });
        QCOMPARE(log, QByteArray("emitted;"));
    }

    /// The emission is queued to the loop; the listener is cancelled and gone before it is delivered.
    void aSignalOfAnotherThreadThatArrivesAfterCancelIsDropped() {
        QByteArray log;
        tests::really([&] {
            return [](QByteArray *out) -> Task<void> {
                Sender sender;
                QThread thread;
                sender.moveToThread(&thread);
                thread.start();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn("listener", noteSignal, &sender, out);
                    co_await sleepFor(1ms);
                    QMetaObject::invokeMethod(
                        &sender, [&sender] { Q_EMIT sender.happened(1); }, Qt::BlockingQueuedConnection);
                    group.cancel();
                });
                co_await sleepFor(5ms);
                thread.quit();
                thread.wait();
                *out += "end";
            }(&log);
        });
        QCOMPARE(log, QByteArray("end"));
    }
};

DOCCHAT_TEST(EventTest)

#include "event_test.moc"
