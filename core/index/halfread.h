#pragma once

#include "index/sqlite.h"
#include "model/passage.h"

#include <vector>

/// Going on with a document of which some is there: what is read again is compared, not written again. Plain
/// functions; they throw SqliteError.
namespace docchat::index {

/// How much there is: the first pages, and the first passages of their text.
struct HalfRead {
    int pages = 0;
    int passages = 0;
};
[[nodiscard]] HalfRead halfRead(Database &database, DocumentId document);

/// Whether the document has the page with this text, which begins at `start`.
[[nodiscard]] bool hasPage(Database &database, DocumentId document, const Page &page, qsizetype start);

/// The id of the passage that the document has in its place, if it is the same to the letter; else 0.
[[nodiscard]] qint64 samePassage(Database &database, const Passage &passage);

/// Those that have no vector of this model, in the same order.
[[nodiscard]] std::vector<Passage> withoutVector(Database &database, std::vector<Passage> passages,
                                                 const QString &model);

} // namespace docchat::index
