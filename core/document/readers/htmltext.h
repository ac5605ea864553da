#pragma once

#include "document/readers/sections.h"

namespace docchat::document {

/// What a page of HTML says of itself.
struct HtmlHead {
    QString title;
    QString firstHeading;
};

/// Adds the visible text of an HTML page: blocks as paragraphs, headings, tables by rows. However broken the
/// page is, what can be had of it is added; nothing that it names is fetched. `charset`: what a header or a
/// container says of it; empty: as the page itself says, or as it looks.
HtmlHead addHtml(SectionList &sections, const QByteArray &html, const QByteArray &charset = {});

} // namespace docchat::document
