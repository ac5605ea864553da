#include "document/readers/reader.h"

namespace docchat::document {

Opened openHtml(const QByteArray &, const ReadOptions &) {
    return Error{ErrorKind::Unsupported, QStringLiteral("pending"), {}};
}

} // namespace docchat::document
