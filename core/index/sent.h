#pragma once

#include "index/sqlite.h"
#include "model/sent.h"

#include <optional>

/// What was sent for answers, in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

void addSent(Database &database, qint64 message, const std::vector<Sent> &sent);

/// All that was sent for an answer, in order; nullopt: it is from before that was kept.
[[nodiscard]] std::optional<std::vector<Sent>> sentFor(Database &database, qint64 message);

} // namespace docchat::index
