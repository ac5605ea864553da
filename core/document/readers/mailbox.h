#pragma once

#include <QByteArray>

#include <optional>

namespace docchat::document {

/// The messages of a mailbox file (mbox), one after the other. The bytes must outlive it.
class Mailbox {
public:
    explicit Mailbox(QByteArrayView bytes) : m_bytes(bytes) {}

    /// The next message with the line before it; nullopt after the last.
    [[nodiscard]] std::optional<QByteArrayView> next();

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

/// A message without the "From " line, and with one ">" less before each "From " at a line's beginning
/// (mboxrd).
[[nodiscard]] QByteArray messageOf(QByteArrayView bytes);

} // namespace docchat::document
