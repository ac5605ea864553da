#pragma once

#include "ziptest.h"

/// OpenDocument files that tests make by hand.
namespace docchat::tests {

inline constexpr char odfNames[] =
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    " xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'"
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
    " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
    " xmlns:presentation='urn:oasis:names:tc:opendocument:xmlns:presentation:1.0'"
    " xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'";

/// An XML file whose root is `root` and declares the prefixes of OpenDocument.
inline QByteArray odfXml(const QByteArray &root, const QByteArray &content) {
    return "<?xml version='1.0' encoding='UTF-8'?><" + root + odfNames + ">" + content + "</" + root + ">";
}

/// `type`: "text", "presentation", "spreadsheet"; `body`: what is in that element.
inline QByteArray odfContent(const QByteArray &type, const QByteArray &body) {
    return odfXml("office:document-content",
                  "<office:body><office:" + type + ">" + body + "</office:" + type + "></office:body>");
}

inline QByteArray odfOf(const QByteArray &type, const QByteArray &body, const Parts &others = {}) {
    return zipped(Parts{{"mimetype", "application/vnd.oasis.opendocument." + type},
                        {"content.xml", odfContent(type, body)}} +
                  others);
}

} // namespace docchat::tests
