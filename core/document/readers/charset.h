#pragma once

#include <QByteArray>
#include <QString>
#include <QStringConverter>

#include <optional>

namespace docchat::document {

/// What QStringDecoder calls the charset that a file, a header or uchardet names; as it is when it needs no
/// other name.
[[nodiscard]] QByteArray decoderName(const QByteArray &charset);

/// Text in the charset that its header names; as decodeText() guesses when there is no such charset or the
/// text is not in it.
[[nodiscard]] QString decodeText(const QByteArray &bytes, const QByteArray &charset);

/// UTF-16 or UTF-32 without a byte order mark, by where its zero bytes lie; nullopt for anything else.
[[nodiscard]] std::optional<QStringConverter::Encoding> wideEncoding(const QByteArray &bytes);

} // namespace docchat::document
