#include "asynctest.h"
#include "testmain.h"

#include "async/cancel.h"
#include "async/event.h"
#include "async/sleep.h"
#include "async/taskgroup.h"

#include <QSocketNotifier>

#include <array>

#include <sys/socket.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::async;

namespace {

Task<void> writeWhenIdle(QByteArray *log, char letter) {
    co_await whenIdle(1h);
    *log += letter;
}

Task<void> writeAfterTurns(QByteArray *log, char letter, int turns) {
    for (int i = 0; i < turns; ++i)
        co_await yieldNow();
    *log += letter;
}

Task<void> wakeAnother(QByteArray *log, Event *event) {
    co_await whenIdle(1h);
    *log += 'a';
    event->set();
}

Task<void> writeOnceWoken(QByteArray *log, Event *event) {
    co_await event->wait();
    co_await writeAfterTurns(log, 'b', 20);
}

/// Sockets with something to read, and somebody who reads them.
class TwoLetters {
public:
    explicit TwoLetters(QByteArray *log) {
        for (auto &pair : m_pairs) {
            [[maybe_unused]] const int made =
                socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.data());
            Q_ASSERT(made == 0);
            m_readers.push_back(std::make_unique<QSocketNotifier>(pair[0], QSocketNotifier::Read));
            QObject::connect(m_readers.back().get(), &QSocketNotifier::activated, m_readers.back().get(),
                             [log, socket = pair[0]] {
                                 char letter = 0;
                                 while (read(socket, &letter, 1) == 1)
                                     *log += letter;
                             });
        }
    }
    ~TwoLetters() {
        m_readers.clear();
        for (const auto &pair : m_pairs) {
            close(pair[0]);
            close(pair[1]);
        }
    }
    TwoLetters(const TwoLetters &) = delete;
    TwoLetters &operator=(const TwoLetters &) = delete;

    bool send() { return write(m_pairs[0][1], "s", 1) == 1 && write(m_pairs[1][1], "s", 1) == 1; }

private:
    std::array<std::array<int, 2>, 2> m_pairs{};
    std::vector<std::unique_ptr<QSocketNotifier>> m_readers;
};

} // namespace

class IdleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReadyTaskGoesFirst() {
        QByteArray log;
        tests::really([&] {
            return TaskGroup::run([&log](TaskGroup &group) {
                group.spawn("idle", writeWhenIdle, &log, 'i');
                group.spawn("busy", writeAfterTurns, &log, 'b', 1000);
                group.spawn("busier", writeAfterTurns, &log, 'c', 5000);
            });
        });
        QCOMPARE(log, QByteArray("bci"));
    }

    void whatHasComeOnSocketsGoesFirst() {
        QByteArray log;
        bool sent = false;
        tests::really([&] {
            return [](QByteArray *out, bool *wrote) -> Task<void> {
                TwoLetters letters(out);
                co_await sleepFor(1ms); // the notifiers are in Qt's list
                *wrote = letters.send();
                co_await writeWhenIdle(out, 'i');
            }(&log, &sent);
        });
        QVERIFY(sent);
        QCOMPARE(log, QByteArray("ssi"));
    }

    void whatTheFirstBringsGoesBeforeTheSecond() {
        QByteArray log;
        tests::really([&] {
            return [](QByteArray *out) -> Task<void> {
                Event event;
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn("woken", writeOnceWoken, out, &event);
                    group.spawn("first", wakeAnother, out, &event);
                    group.spawn("second", writeWhenIdle, out, 'c');
                });
            }(&log);
        });
        QCOMPARE(log, QByteArray("abc"));
    }

    void itEndsOnALoopThatIsNeverIdle() {
        int turns = 0;
        tests::really([&] {
            return [](int *counted) -> Task<void> {
                bool stop = false;
                co_await TaskGroup::run([&](TaskGroup &group) {
                    group.spawn(
                        "busy",
                        [](const bool *ended, int *count) -> Task<void> {
                            for (; !*ended; ++*count) // for ever, were there no patience
                                co_await yieldNow();
                        },
                        &stop, counted);
                    group.spawn(
                        "idle",
                        [](bool *ended) -> Task<void> {
                            co_await whenIdle(5ms);
                            *ended = true;
                        },
                        &stop);
                });
            }(&turns);
        });
        QVERIFY(turns > 0);
    }

    void virtualTimeStandsStillMeanwhile() {
        qint64 waited = -1;
        QByteArray log;
        tests::virtually([&] {
            return [](qint64 *ms, QByteArray *out) -> Task<void> {
                const auto begun = Loop::current()->now();
                co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
                    group.spawn(
                        "timer",
                        [](QByteArray *letters) -> Task<void> {
                            co_await sleepFor(1ms);
                            *letters += 't';
                        },
                        out);
                    co_await writeWhenIdle(out, 'i');
                    *ms = tests::elapsedMs(begun);
                });
            }(&waited, &log);
        });
        QCOMPARE(waited, 0);
        QCOMPARE(log, QByteArray("it"));
    }

    void aCancelledOneIsForgotten() {
        QByteArray log;
        tests::really([&] {
            return [](QByteArray *out) -> Task<void> {
                co_await TaskGroup::run([out](TaskGroup &group) -> Task<void> {
                    group.spawn("idle", writeWhenIdle, out, 'i');
                    co_await yieldNow();
                    group.cancel();
                });
                co_await writeWhenIdle(out, 'n');
            }(&log);
        });
        QCOMPARE(log, QByteArray("n"));
    }
};

DOCCHAT_TEST(IdleTest)

#include "idle_test.moc"
