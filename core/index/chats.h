#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <vector>

/// Conversations in the database. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<Chat> allChats(Database &database); ///< newest first
qint64 addChat(Database &database, const QString &title);
void renameChat(Database &database, qint64 chat, const QString &title);
bool removeChat(Database &database, qint64 chat);

/// A message with its citations; gives its id. The chat moves to the top.
qint64 addMessage(Database &database, qint64 chat, const Message &message);

/// The messages of a chat in order, with citations; boxes are looked up when a citation is shown.
[[nodiscard]] std::vector<Message> messagesOf(Database &database, qint64 chat);

} // namespace docchat::index
