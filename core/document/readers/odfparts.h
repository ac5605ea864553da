#pragma once

#include "document/readers/reader.h"

#include <QHash>

namespace docchat::document {

/// The XML files of an OpenDocument file that are read, by their names.
using OdfParts = QHash<QString, QByteArray>;

/// Unpacks them, and decrypts them where a password locks them: each by itself (ODF 1.2, part 3, 3.8) or the
/// whole file in one, as LibreOffice does since 24.2. Error: as ZipFile::open(), and Password, Unsupported
/// (encrypted in another way).
[[nodiscard]] Result<OdfParts> odfParts(const QByteArray &bytes, const ReadOptions &options);

} // namespace docchat::document
