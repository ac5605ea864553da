#include "index/keptfiles.h"

namespace docchat::index {
namespace {

constexpr const char *statesOfKept =
    "SELECT kept_file.document, kept_file.sha256=x'', kept_file.sha256=document.sha256 FROM kept_file"
    " JOIN document ON document.id=kept_file.document";

KeptCopy stateFrom(Statement &row) {
    return row.integer(1) != 0 ? KeptCopy::Wished : row.integer(2) != 0 ? KeptCopy::Whole : KeptCopy::Earlier;
}

Statement selectKept(Database &database, const QByteArray &where) {
    return database.prepare(
        ("SELECT kept_file.document, kept_file.sha256, bytes, copy FROM kept_file " + where).constData());
}

std::optional<KeptFile> firstOf(Statement &row) {
    if (!row.step())
        return std::nullopt;
    return KeptFile{row.integer(0), row.blob(1), row.integer(2), row.integer(3)};
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
    return database.changes() > 0;
}

std::optional<KeptFile> keptFile(Database &database, DocumentId document) {
    auto row = selectKept(database, "WHERE document=?1");
    return firstOf(row.bind(document));
}

KeptCopy keptCopy(Database &database, DocumentId document) {
    auto row = database.prepare((QByteArray(statesOfKept) + " WHERE document.id=?1").constData());
    return row.bind(document).step() ? stateFrom(row) : KeptCopy::None;
}

QHash<DocumentId, KeptCopy> allKept(Database &database) {
    QHash<DocumentId, KeptCopy> kept;
    auto rows = database.prepare(statesOfKept);
    while (rows.step())
        kept.insert(rows.integer(0), stateFrom(rows));
    return kept;
}

QList<DocumentId> keptToBring(Database &database) {
    QList<DocumentId> documents;
    auto rows = database.prepare(statesOfKept);
    while (rows.step()) {
        if (stateFrom(rows) != KeptCopy::Whole)
            documents += rows.integer(0);
    }
    return documents;
}

std::optional<KeptFile> keptAt(Database &database, const QString &path) {
    auto row = selectKept(database, "JOIN location ON location.document=kept_file.document"
                                    " JOIN document ON document.id=kept_file.document"
                                    " WHERE path=?1 AND kept_file.sha256=document.sha256");
    return firstOf(row.bind(path));
}

QStringList pathsOf(Database &database, DocumentId document) {
    QStringList paths;
    auto rows = database.prepare("SELECT path FROM location WHERE document=?1 ORDER BY id DESC");
    rows.bind(document);
    while (rows.step())
        paths += rows.text(0);
    return paths;
}

std::optional<qint64> beginKept(Database &database, DocumentId document) {
    const auto kept = keptFile(database, document);
    if (!kept)
        return std::nullopt;
    removeTornPieces(database, document);
    return kept->copy + 1;
}

bool addKeptPiece(Database &database, DocumentId document, qint64 copy, const QByteArray &bytes) {
    database
        .prepare("INSERT INTO kept_piece(document, copy, bytes) SELECT document, ?2, ?3 FROM kept_file"
                 " WHERE document=?1")
        .bind(document, copy, bytes)
        .run();
    return database.changes() > 0;
}

bool endKept(Database &database, const KeptFile &file) {
    database
        .prepare("UPDATE kept_file SET sha256=?2, bytes=?3, copy=?4 WHERE document=?1"
                 " AND ?2=(SELECT sha256 FROM document WHERE id=?1) AND ?3=(SELECT"
                 " coalesce(sum(length(bytes)), 0) FROM kept_piece WHERE document=?1 AND copy=?4)")
        .bind(file.document, file.sha256, file.bytes, file.copy)
        .run();
    const bool isWhole = database.changes() > 0;
    if (isWhole)
        removeTornPieces(database, file.document);
    return isWhole;
}

void removeTornPieces(Database &database, DocumentId document) {
    database
        .prepare("DELETE FROM kept_piece WHERE document=?1"
                 " AND copy<>(SELECT copy FROM kept_file WHERE document=?1)")
        .bind(document)
        .run();
}

void readKept(Database &database, const KeptFile &file, const std::function<bool(const QByteArray &)> &take) {
    auto rows = database.prepare("SELECT bytes FROM kept_piece WHERE document=?1 AND copy=?2 ORDER BY id");
    rows.bind(file.document, file.copy);
    while (rows.step() && take(rows.blob(0))) {
    }
}

void mendKept(Database &database) {
    database.execute("UPDATE kept_file SET sha256=x'', bytes=0 WHERE bytes<>(SELECT"
                     " coalesce(sum(length(bytes)), 0) FROM kept_piece"
                     " WHERE kept_piece.document=kept_file.document AND kept_piece.copy=kept_file.copy);"
                     "DELETE FROM kept_piece WHERE document IN"
                     " (SELECT document FROM kept_file WHERE sha256=x'')");
}

} // namespace docchat::index
