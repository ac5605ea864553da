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

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace docchat::net {

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
};

/// A whole answer with a status below 400.
struct HttpResponse {
    int status = 0;
    QByteArray body;
};

/// Talks to one origin (scheme, host, port) with `width` requests truly in flight: QNetworkAccessManager
/// stops at six a host, so there are ceil(width / 6) of them, each with connections of its own that stay
/// open. Streams have a pool of their own and never hold up a call. Cancelling a call closes its socket. Loop
/// thread only.
class HttpClient {
public:
    HttpClient(QUrl origin, int width, int streams = 6);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Sends and gathers the answer. Error: kind Provider or TimedOut, the server's name in the message,
    /// `transient` for 408, 429, 5xx, timeouts and lost connections, `retryAfter` from the header, `status`
    /// where there was one.
    async::Task<Result<HttpResponse>> send(HttpRequest request);

    /// Sends and yields the body as it arrives; an error is the last item. Reading slowly slows the server
    /// down.
    async::AsyncGenerator<Result<QByteArray>> stream(HttpRequest request);

    [[nodiscard]] const QUrl &origin() const { return m_origin; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int inFlight() const { return m_width - m_calls.semaphore.available(); }

private:
    struct Slot {
        std::unique_ptr<QNetworkAccessManager> manager;
        int busy = 0;
    };
    struct Pool {
        explicit Pool(int width);
        std::vector<Slot> slots;
        async::Semaphore semaphore;
    };
    class Lease;

    async::Task<Lease> lease(Pool *pool);
    std::optional<Error> refuse(const QUrl &url) const;

    QUrl m_origin;
    int m_width;
    Pool m_calls;
    Pool m_streams;
};

/// Retry-After as seconds or an HTTP date (RFC 9110, 10.2.3); nullopt for what is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value);

} // namespace docchat::net
