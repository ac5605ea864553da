#pragma once

#include <QStringList>

namespace docchat::document {

/// Is one of the fences around a worker missing? `protections`: as the worker told them.
[[nodiscard]] bool isReduced(const QStringList &protections);

/// What holds or is missing, in a sentence for people.
[[nodiscard]] QString protectionWords(const QStringList &protections);

} // namespace docchat::document
