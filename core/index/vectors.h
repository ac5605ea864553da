#pragma once

#include "index/sqlite.h"
#include "model/passage.h"

#include <QHash>
#include <QList>

#include <vector>

/// Vectors of passages: float16 in the database, keyed by model. Plain functions; they throw SqliteError.
namespace docchat::index {

/// The id of a model by name and dimension; made when it is new.
qint64 modelId(Database &database, const QString &name, int dimension);

/// The id of a model that has vectors, by name; 0 when there is none.
[[nodiscard]] qint64 findModel(Database &database, const QString &name);

/// Stores a vector for a passage; replaces an older one of the same model.
void addEmbedding(Database &database, qint64 passage, qint64 model, const std::vector<float> &vector);

/// The passages of a document that have no vector of this model.
[[nodiscard]] std::vector<Passage> passagesWithoutVector(Database &database, DocumentId document,
                                                         const QString &model);

/// The cosine of `query` with every passage's vector of a model (of `documents`, or of all), by passage;
/// exact.
[[nodiscard]] QHash<qint64, double> similarities(Database &database, qint64 model,
                                                 const std::vector<float> &query,
                                                 const QList<DocumentId> &documents);

} // namespace docchat::index
