#pragma once

#include "base/result.h"
#include "model/provider.h"

/// Models that lie in a file of the person's, and the program that runs them.
namespace docchat::provider {

/// Does a file's name say that it is a model?
[[nodiscard]] bool isGgufPath(const QString &path);

/// A provider of kind "gguf" for a file, called like the file.
[[nodiscard]] ProviderConfig ggufConfig(const QString &path);

/// Why a file cannot be run as a model: gone, or no GGUF (https://github.com/ggml-org/ggml, docs/gguf.md).
/// Reads its first bytes; any thread.
[[nodiscard]] std::optional<Error> problemWithGguf(const QString &path);

/// The llama-server of llama.cpp to run: `given` where it is not empty, else the first of PATH and the usual
/// places. Empty: there is none. Any thread.
[[nodiscard]] QString findLlamaServer(const QString &given);

/// What to say then.
[[nodiscard]] Error noLlamaServer(const QString &given);

} // namespace docchat::provider
