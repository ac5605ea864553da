#include "provider/localservers.h"

#include "async/gather.h"
#include "provider/factory.h"

namespace docchat::provider {
namespace {

using async::Task;
using Answer = Result<LocalServer>;

Task<Answer> askPort(LocalPort port, async::Milliseconds patience) {
    ProviderConfig config;
    config.name = port.name;
    config.kind = port.kind;
    config.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port.port));
    CallLimits limits;
    limits.timeout = patience;
    const auto server = makeProvider(config, limits);
    if (!server.ok())
        co_return server.error();
    auto models = co_await (*server)->models();
    if (!models.ok())
        co_return models.error();
    co_return LocalServer{std::move(config), std::move(*models)};
}

} // namespace

std::vector<LocalPort> usualLocalPorts() {
    return {{QStringLiteral("Ollama"), QStringLiteral("ollama"), 11434},
            {QStringLiteral("LM Studio"), QStringLiteral("openai"), 1234},
            {QStringLiteral("llama-server"), QStringLiteral("openai"), 8080}};
}

Task<std::vector<LocalServer>> findLocalServers(std::vector<LocalPort> ports, async::Milliseconds patience) {
    std::vector<Task<Answer>> asking;
    for (auto &port : ports)
        asking.push_back(askPort(std::move(port), patience));
    std::vector<LocalServer> found;
    for (auto &outcome : co_await async::gatherOutcomes(std::move(asking), async::Deadline(patience))) {
        if (outcome.ok() && outcome.value().ok())
            found.push_back(std::move(*outcome.value()));
    }
    co_return found;
}

} // namespace docchat::provider
