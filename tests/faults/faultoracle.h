#pragma once

#include "index/sqlite.h"

#include <QJsonObject>

namespace docchat::tests {

/// Whether the library in a folder has an older schema; false: there is none.
[[nodiscard]] bool isOld(const QString &folder);

/// {"findings": what is damaged or half done, in words, "documents": {name: [state, passages, vectors]},
/// "messages": {id: text}, "journal": names that go on at the next start}.
[[nodiscard]] QJsonObject whatIsThere(index::Database &database);

} // namespace docchat::tests
