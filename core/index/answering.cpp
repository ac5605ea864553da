#include "index/answering.h"

#include "index/providers.h"
#include "index/vectors.h"

#include <algorithm>

namespace docchat::index {
namespace {

int missingOf(Database &database, const QString &model) {
    return countWithoutVector(database, wholeLibrary, model);
}

/// Has a model vectors for at least half of the library?
bool canAnswer(Database &database, const QString &model) {
    constexpr auto none = QLatin1StringView("");
    return 2 * missingOf(database, model) <= missingOf(database, none) && findModel(database, model) != 0;
}

} // namespace

void keepAnswering(Database &database) {
    const auto active = activeProvider(database);
    if (!active || active->embedModel.isEmpty() || !canAnswer(database, active->embedModel))
        return;
    const auto before = answeringProvider(database);
    if (before && missingOf(database, before->embedModel) < missingOf(database, active->embedModel))
        return;
    database.execute("DELETE FROM answering");
    database.prepare("INSERT INTO answering VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(active->name, active->kind, active->url.toString(), active->embedModel, active->keyEnv,
              int(active->hasKey))
        .run();
}

std::optional<ProviderConfig> answeringProvider(Database &database) {
    auto row = database.prepare("SELECT name, kind, url, embed_model, key_env, has_key FROM answering");
    if (!row.step())
        return std::nullopt;
    ProviderConfig kept;
    kept.name = row.text(0);
    kept.kind = row.text(1);
    kept.url = QUrl(row.text(2));
    kept.embedModel = row.text(3);
    kept.keyEnv = row.text(4);
    kept.hasKey = row.integer(5) != 0;
    const auto providers = allProviders(database);
    const bool isThere = std::ranges::any_of(providers, [&kept](const ProviderConfig &one) {
        return one.name == kept.name && one.kind == kept.kind && one.url == kept.url;
    });
    return isThere ? std::optional(kept) : std::nullopt;
}

void forgetAnswering(Database &database, const QString &whole) {
    const auto active = activeProvider(database);
    if (active && active->embedModel == whole)
        database.execute("DELETE FROM answering");
}

} // namespace docchat::index
