#include "document/readers/mailheader.h"

#include "document/readers/charset.h"
#include "document/readers/reader.h"

#include <optional>

namespace docchat::document {
namespace {

constexpr qsizetype longestHeader = 20'000; // bytes

/// "=?charset*language?Q?text?=" in its parts.
struct EncodedWord {
    QByteArray charset;
    QByteArray bytes;
    qsizetype end = 0; ///< where it ends in the header
};

QByteArray decodeQ(QByteArray text) {
    text.replace('_', ' ').replace("%", "%25").replace('=', '%');
    return QByteArray::fromPercentEncoding(text);
}

std::optional<EncodedWord> encodedWord(const QByteArray &raw, qsizetype start) {
    const auto kind = raw.indexOf('?', start + 2);
    const auto text = kind < 0 ? -1 : raw.indexOf('?', kind + 1);
    const auto end = text < 0 ? -1 : raw.indexOf("?=", text + 1);
    if (end < 0 || text != kind + 2)
        return std::nullopt;
    const auto content = raw.mid(text + 1, end - text - 1);
    const char encoding = char(raw[kind + 1] | 0x20);
    if (encoding != 'q' && encoding != 'b')
        return std::nullopt;
    const auto charset = raw.mid(start + 2, kind - start - 2);
    const auto star = charset.indexOf('*');
    return EncodedWord{star < 0 ? charset : charset.left(star),
                       encoding == 'q' ? decodeQ(content) : QByteArray::fromBase64(content), end + 2};
}

} // namespace

QString decodeHeader(const QByteArray &raw) {
    const auto header = raw.left(longestHeader);
    QString result;
    QByteArray
        bytes; // of neighbouring words of one charset: a character may begin in one and end in the next
    QByteArray charset;
    const auto flush = [&] { result += decodeText(std::exchange(bytes, {}), charset); };
    for (qsizetype at = 0; at < header.size();) {
        const auto start = header.indexOf("=?", at);
        const auto word = start < 0 ? std::nullopt : encodedWord(header, start);
        const auto plainEnd = start < 0 ? header.size() : word ? start : start + 2;
        const auto plain = header.mid(at, plainEnd - at);
        if (!plain.isEmpty() && (bytes.isEmpty() || !word || !plain.trimmed().isEmpty())) {
            flush();
            result += decodeText(plain);
        }
        at = plainEnd;
        if (!word)
            continue;
        if (word->charset.toLower() != charset.toLower())
            flush();
        charset = word->charset;
        bytes += word->bytes;
        at = word->end;
    }
    flush();
    return result.simplified();
}

} // namespace docchat::document
