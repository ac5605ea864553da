#include "provider/openai.h"

#include "async/blocking.h"
#include "net/sse.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

#include <simdjson.h>

namespace docchat::provider {

using async::Task;

namespace {

constexpr qint64 largestAnswer = 8 * 1024 * 1024; // bytes of a streamed answer
constexpr qsizetype readOnTheLoop = 128 * 1024;   // bytes of vectors, read in a tenth of a millisecond

/// The base with /v1, whichever way the person typed it.
QUrl endpoint(const QUrl &base, const QString &path) {
    QUrl url = base;
    auto prefix = url.path();
    while (prefix.endsWith(QLatin1Char('/')))
        prefix.chop(1);
    if (!prefix.endsWith(QLatin1StringView("/v1")))
        prefix += QStringLiteral("/v1");
    url.setPath(prefix + path);
    return url;
}

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

Error badAnswer(const QString &what) {
    return {ErrorKind::Provider, what,
            QStringLiteral("Check that the model is one for this use, then retry")};
}

/// The numbers, in no more memory than they need: all vectors of a library's documents may be held at once.
Result<Vector> parseVector(simdjson::ondemand::array numbers) {
    static thread_local Vector vector;
    vector.clear();
    for (auto number : numbers) {
        double value = 0;
        if (number.get_double().get(value) != simdjson::SUCCESS || !std::isfinite(float(value)))
            return badAnswer(QStringLiteral("The server sent a vector with something that is not a number"));
        vector.push_back(float(value));
    }
    return vector;
}

/// parseEmbeddings() where it costs least: 16 vectors of 1,536 numbers are half a megabyte of JSON, which
/// would hold the loop for half a millisecond; one of them is read sooner than a thread is woken.
Task<Result<std::vector<Vector>>> readEmbeddings(QByteArray body, qsizetype expected) {
    if (body.size() <= readOnTheLoop) {
        co_await async::yieldNow(); // the next request goes out first
        co_return parseEmbeddings(body, expected);
    }
    co_return co_await async::runBlocking(
        [](std::stop_token, QByteArray json, qsizetype count) { return parseEmbeddings(json, count); },
        std::move(body), expected);
}

} // namespace

Result<std::vector<Vector>> parseEmbeddings(const QByteArray &body, qsizetype expected) {
    static thread_local simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    simdjson::ondemand::document document;
    simdjson::ondemand::array data;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document["data"].get_array().get(data) != simdjson::SUCCESS)
        return badAnswer(QStringLiteral("The server's answer holds no vectors"));
    std::vector<Vector> vectors(static_cast<size_t>(expected));
    qsizetype count = 0;
    for (auto entry : data) {
        simdjson::ondemand::object object;
        simdjson::ondemand::array numbers;
        uint64_t index = 0;
        if (entry.get_object().get(object) != simdjson::SUCCESS ||
            object.find_field_unordered("embedding").get_array().get(numbers) != simdjson::SUCCESS)
            return badAnswer(QStringLiteral("The server's answer holds no vectors"));
        auto vector = parseVector(numbers);
        if (!vector.ok())
            return vector.error();
        if (object.find_field_unordered("index").get_uint64().get(index) != simdjson::SUCCESS)
            index = uint64_t(count);
        if (index >= uint64_t(expected))
            return badAnswer(QStringLiteral("The server sent more vectors than there were texts"));
        vectors[size_t(index)] = std::move(*vector);
        ++count;
    }
    const bool whole =
        count == expected && std::all_of(vectors.begin(), vectors.end(), [&](const Vector &vector) {
            return !vector.empty() && vector.size() == vectors.front().size();
        });
    if (!whole)
        return badAnswer(
            QStringLiteral("The server sent %1 usable vectors for %2 texts").arg(count).arg(expected));
    return vectors;
}

ChatDelta parseChatEvent(const QByteArray &data) {
    ChatDelta delta;
    if (data.trimmed() == "[DONE]") {
        delta.finished = true;
        return delta;
    }
    const auto event = QJsonDocument::fromJson(data).object();
    const auto error = event.value(QLatin1StringView("error"));
    if (!error.isUndefined() && !error.isNull()) {
        const auto message = error.toObject().value(QLatin1StringView("message")).toString();
        delta.error =
            message.isEmpty() ? error.toString(QStringLiteral("an error without a message")) : message;
        return delta;
    }
    const auto choice = event.value(QLatin1StringView("choices")).toArray().at(0).toObject();
    delta.text =
        choice.value(QLatin1StringView("delta")).toObject().value(QLatin1StringView("content")).toString();
    delta.finished = choice.value(QLatin1StringView("finish_reason")).isString();
    return delta;
}

OpenAiServer::OpenAiServer(ProviderConfig config, CallLimits limits)
    : m_config(std::move(config)), m_limits(limits), m_http(m_config.url, limits.inFlight) {}

net::HttpRequest OpenAiServer::request(const QString &path) const {
    net::HttpRequest request;
    request.url = endpoint(m_config.url, path);
    request.timeout = m_limits.timeout;
    request.idle = m_limits.idle;
    if (!m_config.keyEnv.isEmpty()) {
        const auto key = qgetenv(m_config.keyEnv.toUtf8().constData()).trimmed();
        if (!key.isEmpty())
            request.headers.emplaceBack(QByteArrayLiteral("Authorization"), "Bearer " + key);
    }
    return request;
}

net::HttpRequest OpenAiServer::post(const QString &path, const QJsonObject &body) const {
    auto call = request(path);
    call.method = "POST";
    call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return call;
}

Task<Result<std::vector<Vector>>> OpenAiServer::embedOnce(net::HttpRequest request, qsizetype inputs) {
    auto response = co_await m_http.send(std::move(request));
    if (!response.ok())
        co_return response.error();
    auto vectors = co_await readEmbeddings(std::move(response->body), inputs);
    if (vectors.ok())
        co_return std::move(vectors);
    auto error = vectors.error();
    error.message =
        QStringLiteral("%1: %2").arg(m_http.origin().toString(QUrl::RemoveUserInfo), error.message);
    co_return error;
}

Task<Result<std::vector<Vector>>>
OpenAiServer::embed(QStringList inputs, std::function<void(const Error &, async::Milliseconds)> onWait) {
    const QJsonObject body{{QStringLiteral("model"), m_config.embedModel},
                           {QStringLiteral("input"), QJsonArray::fromStringList(inputs)}};
    const auto request = post(QStringLiteral("/embeddings"), body); // one call, however often it is sent
    co_return co_await async::retry(
        m_limits.retry, [&] { return embedOnce(request, inputs.size()); },
        [onWait = std::move(onWait)](const Error &error, async::Milliseconds wait) {
            if (onWait)
                onWait(error, wait);
        });
}

async::AsyncGenerator<Result<QString>> OpenAiServer::answer(std::vector<ChatTurn> turns) {
    QJsonArray messages;
    for (const auto &turn : turns) {
        messages.append(QJsonObject{{QStringLiteral("role"), speakerName(turn.speaker)},
                                    {QStringLiteral("content"), turn.text}});
    }
    auto call =
        post(QStringLiteral("/chat/completions"), QJsonObject{{QStringLiteral("model"), m_config.chatModel},
                                                              {QStringLiteral("messages"), messages},
                                                              {QStringLiteral("temperature"), 0.1},
                                                              {QStringLiteral("stream"), true}});
    call.headers.emplaceBack(QByteArrayLiteral("Accept"), QByteArrayLiteral("text/event-stream"));
    call.maxBody = largestAnswer;
    auto body = m_http.stream(std::move(call));
    net::SseParser parser;
    bool finished = false;
    while (auto piece = co_await body.next()) {
        if (!piece->ok()) {
            co_yield piece->error();
            co_return;
        }
        for (const auto &event : parser.feed(**piece)) {
            auto delta = parseChatEvent(event.data);
            if (event.data.trimmed() == "[DONE]")
                co_return;
            finished = finished || delta.finished;
            if (delta.error) {
                co_yield badAnswer(QStringLiteral("%1 stopped with: %2")
                                       .arg(m_http.origin().toString(QUrl::RemoveUserInfo), *delta.error));
                co_return;
            }
            if (!delta.text.isEmpty())
                co_yield std::move(delta.text);
        }
        if (parser.overflowed()) {
            co_yield badAnswer(QStringLiteral("%1 sent a line without end")
                                   .arg(m_http.origin().toString(QUrl::RemoveUserInfo)));
            co_return;
        }
    }
    if (!finished) {
        co_yield Error{ErrorKind::Provider,
                       QStringLiteral("%1 ended the answer before it was whole")
                           .arg(m_http.origin().toString(QUrl::RemoveUserInfo)),
                       QStringLiteral("Retry"), true};
    }
}

Task<Result<QStringList>> OpenAiServer::models() {
    const auto response = co_await m_http.send(request(QStringLiteral("/models")));
    if (!response.ok())
        co_return response.error();
    QStringList names;
    const auto data =
        QJsonDocument::fromJson(response->body).object().value(QLatin1StringView("data")).toArray();
    for (const auto &entry : data)
        names += entry.toObject().value(QLatin1StringView("id")).toString();
    co_return names;
}

} // namespace docchat::provider
