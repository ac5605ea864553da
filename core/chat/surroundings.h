#pragma once

#include "index/sqlite.h"
#include "model/passage.h"

namespace docchat::chat {

/// What stands around a quote in its document, word for word but with plain spaces.
struct Surroundings {
    QString before; ///< the rest of the first quoted sentence, and the sentence before it
    QString after;
};

/// The sentences next to a citation, also where they belong to other passages. A sentence of more than 400
/// characters is cut between words, with "…". Runs on the thread of the connection; throws SqliteError.
[[nodiscard]] Surroundings surroundingsOf(index::Database &database, const Citation &citation);

} // namespace docchat::chat
