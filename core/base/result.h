#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace docchat {

/// What went wrong, as one of a fixed set; the command line prints the same words (code()).
enum class ErrorKind {
    NoText,
    Password,
    Damaged,
    Unsupported,
    TooLarge,
    TimedOut,
    Crashed,
    Unreadable,
    Missing,
    Provider,
    Disk,
    Cancelled,
    Usage,
    Internal
};

/// The stable word for a kind, as `docchat-cli --json` prints it ("timed-out").
[[nodiscard]] QString code(ErrorKind kind);

/// The kind for a word of code(); Internal for a word that is not known.
[[nodiscard]] ErrorKind errorKind(QStringView code);

/// What a model server complained of, where that asks for something else than trying again.
enum class ServerFault {
    None,
    Key,      ///< missing, wrong, or not allowed this
    Model,    ///< it does not have that model
    TooLong,  ///< the text is longer than the model reads at once
    TooLarge, ///< too much in one request
    Busy,     ///< it asks for patience
    Quota     ///< paid for no more
};

/// An expected failure: names the file or server in `message`, and says in `hint` what to do next.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString message = {};
    QString hint = {};
    bool transient = false; ///< trying the same again later may succeed
    std::optional<std::chrono::milliseconds> retryAfter =
        std::nullopt; ///< when the server said how long to wait
    int status = 0;   ///< the HTTP status, where there was one
    ServerFault fault = ServerFault::None;

    /// "message. hint" as one line for people.
    [[nodiscard]] QString text() const;
};

/// Success without a value.
struct Done {};

/// A value or an Error: how every layer reports expected failures.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T &value() { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const { return std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }
    [[nodiscard]] T &operator*() { return value(); }
    [[nodiscard]] const T &operator*() const { return value(); }
    [[nodiscard]] T *operator->() { return &value(); }
    [[nodiscard]] const T *operator->() const { return &value(); }

private:
    std::variant<T, Error> m_state;
};

using Status = Result<Done>;

} // namespace docchat
