#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>

/// The files of documents that the person wants kept in the library too: in pieces, so that they go with
/// their document, are in every backup, and are never there by halves. A new version takes the wish over, and
/// its file's bytes have yet to come. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

constexpr qsizetype keptPieceSize = 1024 * 1024; ///< bytes; the last may be smaller

/// A file that is wished to be kept.
struct KeptFile {
    DocumentId document = 0;
    QByteArray sha256; ///< of its bytes; empty: they are not there (yet); another than the document's: they
                       ///< are those of the version before
    qint64 bytes = 0;

    [[nodiscard]] bool isThere() const { return !sha256.isEmpty(); }
};

/// The file of a document shall be kept. False: it is so already, or there is no such file.
bool wishKept(Database &database, DocumentId document);
/// It need not be kept any more; its bytes go, and leave the files with Store::scrub(). False: it was not
/// kept.
bool dropKept(Database &database, DocumentId document);

[[nodiscard]] std::optional<KeptFile> keptFile(Database &database, DocumentId document);
/// Is it there, or only wished? By document.
[[nodiscard]] QHash<DocumentId, bool> allKept(Database &database);
/// Those whose bytes are not there, or are those of a version before.
[[nodiscard]] QList<DocumentId> keptToBring(Database &database);
/// Of the document whose file lies at `path`, if the bytes are those that were read.
[[nodiscard]] std::optional<KeptFile> keptAt(Database &database, const QString &path);
/// The places of a document, the newest first.
[[nodiscard]] QStringList placesOf(Database &database, DocumentId document);

/// What there is of its bytes goes, and the first piece is awaited. False: it is not wished any more.
bool beginKept(Database &database, DocumentId document);
/// Its next piece. False: as above.
bool addKeptPiece(Database &database, DocumentId document, const QByteArray &bytes);
/// Of one whose bytes did not all come, those that did go.
void dropTornPieces(Database &database, DocumentId document);
/// All pieces are there, and their hash is that of the document. False: the document is another by now.
bool endKept(Database &database, const KeptFile &file);

/// Its pieces in their order, until `take` returns false.
void readKept(Database &database, DocumentId document, const std::function<bool(const QByteArray &)> &take);

/// Of a library that was rescued: those of which pieces were lost are wished again.
void mendKept(Database &database);

} // namespace docchat::index
