#pragma once

#include "document/readers/sections.h"
#include "document/readers/tablerows.h"

namespace docchat::document {

/// What a person reads of an HTML page.
struct HtmlText {
    QString title;
    TextPieces pieces;
};

/// Reads HTML and XHTML as browsers do: whatever is in it, never an error; fetches nothing. Stops when there
/// is more text than the limits allow, so that a SectionList it is added to is full. `charset`: what the
/// transport said of the bytes ("utf-8"); without it they tell themselves, by mark or declaration, or are
/// guessed. Pure.
[[nodiscard]] HtmlText parseHtml(const QByteArray &bytes, const ParseLimits &limits,
                                 const QByteArray &charset = {});

/// Adds headings and paragraphs in order; the title is left to the caller.
void addHtml(const HtmlText &html, SectionList *sections);

} // namespace docchat::document
