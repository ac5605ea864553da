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
    return name == "UHC" ? QByteArray("CP949") : name;
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
    QStringDecoder likely(likelyCharset(bytes).constData());
    if (likely.isValid())
        return likely.decode(bytes);
    return QString::fromLatin1(bytes);
}

Result<std::unique_ptr<Reader>> openText(const QByteArray &bytes) {
    SectionList sections(DocumentKind::Text);
    const auto text = decodeText(bytes);
    QString paragraph;
    for (const auto line : QStringView(text).split(QLatin1Char('\n'))) {
        const auto bare = line.trimmed();
        if (bare.isEmpty()) {
            sections.addParagraph(std::exchange(paragraph, {}));
            continue;
        }
        if (!paragraph.isEmpty())
            paragraph += QLatin1Char('\n');
        paragraph += bare;
    }
    sections.addParagraph(paragraph);
    return sections.toReader();
}

} // namespace docchat::document
