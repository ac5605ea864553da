#pragma once

#include "asynctest.h"
#include "scriptedserver.h"

#include "async/sleep.h"
#include "net/http.h"

#include <QCoreApplication>
#include <QDebug>

#include <cstdio>

/// A drill is a small program that shows one idiom of core/async as an example to read, and proves its
/// outcome. What needs no sockets runs on virtual time, where times are exact; the rest talks to a real
/// server in the same process, whose books are checked, and only tells its times.
namespace docchat::drills {

namespace detail {

/// Notes how long it lived, in milliseconds of the loop's clock.
class Stopwatch {
public:
    explicit Stopwatch(qint64 *tookMs) : m_tookMs(tookMs) {}
    ~Stopwatch() { *m_tookMs = tests::elapsedMs(m_begun); }
    Stopwatch(const Stopwatch &) = delete;
    Stopwatch &operator=(const Stopwatch &) = delete;

private:
    qint64 *m_tookMs;
    async::Clock::time_point m_begun = async::Loop::current()->now();
};

template <class T>
async::Task<T> timed(async::Task<T> task, qint64 *tookMs) {
    const Stopwatch watch(tookMs);
    co_return co_await std::move(task);
}

} // namespace detail

/// One program: runs coroutines, and says what is expected and what came.
class Drill {
public:
    Drill(int &argc, char **argv) : m_application(argc, argv) {}

    /// Runs the Task that makeTask() gives by async::run, on a loop with virtual time, to its value.
    template <class F>
    auto virtually(F makeTask) {
        return tests::virtually([&] { return detail::timed(makeTask(), &m_tookMs); });
    }
    /// The same on real time.
    template <class F>
    auto really(F makeTask) {
        return tests::really([&] { return detail::timed(makeTask(), &m_tookMs); });
    }
    /// How long the last of them took on its loop's clock, in ms.
    [[nodiscard]] qint64 tookMs() const { return m_tookMs; }

    template <class T>
    void expect(const char *what, const T &came, const std::type_identity_t<T> &expected) {
        if (came == expected) {
            say("ok    %1: %2", what, words(came));
            return;
        }
        ++m_failures;
        say("FAIL  %1: expected %2, came %3", what, words(expected), words(came));
    }
    /// Tells how long the last run took beside what arithmetic says.
    void tellTime(const char *what, qint64 expectedMs) const {
        say("note  %1 took %2 ms; arithmetic says %3 ms", what, words(m_tookMs), words(expectedMs));
    }

    /// What main() returns.
    [[nodiscard]] int exitCode() const { return m_failures == 0 ? 0 : 1; }

private:
    template <class T>
    static QString words(const T &value) {
        QString text;
        QDebug(&text).nospace() << value;
        return text;
    }
    template <class... A>
    static void say(const char *format, const A &...parts) {
        std::puts(qUtf8Printable(QString::fromUtf8(format).arg(plain(parts)...)));
        std::fflush(stdout);
    }
    static QString plain(const char *text) { return QString::fromUtf8(text); }
    static QString plain(const QString &text) { return text; }

    QCoreApplication m_application;
    qint64 m_tookMs = 0;
    int m_failures = 0;
};

/// A GET of `url`: the status of the answer, or of the error; 0 when there was none.
inline async::Task<int> fetch(net::HttpClient *client, QUrl url) {
    const auto answer = co_await client->send({.url = std::move(url)});
    co_return answer.ok() ? answer.value().status : answer.error().status;
}

/// The targets of the requests whose clients left before the answer, in the order of leaving.
inline QStringList abandoned(const tests::ScriptedServer &server) {
    QStringList targets;
    for (const auto &[when, target] : server.stats().disconnects)
        targets.append(target);
    return targets;
}

} // namespace docchat::drills
