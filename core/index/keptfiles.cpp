#include "index/keptfiles.h"

#include "index/schema.h"

namespace docchat::index {
namespace {

KeptFile keptFrom(Statement &row) {
    return {row.integer(0), row.blob(1), row.integer(2)};
}

} // namespace

bool wishKept(Database &database, DocumentId document) {
    database
        .prepare("INSERT OR IGNORE INTO kept_file(document) SELECT id FROM document"
                 " WHERE id=?1 AND EXISTS (SELECT 1 FROM location WHERE location.document=?1)")
        .bind(document)
        .run();
    return database.changes() > 0;
}

bool dropKept(Database &database, DocumentId document) {
    database.prepare("DELETE FROM kept_file WHERE document=?1").bind(document).run();
    const bool was = database.changes() > 0;
    if (was)
        oweScrub(database);
    return was;
}

std::optional<KeptFile> keptFile(Database &database, DocumentId document) {
    auto row = database.prepare("SELECT document, sha256, bytes FROM kept_file WHERE document=?1");
    return row.bind(document).step() ? std::optional(keptFrom(row)) : std::nullopt;
}

QHash<DocumentId, bool> allKept(Database &database) {
    QHash<DocumentId, bool> kept;
    auto rows = database.prepare("SELECT document, sha256, bytes FROM kept_file");
    while (rows.step()) {
        const auto file = keptFrom(rows);
        kept.insert(file.document, file.isThere());
    }
    return kept;
}

QList<DocumentId> keptToBring(Database &database) {
    QList<DocumentId> documents;
    auto rows = database.prepare("SELECT kept_file.document FROM kept_file JOIN document ON document.id="
                                 "kept_file.document WHERE kept_file.sha256<>document.sha256"
                                 " ORDER BY kept_file.document");
    while (rows.step())
        documents += rows.integer(0);
    return documents;
}

std::optional<KeptFile> keptAt(Database &database, const QString &path) {
    auto row = database.prepare("SELECT kept_file.document, kept_file.sha256, kept_file.bytes FROM kept_file"
                                " JOIN location ON location.document=kept_file.document"
                                " JOIN document ON document.id=kept_file.document"
                                " WHERE path=?1 AND kept_file.sha256=document.sha256");
    return row.bind(path).step() ? std::optional(keptFrom(row)) : std::nullopt;
}

QStringList placesOf(Database &database, DocumentId document) {
    QStringList places;
    auto rows = database.prepare("SELECT path FROM location WHERE document=?1 ORDER BY id DESC");
    rows.bind(document);
    while (rows.step())
        places += rows.text(0);
    return places;
}

bool beginKept(Database &database, DocumentId document) {
    database.prepare("DELETE FROM kept_piece WHERE document=?1").bind(document).run();
    if (database.changes() > 0)
        oweScrub(database);
    database.prepare("UPDATE kept_file SET sha256=x'', bytes=0 WHERE document=?1").bind(document).run();
    return database.changes() > 0;
}

bool addKeptPiece(Database &database, DocumentId document, const QByteArray &bytes) {
    database
        .prepare(
            "INSERT INTO kept_piece(document, bytes) SELECT document, ?2 FROM kept_file WHERE document=?1")
        .bind(document, bytes)
        .run();
    return database.changes() > 0;
}

void dropTornPieces(Database &database, DocumentId document) {
    database
        .prepare("DELETE FROM kept_piece WHERE document=?1 AND EXISTS"
                 " (SELECT 1 FROM kept_file WHERE document=?1 AND sha256=x'')")
        .bind(document)
        .run();
    if (database.changes() > 0)
        oweScrub(database);
}

bool endKept(Database &database, const KeptFile &file) {
    database
        .prepare("UPDATE kept_file SET sha256=?2, bytes=?3 WHERE document=?1"
                 " AND ?2=(SELECT sha256 FROM document WHERE id=?1)")
        .bind(file.document, file.sha256, file.bytes)
        .run();
    return database.changes() > 0;
}

void readKept(Database &database, DocumentId document, const std::function<bool(const QByteArray &)> &take) {
    auto rows = database.prepare("SELECT bytes FROM kept_piece WHERE document=?1 ORDER BY id");
    rows.bind(document);
    while (rows.step() && take(rows.blob(0))) {
    }
}

void mendKept(Database &database) {
    database.execute(
        "UPDATE kept_file SET sha256=x'', bytes=0 WHERE bytes<>(SELECT coalesce(sum(length(bytes)), 0)"
        " FROM kept_piece WHERE kept_piece.document=kept_file.document)");
}

} // namespace docchat::index
