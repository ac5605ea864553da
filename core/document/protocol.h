#pragma once

#include "base/result.h"
#include "model/document.h"
#include "model/origin.h"

#include <QByteArray>
#include <QRect>

#include <optional>
#include <vector>

namespace docchat::document {

/// The worker's protocol: frames over one socketpair, so that a small document never waits for a huge one. A
/// frame is u32 length of the body, u16 type, u16 version, u32 job, then the body; all little-endian,
/// QDataStream inside. The parent treats the worker as hostile: everything it says is capped and checked
/// here.
enum class FrameType : quint16 {
    // parent to worker
    Open = 1,    ///< OpenRequest; a descriptor comes along
    Pages = 2,   ///< PagesRequest
    Render = 3,  ///< RenderRequest; a sealed memfd comes along
    Close = 4,   ///< no body
    Extract = 5, ///< no body; a sealed memfd of OpenedReply::attachedBytes comes along
    // worker to parent
    Ready = 64,      ///< ReadyReply, once, before anything else
    Opened = 65,     ///< OpenedReply
    Page = 66,       ///< PagePart: one page may come in several
    PageFailed = 67, ///< FailedReply, of one page; the others go on
    PagesDone = 68,  ///< no body: the request is answered
    Rendered = 69,   ///< no body: the pixels are in the memfd
    Failed = 70,     ///< FailedReply, of the whole request
    Extracted = 71,  ///< no body: the attachment is in the memfd
};

/// Does it end a request of the parent's?
[[nodiscard]] bool isAnswer(FrameType type);

constexpr quint16 protocolVersion = 2;
constexpr qsizetype largestFrame = 1024 * 1024;
constexpr qsizetype frameHeader = 12;

struct Frame {
    FrameType type = FrameType::Close;
    quint32 job = 0;
    QByteArray body;
};

/// Header and body as bytes. The body must not be larger than largestFrame.
[[nodiscard]] QByteArray encodeFrame(const Frame &frame);

/// Puts frames together again, however the stream is cut. Pure.
class FrameReader {
public:
    /// The frames that these bytes complete. After a bad header: none, and broken() is true for good.
    std::vector<Frame> feed(const QByteArray &bytes);
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    QByteArray m_buffer;
    bool m_broken = false;
};

/// Where a reader gives up on a file; settable. They count real output, never what a file says of itself.
struct ParseLimits {
    qint64 text = 64 * 1024 * 1024; ///< bytes of UTF-16 in all pages together, and of one unpacked entry
    int zipRatio = 100;             ///< bytes out for each byte in, beyond the first MiB
    int xmlDepth = 100;             ///< elements in elements
    int nesting = 10;               ///< documents in documents
};

/// How to read a document.
struct OpenRequest {
    QString name; ///< the file's name: its ending helps to tell the kind
    QString password;
    QString ocr = {}; ///< languages in which scanned pages are recognised ("eng+deu"); empty: they are not
    ParseLimits limits = {};
    bool unfenced = false;      ///< read it even in a worker that neither Landlock nor seccomp fences off
    bool tellOldOffice = false; ///< a .doc, .xls or .ppt is opened without pages, to say what it is
    QString part =
        {}; ///< which attachment of the mail that the file is: isPartPath(); empty: the file itself
    QString mailName = {}; ///< with a part: the name of the file, while `name` is the attachment's
};

struct PagesRequest {
    int first = 1;
    int last = 1;
};

/// A page of width × height pixels, or a part of it: 32 bits each (QImage::Format_RGB32), lines without
/// padding.
struct RenderRequest {
    int page = 1;
    int width = 0;
    int height = 0;
    QRect part = {}; ///< empty: all of the page

    /// Which of the page's pixels are drawn.
    [[nodiscard]] QRect drawn() const { return part.isEmpty() ? QRect(0, 0, width, height) : part; }
};

/// Which protections hold in the worker: "rlimits", "no-new-privileges", "landlock", "seccomp".
struct ReadyReply {
    QStringList protections;
};

/// What is attached to a mail: a document of its own, to be opened by its part.
struct Attachment {
    QString part; ///< counted from 1: "2"; in a mailbox after its message: "12/2"
    QString name; ///< for people: never empty, without folders and control characters

    friend bool operator==(const Attachment &, const Attachment &) = default;
};

constexpr int mostAttachments = 1000;     ///< that a mail tells of
constexpr qsizetype longestName = 150;    ///< of an attachment, code units
constexpr qsizetype mostPartNumbers = 32; ///< in a part path: attachments of attached mails, and so on

/// Numbers from 1 parted by "/", outermost first: "2/1" is the first attachment of the attached mail that is
/// the second. Pure.
[[nodiscard]] bool isPartPath(QStringView path);

/// May a name with this character be shown? Not with those that break a line or turn it around.
[[nodiscard]] bool isFitForName(QChar character);

struct OpenedReply {
    DocumentKind kind = DocumentKind::Unknown;
    int pages = 0;
    Origin origin;
    QList<QSizeF>
        sizes; ///< of the first pages, in points, for the window to lay them out; may be shorter than pages
    QList<Attachment> attachments = {}; ///< of a mail; at most mostAttachments
    qint64 attachedBytes = 0; ///< of a .doc, .xls or .ppt that is attached to a mail: what Extract gives
};

/// A page, or a piece of a large one: text pieces are joined in order; the last one (more == false) carries
/// the rest.
struct PagePart {
    docchat::Page page;
    bool more = false;
};

struct FailedReply {
    ErrorKind kind = ErrorKind::Internal;
    int page = 0; ///< PageFailed only
    QString message;
    QString hint;
};

template <class T>
[[nodiscard]] QByteArray encode(const T &message);

/// nullopt when the body is not exactly a T.
template <class T>
[[nodiscard]] std::optional<T> decode(const QByteArray &body);

} // namespace docchat::document
