#include "provider/modellist.h"

#include "base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace docchat::provider {
namespace {

constexpr qsizetype mostModels = 2000; // OpenRouter has some hundreds

qint64 wholeNumber(const QJsonValue &value) {
    return std::max<qint64>(0, value.toInteger());
}

int tokens(const QJsonValue &value) {
    return int(std::min<qint64>(wholeNumber(value), std::numeric_limits<int>::max()));
}

/// The first of these fields that says a number: what is loaded counts more than what could be.
int contextOf(const QJsonObject &model) {
    const auto meta = model.value(QLatin1StringView("meta")).toObject();
    for (const auto &value : {model.value(QLatin1StringView("loaded_context_length")), // LM Studio
                              model.value(QLatin1StringView("max_model_len")),         // vLLM
                              model.value(QLatin1StringView("context_length")),        // OpenRouter
                              model.value(QLatin1StringView("max_context_length")),    // LM Studio, Mistral
                              meta.value(QLatin1StringView("n_ctx_train"))}) {         // llama-server
        if (const int count = tokens(value); count > 0)
            return count;
    }
    return 0;
}

void allowOnly(ModelInfo &info, bool chat, bool embed) {
    info.canChat = chat;
    info.canEmbed = embed;
}

/// What a model is for, where its server says so.
void readAbilities(const QJsonObject &model, ModelInfo &info) {
    const auto type = model.value(QLatin1StringView("type")).toString(); // LM Studio
    if (type.startsWith(QLatin1StringView("embedding")))
        allowOnly(info, false, true);
    else if (type == QLatin1StringView("llm") || type == QLatin1StringView("vlm"))
        allowOnly(info, true, false);
    const auto canChat =
        model.value(QLatin1StringView("capabilities")).toObject().value(QLatin1StringView("completion_chat"));
    info.canChat = canChat.toBool(info.canChat); // Mistral
    const auto outputs = model.value(QLatin1StringView("architecture"))
                             .toObject()
                             .value(QLatin1StringView("output_modalities"))
                             .toArray(); // OpenRouter
    if (!outputs.isEmpty())
        allowOnly(info, outputs.contains(QLatin1StringView("text")),
                  outputs.contains(QLatin1StringView("embeddings")));
}

bool namesEmbedding(const QString &name) {
    const auto lower = name.toLower();
    const auto has = [&](const char *word) { return lower.contains(QLatin1StringView(word)); };
    return has("embed") || has("bge-") || has("gte-") || has("e5-") || has("minilm");
}

/// Those that can; first those that seem meant for it.
template <class Can, class Seems>
std::vector<ModelInfo> chosen(const std::vector<ModelInfo> &models, Can can, Seems seems) {
    std::vector<ModelInfo> able;
    for (const bool meant : {true, false}) {
        std::copy_if(models.begin(), models.end(), std::back_inserter(able),
                     [&](const ModelInfo &model) { return can(model) && seems(model) == meant; });
    }
    return able;
}

/// The models of the list under `key`; a list by itself is taken too.
std::optional<QJsonArray> listIn(const QByteArray &body, QLatin1StringView key) {
    const auto json = QJsonDocument::fromJson(body);
    if (json.isArray())
        return json.array();
    const auto list = json.object().value(key);
    return list.isArray() ? std::optional(list.toArray()) : std::nullopt;
}

Error noModels(const QByteArray &body, const Asked &asked) {
    return unusable(body, Words::tr("list of models"), asked);
}

} // namespace

Result<std::vector<ModelInfo>> parseModels(const QByteArray &body, const Asked &asked) {
    const auto data = listIn(body, QLatin1StringView("data"));
    if (!data)
        return noModels(body, asked);
    std::vector<ModelInfo> models;
    for (qsizetype i = 0; i < std::min(data->size(), mostModels); ++i) {
        const auto model = data->at(i).toObject();
        ModelInfo info{.name = model.value(QLatin1StringView("id")).toString()};
        if (info.name.isEmpty())
            continue;
        info.contextTokens = contextOf(model);
        info.size =
            wholeNumber(model.value(QLatin1StringView("meta")).toObject().value(QLatin1StringView("size")));
        readAbilities(model, info);
        models.push_back(std::move(info));
    }
    if (models.empty() && !data->isEmpty())
        return noModels(body, asked);
    return models;
}

bool isLmStudio(const QByteArray &body) {
    const auto data = listIn(body, QLatin1StringView("data")).value_or(QJsonArray());
    return data.at(0).toObject().value(QLatin1StringView("owned_by")).toString() ==
           QLatin1StringView("organization_owner");
}

Result<std::vector<ModelInfo>> parseOllamaModels(const QByteArray &body, const Asked &asked) {
    const auto list = listIn(body, QLatin1StringView("models"));
    if (!list)
        return noModels(body, asked);
    std::vector<ModelInfo> models;
    for (qsizetype i = 0; i < std::min(list->size(), mostModels); ++i) {
        const auto model = list->at(i).toObject();
        ModelInfo info{.name = model.value(QLatin1StringView("name")).toString()};
        info.size = wholeNumber(model.value(QLatin1StringView("size")));
        if (!info.name.isEmpty())
            models.push_back(std::move(info));
    }
    if (models.empty() && !list->isEmpty())
        return noModels(body, asked);
    return models;
}

bool seemsForEmbedding(const ModelInfo &model) {
    return !model.canChat || namesEmbedding(model.name);
}

ModelInfo withDetails(ModelInfo model, const QByteArray &shown) {
    const auto details = QJsonDocument::fromJson(shown).object();
    const auto abilities = details.value(QLatin1StringView("capabilities")).toArray();
    if (!abilities.isEmpty())
        allowOnly(model, abilities.contains(QLatin1StringView("completion")),
                  abilities.contains(QLatin1StringView("embedding")));
    const auto facts = details.value(QLatin1StringView("model_info")).toObject();
    const auto family = facts.value(QLatin1StringView("general.architecture")).toString();
    model.contextTokens = tokens(facts.value(family + QStringLiteral(".context_length")));
    return model;
}

std::vector<ModelInfo> forEmbedding(const std::vector<ModelInfo> &models) {
    return chosen(models, [](const ModelInfo &model) { return model.canEmbed; }, seemsForEmbedding);
}

std::vector<ModelInfo> forChat(const std::vector<ModelInfo> &models) {
    return chosen(
        models, [](const ModelInfo &model) { return model.canChat; },
        [](const ModelInfo &model) { return !namesEmbedding(model.name); });
}

} // namespace docchat::provider
