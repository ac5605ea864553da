#include "net/ndjson.h"

#include <utility>

namespace docchat::net {
namespace {

constexpr qsizetype longestLine = 1024 * 1024;

} // namespace

std::vector<QByteArray> LineParser::feed(QByteArrayView piece) {
    std::vector<QByteArray> lines;
    while (!piece.isEmpty() && !m_overflowed) {
        const auto end = piece.indexOf('\n');
        const auto part = end < 0 ? piece : piece.first(end);
        if (m_line.size() + part.size() > longestLine) {
            m_overflowed = true;
            break;
        }
        m_line += part;
        if (end < 0)
            break;
        endLine(lines);
        piece = piece.sliced(end + 1);
    }
    return lines;
}

std::vector<QByteArray> LineParser::finish() {
    std::vector<QByteArray> lines;
    if (!m_overflowed)
        endLine(lines);
    return lines;
}

void LineParser::endLine(std::vector<QByteArray> &lines) {
    auto line = std::exchange(m_line, {});
    if (!std::exchange(m_started, true) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    line = std::move(line).trimmed();
    if (!line.isEmpty())
        lines.push_back(std::move(line));
}

} // namespace docchat::net
