#include "document/protocol.h"

#include <QDataStream>
#include <QIODevice>
#include <QSizeF>
#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace docchat::document {
namespace {

constexpr int mostPages = 1'000'000;
constexpr qsizetype mostDigits = 7; // of a number in a part path

bool isPartNumber(QStringView number) {
    return !number.isEmpty() && number.size() <= mostDigits && number.front() != QLatin1Char('0') &&
           std::ranges::all_of(number,
                               [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
}

QDataStream &operator<<(QDataStream &out, const Attachment &m) {
    return out << m.part << m.name;
}
QDataStream &operator>>(QDataStream &in, Attachment &m) {
    in >> m.part >> m.name;
    const bool isFit =
        !m.name.isEmpty() && m.name.size() <= longestName && std::ranges::all_of(m.name, isFitForName);
    if (!isPartPath(m.part) || !isFit)
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

/// QDataStream's own reader of lists would set aside room for as many items as it is told.
template <class T>
void readList(QDataStream &in, QList<T> &list) {
    quint32 count = 0;
    in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        T item;
        in >> item;
        list.append(std::move(item));
    }
}

QDataStream &operator<<(QDataStream &out, const ParseLimits &m) {
    return out << m.text << qint32(m.zipRatio) << qint32(m.xmlDepth) << qint32(m.nesting);
}
QDataStream &operator>>(QDataStream &in, ParseLimits &m) {
    return in >> m.text >> m.zipRatio >> m.xmlDepth >> m.nesting;
}

QDataStream &operator<<(QDataStream &out, const OpenRequest &m) {
    return out << m.name << m.password << m.ocr << m.limits << m.unfenced << m.tellOldOffice << m.part
               << m.mailName;
}
QDataStream &operator>>(QDataStream &in, OpenRequest &m) {
    in >> m.name >> m.password >> m.ocr >> m.limits >> m.unfenced >> m.tellOldOffice >> m.part >> m.mailName;
    if (!m.part.isEmpty() && !isPartPath(m.part))
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

QDataStream &operator<<(QDataStream &out, const PagesRequest &m) {
    return out << qint32(m.first) << qint32(m.last);
}
QDataStream &operator>>(QDataStream &in, PagesRequest &m) {
    return in >> m.first >> m.last;
}

QDataStream &operator<<(QDataStream &out, const RenderRequest &m) {
    return out << qint32(m.page) << qint32(m.width) << qint32(m.height) << m.part;
}
QDataStream &operator>>(QDataStream &in, RenderRequest &m) {
    return in >> m.page >> m.width >> m.height >> m.part;
}

QDataStream &operator<<(QDataStream &out, const ReadyReply &m) {
    return out << m.protections;
}
QDataStream &operator>>(QDataStream &in, ReadyReply &m) {
    readList(in, m.protections);
    return in;
}

bool isOldOffice(DocumentKind kind) {
    return kind == DocumentKind::Doc || kind == DocumentKind::Xls || kind == DocumentKind::Ppt;
}

QDataStream &operator<<(QDataStream &out, const OpenedReply &m) {
    out << quint8(m.kind) << qint32(m.pages) << m.origin.title << m.origin.author << qint32(m.origin.year)
        << m.sizes << quint32(m.attachments.size());
    for (const auto &attachment : m.attachments)
        out << attachment;
    return out << m.attachedBytes;
}
QDataStream &operator>>(QDataStream &in, OpenedReply &m) {
    quint8 kind = 0;
    in >> kind >> m.pages >> m.origin.title >> m.origin.author >> m.origin.year;
    readList(in, m.sizes);
    readList(in, m.attachments);
    in >> m.attachedBytes;
    m.kind = kind < quint8(DocumentKind::Unknown) ? DocumentKind(kind) : DocumentKind::Unknown;
    const bool finite = std::all_of(m.sizes.begin(), m.sizes.end(), [](const QSizeF &size) {
        return qIsFinite(size.width()) && qIsFinite(size.height());
    });
    const bool isMail = m.kind == DocumentKind::Mail && m.attachments.size() <= mostAttachments;
    if (m.pages < 0 || m.pages > mostPages || m.sizes.size() > m.pages || !finite ||
        (!isMail && !m.attachments.isEmpty()) || m.attachedBytes < 0 ||
        (!isOldOffice(m.kind) && m.attachedBytes > 0))
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

QDataStream &operator<<(QDataStream &out, const PagePart &m) {
    return out << qint32(m.page.number) << m.page.label << m.page.heading << m.page.text << m.page.layout
               << m.page.size << encodeLines(m.page.lines) << m.page.scanned << m.more;
}
QDataStream &operator>>(QDataStream &in, PagePart &m) {
    QByteArray lines;
    in >> m.page.number >> m.page.label >> m.page.heading >> m.page.text >> m.page.layout >> m.page.size >>
        lines >> m.page.scanned >> m.more;
    auto marks = decodeLines(lines);
    if (!marks)
        in.setStatus(QDataStream::ReadCorruptData);
    m.page.lines = std::move(marks).value_or(LineMarks());
    if (m.page.number < 1 || m.page.number > mostPages || !qIsFinite(m.page.size.width()) ||
        !qIsFinite(m.page.size.height()))
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

QDataStream &operator<<(QDataStream &out, const FailedReply &m) {
    return out << code(m.kind) << qint32(m.page) << m.message << m.hint;
}
QDataStream &operator>>(QDataStream &in, FailedReply &m) {
    QString word;
    in >> word >> m.page >> m.message >> m.hint;
    m.kind = errorKind(word);
    return in;
}

} // namespace

bool isAnswer(FrameType type) {
    return type == FrameType::Opened || type == FrameType::PagesDone || type == FrameType::Rendered ||
           type == FrameType::Extracted || type == FrameType::Failed;
}

bool isPartPath(QStringView path) {
    const auto numbers = path.split(QLatin1Char('/'));
    return numbers.size() <= mostPartNumbers && std::ranges::all_of(numbers, isPartNumber);
}

bool isFitForName(QChar character) {
    return character != QLatin1Char('/') && character.category() != QChar::Other_Control &&
           character.category() != QChar::Other_Format;
}

QByteArray encodeFrame(const Frame &frame) {
    Q_ASSERT(frame.body.size() <= largestFrame);
    QByteArray bytes(frameHeader, Qt::Uninitialized);
    auto *header = bytes.data();
    qToLittleEndian(quint32(frame.body.size()), header);
    qToLittleEndian(quint16(frame.type), header + 4);
    qToLittleEndian(protocolVersion, header + 6);
    qToLittleEndian(frame.job, header + 8);
    return bytes + frame.body;
}

std::vector<Frame> FrameReader::feed(const QByteArray &bytes) {
    std::vector<Frame> frames;
    if (m_broken)
        return frames;
    m_buffer += bytes;
    qsizetype at = 0;
    while (!m_broken && m_buffer.size() - at >= frameHeader) {
        const auto *header = m_buffer.constData() + at;
        const auto length = qsizetype(qFromLittleEndian<quint32>(header));
        if (length > largestFrame || qFromLittleEndian<quint16>(header + 6) != protocolVersion) {
            m_broken = true;
            break;
        }
        if (m_buffer.size() - at < frameHeader + length)
            break;
        frames.push_back({FrameType(qFromLittleEndian<quint16>(header + 4)),
                          qFromLittleEndian<quint32>(header + 8), m_buffer.mid(at + frameHeader, length)});
        at += frameHeader + length;
    }
    if (m_broken)
        m_buffer.clear();
    else
        m_buffer.remove(0, at);
    return frames;
}

template <class T>
QByteArray encode(const T &message) {
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << message;
    return body;
}

template <class T>
std::optional<T> decode(const QByteArray &body) {
    QDataStream in(body);
    in.setByteOrder(QDataStream::LittleEndian);
    T message;
    in >> message;
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return message;
}

template QByteArray encode(const OpenRequest &);
template QByteArray encode(const PagesRequest &);
template QByteArray encode(const RenderRequest &);
template QByteArray encode(const ReadyReply &);
template QByteArray encode(const OpenedReply &);
template QByteArray encode(const PagePart &);
template QByteArray encode(const FailedReply &);
template std::optional<OpenRequest> decode(const QByteArray &);
template std::optional<PagesRequest> decode(const QByteArray &);
template std::optional<RenderRequest> decode(const QByteArray &);
template std::optional<ReadyReply> decode(const QByteArray &);
template std::optional<OpenedReply> decode(const QByteArray &);
template std::optional<PagePart> decode(const QByteArray &);
template std::optional<FailedReply> decode(const QByteArray &);

} // namespace docchat::document
