#pragma once

#include "index/sqlite.h"
#include "model/provider.h"

#include <optional>

/// Whose vectors questions are looked up in while those of a newly chosen model are not whole. Plain
/// functions for Store; they throw SqliteError.
namespace docchat::index {

/// To be called before another provider is made the active one, or the active one is changed: it is
/// remembered when it has vectors for at least half of the library, and for no fewer than one remembered
/// earlier.
void keepAnswering(Database &database);

/// The provider remembered, without a chat model, as long as its server is still among the person's. Nothing:
/// the active one answers with what vectors it has.
[[nodiscard]] std::optional<ProviderConfig> answeringProvider(Database &database);

/// The vectors of a model are whole by now: if it is the active one's, none is remembered.
void forgetAnswering(Database &database, const QString &whole);

} // namespace docchat::index
