#pragma once

#include "base/result.h"
#include "document/protocol.h"
#include "model/document.h"

#include <memory>

namespace docchat::document {

/// One open document, in the worker. Untrusted bytes are parsed here and nowhere else.
class Reader {
public:
    virtual ~Reader() = default;

    [[nodiscard]] virtual OpenedReply info() const = 0;

    /// Text and layout of a page, from 1 to info().pages.
    [[nodiscard]] virtual Result<Page> page(int number) = 0;

    /// Draws a page into width × height pixels of 32 bits (0xffRRGGBB); Unsupported where there are no pages
    /// to draw.
    [[nodiscard]] virtual Status render(int number, int width, int height, uchar *pixels);
};

/// Opens the file behind a descriptor, which stays the caller's. Tells its kind by content, then by the
/// ending of `name`. Error: Password, Damaged, Unsupported, TooLarge; messages do not name the file (the
/// parent does).
[[nodiscard]] Result<std::unique_ptr<Reader>> openReader(int descriptor, const QString &name,
                                                         const QString &password);

[[nodiscard]] Result<std::unique_ptr<Reader>> openPdf(QByteArray bytes, const QString &password);
[[nodiscard]] Result<std::unique_ptr<Reader>> openText(const QByteArray &bytes);
[[nodiscard]] Result<std::unique_ptr<Reader>> openMarkdown(const QByteArray &bytes);

/// Text in whatever encoding it has: a byte order mark, UTF-8, or what uchardet finds likeliest.
[[nodiscard]] QString decodeText(const QByteArray &bytes);

} // namespace docchat::document
