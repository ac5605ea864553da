#pragma once

#include "provider/server.h"

namespace docchat::provider {

/// The kinds of servers that are known, as ProviderConfig::kind: "openai", "ollama".
[[nodiscard]] QStringList knownKinds();

/// The server of a configuration. Error: Usage, for a kind that is not known.
Result<std::unique_ptr<Server>> makeProvider(ProviderConfig config, CallLimits limits = {},
                                             ServerMeans means = {});

} // namespace docchat::provider
