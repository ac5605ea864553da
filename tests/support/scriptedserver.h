#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace docchat::tests {

struct ServerState;

/// A real HTTP/1.1 server on 127.0.0.1 that answers like an OpenAI-compatible provider and like Ollama, fails
/// on demand and keeps exact books.
///
/// It lives on the event loop of the thread that made it, which must run for it to answer. Every function is
/// called on that thread, none blocks, and none can fail unless it says so.
///
/// Paths (`ms` in milliseconds, `n` events or bytes; a negative ms in /sse sends all events in one turn):
/// - POST /v1/embeddings, POST /v1/chat/completions, GET /v1/models: as in the OpenAI API reference
/// - POST /api/chat, /api/embed, /api/show, /api/pull, GET /api/tags: as in Ollama's (always streamed)
/// - /small?ms=, /big?n=, /echo, /hang, /status?code=, /redir?code=&to=
/// - /sse?n=&ms=&stall=1&drop=1&raw=1 (stall: never ends; drop: FIN inside the stream; raw: not chunked)
/// - /flaky?id=&fail=&ra= (429 with Retry-After `ra` for the first `fail` requests of each `id`)
/// - /closenow?rst=1 (no reply, FIN or RST), /idleclose?ms= (replies, then closes the idle connection)
///
/// Paths that start with /_ go to setControl() and appear in no statistic, nor does a connection that carries
/// nothing else; scriptedserver_main.cpp says which there are.
class ScriptedServer {
public:
    /// What one request gets instead of its real reply.
    struct Fault {
        /// Reply: `status`, `headers`, `body`. Hang: not one byte. CloseBeforeReply: an orderly close (FIN).
        /// HalfBody: a full Content-Length, half of `body`, then FIN. Stall: a chunked reply that sends
        /// `body` and never ends. Reset: a TCP RST. InvalidJson: a whole reply whose body, if none is given,
        /// is cut-off JSON.
        enum Kind { Reply, Hang, CloseBeforeReply, HalfBody, Stall, Reset, InvalidJson };

        int status = 0; ///< HTTP status; 0 means 200
        QList<QPair<QByteArray, QByteArray>> headers = {};
        QByteArray body = {};
        Kind kind = Reply;
    };

    /// The books. A request is in flight from its last byte read to the last byte of its reply handed to the
    /// kernel; targets are the path with its query, as sent. The lists have one entry a request, in order of
    /// arrival.
    struct Stats {
        int inFlight = 0;
        int maxInFlight = 0;
        int requests = 0;
        int connections = 0; ///< accepted since the start or the last reset()
        int openConnections = 0;
        /// When (ms of std::chrono::steady_clock) a client left with which target in flight.
        QList<QPair<qint64, QString>> disconnects;
        QList<QByteArray> bodies;                     ///< the last 1000 only
        QList<QHash<QByteArray, QByteArray>> headers; ///< names in lower case
        QStringList paths;
        QList<qint64> times; ///< arrival, ms of std::chrono::steady_clock
        QList<QByteArray> methods;
        /// How long each request was in flight whose reply went out to the end, in µs, in the order of their
        /// ends.
        QList<qint64> serviceUs;
    };

    /// Listens on 127.0.0.1:`port`, or on a free port for 0. Ends the process with a message if it cannot.
    explicit ScriptedServer(quint16 port = 0);
    /// Same as closeAll(): nothing is waited for, and open requests are not counted as disconnects.
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;

    /// The port it listens on, or did before closeAll().
    [[nodiscard]] quint16 port() const;
    /// `http://127.0.0.1:port` + `path`, where `path` starts with '/' and may carry an encoded query.
    [[nodiscard]] QUrl url(const QString &path = {}) const;

    /// A copy of the books as they are now.
    [[nodiscard]] Stats stats() const;
    /// Empties the books and the counts of /flaky; what is open or in flight stays counted. Faults stay.
    void reset();

    /// The time from a whole embeddings request to its reply, in ms, for requests that arrive from now on.
    void setEmbedDelay(std::chrono::milliseconds delay);
    /// The next `count` requests to `path` (no query) wait until all of them are in flight, and 100 ms for
    /// one that should not be; then each gets its reply or fault. So a test can count on them being there
    /// together, however slow the machine is. A client that leaves while it waits counts no more.
    void gather(const QString &path, int count);
    /// Floats a vector has from now on, at least 1; 256 at first.
    void setDimension(int dimension);
    /// Vectors from now on: numbers as long as a provider sends them (about 33 KB for 1,536) and cheap to
    /// make, so that a bench measures its client. They say nothing about the text. `dimension` as above.
    void setDenseVectors(int dimension);
    /// The words /v1/chat/completions says from now on, each followed by a space and, when streamed, each its
    /// own event and write, `betweenWords` ms after the last (and the first after the request).
    void setAnswer(QStringList words, std::chrono::milliseconds betweenWords);

    /// How /v1/chat/completions streams from now on: `before`, then `word` for each with WORD for the word as
    /// JSON, then `after`, all as they stand.
    struct Voice {
        QByteArray before = {};
        QByteArray word = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":WORD}}]}\n\n";
        QByteArray after = "data: [DONE]\n\n";
    };
    void setVoice(Voice voice);

    /// Replaces the queue of faults for `path` (no query): one is used up by each request to it.
    void setFault(const QString &path, const QList<Fault> &faults);
    /// The fault of every request to `path` once its queue is empty.
    void setDefaultFault(const QString &path, const Fault &fault);
    /// Puts `faults` at the end of the queue for `path`.
    void addFaults(const QString &path, const QList<Fault> &faults);
    /// Forgets all queues and defaults; what was to be gathered is answered.
    void clearFaults();

    /// In: a path that starts with /_ and the body. Out: the JSON to send with 200, or nothing for a 400.
    using Control = std::function<QByteArray(const QString &path, const QByteArray &body)>;
    /// What answers the paths that start with /_, on this thread; without it they get a 400.
    void setControl(Control control);

    /// As if the process were killed: stops listening and aborts each connection. None counts as a
    /// disconnect.
    void closeAll();
    /// Listens again on the same port; false if someone else has taken it.
    [[nodiscard]] bool listenAgain();

private:
    std::unique_ptr<ServerState> m_state;
};

} // namespace docchat::tests
