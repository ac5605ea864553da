#pragma once

#include "index/sqlite.h"

#include <QJsonObject>

namespace docchat::tests {

/// Whether the library in a folder has an older schema; false: there is none.
[[nodiscard]] bool isOld(const QString &folder);

/// {"findings": what is damaged or half done, in words, "documents": {name: [state, passages, vectors]},
/// "messages": {id: text}, "journal": names that are not whole yet, "aside": those of them that wait for the
/// person}.
[[nodiscard]] QJsonObject whatIsThere(index::Database &database);

} // namespace docchat::tests
