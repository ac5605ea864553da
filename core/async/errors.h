#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace docchat::async {

/// Thrown out of a co_await inside a cancelled scope. Not a std::exception, so that no ordinary handler
/// swallows it.
struct Cancelled {};

/// A deadline of withTimeout passed, and was the cause.
struct TimeoutError : std::runtime_error {
    TimeoutError() : std::runtime_error("timed out") {}
};

/// A child was cancelled by its handle (Child::cancel): to who looks at it that is an error like any other.
struct ChildCancelled : std::runtime_error {
    ChildCancelled() : std::runtime_error("the child was cancelled") {}
};

/// A task ended with Cancelled though nobody had cancelled it: it rethrew one that it had kept. A mistake in
/// the program, which must not look like an end in order.
struct StrayCancelled : std::logic_error {
    StrayCancelled() : std::logic_error("a task threw Cancelled outside a cancelled scope") {}
};

/// push() to a queue that was closed.
struct QueueClosed : std::runtime_error {
    QueueClosed() : std::runtime_error("queue closed") {}
};

/// Everything that failed in a TaskGroup, in the order of failure; never empty.
class ExceptionGroup : public std::exception {
public:
    explicit ExceptionGroup(std::vector<std::exception_ptr> errors);

    [[nodiscard]] const char *what() const noexcept override { return m_text.c_str(); }
    [[nodiscard]] const std::vector<std::exception_ptr> &errors() const { return m_errors; }

    /// Rethrows the first error as itself.
    [[noreturn]] void rethrowFirst() const { std::rethrow_exception(m_errors.front()); }

private:
    std::vector<std::exception_ptr> m_errors;
    std::string m_text;
};

/// Carries an error value that a child of a TaskGroup returned, such as docchat::Error out of a Result.
template <class E>
struct FailedResult : std::exception {
    E error;

    explicit FailedResult(E e) : error(std::move(e)) {}
    [[nodiscard]] const char *what() const noexcept override { return "a task returned an error"; }
};

} // namespace docchat::async
