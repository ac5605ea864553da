#include "provider/server.h"

#include "async/blocking.h"
#include "async/cancel.h"
#include "async/sleep.h"
#include "base/words.h"
#include "provider/chatreader.h"
#include "provider/keys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace docchat::provider {

using async::AsyncGenerator;
using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr qint64 largestAnswer = 8 * 1024 * 1024;       // bytes
constexpr qint64 largestVector = 512 * 1024;            // bytes of JSON
constexpr qsizetype readOnTheLoop = 128 * 1024;         // bytes of vectors, read in a tenth of a millisecond
constexpr int streamsAtOnce = 6;                        // answers
constexpr async::Milliseconds patienceAfterTheEnd = 1s; // for the counts that may follow a whole answer

/// Vectors where they cost least: 16 of 1,536 numbers are half a megabyte of JSON, which would hold the loop
/// for half a millisecond; one of them is read sooner than a thread is woken.
Task<Result<std::vector<Vector>>> readWhereItCostsLeast(ReadEmbeddings *read, QByteArray body,
                                                        qsizetype expected, Asked asked) {
    if (body.size() <= readOnTheLoop) {
        co_await async::whenIdle(); // the next requests go out first
        co_return read(body, expected, asked);
    }
    co_return co_await async::runBlocking([](std::stop_token, ReadEmbeddings *parse, QByteArray json,
                                             qsizetype count, Asked who) { return parse(json, count, who); },
                                          read, std::move(body), expected, std::move(asked));
}

using Pieces = AsyncGenerator<Result<QByteArray>>;

Task<std::optional<Result<QByteArray>>> nextOf(Pieces *body) {
    co_return co_await body->next();
}

/// The same once the answer is whole: a server that holds the connection open is not waited for.
Task<std::optional<Result<QByteArray>>> nextAfterTheEnd(Pieces *body) {
    try {
        co_return co_await async::withTimeout(patienceAfterTheEnd, nextOf(body));
    } catch (const async::TimeoutError &) {
        co_return std::nullopt;
    }
}

} // namespace

Server::Server(ProviderConfig config, CallLimits limits, ServerMeans means)
    : m_config(std::move(config))
    , m_limits(limits)
    , m_means(means)
    , m_http(m_config.url, limits.inFlight, streamsAtOnce, means.reach) {}

QByteArray Server::keyOfEnvironment() const {
    return m_config.keyEnv.isEmpty() ? QByteArray() : qgetenv(m_config.keyEnv.toUtf8().constData()).trimmed();
}

QByteArray Server::key() const {
    auto key = keyOfEnvironment();
    return key.isEmpty() && m_means.keys ? m_means.keys->of(m_config.url) : key;
}

Task<void> Server::fetchKey() {
    if (m_config.hasKey && m_means.keys && key().isEmpty())
        co_await m_means.keys->load(m_config.url);
}

Task<Result<std::vector<ModelInfo>>> Server::models() {
    co_await fetchKey();
    co_return co_await listModels();
}

Asked Server::asked(const QString &model) const {
    return {m_http.origin().toString(QUrl::RemoveUserInfo), model, howToGet(model), key()};
}

net::HttpRequest Server::get(const QString &path) const {
    net::HttpRequest request;
    request.url = address(m_config.url, path);
    request.timeout = m_limits.timeout;
    request.idle = m_limits.idle;
    request.maxBody = largestAnswer;
    request.secret = key();
    if (!request.secret.isEmpty())
        request.headers.emplaceBack(QByteArrayLiteral("Authorization"), "Bearer " + request.secret);
    request.explain = [who = asked()](Error &error, const QByteArray &body) {
        error = explained(std::move(error), body, who);
    };
    return request;
}

net::HttpRequest Server::post(const QString &path, const QJsonObject &body) const {
    auto call = get(path);
    call.method = "POST";
    call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto model = body.value(QLatin1StringView("model")).toString();
    call.explain = [who = asked(model)](Error &error, const QByteArray &answer) {
        error = explained(std::move(error), answer, who);
    };
    return call;
}

// ---- vectors

Task<Result<std::vector<Vector>>> Server::embedOnce(net::HttpRequest request, qsizetype inputs) {
    auto response = co_await m_http.send(std::move(request));
    if (!response.ok())
        co_return response.error();
    co_return co_await readWhereItCostsLeast(readEmbeddings(), std::move(response->body), inputs,
                                             asked(m_config.embedModel));
}

Task<Result<std::vector<Vector>>> Server::embedPart(QStringList inputs, OnWait onWait, async::Turn turn) {
    auto request = embedCall(inputs); // one call, however often it is sent
    request.turn = turn;
    request.maxBody = std::max(largestAnswer, largestVector * inputs.size());
    co_return co_await async::retry(
        m_limits.retry, [&] { return embedOnce(request, inputs.size()); },
        [&onWait](const Error &error, async::Milliseconds wait) {
            if (onWait)
                onWait(error, wait);
        });
}

Task<Result<std::vector<Vector>>> Server::embed(QStringList inputs, OnWait onWait, async::Turn turn) {
    co_await fetchKey();
    std::vector<Vector> all;
    std::vector<QStringList> parts{std::move(inputs)}; // the next one last
    while (!parts.empty()) {
        const auto part = std::move(parts.back());
        parts.pop_back();
        auto vectors = co_await embedPart(part, onWait, turn);
        if (!vectors.ok() && vectors.error().fault == ServerFault::TooLarge && part.size() > 1) {
            const auto half = (part.size() + 1) / 2;
            parts.push_back(part.sliced(half));
            parts.push_back(part.first(half));
            continue;
        }
        if (!vectors.ok())
            co_return vectors.error();
        if (auto error = otherDimension(*vectors))
            co_return *error;
        std::move(vectors->begin(), vectors->end(), std::back_inserter(all));
    }
    co_return all;
}

std::optional<Error> Server::otherDimension(const std::vector<Vector> &vectors) {
    if (vectors.empty())
        return std::nullopt;
    const auto dimension = vectors.front().size();
    if (m_dimension == 0)
        m_dimension = dimension;
    if (dimension == m_dimension)
        return std::nullopt;
    auto error = badAnswer(asked().server, Words::tr("sent vectors of %1 numbers by “%2”, not of %3")
                                               .arg(QString::number(dimension), m_config.embedModel,
                                                    QString::number(m_dimension)));
    error.hint = Words::tr("If the model was replaced there, choose it anew in the settings");
    return error;
}

// ---- answers

AsyncGenerator<Result<ChatPiece>> Server::answer(std::vector<ChatTurn> turns) {
    co_await fetchKey();
    const auto call = co_await chatCall(std::move(turns));
    if (!call.ok()) {
        co_yield call.error();
        co_return;
    }
    for (int attempt = 1;; ++attempt) {
        std::optional<Error> failed;
        bool begun = false;
        {
            auto pieces = answerOnce(*call);
            while (auto piece = co_await pieces.next()) {
                if (!piece->ok()) {
                    failed = piece->error();
                    break;
                }
                begun = true;
                co_yield std::move(*piece);
            }
        } // its connection is given back before the wait
        if (!failed)
            co_return;
        const bool mayRetry = !begun && failed->kind != ErrorKind::TimedOut;
        const auto wait = mayRetry ? async::waitAfter(m_limits.retry, *failed, attempt) : std::nullopt;
        if (!wait) {
            co_yield std::move(*failed);
            co_return;
        }
        co_yield ChatPiece{.wait = ChatWait{*failed, *wait}};
        co_await async::sleepFor(*wait);
    }
}

AsyncGenerator<Result<ChatPiece>> Server::answerOnce(net::HttpRequest call) {
    auto body = m_http.stream(std::move(call));
    const auto reader = chatReader();
    bool finished = false;
    for (bool more = true; more;) {
        const auto bytes = co_await (finished ? nextAfterTheEnd(&body) : nextOf(&body));
        if (bytes && !bytes->ok()) {
            if (!finished) // what breaks after a whole answer is of no interest
                co_yield bytes->error();
            co_return;
        }
        more = bytes.has_value();
        for (auto &delta : more ? reader->feed(**bytes) : reader->finish()) {
            finished = finished || delta.finished;
            if (!delta.piece.isEmpty())
                co_yield std::move(delta.piece);
            if (delta.error)
                co_yield std::move(*delta.error);
            if (delta.error || delta.ended)
                co_return;
        }
    }
    if (!finished) {
        co_yield Error{ErrorKind::Provider,
                       Words::tr("%1 ended the answer before it was whole").arg(asked().server),
                       Words::tr("Retry"), true};
    }
}

// ---- what both APIs have

QString speakerName(ChatTurn::Speaker speaker) {
    switch (speaker) {
    case ChatTurn::Speaker::System:
        return QStringLiteral("system");
    case ChatTurn::Speaker::User:
        return QStringLiteral("user");
    case ChatTurn::Speaker::Assistant:
        return QStringLiteral("assistant");
    }
    return {};
}

QJsonArray messagesOf(const std::vector<ChatTurn> &turns) {
    QJsonArray messages;
    for (const auto &turn : turns) {
        messages.append(QJsonObject{{QStringLiteral("role"), speakerName(turn.speaker)},
                                    {QStringLiteral("content"), turn.text}});
    }
    return messages;
}

QString basePath(const QUrl &base, const QStringList &endings) {
    const auto withoutSlashes = [](QString path) {
        while (path.endsWith(QLatin1Char('/')))
            path.chop(1);
        return path;
    };
    const auto path = withoutSlashes(base.path());
    for (const auto &ending : endings) {
        if (path.endsWith(ending))
            return withoutSlashes(path.chopped(ending.size()));
    }
    return path;
}

} // namespace docchat::provider
