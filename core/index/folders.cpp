#include "index/folders.h"

#include "base/paths.h"
#include "index/documents.h"
#include "index/keptfiles.h"

namespace docchat::index {
namespace {

/// Where a document lies besides `path`, the newest; empty: nowhere.
QString otherPlace(Database &database, DocumentId document, const QString &path) {
    auto row =
        database.prepare("SELECT path FROM location WHERE document=?1 AND path<>?2 ORDER BY id DESC LIMIT 1");
    return row.bind(document, path).step() ? row.text(0) : QString();
}

void movePlace(Database &database, DocumentId document, const QString &from, const QString &to) {
    database.prepare("DELETE FROM location WHERE path=?1").bind(from).run();
    const auto known = findDocument(database, document);
    if (known && known->name == shownName(from))
        renameDocument(database, document, shownName(to));
}

} // namespace

std::vector<Folder> allFolders(Database &database) {
    std::vector<Folder> folders;
    auto rows = database.prepare(
        "SELECT id, path, coalesce(collection, 0), device, node FROM folder ORDER BY path COLLATE NOCASE");
    while (rows.step()) {
        folders.push_back({rows.integer(0), rows.text(1), rows.integer(2),
                           FolderIdentity{rows.integer(3), rows.integer(4)}});
    }
    return folders;
}

qint64 addFolder(Database &database, const QString &path, qint64 collection) {
    database
        .prepare("INSERT INTO folder(path, collection) VALUES (?1, (SELECT id FROM collection WHERE id=?2))")
        .bind(path, collection)
        .run();
    const auto id = database.lastRowId();
    const auto inside = path.endsWith(u'/') ? path : path + u'/';
    for (const auto &other : allFolders(database)) {
        if (other.id == id || !other.path.startsWith(inside))
            continue;
        database.prepare("UPDATE folder_file SET folder=?2 WHERE folder=?1").bind(other.id, id).run();
        removeFolder(database, other.id);
    }
    return id;
}

bool removeFolder(Database &database, qint64 id) {
    database.prepare("DELETE FROM folder WHERE id=?1").bind(id).run();
    return database.changes() > 0;
}

void setFolderRoot(Database &database, qint64 id, const FolderIdentity &root) {
    database.prepare("UPDATE folder SET device=?2, node=?3 WHERE id=?1")
        .bind(id, root.device, root.node)
        .run();
}

QHash<QString, FileStamp> folderFiles(Database &database, qint64 folder) {
    QHash<QString, FileStamp> files;
    auto rows = database.prepare("SELECT path, bytes, changed_at, mounted FROM folder_file WHERE folder=?1");
    rows.bind(folder);
    while (rows.step())
        files.insert(rows.text(0), {rows.integer(1), rows.integer(2), rows.integer(3) != 0});
    return files;
}

void keepFolderFiles(Database &database, qint64 folder, const QHash<QString, FileStamp> &files) {
    auto insert =
        database.prepare("INSERT OR REPLACE INTO folder_file(folder, path, bytes, changed_at, mounted)"
                         " SELECT id, ?2, ?3, ?4, ?5 FROM folder WHERE id=?1");
    for (auto file = files.begin(); file != files.end(); ++file)
        insert.bind(folder, file.key(), file->bytes, file->changedAt, file->isMounted).run();
}

void forgetStamps(Database &database, qint64 folder, const QStringList &paths) {
    auto remove = database.prepare("DELETE FROM folder_file WHERE folder=?1 AND path=?2");
    for (const auto &path : paths)
        remove.bind(folder, path).run();
}

QList<DocumentId> forgetFolderFiles(Database &database, qint64 folder, const QStringList &paths) {
    QList<DocumentId> removed;
    for (const auto &path : paths) {
        forgetStamps(database, folder, {path});
        auto row = database.prepare("SELECT document FROM location WHERE path=?1");
        if (!row.bind(path).step())
            continue;
        const DocumentId document = row.integer(0);
        if (const auto other = otherPlace(database, document, path); !other.isEmpty()) {
            movePlace(database, document, path, other);
        } else if (const auto kept = keptFile(database, document); kept && kept->isThere()) {
            continue; // the person wants it whatever becomes of its file
        } else if (!isMarkedRemoved(database, document)) {
            markRemoved(database, document, true);
            removed += document;
        }
    }
    return removed;
}

} // namespace docchat::index
