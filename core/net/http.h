#pragma once

#include "async/generator.h"
#include "async/semaphore.h"
#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace docchat::net {

class Transfer;
class Transfers;

/// A name for one call, told to the server, which may get it twice: libcurl sends again when a kept
/// connection turns out to be closed, and who retries sends the same HttpRequest again. Not guessable, 22
/// characters.
[[nodiscard]] QByteArray newIdempotencyKey();

/// One call. Redirects are never followed, so that a key never reaches another origin.
struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    std::chrono::milliseconds timeout =
        std::chrono::seconds(30); ///< the whole call, without the wait for its turn
    std::chrono::milliseconds idle = std::chrono::seconds(60);    ///< between two pieces of a streamed body
    qint64 maxBody = 64 * 1024 * 1024;                            ///< bytes; more is an error
    std::function<void(qint64 sent, qint64 total)> uploaded = {}; ///< bytes of the body, on the loop's thread
    QByteArray idempotencyKey = newIdempotencyKey();              ///< copies are the same call
    std::function<void(Error &error, const QByteArray &body)> explain =
        {};                                  ///< says more of an error status, from its body
    QByteArray secret = {};                  ///< stands in no error, though the server may repeat it
    async::Turn turn = async::Turn::InOrder; ///< among the calls that wait
};

/// How far the program may connect. Shared by all who do; loop thread.
struct Reach {
    bool thisComputerOnly = false; ///< nothing new begins elsewhere, by no proxy either
};

/// Is this computer itself at an address? Then nothing that is sent there leaves it.
[[nodiscard]] bool isThisComputer(const QUrl &url);

/// A whole answer with a status below 400.
struct HttpResponse {
    int status = 0;
    QByteArray body;
};

/// Talks to one origin (scheme, host, port) by libcurl, with `width` calls truly in flight, each on a
/// connection of its own that stays open for the next (HTTP/2 shares one, where TLS agreed on it). Streams
/// are counted by themselves and never hold up a call. Cancelling a call closes its socket. Loop thread only.
class HttpClient {
public:
    /// `reach`: asked before each call, and outlives the client; null: everywhere.
    HttpClient(QUrl origin, int width, int streams = 6, const Reach *reach = nullptr);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Sends and gathers the answer. Error: kind Provider or TimedOut, the server's name in the message,
    /// `transient` for 408, 429, 5xx, timeouts and lost connections, `retryAfter` from the header, `status`
    /// where there was one.
    async::Task<Result<HttpResponse>> send(HttpRequest request);

    /// Sends and yields the body as it arrives; an error is the last item, after all that came before it.
    /// Reading slowly slows the server down.
    async::AsyncGenerator<Result<QByteArray>> stream(HttpRequest request);

    [[nodiscard]] const QUrl &origin() const { return m_origin; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int inFlight() const { return m_width - m_calls.available(); }

private:
    [[nodiscard]] std::optional<Error> refuse(const HttpRequest &request) const;

    QUrl m_origin;
    const Reach *m_reach;
    int m_width;
    async::Semaphore m_calls;
    async::Semaphore m_streams;
    std::unique_ptr<Transfers> m_transfers;
};

/// What a server says of an error in its body: {"error":{"message":…}}, {"error":…}, {"message":…} or
/// {"detail":…}; shortened, without `secret`, and empty where it says nothing.
[[nodiscard]] QString serverSays(const QByteArray &body, const QByteArray &secret = {});

/// Retry-After as seconds or an HTTP date (RFC 9110, 10.2.3); nullopt for what is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value);

} // namespace docchat::net
