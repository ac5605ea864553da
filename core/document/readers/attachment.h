#pragma once

#include "document/readers/reader.h"

namespace docchat::document {

constexpr qsizetype largestMessage = 256 * 1024 * 1024; ///< bytes: GMime works on a copy

/// An attachment, decoded in memory.
struct AttachedFile {
    QByteArray bytes;
    ReadOptions options; ///< to open it with: its name, and how deep it lies
};

/// What lies at `options.part` of the mail or mailbox in `bytes`. Error: Damaged when nothing does, TooLarge,
/// NoText.
[[nodiscard]] Result<AttachedFile> attachedFile(const QByteArray &bytes, const ReadOptions &options);

} // namespace docchat::document
