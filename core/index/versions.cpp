#include "index/versions.h"

#include "index/documents.h"

#include <QCryptographicHash>

namespace docchat::index {
namespace {

/// Of what has failed nothing is found: so versions have that state, and this code.
const QString versionCode = QStringLiteral("version");

/// Its own while the document before it may have its bytes'.
QByteArray shaOfVersion(const Document &file, const QByteArray &reading) {
    return QCryptographicHash::hash("version " + reading + " of " + file.sha256, QCryptographicHash::Sha256);
}

DocumentId firstOf(Statement &row) {
    return row.step() ? row.integer(0) : 0;
}

qint64 placesOf(Database &database, DocumentId document) {
    auto row = database.prepare("SELECT count(*) FROM location WHERE document=?1");
    return row.bind(document).step() ? row.integer(0) : 0;
}

bool answers(const Document &document) {
    return document.passages > 0;
}

void removeAll(Database &database, const QList<DocumentId> &documents) {
    for (const auto id : documents)
        removeDocument(database, id);
}

} // namespace

std::optional<Document> documentAt(Database &database, const Document &file) {
    auto row = database.prepare(file.parent == 0
                                    ? "SELECT document FROM location WHERE path=?1"
                                    : "SELECT id FROM document WHERE parent=?1 AND part=?2 AND code<>?3");
    if (file.parent == 0)
        row.bind(file.path);
    else
        row.bind(file.parent, file.part, versionCode);
    return findDocument(database, firstOf(row));
}

std::optional<Document> documentBefore(Database &database, const Document &file) {
    auto same = findDocument(database, file.sha256);
    if (same && answers(*same))
        return same;
    auto there = documentAt(database, file);
    const bool isOnlyThere = there && (there->parent != 0 || placesOf(database, there->id) == 1);
    return isOnlyThere && (!same || answers(*there)) ? there : same;
}

QList<DocumentId> versionsOf(Database &database, DocumentId document) {
    QList<DocumentId> ids;
    auto rows = database.prepare("SELECT id FROM document WHERE parent=?1 AND code=?2 ORDER BY id DESC");
    rows.bind(document, versionCode);
    while (rows.step())
        ids += rows.integer(0);
    return ids;
}

Version beginVersion(Database &database, const Document &before, const Document &file, VersionWishes wishes) {
    auto version = file;
    version.sha256 = shaOfVersion(file, wishes.reading);
    version.parent = before.id;
    version.part.clear();
    version.addedAt = before.addedAt;
    const auto begun = findDocument(database, version.sha256);
    if (begun && wishes.anew) {
        database.prepare("UPDATE document SET sha256=randomblob(32) WHERE id=?1").bind(begun->id).run();
    } else if (begun) {
        database.prepare("UPDATE document SET parent=?2 WHERE id=?1").bind(begun->id, before.id).run();
        return {begun->id, true};
    }
    const auto id = addDocument(database, version);
    database.prepare("UPDATE document SET state=?2, code=?3 WHERE id=?1")
        .bind(id, stateName(DocumentState::Failed), versionCode)
        .run();
    return {id, false};
}

void replaceByVersion(Database &database, DocumentId version, const Document &file) {
    const auto begun = findDocument(database, version);
    const auto before = begun ? findDocument(database, begun->parent) : std::nullopt;
    if (!before)
        return;
    const auto there = documentAt(database, file);
    if (const auto same = findDocument(database, file.sha256); same && same->id != before->id)
        replaceDocument(database, same->id, version); // it had failed
    const auto name = isRenamed(database, *before) ? before->name : file.name;
    database.prepare("UPDATE document SET sha256=randomblob(32) WHERE id=?1").bind(before->id).run();
    database
        .prepare(
            "UPDATE document SET sha256=?2, parent=nullif(?3, 0), part=?4, name=?5, code='ok' WHERE id=?1")
        .bind(version, file.sha256, file.parent == 0 ? DocumentId(0) : before->parent, file.part, name)
        .run();
    replaceDocument(database, before->id, version);
    if (file.parent == 0)
        addLocation(database, version, file.path);
    replaceHomeless(database, there, version);
}

void replaceHomeless(Database &database, const std::optional<Document> &other, DocumentId document) {
    if (other && other->id != document && (other->parent != 0 || placesOf(database, other->id) == 0))
        replaceDocument(database, other->id, document);
}

void removeAttachmentsBut(Database &database, DocumentId document, const QStringList &parts) {
    auto rows = database.prepare("SELECT id, part FROM document WHERE parent=?1 AND code<>?2");
    rows.bind(document, versionCode);
    QList<DocumentId> gone;
    while (rows.step()) {
        if (!parts.contains(rows.text(1)))
            gone += rows.integer(0);
    }
    for (const auto id : gone)
        removeDocument(database, id);
}

void removeVersions(Database &database, DocumentId document) {
    removeAll(database, versionsOf(database, document));
}

void removeVersionsBeforeTheNewest(Database &database, DocumentId document) {
    removeAll(database, versionsOf(database, document).mid(1));
}

void removeAbandonedVersions(Database &database) {
    auto rows = database.prepare("SELECT id FROM document WHERE code=?1 AND parent NOT IN"
                                 " (SELECT document FROM job WHERE document IS NOT NULL)");
    rows.bind(versionCode);
    QList<DocumentId> ids;
    while (rows.step())
        ids += rows.integer(0);
    removeAll(database, ids);
}

} // namespace docchat::index
