#pragma once

#include "base/result.h"

#include <QJsonObject>

#include <optional>

namespace docchat {

/// An answer to another program that says what went wrong: "error", "hint" and "code" beside what it holds.
[[nodiscard]] QJsonObject withError(QJsonObject answer, const Error &error);
[[nodiscard]] std::optional<Error> errorIn(const QJsonObject &answer);

} // namespace docchat
