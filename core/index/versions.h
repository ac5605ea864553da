#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <QList>
#include <QStringList>

#include <optional>

/// New versions of documents that are in the library. While a version is read it is a document of its own,
/// attached to the one that it will replace: that one answers meanwhile, the version is neither listed nor
/// found. It goes when that one goes. Plain functions for Store; they throw SqliteError.
namespace docchat::index {

/// What lies at the place of `file` (its path; of an attachment its mail and part), whatever its bytes.
[[nodiscard]] std::optional<Document> documentAt(Database &database, const Document &file);

/// What `file` is to replace: the document of the same bytes, or else, or if nothing of that can be found,
/// the one at its place, if it lies nowhere else.
[[nodiscard]] std::optional<Document> documentBefore(Database &database, const Document &file);

/// The versions of a document that are being read, were when the program ended, or are set aside; the newest
/// first.
[[nodiscard]] QList<DocumentId> versionsOf(Database &database, DocumentId document);

/// Where a version is read to.
struct Version {
    DocumentId id = 0;
    bool isBegun = false; ///< some of it may be there, from before
};
/// How a version is read.
struct VersionWishes {
    QByteArray reading = {}; ///< read otherwise it is another one
    bool anew = false;       ///< what was begun of it is of no use but for its vectors
};
/// The version of `before` with the bytes of `file`.
Version beginVersion(Database &database, const Document &before, const Document &file, VersionWishes wishes);

/// The version takes the place of the document before it, whose chats, collections, places, attachments and
/// journal are its own from now on; so are those of what else lay only where `file` does. Nothing happens if
/// that document is gone.
void replaceByVersion(Database &database, DocumentId version, const Document &file);

/// What lay at a place, and lies nowhere any more since `document` does, has become that.
void replaceHomeless(Database &database, const std::optional<Document> &other, DocumentId document);

/// Removes what is attached to a document (or was, to the one before) but for these parts.
void removeAttachmentsBut(Database &database, DocumentId document, const QStringList &parts);

void removeVersions(Database &database, DocumentId document);
void removeVersionsBeforeTheNewest(Database &database, DocumentId document);

/// Those of documents that nobody is going to read again.
void removeAbandonedVersions(Database &database);

} // namespace docchat::index
