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

/// Stores vectors of passages with their signs; they replace older ones of the same model. Empty ones are
/// left out.
void addEmbeddings(Database &database, qint64 model, const std::vector<qint64> &passages,
                   const std::vector<std::vector<float>> &vectors);

/// All documents that are not being read at the moment.
constexpr DocumentId wholeLibrary = 0;

/// The next passages of a document, or of wholeLibrary, that have no vector of this model: at most `most`, in
/// the order of their ids, after `after`.
[[nodiscard]] std::vector<Passage> passagesWithoutVector(Database &database, DocumentId document,
                                                         const QString &model, qint64 after, int most);
/// How many there are.
[[nodiscard]] int countWithoutVector(Database &database, DocumentId document, const QString &model);

/// A stored vector.
[[nodiscard]] std::vector<float> unpackVector(QByteArrayView bytes);

/// The cosine of `query` with the vectors of `passages`, by passage; of those that have one of its dimension.
[[nodiscard]] QHash<qint64, double> cosinesOf(Database &database, qint64 model,
                                              const std::vector<float> &query,
                                              const std::vector<qint64> &passages);

} // namespace docchat::index
