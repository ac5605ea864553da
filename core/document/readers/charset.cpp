#include "document/readers/charset.h"

#include "document/readers/reader.h"

#include <QStringDecoder>

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <memory>

namespace docchat::document {
namespace {

/// What uchardet thinks of the first 64 KiB; empty when it has no idea.
QByteArray likelyCharset(const QByteArray &bytes) {
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    const auto head = bytes.left(64 * 1024);
    if (uchardet_handle_data(detector.get(), head.constData(), size_t(head.size())) != 0)
        return {};
    uchardet_data_end(detector.get());
    return decoderName(QByteArray(uchardet_get_charset(detector.get())));
}

struct Alias {
    QByteArrayView charset;
    const char *decoder;
};

/// Names that the decoder does not know or takes for a smaller set than the files that bear them hold.
constexpr Alias aliases[] = {
    {"uhc", "windows-949"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"cp949", "windows-949"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"cp932", "windows-31j"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"unicode-1-1-utf-7", "UTF-7"},
    {"mac-cyrillic", "x-mac-cyrillic"},
    {"mac-centraleurope", "x-mac-centraleurroman"},
};

/// Valid UTF-8 but for a few bytes: hardly any other charset looks like that.
bool isMostlyUtf8(const QString &decoded) {
    const auto wrong = decoded.count(QChar(QChar::ReplacementCharacter));
    const auto beyondAscii = std::ranges::count_if(decoded, [](QChar c) { return c.unicode() >= 0x80; });
    return wrong * 10 < beyondAscii - wrong;
}

bool isOddText(char32_t point) {
    const auto category = QChar::category(point);
    const bool isSpace = QChar::isSpace(point);
    return (category == QChar::Other_Control && !isSpace) || category == QChar::Other_NotAssigned ||
           category == QChar::Other_PrivateUse || point == 0xFFFD || point == 0;
}

/// Does it decode to characters that a text holds? NUL is not one.
bool isTextIn(QStringConverter::Encoding encoding, const QByteArray &head) {
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(head);
    const auto points = text.toUcs4();
    const auto odd = std::ranges::count_if(points, [](uint point) { return isOddText(point); });
    return !decoder.hasError() && !text.contains(QChar(u'\0')) && odd * 50 <= points.size();
}

} // namespace

QByteArray decoderName(const QByteArray &charset) {
    const auto name = charset.trimmed().toLower();
    const auto alias = std::ranges::find(aliases, QByteArrayView(name), &Alias::charset);
    return alias == std::end(aliases) ? charset.trimmed() : QByteArray(alias->decoder);
}

std::optional<QStringConverter::Encoding> wideEncoding(const QByteArray &bytes) {
    const auto head = bytes.left(4096);
    if (head.size() < 4)
        return std::nullopt;
    std::array<qsizetype, 4> zeros{}; // by the place in a unit of four bytes
    for (qsizetype i = 0; i < head.size(); ++i)
        zeros[size_t(i % 4)] += head[i] == '\0';
    const auto units = head.size() / 4;
    const auto even = zeros[0] + zeros[2];
    const auto odd = zeros[1] + zeros[3];
    using Encoding = QStringConverter::Encoding;
    std::optional<Encoding> likely;
    if (zeros[3] >= units && zeros[2] * 10 >= units * 9)
        likely = Encoding::Utf32LE;
    else if (zeros[0] >= units && zeros[1] * 10 >= units * 9)
        likely = Encoding::Utf32BE;
    else if (odd > 4 * even)
        likely = Encoding::Utf16LE;
    else if (even > 4 * odd)
        likely = Encoding::Utf16BE;
    return likely && isTextIn(*likely, head) ? likely : std::nullopt;
}

QString decodeText(const QByteArray &bytes) {
    if (const auto marked = QStringConverter::encodingForData(bytes)) {
        QStringDecoder decoder(*marked);
        return decoder.decode(bytes);
    }
    if (const auto wide = wideEncoding(bytes)) {
        QStringDecoder decoder(*wide);
        return decoder.decode(bytes);
    }
    QStringDecoder utf8(QStringConverter::Utf8);
    QString text = utf8.decode(bytes);
    if (!utf8.hasError() || isMostlyUtf8(text))
        return text;
    const auto charset = likelyCharset(bytes);
    QStringDecoder likely(charset == "ASCII" ? "" : charset.constData()); // its first 64 KiB, not all
    if (likely.isValid())
        return likely.decode(bytes);
    QStringDecoder western("windows-1252");
    return western.isValid() ? QString(western.decode(bytes)) : QString::fromLatin1(bytes);
}

QString decodeText(const QByteArray &bytes, const QByteArray &charset) {
    const auto name = decoderName(charset);
    const auto lower = name.toLower();
    if (name.isEmpty() || name.contains('\0') || lower == "us-ascii" || lower == "ascii" || lower == "utf-8")
        return decodeText(bytes);
    QStringDecoder decoder(name.constData());
    if (!decoder.isValid())
        return decodeText(bytes);
    return decoder.decode(bytes);
}

} // namespace docchat::document
