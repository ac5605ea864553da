#include "net/http.h"

#include "async/cancel.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUuid>

namespace docchat::net {

using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr int connectionsPerManager = 6; // what QNetworkAccessManager allows a host over HTTP/1.1
constexpr qint64 readBuffer = 256 * 1024;

/// The only way a reply ends: abort() closes the socket within a millisecond, close() never does.
struct EndReply {
    void operator()(QNetworkReply *reply) const {
        QObject::disconnect(reply, &QNetworkReply::uploadProgress, nullptr, nullptr);
        if (reply->isRunning())
            reply->abort();
        reply->deleteLater();
    }
};
using ReplyPointer = std::unique_ptr<QNetworkReply, EndReply>;

/// Waits until there is something to read, or the reply is finished.
class BodyReady : public async::Awaitable<BodyReady> {
public:
    explicit BodyReady(QNetworkReply *reply) : Awaitable("http reply"), m_reply(reply) {}
    bool ready() { return m_reply->bytesAvailable() > 0 || m_reply->isFinished(); }
    void start() {
        auto arrived = [this] {
            detach();
            fire();
        };
        m_read = QObject::connect(m_reply, &QNetworkReply::readyRead, m_fiber->loop, arrived);
        m_finished = QObject::connect(m_reply, &QNetworkReply::finished, m_fiber->loop, arrived);
    }
    void detach() {
        QObject::disconnect(m_read);
        QObject::disconnect(m_finished);
    }

private:
    QNetworkReply *m_reply;
    QMetaObject::Connection m_read;
    QMetaObject::Connection m_finished;
};

Task<void> bodyReady(QNetworkReply *reply) {
    co_await BodyReady(reply);
}

int defaultPort(const QUrl &url) {
    return url.scheme() == QLatin1StringView("https") ? 443 : 80;
}

QString serverName(const QUrl &url) {
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

/// The server's own words out of {"error":{"message":…}} or {"error":"…"}, shortened.
QString serverSays(const QByteArray &body) {
    const auto error = QJsonDocument::fromJson(body).object().value(QLatin1StringView("error"));
    const auto said =
        error.isObject() ? error.toObject().value(QLatin1StringView("message")).toString() : error.toString();
    return said.left(300);
}

Error timedOut(const QUrl &url, std::chrono::milliseconds limit) {
    return {ErrorKind::TimedOut,
            QStringLiteral("%1 did not answer within %2 s")
                .arg(serverName(url))
                .arg(double(limit.count()) / 1000),
            QStringLiteral("Check that the server is running and not overloaded, then retry"), true};
}

Error tooLarge(const QUrl &url, qint64 limit) {
    return {ErrorKind::Provider,
            QStringLiteral("%1 sent more than %2 MiB").arg(serverName(url)).arg(limit / (1024 * 1024)),
            QStringLiteral("Check the server's address and model")};
}

struct StatusAdvice {
    int status;
    QLatin1StringView what;
    QLatin1StringView hint;
    bool transient;
};

constexpr StatusAdvice statusAdvice[] = {
    {400, QLatin1StringView("refused the request (400)"),
     QLatin1StringView("Check the model's name and limits"), false},
    {401, QLatin1StringView("refused the key (401)"), QLatin1StringView("Set the right key for this server"),
     false},
    {403, QLatin1StringView("denied access (403)"), QLatin1StringView("Check what the key may be used for"),
     false},
    {404, QLatin1StringView("does not know this address or model (404)"),
     QLatin1StringView("Check the server's address and the model's name"), false},
    {408, QLatin1StringView("gave up waiting (408)"), QLatin1StringView("Retry"), true},
    {413, QLatin1StringView("found the request too large (413)"), QLatin1StringView("Use smaller batches"),
     false},
    {429, QLatin1StringView("is busy (429)"), QLatin1StringView("Wait a little, then retry"), true},
};

Error statusError(QNetworkReply *reply, int status, const QByteArray &body) {
    const auto server = serverName(reply->url());
    Error error{
        ErrorKind::Provider, {}, {}, status >= 500, parseRetryAfter(reply->rawHeader("Retry-After")), status};
    if (status >= 300 && status < 400) {
        error.message = QStringLiteral("%1 redirects to another address (%2), which is not followed")
                            .arg(server)
                            .arg(status);
        error.hint = QStringLiteral("Enter the server's final address");
        return error;
    }
    error.message = QStringLiteral("%1 failed (%2)").arg(server).arg(status);
    error.hint = QStringLiteral("Retry; if it stays, look at the server's log");
    for (const auto &advice : statusAdvice) {
        if (advice.status != status)
            continue;
        error.message = server + QLatin1Char(' ') + advice.what;
        error.hint = advice.hint;
        error.transient = advice.transient;
    }
    if (const auto said = serverSays(body); !said.isEmpty())
        error.message += QStringLiteral(": ") + said;
    return error;
}

Error connectionError(QNetworkReply *reply) {
    const auto server = serverName(reply->url());
    Error error{
        ErrorKind::Provider, {}, QStringLiteral("Check the server's address and the network, then retry")};
    switch (reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        error.message = QStringLiteral("Nothing answers at %1").arg(server);
        error.hint = QStringLiteral("Start the server or correct its address, then retry");
        break;
    case QNetworkReply::HostNotFoundError:
        error.message = QStringLiteral("The name %1 is not known").arg(reply->url().host());
        break;
    case QNetworkReply::RemoteHostClosedError:
        error.message = QStringLiteral("%1 closed the connection before its answer was whole").arg(server);
        error.transient = true;
        break;
    case QNetworkReply::SslHandshakeFailedError:
        error.message = QStringLiteral("No secure connection to %1: %2").arg(server, reply->errorString());
        error.hint = QStringLiteral("Check the server's certificate and this computer's clock");
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.message =
            QStringLiteral("The proxy does not let through to %1: %2").arg(server, reply->errorString());
        error.hint = QStringLiteral("Check the proxy settings of this computer");
        break;
    default:
        error.message = QStringLiteral("The connection to %1 failed: %2").arg(server, reply->errorString());
        error.transient = true;
    }
    return error;
}

/// Nothing when the reply is whole and good.
std::optional<Error> replyError(QNetworkReply *reply, const QByteArray &body) {
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300)
        return statusError(reply, status, body);
    if (reply->error() != QNetworkReply::NoError)
        return connectionError(reply);
    if (status < 200) // Qt ends the reply at an informational answer other than 100
        return statusError(reply, status, body);
    return std::nullopt;
}

QNetworkRequest prepare(const HttpRequest &request) {
    QNetworkRequest prepared(request.url);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // Qt sends a POST a second time when a kept connection closes without a reply: the key lets a server see
    // that.
    prepared.setRawHeader("Idempotency-Key", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    if (request.url.scheme() == QLatin1StringView("http"))
        prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!request.body.isEmpty())
        prepared.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

ReplyPointer start(QNetworkAccessManager *manager, const HttpRequest &request) {
    ReplyPointer reply(manager->sendCustomRequest(prepare(request), request.method, request.body));
    if (request.uploaded)
        QObject::connect(reply.get(), &QNetworkReply::uploadProgress, reply.get(),
                         [told = request.uploaded](qint64 sent, qint64 total) {
                             if (total > 0) // Qt ends with 0 of 0
                                 told(sent, total);
                         });
    return reply;
}

Task<Result<QByteArray>> wholeBody(QNetworkReply *reply, qint64 limit) {
    QByteArray body;
    while (!reply->isFinished()) {
        co_await BodyReady(reply);
        body += reply->readAll();
        if (body.size() > limit)
            co_return tooLarge(reply->url(), limit);
    }
    body += reply->readAll();
    co_return body;
}

} // namespace

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value) {
    bool isNumber = false;
    const double seconds = value.trimmed().toDouble(&isNumber);
    if (isNumber)
        return !(seconds >= 0 && seconds <= 1e9)
                   ? std::nullopt
                   : std::optional(std::chrono::milliseconds(qint64(seconds * 1000)));
    // As an offset of RFC 2822, so that no hour of the local zone is missing.
    const auto text =
        QString::fromLatin1(value.trimmed()).replace(QLatin1StringView(" GMT"), QLatin1StringView(" +0000"));
    const auto utc = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!utc.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(utc)));
}

// ---- the pool

/// A permit together with the least loaded manager.
class HttpClient::Lease {
public:
    Lease(async::Permit permit, Slot *slot) : m_permit(std::move(permit)), m_slot(slot) { ++m_slot->busy; }
    Lease(Lease &&other) noexcept
        : m_permit(std::move(other.m_permit)), m_slot(std::exchange(other.m_slot, nullptr)) {}
    Lease &operator=(Lease &&) = delete;
    ~Lease() {
        if (m_slot)
            --m_slot->busy;
    }
    [[nodiscard]] QNetworkAccessManager *manager() const { return m_slot->manager.get(); }

private:
    async::Permit m_permit;
    Slot *m_slot;
};

HttpClient::Pool::Pool(int width) : semaphore(width) {
    slots.resize(size_t((width + connectionsPerManager - 1) / connectionsPerManager));
    for (auto &slot : slots)
        slot.manager = std::make_unique<QNetworkAccessManager>();
}

HttpClient::HttpClient(QUrl origin, int width, int streams)
    : m_origin(std::move(origin)), m_width(width), m_calls(width), m_streams(streams) {}

HttpClient::~HttpClient() = default;

Task<HttpClient::Lease> HttpClient::lease(Pool *pool) {
    auto permit = co_await pool->semaphore.acquire();
    auto *least = &pool->slots.front();
    for (auto &slot : pool->slots) {
        if (slot.busy < least->busy)
            least = &slot;
    }
    co_return Lease(std::move(permit), least);
}

std::optional<Error> HttpClient::refuse(const QUrl &url) const {
    const bool web = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    const bool sameOrigin = url.scheme() == m_origin.scheme() && url.host() == m_origin.host() &&
                            url.port(defaultPort(url)) == m_origin.port(defaultPort(m_origin));
    if (web && sameOrigin && !url.host().isEmpty())
        return std::nullopt;
    return Error{
        ErrorKind::Usage,
        QStringLiteral("%1 is not an address of %2").arg(url.toDisplayString(), serverName(m_origin)),
        QStringLiteral("Use an http:// or https:// address")};
}

Task<Result<HttpResponse>> HttpClient::send(HttpRequest request) {
    if (auto refused = refuse(request.url))
        co_return *refused;
    auto place = co_await lease(&m_calls);
    auto reply = start(place.manager(), request);
    std::optional<Result<QByteArray>> body;
    try {
        body = co_await async::withTimeout(request.timeout, wholeBody(reply.get(), request.maxBody));
    } catch (const async::TimeoutError &) {
    }
    if (!body)
        co_return timedOut(request.url, request.timeout);
    if (!body->ok())
        co_return body->error();
    if (auto error = replyError(reply.get(), **body))
        co_return *error;
    co_return HttpResponse{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                           std::move(**body)};
}

async::AsyncGenerator<Result<QByteArray>> HttpClient::stream(HttpRequest request) {
    if (auto refused = refuse(request.url)) {
        co_yield *refused;
        co_return;
    }
    auto place = co_await lease(&m_streams);
    auto reply = start(place.manager(), request);
    // Only once the reply has begun, which it does from the event queue: earlier it has no effect (Qt 6.4).
    QMetaObject::invokeMethod(
        reply.get(), [begun = reply.get()] { begun->setReadBufferSize(readBuffer); }, Qt::QueuedConnection);
    qint64 received = 0;
    std::optional<Error> failed;
    QByteArray errorBody;
    while (!failed) {
        try {
            co_await async::withTimeout(request.idle, bodyReady(reply.get()));
        } catch (const async::TimeoutError &) {
            failed = timedOut(request.url, request.idle);
            break;
        }
        auto piece = reply->read(readBuffer);
        if (piece.isEmpty() && reply->isFinished())
            break;
        received += piece.size();
        if (received > request.maxBody)
            failed = tooLarge(request.url, request.maxBody);
        else if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 300)
            errorBody += piece;
        else
            co_yield std::move(piece);
    }
    if (!failed)
        failed = replyError(reply.get(), errorBody);
    if (failed)
        co_yield *failed;
}

} // namespace docchat::net
