#pragma once

#include "index/sqlite.h"
#include "model/provider.h"

#include <optional>
#include <vector>

/// The model servers in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<ProviderConfig> allProviders(Database &database);
[[nodiscard]] std::optional<ProviderConfig> activeProvider(Database &database);

/// Adds it, or replaces the one of the same name, and makes it the active one.
void saveProvider(Database &database, const ProviderConfig &provider);

/// Makes the named one active, or none for an empty name. False: there is none of that name.
bool useProvider(Database &database, const QString &name);
bool removeProvider(Database &database, const QString &name);

} // namespace docchat::index
