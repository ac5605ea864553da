#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <vector>

namespace docchat::index {

/// The chats whose titles, and the messages of all branches whose texts have every word of `typed`: titles
/// first, then messages, newest first; at most `most`. The last word may be the beginning of one. Throws
/// SqliteError.
[[nodiscard]] std::vector<ChatMatch> searchChats(Database &database, const QString &typed, int most);

} // namespace docchat::index
