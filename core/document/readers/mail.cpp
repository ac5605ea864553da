#include "document/readers/reader.h"

namespace docchat::document {

Opened openMail(const QByteArray &, const ReadOptions &) {
    return Error{ErrorKind::Unsupported, QStringLiteral("pending"), {}};
}

} // namespace docchat::document
namespace docchat::document {
Opened openMbox(const QByteArray &, const ReadOptions &) {
    return Error{ErrorKind::Unsupported, QStringLiteral("pending"), {}};
}
} // namespace docchat::document
