#pragma once

#include "index/sqlite.h"
#include "model/chat.h"

#include <vector>

/// Documents change after they were cited. Throws SqliteError.
namespace docchat::chat {

/// Whether the words that a citation quotes stand in its document as it is now. Where they have moved, start
/// and end are where they stand now, nearest to where they stood; the rest is for locate().
[[nodiscard]] bool findAgain(index::Database &database, Citation &citation);

/// Citations whose words have gone from their documents are not verified any more, and the notes of their
/// answers say so; the quotes stay. Nothing is said of documents that are not in the library.
void tellChanges(index::Database &database, std::vector<Message> &messages);

} // namespace docchat::chat
