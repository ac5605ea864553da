#include "document/readers/htmltext.h"

#include "base/words.h"

namespace docchat::document {

Opened openHtml(const QByteArray &bytes, const ReadOptions &options) {
    // Pictures may be inside, as text; with the copies that parsing needs this fits the address limit.
    if (bytes.size() > 2 * options.limits.text) {
        return Error{ErrorKind::TooLarge,
                     Words::tr("it is larger than %1 MiB").arg(2 * options.limits.text >> 20),
                     Words::tr("Save it as plain text, or split it and add the parts")};
    }
    SectionList sections(DocumentKind::Html, options.limits);
    const auto html = parseHtml(bytes, options.limits);
    sections.setTitle(html.title);
    addHtml(html, &sections);
    return sections.toReader();
}

} // namespace docchat::document
