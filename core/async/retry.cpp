#include "async/retry.h"

#include <algorithm>

namespace docchat::async {

Milliseconds backoff(const RetryPolicy &policy, int attempt) {
    static thread_local std::mt19937_64 random{std::random_device{}()};
    const auto exponent = std::min(attempt, 20);
    const auto most = std::min<qint64>(policy.cap.count(), policy.base.count() << exponent);
    return Milliseconds(std::uniform_int_distribution<qint64>(0, most)(random));
}

} // namespace docchat::async
