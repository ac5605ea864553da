#pragma once

#include "base/result.h"
#include "index/sqlite.h"
#include "model/collection.h"

#include <optional>
#include <vector>

/// Collections of documents in the database. A document may be in any number of them; a chat belongs to one,
/// or to all documents. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

constexpr qsizetype longestCollectionName = 80; ///< characters

[[nodiscard]] std::vector<Collection> allCollections(Database &database); ///< by name
[[nodiscard]] std::optional<Collection> findCollection(Database &database, qint64 id);
/// By its name, whatever its case and white space.
[[nodiscard]] std::optional<Collection> collectionNamed(Database &database, const QString &name);

/// A new one without documents; its id. Errors: Usage, the name is empty, too long, holds a quotation mark
/// (which the question box could not take) or is that of another one in any case.
[[nodiscard]] Result<qint64> createCollection(Database &database, const QString &name);
/// Errors: the same; Usage too, there is none.
[[nodiscard]] Status renameCollection(Database &database, qint64 id, const QString &name);
/// Its documents stay in the library; its chats and notes become those of all documents. False: there was
/// none.
bool removeCollection(Database &database, qint64 id);
/// How answers are written in its chats that say nothing else.
void setCollectionStyle(Database &database, qint64 id, const AnswerStyle &style);

[[nodiscard]] QList<DocumentId> documentsIn(Database &database, qint64 collection); ///< sorted
/// With what is attached to them. Of ids that there are not nothing is added.
void addToCollection(Database &database, qint64 collection, const QList<DocumentId> &documents);
/// The same, out of it; they stay in the library. What is being read of them does not join any more.
void takeFromCollection(Database &database, qint64 collection, const QList<DocumentId> &documents);

/// Files that are going to be read: what they become joins the collection, until they have been read.
void joinWhenRead(Database &database, qint64 collection, const QStringList &paths);
[[nodiscard]] QStringList pathsJoining(Database &database, qint64 collection);

/// The documents that are ticked where no chat is open; collection 0: of all documents.
[[nodiscard]] QList<DocumentId> ticksIn(Database &database, qint64 collection);
void setTicksIn(Database &database, qint64 collection, const QList<DocumentId> &documents);

/// Under which a collection's new chat keeps its draft; 0: that of all documents.
[[nodiscard]] constexpr qint64 newChatOf(qint64 collection) {
    return -collection;
}

} // namespace docchat::index
