#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <optional>
#include <vector>

/// Conversations in the database; their messages are in index/messages.h. Plain functions for Store; they
/// throw SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<Chat> allChats(Database &database); ///< newest first, without the removed ones
/// The same, of a collection; 0: those of all documents, which belong to none.
[[nodiscard]] std::vector<Chat> chatsOf(Database &database, qint64 collection);
[[nodiscard]] std::optional<Chat> findChat(Database &database, qint64 chat); ///< with style and scope

/// A new one of a collection; of all documents where that is 0, or not there any more.
qint64 addChat(Database &database, const QString &title, qint64 collection = 0);
/// The person's own title: no other takes its place.
void renameChat(Database &database, qint64 chat, const QString &title);
/// A title made from a question; nothing happens to a title of the person's own.
void suggestTitle(Database &database, qint64 chat, const QString &title);

/// Takes a chat out of the list, or brings it back; it is kept until purgeRemovedChats().
void setRemoved(Database &database, qint64 chat, bool removed);
/// Deletes what was taken out of the list, also its words in the index; how many chats these were.
int purgeRemovedChats(Database &database);
/// Deletes a chat at once.
bool removeChat(Database &database, qint64 chat);

void setStyle(Database &database, qint64 chat, const AnswerStyle &style);
void setScope(Database &database, qint64 chat, const QList<DocumentId> &documents);

/// What was typed and not sent yet; chat 0 is the new one that is not kept yet, and newChatOf() that of a
/// collection. Empty: there is none.
[[nodiscard]] QString draftOf(Database &database, qint64 chat);
void setDraft(Database &database, qint64 chat, const QString &text);

[[nodiscard]] std::vector<AnswerPreset> allPresets(Database &database); ///< by name
void savePreset(Database &database, const AnswerPreset &preset);        ///< in the place of one of its name
bool removePreset(Database &database, const QString &name);

} // namespace docchat::index
