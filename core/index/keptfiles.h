#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>

/// The files of documents that the person wants kept in the library too: in pieces, so that they go with
/// their document and are in every backup. A new copy takes the place of the one before when all of it is
/// there; a new version of the document takes the wish over. Plain functions for Store; they throw
/// SqliteError.
namespace docchat::index {

constexpr qsizetype keptPieceSize = 1024 * 1024; ///< bytes; the last may be smaller

/// A file that is wished to be kept.
struct KeptFile {
    DocumentId document = 0;
    QByteArray sha256; ///< of its bytes; empty: they are not there yet
    qint64 bytes = 0;
    qint64 copy = 0; ///< whose pieces these are

    [[nodiscard]] bool isThere() const { return !sha256.isEmpty(); }
};

/// The file of a document shall be kept. False: it is so already, or there is no such file.
bool wishKept(Database &database, DocumentId document);
/// It need not be kept any more; its bytes go, and leave the files with Store::scrub(). False: it was not
/// kept.
bool dropKept(Database &database, DocumentId document);

[[nodiscard]] std::optional<KeptFile> keptFile(Database &database, DocumentId document);
[[nodiscard]] KeptCopy keptCopy(Database &database, DocumentId document);
/// Those that are wished or there.
[[nodiscard]] QHash<DocumentId, KeptCopy> allKept(Database &database);
/// Those that are to come.
[[nodiscard]] QList<DocumentId> keptToBring(Database &database);
/// Of the document whose file lies at `path`, if the bytes are those that were read.
[[nodiscard]] std::optional<KeptFile> keptAt(Database &database, const QString &path);
/// Where the files of a document lie, the newest first.
[[nodiscard]] QStringList pathsOf(Database &database, DocumentId document);

/// A new copy, whose pieces are awaited; what there was of others that never became whole goes. nullopt: it
/// is not wished any more.
[[nodiscard]] std::optional<qint64> beginKept(Database &database, DocumentId document);
/// Its next piece. False: as above.
[[nodiscard]] bool addKeptPiece(Database &database, DocumentId document, qint64 copy,
                                const QByteArray &bytes);
/// It is whole, and takes the place of the one before. False, and nothing happens: a piece is missing, as it
/// was dropped meanwhile, or its hash is not that of the document any more.
[[nodiscard]] bool endKept(Database &database, const KeptFile &file);
/// Removes the pieces of copies that did not become whole.
void removeTornPieces(Database &database, DocumentId document);

/// The pieces of a copy in their order, until `take` returns false.
void readKept(Database &database, const KeptFile &file, const std::function<bool(const QByteArray &)> &take);

/// Of a library that was rescued: those of which pieces were lost are wished again.
void mendKept(Database &database);

} // namespace docchat::index
