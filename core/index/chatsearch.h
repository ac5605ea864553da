#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <vector>

namespace docchat::index {

/// The chats whose titles, and the messages of all branches whose texts have every word of `typed`: titles
/// first, then messages, newest first; at most `most`. The last word may be the beginning of one. Of a
/// collection only its own chats; 0: all, also those of collections. Throws SqliteError.
[[nodiscard]] std::vector<ChatMatch> searchChats(Database &database, const QString &typed, int most,
                                                 qint64 collection = 0);

} // namespace docchat::index
