#pragma once

#include "async/task.h"
#include "document/descriptor.h"

#include <QByteArray>

namespace docchat::ingest {

/// A file that is there and may be read, and the SHA-256 of its bytes.
struct OpenedFile {
    document::Descriptor descriptor;
    QByteArray sha256;
    qint64 bytes = 0;
};

/// A file together with what is attached to it where it is a mail: opened and hashed once for all of them.
struct MailFile {
    OpenedFile opened;
    qsizetype attachments = 0; ///< that were taken from it so far, through mails in mails
};

/// The identity of an attachment: of the file's bytes and of its place in it, and of nothing that a reader
/// says.
[[nodiscard]] QByteArray attachmentSha256(const QByteArray &fileSha256, const QString &part);

/// Opens and hashes, off the loop. Error: Missing, Unreadable, Unsupported, naming the file.
async::Task<Result<OpenedFile>> openFile(QString path);

/// The files of a folder and its subfolders that can be read, without hidden ones; a file itself. Off the
/// loop.
async::Task<QStringList> filesUnder(QStringList paths);

} // namespace docchat::ingest
