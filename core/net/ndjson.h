#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace docchat::net {

/// Parses a stream of JSON values, one a line (https://github.com/ndjson/ndjson-spec), however it is cut into
/// pieces: LF and CRLF ends, empty lines, a byte order mark. What a line holds is not looked at. Pure: no
/// I/O.
class LineParser {
public:
    /// The lines that this piece of the stream completes, in order, without the empty ones.
    std::vector<QByteArray> feed(QByteArrayView piece);

    /// The stream has ended: a last line that no line end follows, or nothing.
    std::vector<QByteArray> finish();

    /// A line grew beyond 1 MiB: the rest of the stream is not read.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

private:
    void endLine(std::vector<QByteArray> &lines);

    QByteArray m_line;
    bool m_started = false;
    bool m_overflowed = false;
};

} // namespace docchat::net
