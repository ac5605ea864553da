#pragma once

#include <QByteArray>
#include <QString>

namespace docchat::document {

/// A header's value for people: on one line, its encoded words (RFC 2047) decoded. Pure.
[[nodiscard]] QString decodeHeader(const QByteArray &raw);

} // namespace docchat::document
