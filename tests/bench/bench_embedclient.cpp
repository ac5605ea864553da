#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_usage.h"

#include "async/gather.h"
#include "async/run.h"
#include "provider/openai.h"

#include <cmath>

namespace docchat::bench {

using async::Task;
using provider::OpenAiServer;
using provider::Vector;

namespace {

using Vectors = Result<std::vector<Vector>>;

/// One call an input; everything is kept, as a program would. OpenAiServer keeps to its width by itself:
/// twice as many callers only mean that the next call is ready when a place gets free.
Task<std::vector<Vectors>> embedEach(OpenAiServer *server, std::vector<QString> inputs) {
    co_return co_await async::mapConcurrent(std::move(inputs), 2 * server->width(), [server](QString input) {
        return server->embed({std::move(input)}, {});
    });
}

/// The sum of all absolute values: equal when the clients were told and kept the same.
double checksum(const std::vector<Vectors> &results) {
    double sum = 0;
    for (const auto &vectors : results) {
        if (!vectors.ok())
            throw BenchFailed(vectors.error().text());
        for (const float value : vectors.value().front())
            sum += std::abs(double(value));
    }
    return sum;
}

std::vector<QString> inputsFor(int calls) {
    std::vector<QString> inputs;
    for (int i = 0; i < calls; ++i)
        inputs.push_back(QStringLiteral("chunk %1").arg(i));
    return inputs;
}

} // namespace

int embedClient(const Options &options) {
    ProviderConfig config;
    config.url = options.url;
    config.embedModel = QStringLiteral("scripted-embedder");
    provider::CallLimits limits;
    limits.inFlight = options.widths.first();

    async::Loop loop;
    OpenAiServer server(config, limits);
    auto inputs = inputsFor(options.calls.first());
    const Stopwatch watch;
    const auto results = async::run(embedEach(&server, std::move(inputs)));
    const double wall = watch.wall();
    const double cpu = watch.cpu();
    printLine({{QStringLiteral("wall_s"), wall},
               {QStringLiteral("cpu_s"), cpu},
               {QStringLiteral("peak_kb"), peakKb()},
               {QStringLiteral("calls"), int(results.size())},
               {QStringLiteral("checksum"), checksum(results)}});
    return 0;
}

} // namespace docchat::bench
