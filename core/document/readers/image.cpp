#include "document/readers/reader.h"

namespace docchat::document {

Opened openImage(const QByteArray &, const ReadOptions &) {
    return Error{ErrorKind::Damaged, QStringLiteral("pending"), QStringLiteral("pending")};
}

} // namespace docchat::document
