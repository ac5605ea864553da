#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace docchat::net {

/// One server-sent event: its type ("message" when not said) and its data lines joined by '\n'.
struct SseEvent {
    QByteArray type;
    QByteArray data;
};

/// Parses a stream of server-sent events (WHATWG HTML, 9.2.6), however it is cut into pieces: CR, LF and CRLF
/// ends, comments, a byte order mark. A field "error", which is no part of it, is an event of that type.
/// Pure: no I/O.
class SseParser {
public:
    /// The events that this piece of the stream completes, in order.
    std::vector<SseEvent> feed(QByteArrayView piece);

    /// A line grew beyond 1 MiB: the rest of the stream is not read.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

private:
    void endLine(std::vector<SseEvent> &events);

    QByteArray m_line;
    QByteArray m_type;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_started = false;
    bool m_overflowed = false;
};

} // namespace docchat::net
