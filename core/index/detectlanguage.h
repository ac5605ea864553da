#pragma once

#include "model/language.h"

namespace docchat::index {

/// The language that most of `text` is written in. Unknown if it is too short or too mixed to tell. Any
/// thread.
[[nodiscard]] Language detectLanguage(QStringView text);

} // namespace docchat::index
