#pragma once

#include "model/provider.h"
#include "provider/refusal.h"

#include <vector>

/// What servers say of their models. Pure.
namespace docchat::provider {

/// Of a /v1/models answer, or LM Studio's /api/v0/models: with what llama-server, vLLM, LM Studio, Mistral
/// and OpenRouter add to it.
[[nodiscard]] Result<std::vector<ModelInfo>> parseModels(const QByteArray &body, const Asked &asked);

/// Whether a /v1/models answer is LM Studio's, which says more at /api/v0/models.
[[nodiscard]] bool isLmStudio(const QByteArray &body);

/// Of an Ollama /api/tags answer: names and sizes.
[[nodiscard]] Result<std::vector<ModelInfo>> parseOllamaModels(const QByteArray &body, const Asked &asked);

/// The same model with what an Ollama /api/show answer adds.
[[nodiscard]] ModelInfo withDetails(ModelInfo model, const QByteArray &shown);

/// Whether a model is meant for embedding: it does nothing else, or its name says so.
[[nodiscard]] bool seemsForEmbedding(const ModelInfo &model);

/// Those that can embed; first those that do nothing else, or whose names say so. The name is a hint and
/// never shuts a model out.
[[nodiscard]] std::vector<ModelInfo> forEmbedding(const std::vector<ModelInfo> &models);

/// Those that can chat; last those whose names speak of embedding.
[[nodiscard]] std::vector<ModelInfo> forChat(const std::vector<ModelInfo> &models);

} // namespace docchat::provider
