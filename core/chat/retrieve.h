#pragma once

#include "async/task.h"
#include "index/scope.h"
#include "index/search.h"
#include "index/store.h"
#include "provider/embedder.h"

namespace docchat::chat {

/// A document that is still being read, or could not be read whole: what an answer must admit.
struct ReadSoFar {
    QString name;
    int pagesRead = 0;
    int pages = 0;
    QString reason = {}; ///< why it is not whole, although reading has ended
};

/// What a question found.
struct Retrieved {
    index::Found found;
    std::vector<ReadSoFar> unfinished;
    int documents = 0;            ///< that were asked
    QString question = {};        ///< without its filters
    QString problem = {};         ///< why there was nothing to look for, as a sentence; empty otherwise
    bool cut = false;             ///< only the beginning of the question was looked up
    std::optional<Error> vectors; ///< why there were words alone, although there is an embedder
};

/// Looks a question up in the words and, with an embedder whose vectors are there, in the vectors; off the
/// loop. Its filters (index/querysyntax.h) narrow both. An embedder that fails costs the vectors, not the
/// answer.
async::Task<Result<Retrieved>> retrieve(index::Store *store, provider::Embedder *embedder, QString question,
                                        index::Scope scope);

} // namespace docchat::chat
