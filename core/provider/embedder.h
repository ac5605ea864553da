#pragma once

#include "async/retry.h"
#include "async/semaphore.h"
#include "async/task.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace docchat::provider {

using Vector = std::vector<float>;

/// Told why a request is tried again, and after how long.
using OnWait = std::function<void(const Error &, async::Milliseconds)>;

/// What one request may carry.
struct BatchLimits {
    int inputs = 16;
    int tokens = 8000; ///< at four characters a token
};

/// Turns texts into vectors. Loop thread only.
class Embedder {
public:
    virtual ~Embedder() = default;

    /// The model's name: vectors of different models are never compared.
    [[nodiscard]] virtual QString model() const = 0;

    /// How many requests may be under way at once.
    [[nodiscard]] virtual int width() const = 0;
    [[nodiscard]] virtual int inFlight() const = 0;

    /// One request: a vector for each input, in order, all of one dimension and finite. Tries again on
    /// transient errors, telling onWait; the error at the end names the server. What a person waits for goes
    /// First, before all requests that wait for their turn.
    virtual async::Task<Result<std::vector<Vector>>> embed(QStringList inputs, OnWait onWait,
                                                           async::Turn turn = async::Turn::InOrder) = 0;
};

/// Cuts a list of inputs into requests: ranges [first, last) that keep the limits. An input beyond the limit
/// goes alone.
[[nodiscard]] std::vector<std::pair<qsizetype, qsizetype>> batches(const QStringList &inputs,
                                                                   const BatchLimits &limits);

/// All inputs, batched, width() requests at once, vectors in the order of the inputs. The first permanent
/// failure cancels the rest.
async::Task<Result<std::vector<Vector>>> embedAll(Embedder *embedder, QStringList inputs, BatchLimits limits);

} // namespace docchat::provider
