#pragma once

#include "document/readers/compoundfile.h"
#include "document/readers/reader.h"

namespace docchat::document {

/// Is this an Office document that lies encrypted in a compound file?
[[nodiscard]] bool isLockedOffice(const CompoundFile &file);

/// The container of the document (a zip file), decrypted ([MS-OFFCRYPTO], Agile and Standard Encryption).
/// Beside the given password, the
/// one that Excel locks sheets with against changes is tried. Error: Password,
/// Unsupported (encrypted in another way), Damaged, TooLarge.
[[nodiscard]] Result<QByteArray> unlockedOffice(const CompoundFile &file, const ReadOptions &options);

} // namespace docchat::document
