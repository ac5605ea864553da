#pragma once

#include <QStringList>

namespace docchat {

/// Loads what readers load only when they first need it, while files can still be opened and code mapped: a
/// closed sandbox would make them lose text without a word.
void warmUp();

/// What readers go on reading from later: fonts, character maps, models for pictures, file types.
[[nodiscard]] QStringList readableWhenClosed();

} // namespace docchat
