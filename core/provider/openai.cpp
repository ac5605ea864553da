#include "provider/openai.h"

#include "base/words.h"
#include "provider/chatreader.h"
#include "provider/modellist.h"

#include <QJsonArray>

namespace docchat::provider {

using async::Task;

OpenAiServer::OpenAiServer(ProviderConfig config, CallLimits limits, ServerMeans means)
    : Server(std::move(config), limits, means) {}

QUrl OpenAiServer::address(const QUrl &base, const QString &path) const {
    QUrl url = base;
    url.setPath(basePath(base, {QStringLiteral("/v1")}) + path);
    return url;
}

QString OpenAiServer::howToGet(const QString &) const {
    return Words::tr("Check the model's name and the server's address; Test lists its models");
}

net::HttpRequest OpenAiServer::embedCall(const QStringList &inputs) const {
    return post(
        QStringLiteral("/v1/embeddings"),
        {{QStringLiteral("model"), model()}, {QStringLiteral("input"), QJsonArray::fromStringList(inputs)}});
}

Task<Result<net::HttpRequest>> OpenAiServer::chatCall(std::vector<ChatTurn> turns) {
    auto call = post(QStringLiteral("/v1/chat/completions"), {{QStringLiteral("model"), chatModel()},
                                                              {QStringLiteral("messages"), messagesOf(turns)},
                                                              {QStringLiteral("temperature"), 0.1},
                                                              {QStringLiteral("stream"), true}});
    call.headers.emplaceBack(QByteArrayLiteral("Accept"), QByteArrayLiteral("text/event-stream"));
    co_return call;
}

std::unique_ptr<ChatReader> OpenAiServer::chatReader() const {
    return std::make_unique<OpenAiChatReader>(asked(chatModel()));
}

Task<Result<std::vector<ModelInfo>>> OpenAiServer::listModels() {
    const auto response = co_await http().send(get(QStringLiteral("/v1/models")));
    if (!response.ok())
        co_return response.error();
    auto listed = parseModels(response->body, asked());
    if (!listed.ok() || !isLmStudio(response->body))
        co_return listed;
    const auto detailed = co_await http().send(get(QStringLiteral("/api/v0/models")));
    if (!detailed.ok())
        co_return listed;
    auto known = parseModels(detailed->body, asked());
    co_return known.ok() ? std::move(known) : std::move(listed);
}

} // namespace docchat::provider
