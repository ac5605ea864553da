#pragma once

#include "async/sleep.h"

#include <QByteArray>

#include <optional>

namespace docchat::tests {

/// Counts the Guards that were made and that are gone again; equal at the end of every test that is clean.
struct Tally {
    int made = 0;
    int gone = 0;

    [[nodiscard]] bool balanced() const { return made == gone; }
};

/// A local whose life is counted; moving it is not a second life.
class Guard {
public:
    explicit Guard(Tally *tally) : m_tally(tally) { ++m_tally->made; }
    Guard(Guard &&other) noexcept : m_tally(std::exchange(other.m_tally, nullptr)) {}
    Guard &operator=(Guard &&) = delete;
    ~Guard() {
        if (m_tally)
            ++m_tally->gone;
    }

private:
    Tally *m_tally;
};

/// Small tasks to make others of.
namespace tasks {

inline async::Task<int> valueAfter(async::Milliseconds after, int value) {
    co_await async::sleepFor(after);
    co_return value;
}

inline async::Task<int> failAfter(async::Milliseconds after, const char *why) {
    co_await async::sleepFor(after);
    throw std::runtime_error(why);
}

inline async::Task<void> rest(async::Milliseconds duration) {
    co_await async::sleepFor(duration);
}

} // namespace tasks

/// A small Result, such as the layers above return.
struct Failure {
    int code = 0;
    bool transient = false;
    std::optional<async::Milliseconds> retryAfter = {};
};
class Outcoming {
public:
    explicit Outcoming(int value) : m_value(value) {}
    explicit Outcoming(Failure failure) : m_failure(failure) {}
    [[nodiscard]] bool ok() const { return !m_failure; }
    [[nodiscard]] int value() const { return m_value; }
    [[nodiscard]] const Failure &error() const { return *m_failure; }

private:
    int m_value = 0;
    std::optional<Failure> m_failure;
};
static_assert(async::ResultLike<Outcoming>);

} // namespace docchat::tests
