#pragma once

#include "commands.h"

namespace docchat::cli {

/// Reads the key of a provider from standard input, where it does not show, and keeps it in the keychain: a
/// program that ends at once has no other place. The exit code. Loop thread.
async::Task<int> takeKey(Context *context, ProviderConfig config);

} // namespace docchat::cli
