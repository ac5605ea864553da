#include "provider/ollama.h"

#include "async/gather.h"
#include "base/words.h"
#include "net/ndjson.h"
#include "provider/chatreader.h"
#include "provider/modellist.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <bit>
#include <limits>

namespace docchat::provider {

using async::AsyncGenerator;
using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr int smallestContext = 4096; // tokens
constexpr int largestContext = 1 << 20;
constexpr int roomForTheAnswer = 1024; // tokens
constexpr size_t mostDetailed = 200;   // models
constexpr auto detailsWithin = 5s;
constexpr auto checkedWithin = 10min;             // the sum of a large file, without a word meanwhile
constexpr qint64 largestPull = 256 * 1024 * 1024; // bytes of progress

/// Of all turns; a token is three bytes of it or a little more.
qint64 bytesOf(const std::vector<ChatTurn> &turns) {
    qint64 bytes = 0;
    for (const auto &turn : turns)
        bytes += turn.text.toUtf8().size();
    return bytes;
}

} // namespace

Result<PullProgress> parsePullLine(const QByteArray &line, const Asked &asked) {
    const auto json = QJsonDocument::fromJson(line);
    if (!json.isObject())
        return unusable(line, Words::tr("progress"), asked);
    if (isError(line))
        return errorInside(line, asked);
    const auto said = json.object();
    const auto total = std::max<qint64>(0, said.value(QLatin1StringView("total")).toInteger());
    const auto completed = said.value(QLatin1StringView("completed")).toInteger();
    return PullProgress{said.value(QLatin1StringView("status")).toString(),
                        std::clamp<qint64>(completed, 0, total), total};
}

int contextFor(const std::vector<ChatTurn> &turns, int modelContext) {
    const auto needed =
        std::clamp<qint64>(bytesOf(turns) / 3 + roomForTheAnswer, smallestContext, largestContext);
    const auto rounded = int(std::bit_ceil(quint64(needed)));
    return modelContext > 0 ? std::min(rounded, modelContext) : rounded;
}

OllamaServer::OllamaServer(ProviderConfig config, CallLimits limits, ServerMeans means)
    : Server(std::move(config), limits, means) {}

QUrl OllamaServer::address(const QUrl &base, const QString &path) const {
    QUrl url = base;
    url.setPath(basePath(base, {QStringLiteral("/api"), QStringLiteral("/v1")}) + path);
    return url;
}

QString OllamaServer::howToGet(const QString &model) const {
    return Words::tr("Get it there by: ollama pull %1, or choose another model").arg(model);
}

net::HttpRequest OllamaServer::embedCall(const QStringList &inputs) const {
    return post(
        QStringLiteral("/api/embed"),
        {{QStringLiteral("model"), model()}, {QStringLiteral("input"), QJsonArray::fromStringList(inputs)}});
}

/// Ollama cuts a prompt that is too long without a word, so what surely is gets no answer.
Task<Result<net::HttpRequest>> OllamaServer::chatCall(std::vector<ChatTurn> turns) {
    if (m_chatContext == 0)
        m_chatContext = (co_await detailed({.name = chatModel()})).contextTokens;
    const int context = m_chatContext;
    if (context > 0 && bytesOf(turns) / 5 > context) {
        auto error =
            badAnswer(asked().server, Words::tr("cannot read all of this at once by “%1” (%2 tokens)")
                                          .arg(chatModel(), QString::number(context)));
        error.hint = Words::tr("Ask about less at once, or choose a model that reads more");
        error.fault = ServerFault::TooLong;
        co_return error;
    }
    co_return post(
        QStringLiteral("/api/chat"),
        {{QStringLiteral("model"), chatModel()},
         {QStringLiteral("messages"), messagesOf(turns)},
         {QStringLiteral("stream"), true},
         {QStringLiteral("options"), QJsonObject{{QStringLiteral("temperature"), 0.1},
                                                 {QStringLiteral("num_ctx"), contextFor(turns, context)}}}});
}

std::unique_ptr<ChatReader> OllamaServer::chatReader() const {
    return std::make_unique<OllamaChatReader>(asked(chatModel()));
}

/// As far as the server says; the model itself where it does not.
Task<ModelInfo> OllamaServer::detailed(ModelInfo model) {
    auto call = post(QStringLiteral("/api/show"), {{QStringLiteral("model"), model.name}});
    call.timeout = std::min<async::Milliseconds>(call.timeout, detailsWithin);
    const auto shown = co_await http().send(std::move(call));
    co_return shown.ok() ? withDetails(std::move(model), shown->body) : std::move(model);
}

Task<Result<std::vector<ModelInfo>>> OllamaServer::listModels() {
    const auto response = co_await http().send(get(QStringLiteral("/api/tags")));
    if (!response.ok())
        co_return response.error();
    auto listed = parseOllamaModels(response->body, asked());
    if (!listed.ok())
        co_return listed;
    if (listed->size() > mostDetailed)
        listed->resize(mostDetailed);
    co_return co_await async::mapConcurrent(std::move(*listed), width(),
                                            [this](ModelInfo model) { return detailed(std::move(model)); });
}

AsyncGenerator<Result<PullProgress>> OllamaServer::pull(QString model) {
    co_await fetchKey();
    auto call = post(QStringLiteral("/api/pull"),
                     {{QStringLiteral("model"), model}, {QStringLiteral("stream"), true}});
    call.maxBody = largestPull;
    call.idle = std::max<async::Milliseconds>(call.idle, checkedWithin);
    auto body = http().stream(std::move(call));
    net::LineParser lines;
    for (bool more = true; more;) {
        const auto bytes = co_await body.next();
        if (bytes && !bytes->ok()) {
            co_yield bytes->error();
            co_return;
        }
        more = bytes.has_value();
        for (const auto &line : more ? lines.feed(**bytes) : lines.finish()) {
            auto progress = parsePullLine(line, asked(model));
            const bool last = !progress.ok() || progress->status == QLatin1StringView("success");
            co_yield std::move(progress);
            if (last)
                co_return;
        }
        if (lines.overflowed())
            break;
    }
    co_yield Error{ErrorKind::Provider,
                   Words::tr("%1 stopped getting “%2” before it was whole").arg(asked().server, model),
                   Words::tr("Retry: it goes on where it stopped"), true};
}

} // namespace docchat::provider
