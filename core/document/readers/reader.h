#pragma once

#include "base/result.h"
#include "document/protocol.h"
#include "model/document.h"

#include <memory>

class QImage;

namespace docchat::document {

/// One open document, in the worker. Untrusted bytes are parsed here and nowhere else.
class Reader {
public:
    virtual ~Reader() = default;

    [[nodiscard]] virtual OpenedReply info() const = 0;

    /// Text and layout of a page, from 1 to info().pages.
    [[nodiscard]] virtual Result<Page> page(int number) = 0;

    /// Of an old Office file that is attached to a mail: the file, for the parent to have it converted. It
    /// lives as long as the reader.
    [[nodiscard]] virtual QByteArray bytesToConvert() const { return {}; }

    /// Draws a page, or the part of it that is asked for, into as many pixels of 32 bits (0xffRRGGBB);
    /// Unsupported where there are no pages to draw. The part lies inside the page.
    [[nodiscard]] virtual Status render(const RenderRequest &request, uchar *pixels);
};

/// What readers are told beside the bytes.
struct ReadOptions : OpenRequest {
    int depth = 0;               ///< of documents in documents: an attachment is one deeper than its mail
    int mostHashes = 10'000'000; ///< rounds of hashing a password; a file that asks for more is not unlocked
};

using Opened = Result<std::unique_ptr<Reader>>;

/// Opens the file behind a descriptor, which stays the caller's, or the part of it that is asked for. Error:
/// Password, Damaged, Unsupported, TooLarge, NoText; messages do not name the file (the parent does).
[[nodiscard]] Opened openReader(int descriptor, const ReadOptions &options);

/// Tells the kind of a document by content, then by the ending of its name, and opens it. The bytes must
/// outlive the reader.
[[nodiscard]] Opened openBytes(const QByteArray &bytes, const ReadOptions &options);

/// How openBytes() would read a mail.
enum class MailFormat { None, Message, Mailbox };
[[nodiscard]] MailFormat mailFormat(const QByteArray &bytes, const QString &name);

// One a kind, each in the file of its name. The bytes must outlive the reader.
[[nodiscard]] Opened openPdf(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openText(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openMarkdown(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openDocx(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openPptx(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openXlsx(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openOdf(const QByteArray &bytes, const ReadOptions &options); ///< ODT, ODP, ODS
[[nodiscard]] Opened openEpub(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openHtml(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openCsv(const QByteArray &bytes, const ReadOptions &options); ///< TSV too
[[nodiscard]] Opened openRtf(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openMail(const QByteArray &bytes, const ReadOptions &options); ///< one message
[[nodiscard]] Opened openMbox(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openCode(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openImage(const QByteArray &bytes, const ReadOptions &options);
[[nodiscard]] Opened openOldOffice(const QByteArray &bytes, const ReadOptions &options); ///< DOC, XLS, PPT

/// The lines of a picture of Format_RGB32, one right after the other.
void copyPixels(const QImage &from, uchar *to);

/// That a document is locked: `password` does not fit, or is empty.
[[nodiscard]] Error lockedError(const QString &password);

/// Text in whatever encoding it has: a byte order mark, UTF-8, or what uchardet finds likeliest.
[[nodiscard]] QString decodeText(const QByteArray &bytes);

} // namespace docchat::document
