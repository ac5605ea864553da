#pragma once

#include "async/sleep.h"

#include <functional>
#include <random>

namespace docchat::async {

/// How often and how patiently to try again.
struct RetryPolicy {
    int attempts = 5;          ///< in all, the first included
    Milliseconds base = 200ms; ///< the first back-off is up to this; each later one up to twice as much
    Milliseconds cap = 10s;    ///< and never more than this
    Milliseconds maxRetryAfter = 120s; ///< a server that asks for more is not waited for
};

/// An error that trying again may cure: what retry() asks of a Result's error.
template <class E>
concept Retryable = requires(const E &error) {
    { error.transient } -> std::convertible_to<bool>;
    { error.retryAfter } -> std::convertible_to<std::optional<Milliseconds>>;
};

/// A random wait up to min(cap, base × 2^attempt): "full jitter", so that clients do not come back all at
/// once.
[[nodiscard]] Milliseconds backoff(const RetryPolicy &policy, int attempt);

/// How long to wait before trying again after `attempts` of them, or nothing: the error is for good, the
/// attempts are used up, or the server asks for more patience than there is.
template <Retryable E>
[[nodiscard]] std::optional<Milliseconds> waitAfter(const RetryPolicy &policy, const E &error, int attempts) {
    if (!error.transient || attempts >= policy.attempts)
        return std::nullopt;
    const auto wait = error.retryAfter.value_or(backoff(policy, attempts - 1));
    return wait > policy.maxRetryAfter ? std::nullopt : std::optional<Milliseconds>(wait);
}

/// Awaits f() until it succeeds, fails for good, or the attempts are used up; the last result is returned. f
/// returns a Task<Result>; its error says whether it is transient, and a server's retryAfter wins over the
/// back-off. onWait(error, wait) is told of each wait. Cancel ends a wait at once. What f throws is thrown
/// and not tried again. Loop thread.
///
///     auto reply = co_await retry({.attempts = 3, .base = 100ms, .cap = 5s}, [&] { return send(request); });
template <class F, class OnWait>
auto retry(RetryPolicy policy, F f, OnWait onWait) -> std::invoke_result_t<F &> {
    for (int attempt = 1;; ++attempt) {
        auto result = co_await f();
        if (result.ok())
            co_return result;
        const auto wait = waitAfter(policy, result.error(), attempt);
        if (!wait)
            co_return result;
        onWait(result.error(), *wait);
        co_await sleepFor(*wait);
    }
}

template <class F>
auto retry(RetryPolicy policy, F f) -> std::invoke_result_t<F &> {
    return retry(policy, std::move(f), [](const auto &, Milliseconds) {});
}

} // namespace docchat::async
