#pragma once

#include <QByteArray>
#include <QString>

namespace docchat {

/// A chat's Markdown (core/chat/export.h) as a PDF, on A4 or Letter as usual here. Slow for long ones; any
/// thread.
[[nodiscard]] QByteArray pdfOf(const QString &markdown, const QString &title);

} // namespace docchat
