#include "provider/refusal.h"

#include "base/words.h"
#include "net/http.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace docchat::provider {
namespace {

/// Codes and words of servers by which their reasons are known, in lower case; the first that fits counts.
struct Sign {
    ServerFault fault;
    QLatin1StringView words;
};

constexpr Sign signsOfFaults[] = {
    {ServerFault::Quota, QLatin1StringView("insufficient_quota")},   // OpenAI
    {ServerFault::Quota, QLatin1StringView("insufficient credits")}, // OpenRouter
    {ServerFault::Quota, QLatin1StringView("insufficient balance")},
    {ServerFault::Quota, QLatin1StringView("billing_hard_limit")},
    {ServerFault::TooLarge, QLatin1StringView("too many inputs")},          // Mistral
    {ServerFault::TooLarge, QLatin1StringView("too many tokens in batch")}, // Mistral
    {ServerFault::TooLarge, QLatin1StringView("batch size")},               // text-embeddings-inference
    {ServerFault::TooLarge, QLatin1StringView("array too long")},           // OpenAI
    {ServerFault::TooLarge, QLatin1StringView("maximum array length")},
    {ServerFault::TooLarge, QLatin1StringView("too large to process")}, // llama-server
    {ServerFault::TooLong, QLatin1StringView("context_length")},        // OpenAI
    {ServerFault::TooLong, QLatin1StringView("context length")},        // vLLM, OpenRouter, Ollama
    {ServerFault::TooLong, QLatin1StringView("context window")},
    {ServerFault::TooLong, QLatin1StringView("context size")}, // llama-server
    {ServerFault::TooLong, QLatin1StringView("prompt is too long")},
    {ServerFault::Model, QLatin1StringView("model_not_found")},   // OpenAI, LM Studio
    {ServerFault::Model, QLatin1StringView("invalid model")},     // Mistral
    {ServerFault::Model, QLatin1StringView("not a valid model")}, // OpenRouter
};

QJsonObject objectOf(const QByteArray &json) {
    return QJsonDocument::fromJson(json).object();
}

/// Codes, types and the message, in lower case; never shown.
QString wordsOf(const QByteArray &body) {
    const auto answer = objectOf(body);
    const auto error = answer.value(QLatin1StringView("error")).toObject();
    QStringList words;
    for (const auto &part : {error, answer}) {
        for (const auto key : {QLatin1StringView("code"), QLatin1StringView("type")})
            words += part.value(key).toString();
    }
    words += net::serverSays(body);
    return words.join(QLatin1Char(' ')).toLower();
}

ServerFault faultOf(int status, const QByteArray &body, const Asked &asked) {
    if (status == 402)
        return ServerFault::Quota;
    if (status == 413)
        return ServerFault::TooLarge;
    const auto words = wordsOf(body);
    for (const auto &sign : signsOfFaults) {
        if (words.contains(sign.words))
            return sign.fault;
    }
    if (status == 401 || status == 403)
        return ServerFault::Key;
    if (status == 404 && !asked.model.isEmpty())
        return ServerFault::Model;
    return status == 429 ? ServerFault::Busy : ServerFault::None;
}

QString lengthOf(std::chrono::milliseconds wait) {
    const auto seconds = (wait.count() + 999) / 1000;
    if (seconds < 120)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 2 * 3600)
        return Words::tr("%1 min").arg((seconds + 59) / 60);
    if (seconds < 48 * 3600)
        return Words::tr("%1 h").arg((seconds + 3599) / 3600);
    return Words::tr("%1 days").arg((seconds + 86399) / 86400);
}

/// What a fault means, and what to do about it; the server's words follow.
struct Advice {
    QString what;
    QString hint;
};

Advice adviceOn(ServerFault fault, const Asked &asked) {
    switch (fault) {
    case ServerFault::Model:
        return {Words::tr("does not have the model “%1”, or nothing at this address").arg(asked.model),
                asked.getModel};
    case ServerFault::TooLong:
        return {Words::tr("says the text is longer than “%1” reads at once").arg(asked.model),
                Words::tr("Ask about less at once, or choose a model that reads more")};
    case ServerFault::TooLarge:
        return {Words::tr("found the request too large"),
                Words::tr("Allow larger requests in the server's settings, or choose another server")};
    case ServerFault::Quota:
        return {Words::tr("says that its quota or credit is used up"),
                Words::tr("Add credit there, or choose another model")};
    default:
        return {};
    }
}

/// Puts the fault's own words in place of the status's.
void reword(Error &error, const QByteArray &body, const Asked &asked) {
    const auto [what, hint] = adviceOn(error.fault, asked);
    if (!what.isEmpty()) {
        const auto code = error.status > 0 ? QStringLiteral(" (%1)").arg(error.status) : QString();
        const auto said = net::serverSays(body, asked.key);
        error.message = asked.server + QLatin1Char(' ') + what + code +
                        (said.isEmpty() ? QString() : QStringLiteral(": ") + said);
        error.hint = hint;
        error.transient = false;
    }
    if (error.transient && error.retryAfter)
        error.hint = Words::tr("It asks to wait %1; retry then").arg(lengthOf(*error.retryAfter));
    if (!asked.key.isEmpty())
        error.message.replace(QString::fromUtf8(asked.key), QStringLiteral("…"));
}

/// The status that an error inside an answer names: OpenRouter and llama-server do.
int statusInside(const QJsonObject &answer) {
    const auto error = answer.value(QLatin1StringView("error")).toObject();
    const auto code = (error.isEmpty() ? answer : error).value(QLatin1StringView("code")).toInt();
    return code >= 400 && code < 600 ? code : 0;
}

} // namespace

Error explained(Error error, const QByteArray &body, const Asked &asked) {
    error.fault = error.status >= 400 ? faultOf(error.status, body, asked) : ServerFault::None;
    reword(error, body, asked);
    return error;
}

Error errorInside(const QByteArray &json, const Asked &asked) {
    const auto said = net::serverSays(json, asked.key);
    const int status = statusInside(objectOf(json));
    auto error = badAnswer(
        asked.server,
        Words::tr("stopped with: %1").arg(said.isEmpty() ? Words::tr("an error without a message") : said));
    error.hint = Words::tr("Retry; if it stays, look at the server's log");
    error.transient = status == 429 || status >= 500;
    error.status = status;
    error.fault = faultOf(status, json, asked);
    reword(error, json, asked);
    return error;
}

bool isError(const QByteArray &json) {
    const auto answer = objectOf(json);
    const auto error = answer.value(QLatin1StringView("error"));
    const bool said = !error.isUndefined() && !error.isNull();
    return said || answer.value(QLatin1StringView("object")).toString() == QLatin1StringView("error");
}

Error unusable(const QByteArray &body, const QString &lacks, const Asked &asked) {
    const auto start = body.left(64).trimmed();
    if (start.isEmpty())
        return badAnswer(asked.server, Words::tr("sent an empty answer without %1").arg(lacks));
    if (isError(body))
        return errorInside(body, asked);
    if (start.startsWith('<')) {
        auto error = badAnswer(asked.server, Words::tr("answers with a web page, not with %1").arg(lacks));
        error.hint = Words::tr("Check the server's address: often it ends in /v1, or has a port");
        return error;
    }
    return badAnswer(asked.server, Words::tr("sent an answer that holds no %1").arg(lacks));
}

Error badAnswer(const QString &server, const QString &did) {
    return {ErrorKind::Provider, server + QLatin1Char(' ') + did,
            Words::tr("Check that the model is one for this use, then retry")};
}

} // namespace docchat::provider
