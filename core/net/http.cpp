#include "net/http.h"

#include "async/cancel.h"
#include "base/words.h"
#include "net/transfer.h"

#include <QDateTime>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace docchat::net {

using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readBuffer = 256 * 1024; // of a stream: what may wait before the server is held back

/// transfer->arrival(until) as a task; the lists of tasks name the line that called.
Task<void> arrival(Transfer *transfer, Transfer::Until until,
                   std::source_location where = std::source_location::current()) {
    auto wait = transfer->arrival(until);
    wait.where = where;
    co_await wait;
}

int defaultPort(const QUrl &url) {
    return url.scheme() == QLatin1StringView("https") ? 443 : 80;
}

QString serverName(const QUrl &url) {
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

Error timedOut(const QUrl &url, std::chrono::milliseconds limit) {
    return {ErrorKind::TimedOut,
            Words::tr("%1 did not answer within %2 s").arg(serverName(url)).arg(double(limit.count()) / 1000),
            Words::tr("Check that the server is running and not overloaded, then retry"), true};
}

Error tooLarge(const QUrl &url, qint64 limit) {
    return {ErrorKind::Provider,
            Words::tr("%1 sent more than %2 MiB").arg(serverName(url)).arg(limit / (1024 * 1024)),
            Words::tr("Check the server's address and model")};
}

struct StatusAdvice {
    int status;
    const char *what;
    const char *hint;
    bool transient;
};

constexpr StatusAdvice statusAdvice[] = {
    {400, QT_TRANSLATE_NOOP("docchat::Words", "refused the request (400)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Check the model's name and limits"), false},
    {401, QT_TRANSLATE_NOOP("docchat::Words", "refused the key (401)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Set the right key for this server"), false},
    {403, QT_TRANSLATE_NOOP("docchat::Words", "denied access (403)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Check what the key may be used for"), false},
    {404, QT_TRANSLATE_NOOP("docchat::Words", "does not know this address or model (404)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Check the server's address and the model's name"), false},
    {408, QT_TRANSLATE_NOOP("docchat::Words", "gave up waiting (408)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Retry"), true},
    {413, QT_TRANSLATE_NOOP("docchat::Words", "found the request too large (413)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Use smaller batches"), false},
    {429, QT_TRANSLATE_NOOP("docchat::Words", "is busy (429)"),
     QT_TRANSLATE_NOOP("docchat::Words", "Wait a little, then retry"), true},
};

Error statusError(const HttpRequest &request, const Transfer &transfer, const QByteArray &body) {
    const auto server = serverName(request.url);
    const int status = transfer.status();
    Error error{ErrorKind::Provider, {}, {}, status >= 500, parseRetryAfter(transfer.retryAfter()), status};
    if (status >= 300 && status < 400) {
        error.message =
            Words::tr("%1 redirects to another address (%2), which is not followed").arg(server).arg(status);
        error.hint = Words::tr("Enter the server's final address");
        return error;
    }
    error.message = Words::tr("%1 failed (%2)").arg(server).arg(status);
    error.hint = Words::tr("Retry; if it stays, look at the server's log");
    for (const auto &advice : statusAdvice) {
        if (advice.status != status)
            continue;
        error.message = server + QLatin1Char(' ') + Words::tr(advice.what);
        error.hint = Words::tr(advice.hint);
        error.transient = advice.transient;
    }
    if (const auto said = serverSays(body, request.secret); !said.isEmpty())
        error.message += QStringLiteral(": ") + said;
    return error;
}

/// What a connection's end means to a person, and whether trying again may cure it.
struct ConnectionAdvice {
    CURLcode code;
    const char *message; ///< %1: the server, %2: libcurl's words
    const char *hint;
    bool transient;
};

constexpr auto checkAddress =
    QT_TRANSLATE_NOOP("docchat::Words", "Check the server's address and the network, then retry");
constexpr auto checkProxy = QT_TRANSLATE_NOOP("docchat::Words", "Check the proxy settings of this computer");
constexpr auto checkCertificate =
    QT_TRANSLATE_NOOP("docchat::Words", "Check the server's certificate and this computer's clock");

constexpr ConnectionAdvice connectionAdvice[] = {
    {CURLE_COULDNT_RESOLVE_HOST, QT_TRANSLATE_NOOP("docchat::Words", "The name in %1 is not known"),
     checkAddress, false},
    {CURLE_COULDNT_RESOLVE_PROXY,
     QT_TRANSLATE_NOOP("docchat::Words", "The proxy does not let through to %1: %2"), checkProxy, false},
    {CURLE_PROXY, QT_TRANSLATE_NOOP("docchat::Words", "The proxy does not let through to %1: %2"), checkProxy,
     false},
    {CURLE_PEER_FAILED_VERIFICATION, QT_TRANSLATE_NOOP("docchat::Words", "No secure connection to %1: %2"),
     checkCertificate, false},
    {CURLE_SSL_CONNECT_ERROR, QT_TRANSLATE_NOOP("docchat::Words", "No secure connection to %1: %2"),
     checkCertificate, false},
    {CURLE_SSL_CACERT_BADFILE, QT_TRANSLATE_NOOP("docchat::Words", "No secure connection to %1: %2"),
     checkCertificate, false},
    {CURLE_GOT_NOTHING,
     QT_TRANSLATE_NOOP("docchat::Words", "%1 closed the connection before its answer was whole"),
     checkAddress, true},
    {CURLE_RECV_ERROR,
     QT_TRANSLATE_NOOP("docchat::Words", "%1 closed the connection before its answer was whole"),
     checkAddress, true},
    {CURLE_SEND_ERROR,
     QT_TRANSLATE_NOOP("docchat::Words", "%1 closed the connection before the request was whole"),
     checkAddress, true},
    {CURLE_PARTIAL_FILE,
     QT_TRANSLATE_NOOP("docchat::Words", "%1 closed the connection before its answer was whole"),
     checkAddress, true},
    {CURLE_WEIRD_SERVER_REPLY,
     QT_TRANSLATE_NOOP("docchat::Words", "What answers at %1 does not speak HTTP: %2"), checkAddress, false},
    {CURLE_UNSUPPORTED_PROTOCOL,
     QT_TRANSLATE_NOOP("docchat::Words", "What answers at %1 does not speak HTTP: %2"), checkAddress, false},
    {CURLE_BAD_CONTENT_ENCODING,
     QT_TRANSLATE_NOOP("docchat::Words", "%1 sent an answer that cannot be unpacked: %2"), checkAddress,
     false},
    {CURLE_OUT_OF_MEMORY,
     QT_TRANSLATE_NOOP("docchat::Words", "This computer has no memory left for a request to %1"),
     QT_TRANSLATE_NOOP("docchat::Words", "Close other programs, then retry"), true},
};

Error connectionError(const QUrl &url, const TransferEnd &end) {
    const auto said = [&](const char *text) {
        return Words::tr(text)
            .replace(QStringLiteral("%1"), serverName(url))
            .replace(QStringLiteral("%2"), end.detail);
    };
    if (end.proxyRefused)
        return {ErrorKind::Provider,
                said(QT_TRANSLATE_NOOP("docchat::Words", "The proxy does not let through to %1: %2")),
                Words::tr(checkProxy)};
    if (end.nobodyListens)
        return {ErrorKind::Provider, said(QT_TRANSLATE_NOOP("docchat::Words", "Nothing answers at %1")),
                Words::tr("Start the server or correct its address, then retry")};
    for (const auto &advice : connectionAdvice) {
        if (advice.code == end.code)
            return {ErrorKind::Provider, said(advice.message), Words::tr(advice.hint), advice.transient};
    }
    return {ErrorKind::Provider, said(QT_TRANSLATE_NOOP("docchat::Words", "The connection to %1 failed: %2")),
            Words::tr(checkAddress), true};
}

/// Nothing when the answer is whole and good.
std::optional<Error> answerError(const HttpRequest &request, const Transfer &transfer,
                                 const QByteArray &body) {
    if (transfer.end().tooLarge)
        return tooLarge(request.url, request.maxBody);
    const int status = transfer.status();
    if (status >= 300) {
        auto error = statusError(request, transfer, body);
        if (request.explain)
            request.explain(error, body);
        return error;
    }
    if (transfer.end().code != CURLE_OK)
        return connectionError(request.url, transfer.end());
    if (status < 200) // an informational answer was its last
        return statusError(request, transfer, body);
    return std::nullopt;
}

/// A line break would end the header and begin another.
bool hasControl(const QByteArray &text) {
    return std::ranges::any_of(text,
                               [](char c) { return (uchar(c) < 0x20 && c != '\t') || uchar(c) == 0x7f; });
}

} // namespace

QByteArray newIdempotencyKey() {
    quint64 random[2];
    QRandomGenerator::system()->fillRange(random);
    return QByteArray(reinterpret_cast<const char *>(random), sizeof random)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isThisComputer(const QUrl &url) {
    return url.host() == QLatin1StringView("localhost") || QHostAddress(url.host()).isLoopback();
}

QString serverSays(const QByteArray &body, const QByteArray &secret) {
    const auto answer = QJsonDocument::fromJson(body).object();
    const auto error = answer.value(QLatin1StringView("error"));
    const auto detail = answer.value(QLatin1StringView("detail")); // FastAPI's; a list where fields are wrong
    const auto message = QLatin1StringView("message");
    const QString candidates[] = {
        error.toObject().value(message).toString(), error.toString(), answer.value(message).toString(),
        detail.toString(), detail.toArray().at(0).toObject().value(QLatin1StringView("msg")).toString()};
    for (auto said : candidates) {
        if (!secret.isEmpty()) // before the cut, which could leave half of it
            said.replace(QString::fromUtf8(secret), QStringLiteral("…"));
        if (!said.isEmpty())
            return said.left(300);
    }
    return {};
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value) {
    bool isNumber = false;
    const double seconds = value.trimmed().toDouble(&isNumber);
    if (isNumber && seconds >= 0 && std::isfinite(seconds))
        return std::chrono::milliseconds(qint64(std::min(seconds, 1e9) * 1000)); // 31 years are long enough
    if (isNumber)
        return std::nullopt;
    // As an offset of RFC 2822, so that no hour of the local zone is missing.
    const auto text =
        QString::fromLatin1(value.trimmed()).replace(QLatin1StringView(" GMT"), QLatin1StringView(" +0000"));
    const auto utc = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!utc.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(utc)));
}

HttpClient::HttpClient(QUrl origin, int width, int streams, const Reach *reach)
    : m_origin(std::move(origin))
    , m_reach(reach)
    , m_width(width)
    , m_calls(width)
    , m_streams(streams)
    , m_transfers(std::make_unique<Transfers>(m_origin, width + streams)) {}

HttpClient::~HttpClient() = default;

std::optional<Error> HttpClient::refuse(const HttpRequest &request) const {
    const auto &url = request.url;
    for (const auto &[name, value] : request.headers) {
        if (hasControl(name) || hasControl(value))
            return Error{ErrorKind::Usage,
                         Words::tr("The header %1 for %2 holds a line break or another control character")
                             .arg(QString::fromLatin1(name.simplified()), serverName(m_origin)),
                         Words::tr("Check the key: it must be one line")};
    }
    const bool web = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    const bool sameOrigin = url.scheme() == m_origin.scheme() && url.host() == m_origin.host() &&
                            url.port(defaultPort(url)) == m_origin.port(defaultPort(m_origin));
    if (web && m_reach && m_reach->thisComputerOnly && !isThisComputer(url))
        return Error{ErrorKind::Provider, Words::tr("%1 is not asked while offline").arg(serverName(url)),
                     Words::tr("Leave offline work first, or use a model on this computer")};
    if (web && sameOrigin && !url.host().isEmpty())
        return std::nullopt;
    return Error{ErrorKind::Usage,
                 Words::tr("%1 is not an address of %2").arg(url.toDisplayString(), serverName(m_origin)),
                 Words::tr("Use an http:// or https:// address")};
}

Task<Result<HttpResponse>> HttpClient::send(HttpRequest request) {
    if (auto refused = refuse(request))
        co_return *refused;
    const auto permit = co_await m_calls.acquire(request.turn);
    Transfer transfer(m_transfers.get(), &request, 0);
    bool inTime = true;
    try {
        co_await async::withTimeout(request.timeout, arrival(&transfer, Transfer::Until::Ended));
    } catch (const async::TimeoutError &) {
        inTime = false;
    }
    if (!inTime)
        co_return timedOut(request.url, request.timeout);
    auto body = transfer.take();
    if (auto error = answerError(request, transfer, body))
        co_return *error;
    co_return HttpResponse{transfer.status(), std::move(body)};
}

async::AsyncGenerator<Result<QByteArray>> HttpClient::stream(HttpRequest request) {
    if (auto refused = refuse(request)) {
        co_yield *refused;
        co_return;
    }
    const auto permit = co_await m_streams.acquire();
    Transfer transfer(m_transfers.get(), &request, readBuffer);
    QByteArray errorBody;
    for (bool isWhole = false; !isWhole;) {
        bool inTime = true;
        try {
            co_await async::withTimeout(request.idle, arrival(&transfer, Transfer::Until::Piece));
        } catch (const async::TimeoutError &) {
            inTime = false;
        }
        if (!inTime) {
            co_yield timedOut(request.url, request.idle);
            co_return;
        }
        isWhole = transfer.hasEnded();
        auto piece = transfer.take();
        if (transfer.status() >= 300)
            errorBody += piece;
        else if (!piece.isEmpty())
            co_yield std::move(piece);
    }
    if (auto error = answerError(request, transfer, errorBody))
        co_yield *error;
}

} // namespace docchat::net
