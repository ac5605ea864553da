#pragma once

#include "index/sqlite.h"
#include "model/passage.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <vector>

namespace docchat::index {

/// The passages of some documents that have vectors, by what they say: a passage of another document, or of a
/// new version of the same, that says the same to the letter needs none from a server. One thread at a time;
/// throws SqliteError.
class KnownVectors {
public:
    KnownVectors() = default;

    /// Reads them; of passages that say the same, one of the first document. About 60 bytes a passage.
    KnownVectors(Database &database, const QList<DocumentId> &documents);

    [[nodiscard]] bool isEmpty() const { return m_passages.isEmpty(); }

    /// Gives `passages`, which have none, the vectors of those that say the same, of every model.
    void takeOver(Database &database, const std::vector<Passage> &passages) const;

private:
    QHash<QByteArray, qint64> m_passages; ///< by the SHA-1 of their text
};

} // namespace docchat::index
