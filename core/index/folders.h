#pragma once

#include "index/sqlite.h"
#include "model/document.h"
#include "model/folder.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <vector>

/// The folders that the library follows, and what was read of them. Plain functions for Store; they throw
/// SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<Folder> allFolders(Database &database); ///< by path

/// A new one; its id. Those that lie in it are part of it from now on, with what was read of them. collection
/// 0, or of none that is there: its documents join none.
qint64 addFolder(Database &database, const QString &path, qint64 collection);
/// Its documents stay. False: there was none.
bool removeFolder(Database &database, qint64 id);
void setFolderRoot(Database &database, qint64 id, const FolderIdentity &root);

/// As they were when they were last read, or wished to be; by absolute path.
[[nodiscard]] QHash<QString, FileStamp> folderFiles(Database &database, qint64 folder);
/// Nothing happens if the folder is gone.
void keepFolderFiles(Database &database, qint64 folder, const QHash<QString, FileStamp> &files);

/// Files that are there and are not followed any more; nothing becomes of their documents.
void forgetStamps(Database &database, qint64 folder, const QStringList &paths);

/// Files that are not in the folder any more. A document that lies elsewhere too loses this place, and its
/// name where that was the file's; one whose file is kept in the library stays as it is; any other is taken
/// out of the list (markRemoved()). Those.
QList<DocumentId> forgetFolderFiles(Database &database, qint64 folder, const QStringList &paths);

} // namespace docchat::index
