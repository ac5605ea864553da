#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <vector>

/// The signs of vectors, one bit a dimension, kept in the database beside the vectors in chunks of passages.
/// They follow from the vectors and can be made anew at any time. Plain functions; they throw SqliteError.
namespace docchat::index {

/// Rows of signs: `bits` has wordsFor(dimension) words a passage.
struct SignRows {
    std::vector<qint64> passages;
    std::vector<DocumentId> documents; ///< by passage
    std::vector<quint64> bits;
};

[[nodiscard]] constexpr std::size_t wordsFor(std::size_t dimension) {
    return (dimension + 63) / 64;
}

/// The signs of a vector after a fixed rotation, which spreads uneven dimensions and a common offset over all
/// bits (measured, core/README.md). Opposite vectors have opposite signs.
[[nodiscard]] std::vector<quint64> signsOf(const std::vector<float> &vector);

/// Adds rows that are not there yet; small chunks are joined now and then.
void addSigns(Database &database, qint64 model, int dimension, const SignRows &rows);

/// Takes the rows of a document, of every model, out of their chunks; its passages have to be there still.
void removeSigns(Database &database, DocumentId document);

/// Takes the row of one passage out, where there is one.
void removeSigns(Database &database, qint64 model, qint64 passage);

/// A chunk as it is stored; nothing when it is missing, damaged, or of another dimension.
[[nodiscard]] std::optional<SignRows> readChunk(Database &database, qint64 id, int dimension);

/// The signs of stored vectors whose passages are not among `known`, which is sorted.
[[nodiscard]] SignRows signsFromVectors(Database &database, qint64 model, int dimension,
                                        const std::vector<qint64> &known);

/// Writes all chunks of a model anew from its vectors.
void rebuildSigns(Database &database, qint64 model, int dimension);

} // namespace docchat::index
