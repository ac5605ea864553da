#include "document/readers/mailbox.h"

#include <algorithm>
#include <utility>

namespace docchat::document {
namespace {

/// Does a header field begin here: "Name:"?
bool isField(QByteArrayView line) {
    const auto colon = line.indexOf(':');
    return colon > 0 && std::ranges::all_of(line.first(colon), [](char c) { return c > ' ' && c < 0x7f; });
}

QByteArrayView lineAfter(QByteArrayView bytes, qsizetype at) {
    const auto end = bytes.indexOf('\n', at);
    if (end < 0)
        return {};
    const auto next = bytes.indexOf('\n', end + 1);
    return bytes.sliced(end + 1, (next < 0 ? bytes.size() : next) - end - 1);
}

/// Where the next "From " line is that parts messages: after a blank line, and a header follows it.
qsizetype nextFromLine(QByteArrayView bytes, qsizetype from) {
    for (auto at = bytes.indexOf("\nFrom ", from); at >= 0; at = bytes.indexOf("\nFrom ", at + 1)) {
        const auto before = bytes.first(at);
        const bool isAfterBlank = before.endsWith('\n') || before.endsWith("\n\r") || before.isEmpty();
        if (isAfterBlank && isField(lineAfter(bytes, at + 1)))
            return at + 1;
    }
    return bytes.size();
}

} // namespace

std::optional<QByteArrayView> Mailbox::next() {
    if (m_at >= m_bytes.size())
        return std::nullopt;
    const auto begin = std::exchange(m_at, nextFromLine(m_bytes, m_at));
    return m_bytes.sliced(begin, m_at - begin);
}

QByteArray messageOf(QByteArrayView bytes) {
    if (bytes.startsWith("From "))
        bytes = bytes.sliced(std::min(bytes.size(), std::max<qsizetype>(bytes.indexOf('\n') + 1, 5)));
    if (!bytes.contains(">From "))
        return bytes.toByteArray();
    QByteArray result;
    result.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        const auto end = bytes.indexOf('\n', at);
        auto line = bytes.sliced(at, (end < 0 ? bytes.size() : end + 1) - at);
        at += line.size();
        const auto marks = std::ranges::find_if(line, [](char c) { return c != '>'; }) - line.begin();
        if (marks > 0 && line.sliced(marks).startsWith("From "))
            line = line.sliced(1);
        result += line;
    }
    return result;
}

} // namespace docchat::document
