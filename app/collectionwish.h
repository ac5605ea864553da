#pragma once

#include "base/result.h"
#include "index/sqlite.h"
#include "model/collection.h"

#include <QJsonObject>

namespace docchat {

/// {"id", "name", "documents", "chats"}.
[[nodiscard]] QJsonObject collectionToJson(const Collection &collection);

/// Does what is wished of collections: {"action": "create", "rename", "remove", "add" or "take", "name", and
/// "new_name" or "ids" where the action has them}. All of it, or nothing and an Error: Usage, naming what
/// there is not. What comes back is the collection as it is then, or was. Runs in a write of the Store.
[[nodiscard]] Result<Collection> carryOut(index::Database &database, const QJsonObject &wish);

} // namespace docchat
