#pragma once

#include "document/protocol.h"
#include "index/sqlite.h"
#include "ingest/stages.h"

namespace docchat::ingest {

/// Where a document is read to, and what there is already.
struct Beginning {
    DocumentId document = 0;
    DocumentId before = 0;    ///< what answers until it is whole, and is replaced then; 0: nothing
    bool keepsBefore = false; ///< and stays if it never gets so far
    bool isChanged = false;   ///< what answers until then has other bytes
    Earlier earlier = {};

    /// As people know it meanwhile.
    [[nodiscard]] DocumentId shown() const { return before != 0 ? before : document; }
};

/// How it begins.
struct BeginningWishes {
    bool recognise = false; ///< the text of scanned pages
    int refused = 0;        ///< so often what was read of it the last time turned out to be of no use
};

/// Makes the document that `file` is read to, or finds the one that was begun the last time; notes it in the
/// journal. In a transaction; throws SqliteError.
Beginning begin(index::Database &database, const Document &file, const document::OpenedReply &info,
                BeginningWishes wishes);

/// What there is in the place of `file` that is whole, and so stays when reading it fails; 0: nothing.
[[nodiscard]] DocumentId staysIfFailed(index::Database &database, const Document &file);

/// Reading ends before it is whole: all of it goes that was not there before. `isCancelled`: by the person,
/// who wants it no more; else it may be tried again.
void takeBack(index::Database &database, const Document &file, const Beginning &beginning, bool isCancelled);

} // namespace docchat::ingest
