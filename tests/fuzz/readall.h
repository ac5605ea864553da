#pragma once

#include "document/readers/reader.h"

namespace docchat::fuzz {

/// Limits low enough for a small input to reach them.
[[nodiscard]] document::ReadOptions readOptions(const QString &name);

/// Reads all that a reader has, as the worker does, and requires what the worker and its parent rely on.
void readAll(const document::Opened &opened, const document::ReadOptions &options);

/// Opens by content and name, then the same.
void readAll(const QByteArray &bytes, const QString &name);

} // namespace docchat::fuzz
