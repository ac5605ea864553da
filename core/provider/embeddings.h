#pragma once

#include "provider/embedder.h"
#include "provider/refusal.h"

namespace docchat::provider {

/// The vectors of an OpenAI /v1/embeddings answer for `expected` inputs, in the order of `index`, all of one
/// dimension and finite. Error: Provider, when the count, a dimension or a number is wrong. Pure; any thread.
[[nodiscard]] Result<std::vector<Vector>> parseEmbeddings(const QByteArray &body, qsizetype expected,
                                                          const Asked &asked);

/// The same of an Ollama /api/embed answer, which has them in the order of the inputs.
[[nodiscard]] Result<std::vector<Vector>> parseOllamaEmbeddings(const QByteArray &body, qsizetype expected,
                                                                const Asked &asked);

using ReadEmbeddings = decltype(parseEmbeddings);

} // namespace docchat::provider
