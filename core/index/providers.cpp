#include "index/providers.h"

#include <algorithm>

namespace docchat::index {

namespace {

bool hasKey(Database &database, const QUrl &server) {
    return std::ranges::any_of(allProviders(database), [&](const ProviderConfig &one) {
        return one.hasKey && originOf(one.url) == originOf(server);
    });
}

} // namespace

std::vector<ProviderConfig> allProviders(Database &database) {
    std::vector<ProviderConfig> providers;
    auto rows = database.prepare(
        "SELECT id, name, kind, url, embed_model, chat_model, key_env, active, has_key FROM provider"
        " ORDER BY name");
    while (rows.step()) {
        providers.push_back({rows.integer(0), rows.text(1), rows.text(2), QUrl(rows.text(3)), rows.text(4),
                             rows.text(5), rows.text(6), rows.integer(7) != 0, rows.integer(8) != 0});
    }
    return providers;
}

std::optional<ProviderConfig> activeProvider(Database &database) {
    for (auto &provider : allProviders(database)) {
        if (provider.active)
            return std::move(provider);
    }
    return std::nullopt;
}

void saveProvider(Database &database, const ProviderConfig &provider) {
    database
        .prepare(
            "INSERT INTO provider(name, kind, url, embed_model, chat_model, key_env, has_key)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
            " ON CONFLICT(name) DO UPDATE SET kind=excluded.kind, url=excluded.url,"
            " embed_model=excluded.embed_model, chat_model=excluded.chat_model, key_env=excluded.key_env,"
            " has_key=excluded.has_key")
        .bind(provider.name, provider.kind, provider.url.toString(), provider.embedModel, provider.chatModel,
              provider.keyEnv, provider.hasKey || hasKey(database, provider.url))
        .run();
    useProvider(database, provider.name);
}

void setHasKey(Database &database, const QUrl &server, bool hasKey) {
    for (const auto &one : allProviders(database)) {
        if (originOf(one.url) == originOf(server))
            database.prepare("UPDATE provider SET has_key=?2 WHERE id=?1").bind(one.id, hasKey).run();
    }
}

bool useProvider(Database &database, const QString &name) {
    auto count = database.prepare("SELECT count(*) FROM provider WHERE name=?1");
    if (!name.isEmpty() && count.bind(name).step() && count.integer(0) == 0)
        return false;
    database.prepare("UPDATE provider SET active=(name=?1)").bind(name).run();
    return true;
}

bool removeProvider(Database &database, const QString &name) {
    database.prepare("DELETE FROM provider WHERE name=?1").bind(name).run();
    return database.changes() > 0;
}

} // namespace docchat::index
