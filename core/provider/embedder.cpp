#include "provider/embedder.h"

#include "async/gather.h"

namespace docchat::provider {
namespace {

using async::Task;

/// One request of embedAll; throws its error so that the siblings are cancelled.
Task<std::vector<Vector>> embedOrThrow(Embedder *embedder, QStringList inputs) {
    auto vectors = co_await embedder->embed(std::move(inputs), {});
    if (!vectors.ok())
        throw async::FailedResult(vectors.error());
    co_return std::move(*vectors);
}

} // namespace

std::vector<std::pair<qsizetype, qsizetype>> batches(const QStringList &inputs, const BatchLimits &limits) {
    std::vector<std::pair<qsizetype, qsizetype>> ranges;
    qsizetype first = 0;
    qsizetype tokens = 0;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const auto needed = inputs[i].size() / 4 + 1;
        if (i > first && (i - first >= limits.inputs || tokens + needed > limits.tokens)) {
            ranges.emplace_back(first, i);
            first = i;
            tokens = 0;
        }
        tokens += needed;
    }
    if (first < inputs.size())
        ranges.emplace_back(first, inputs.size());
    return ranges;
}

Task<Result<std::vector<Vector>>> embedAll(Embedder *embedder, QStringList inputs, BatchLimits limits) {
    std::vector<QStringList> requests;
    for (const auto &[first, last] : batches(inputs, limits))
        requests.push_back(inputs.mid(first, last - first));
    std::vector<Vector> all;
    try {
        const auto answers = co_await async::mapConcurrent(
            std::move(requests), embedder->width(),
            [embedder](QStringList request) { return embedOrThrow(embedder, std::move(request)); });
        for (const auto &vectors : answers)
            all.insert(all.end(), vectors.begin(), vectors.end());
    } catch (const async::FailedResult<Error> &failed) {
        co_return failed.error;
    }
    co_return all;
}

} // namespace docchat::provider
