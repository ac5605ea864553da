#include "document/readers/htmltext.h"

namespace docchat::document {

Opened openHtml(const QByteArray &bytes, const ReadOptions &options) {
    SectionList sections(DocumentKind::Html, options.limits);
    sections.setTitle(addHtml(sections, bytes).title);
    return sections.toReader();
}

} // namespace docchat::document
