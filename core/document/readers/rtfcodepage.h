#pragma once

#include <QByteArray>
#include <QString>

namespace docchat::document {

/// The Windows code page of \fcharset; 0 for the document's own.
[[nodiscard]] int codePageOfCharset(int charset);

/// Text in a Windows code page; Windows-1252 for one that nobody knows.
[[nodiscard]] QString decodeCodePage(const QByteArray &bytes, int codePage);

/// Does this byte take the one after it along?
[[nodiscard]] bool isLeadByte(uchar byte, int codePage);

[[nodiscard]] bool isMultiByte(int codePage);

} // namespace docchat::document
