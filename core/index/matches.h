#pragma once

#include "index/passagefilter.h"
#include "index/snippet.h"
#include "model/passage.h"

#include <functional>
#include <vector>

namespace docchat::index {

/// A passage that matches a search.
struct Match {
    qint64 passage = 0;
    int page = 0;
    qsizetype start = 0; ///< in the document's text
    qsizetype end = 0;
    QString place; ///< for people
    QString text;  ///< the passage
    Snippet snippet;
};

/// The matches of one document.
struct MatchedDocument {
    DocumentId document = 0;
    QString name;
    DocumentKind kind = DocumentKind::Unknown;
    int total = 0;              ///< passages that match
    std::vector<Match> matches; ///< of the best ones, in the order of the document
};

/// Every passage that matches a search, counted; the best ones to read.
struct Matches {
    std::vector<MatchedDocument> documents; ///< that with the best passage first
    int total = 0;                          ///< passages that match
    int fetched = 0;                        ///< of them in `documents`
    bool someWords = false;                 ///< no passage holds all the words: these hold some of them
    QString problem = {}; ///< why there is nothing to look for, as a sentence; empty otherwise
};

/// Looks up what was typed, filters and all: passages that hold all of its words, or else some of them.
/// most: passages to fetch. `goesOn` is asked now and then; once it says false, what comes back is of no use.
/// Runs on the thread of the connection; throws SqliteError.
[[nodiscard]] Matches findMatches(Database &database, const QString &typed, const Scope &scope, int most,
                                  const std::function<bool()> &goesOn = {});

/// Why nothing can be looked up, as a sentence; empty: there is something. documents: as documentsFor().
[[nodiscard]] QString problemOf(Database &database, const TypedQuery &query,
                                const std::optional<QList<DocumentId>> &documents, const Scope &scope);

} // namespace docchat::index
