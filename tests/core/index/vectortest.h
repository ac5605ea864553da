#pragma once

#include "index/vectors.h"

namespace docchat::tests {

inline void addEmbedding(index::Database &database, qint64 passage, qint64 model,
                         const std::vector<float> &vector) {
    index::addEmbeddings(database, model, {passage}, {vector});
}

/// The cosines with every vector of a model (of `documents`, or of all): what a search by signs is measured
/// against.
inline QHash<qint64, double> similarities(index::Database &database, qint64 model,
                                          const std::vector<float> &query,
                                          const QList<DocumentId> &documents) {
    std::vector<qint64> passages;
    auto rows = database.prepare("SELECT id, document FROM passage");
    while (rows.step()) {
        if (documents.isEmpty() || documents.contains(rows.integer(1)))
            passages.push_back(rows.integer(0));
    }
    return index::cosinesOf(database, model, query, passages);
}

} // namespace docchat::tests
