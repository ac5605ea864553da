#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <QStringList>

namespace docchat::index {

/// What the documents that were added last are about: some of their headings, without their numbers, from
/// each in turn. At most `most`. Of the documents in a collection; 0: of all. Throws SqliteError; any thread
/// that may read.
[[nodiscard]] QStringList newestHeadings(Database &database, int most, qint64 collection = 0);

/// A section of a document: its heading, and where it begins.
struct ContentsEntry {
    QString heading;
    int page = 0;        ///< from 1
    qsizetype start = 0; ///< in the document's text
};

/// The sections of a document in their order, at most `most`. Throws SqliteError; any thread that may read.
[[nodiscard]] std::vector<ContentsEntry> contentsOf(Database &database, DocumentId document, int most);

} // namespace docchat::index
