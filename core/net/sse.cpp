#include "net/sse.h"

#include <utility>

namespace docchat::net {
namespace {

constexpr qsizetype longestLine = 1024 * 1024;

} // namespace

std::vector<SseEvent> SseParser::feed(QByteArrayView piece) {
    std::vector<SseEvent> events;
    for (const char c : piece) {
        if (m_overflowed)
            break;
        if (std::exchange(m_afterCr, c == '\r') && c == '\n')
            continue; // the second half of CRLF
        if (c == '\r' || c == '\n') {
            endLine(events);
            continue;
        }
        m_line += c;
        m_overflowed = m_line.size() + m_data.size() > longestLine;
    }
    return events;
}

void SseParser::endLine(std::vector<SseEvent> &events) {
    auto line = std::exchange(m_line, {});
    if (!std::exchange(m_started, true) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty()) {
        if (m_hasData)
            events.push_back({m_type.isEmpty() ? QByteArray("message") : m_type, m_data});
        m_type.clear();
        m_data.clear();
        m_hasData = false;
        return;
    }
    const auto colon = line.indexOf(':');
    const auto field = colon < 0 ? line : line.left(colon);
    auto value = colon < 0 ? QByteArray() : line.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "event") {
        m_type = value;
    } else if (field == "error") { // how llama-server told of errors before 2025
        m_type = field;
        m_data = value;
        m_hasData = true;
    } else if (field == "data") {
        if (std::exchange(m_hasData, true))
            m_data += '\n';
        m_data += value;
    }
}

} // namespace docchat::net
