#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <vector>

/// The messages of conversations in the database. They are a tree: a question that was edited, or an answer
/// that was written anew, is another version beside the earlier one. One branch is chosen, from the first
/// question to the chat's leaf. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

/// The messages of the chosen branch in order, with citations, and what of an answer is saved so far; boxes
/// are looked up when a citation is shown.
[[nodiscard]] std::vector<Message> messagesOf(Database &database, qint64 chat);

/// Adds a message with its citations at the end of the chosen branch; gives its id. The chat moves to the
/// top.
qint64 addMessage(Database &database, qint64 chat, const Message &message);

/// The same below `parent` (0: as the first one), beside what follows it already; the branch that ends with
/// it is chosen.
qint64 addVersion(Database &database, qint64 chat, qint64 parent, const Message &message);

/// Adds what came of an answer that is being written: its next piece of text, and citations of it.
void growMessage(Database &database, qint64 message, const QString &piece,
                 const std::vector<Citation> &citations);

/// What an answer is in the end, in the place of what was saved of it.
void finishMessage(Database &database, const Message &message);

/// Makes whole texts of the pieces of answers that a crash has cut off.
void joinPieces(Database &database);

/// Chooses the branch of a message; where it goes on after it, the newest. Nothing changes when the chosen
/// branch has it already.
void chooseMessage(Database &database, qint64 message);

} // namespace docchat::index
