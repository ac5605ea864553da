#include "model/place.h"

#include "base/words.h"
#include "model/names.h"

#include <algorithm>
#include <limits>

namespace docchat {
namespace {

constexpr std::array kindNames{
    QLatin1StringView("pdf"),   QLatin1StringView("markdown"), QLatin1StringView("text"),
    QLatin1StringView("docx"),  QLatin1StringView("pptx"),     QLatin1StringView("xlsx"),
    QLatin1StringView("odt"),   QLatin1StringView("odp"),      QLatin1StringView("ods"),
    QLatin1StringView("epub"),  QLatin1StringView("html"),     QLatin1StringView("csv"),
    QLatin1StringView("rtf"),   QLatin1StringView("mail"),     QLatin1StringView("code"),
    QLatin1StringView("image"), QLatin1StringView("doc"),      QLatin1StringView("xls"),
    QLatin1StringView("ppt"),   QLatin1StringView("unknown")};
static_assert(kindNames.size() == size_t(DocumentKind::Unknown) + 1);

bool countsRows(DocumentKind kind) {
    return kind == DocumentKind::Xlsx || kind == DocumentKind::Ods || kind == DocumentKind::Csv ||
           kind == DocumentKind::Xls;
}

/// Whose labels are the headings of the document itself; the readers of the others name the place.
bool isHeaded(DocumentKind kind) {
    return kind == DocumentKind::Markdown || kind == DocumentKind::Docx || kind == DocumentKind::Odt ||
           kind == DocumentKind::Html || kind == DocumentKind::Rtf || kind == DocumentKind::Doc;
}

} // namespace

QString kindName(DocumentKind kind) {
    return kindNames[size_t(kind)];
}

DocumentKind kindFromName(QStringView name) {
    return fromName(kindNames, name, DocumentKind::Unknown);
}

bool hasPictures(DocumentKind kind) {
    return kind == DocumentKind::Pdf || kind == DocumentKind::Image;
}

namespace {

/// Seven bits a byte, the lowest first; the last byte has its highest bit unset.
void put(QByteArray &bytes, quint64 value) {
    for (; value >= 0x80; value >>= 7)
        bytes += char(value | 0x80);
    bytes += char(value);
}

std::optional<quint64> take(QByteArrayView &bytes) {
    quint64 value = 0;
    for (int shift = 0; shift < 63 && !bytes.isEmpty(); shift += 7) {
        const auto byte = uchar(bytes.front());
        bytes = bytes.sliced(1);
        value |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    return std::nullopt;
}

} // namespace

QByteArray encodeLines(const LineMarks &marks) {
    QByteArray bytes;
    LineMark last;
    for (const auto &mark : marks) {
        Q_ASSERT(mark.start >= last.start && mark.number >= last.number);
        put(bytes, quint64(mark.start - last.start));
        put(bytes, quint64(mark.number - last.number));
        last = mark;
    }
    return bytes;
}

std::optional<LineMarks> decodeLines(const QByteArray &bytes) {
    LineMarks marks;
    LineMark last;
    for (QByteArrayView rest(bytes); !rest.isEmpty();) {
        const auto start = take(rest);
        const auto number = take(rest);
        constexpr quint64 most = std::numeric_limits<int>::max();
        if (!start || !number || *start > most || *number > most - quint64(last.number) ||
            quint64(last.start) + *start > most)
            return std::nullopt;
        last = {last.start + qsizetype(*start), last.number + int(*number)};
        marks.push_back(last);
    }
    return marks;
}

int lineAt(const LineMarks &marks, qsizetype position) {
    const auto after = std::upper_bound(marks.begin(), marks.end(), position,
                                        [](qsizetype at, const LineMark &mark) { return at < mark.start; });
    return after == marks.begin() ? 0 : std::prev(after)->number;
}

QString placeName(DocumentKind kind, int page, const QString &label, int line) {
    if (hasPictures(kind))
        return Words::tr("page %1").arg(page);
    const auto counted = countsRows(kind) ? Words::tr("row %1").arg(line) : Words::tr("line %1").arg(line);
    if (!label.isEmpty() && isHeaded(kind))
        return Words::tr("section “%1”").arg(label);
    if (!label.isEmpty())
        return line > 0 ? label + QStringLiteral(", ") + counted : label;
    return line > 0 ? counted : Words::tr("part %1").arg(page);
}

QString inMail(const QString &what, const QString &mail) {
    return mail.isEmpty() ? what : Words::tr("%1 · in %2").arg(what, mail);
}

} // namespace docchat
