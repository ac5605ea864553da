#include "document/readers/reader.h"

#include "document/readers/sections.h"

#include <QStringDecoder>

#include <uchardet/uchardet.h>

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
    const QByteArray name(uchardet_get_charset(detector.get()));
    return name == "UHC" || name == "EUC-KR" ? QByteArray("windows-949") : name; // ICU's CP949 is another
}

} // namespace

QString decodeText(const QByteArray &bytes) {
    if (const auto marked = QStringConverter::encodingForData(bytes)) {
        QStringDecoder decoder(*marked);
        return decoder.decode(bytes);
    }
    QStringDecoder utf8(QStringConverter::Utf8);
    QString text = utf8.decode(bytes);
    if (!utf8.hasError())
        return text;
    const auto charset = likelyCharset(bytes);
    QStringDecoder likely(charset == "ASCII" ? "" : charset.constData()); // its first 64 KiB, not all
    if (likely.isValid())
        return likely.decode(bytes);
    QStringDecoder western("windows-1252");
    return western.isValid() ? QString(western.decode(bytes)) : QString::fromLatin1(bytes);
}

Opened openText(const QByteArray &bytes, const ReadOptions &options) {
    SectionList sections(DocumentKind::Text, options.limits);
    auto text = decodeText(bytes);
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"))
        .replace(QLatin1Char('\r'), QLatin1Char('\n'));
    QString paragraph;
    int line = 0;
    int first = 1; // line of the paragraph
    for (const auto raw : QStringView(text).split(QLatin1Char('\n'))) {
        ++line;
        const auto bare = raw.trimmed();
        if (bare.isEmpty()) {
            sections.addParagraph(std::exchange(paragraph, {}), first);
            continue;
        }
        if (paragraph.isEmpty())
            first = line;
        else
            paragraph += QLatin1Char('\n');
        paragraph += bare;
    }
    sections.addParagraph(paragraph, first);
    return sections.toReader();
}

} // namespace docchat::document
