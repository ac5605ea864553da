#pragma once

#include "index/sqlite.h"
#include "model/provider.h"

#include <optional>
#include <vector>

/// The model servers in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<ProviderConfig> allProviders(Database &database);
[[nodiscard]] std::optional<ProviderConfig> activeProvider(Database &database);

/// Adds it, or replaces the one of the same name, and makes it the active one. It has the key that another of
/// its origin has.
void saveProvider(Database &database, const ProviderConfig &provider);

/// Whether the keychain has a key for the server at an address, whatever its path.
void setHasKey(Database &database, const QUrl &server, bool hasKey);

/// Makes the named one active, or none for an empty name. False: there is none of that name.
bool useProvider(Database &database, const QString &name);
bool removeProvider(Database &database, const QString &name);

} // namespace docchat::index
