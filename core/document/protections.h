#pragma once

#include <QStringList>

namespace docchat::document {

/// Is there at least one fence, Landlock or seccomp, around a worker? `protections`: as the worker told them.
[[nodiscard]] bool isFenced(const QStringList &protections);

/// Is one of the fences around a worker missing?
[[nodiscard]] bool isReduced(const QStringList &protections);

/// What holds or is missing, in a sentence for people.
[[nodiscard]] QString protectionWords(const QStringList &protections);

} // namespace docchat::document
