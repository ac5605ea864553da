#pragma once

#include "provider/localrunners.h"
#include "provider/server.h"

namespace docchat::provider {

/// The kinds that are known, as ProviderConfig::kind: "openai", "ollama", "gguf".
[[nodiscard]] QStringList knownKinds();

/// The server of a configuration; a .gguf file is run by one of the means' runners. Error: Usage, for a kind
/// that is not known, or a file where nothing can run it.
Result<std::unique_ptr<Server>> makeProvider(ProviderConfig config, CallLimits limits = {},
                                             ServerMeans means = {});

} // namespace docchat::provider
