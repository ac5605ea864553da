// The readers of XML in zip files: the first byte says which part of which format the rest stands for; the
// other parts are as small as they may be. So a mutation reaches the XML and not the zip's checksum.

#include "readall.h"
#include "storedzip.h"
#include "target.h"

#include <iterator>

using namespace docchat;
using fuzz::ZipEntry;

namespace {

#define RELATIONS(parts)                                                                                     \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" parts           \
    "</Relationships>"
#define RELATION(id, type, target)                                                                           \
    "<Relationship Id=\"" id                                                                                 \
    "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type                    \
    "\" Target=\"" target "\"/>"
#define NAMESPACES                                                                                           \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                              \
    " xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""                                \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                                     \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

const std::vector<ZipEntry> docx{
    {"_rels/.rels", RELATIONS(RELATION("rId1", "officeDocument", "word/document.xml"))},
    {"word/document.xml", "<w:document" NAMESPACES "><w:body><w:p><w:r><w:t>text</w:t>"
                          "<w:footnoteReference w:id=\"1\"/></w:r></w:p></w:body></w:document>"},
    {"word/_rels/document.xml.rels",
     RELATIONS(RELATION("rId1", "styles", "styles.xml") RELATION("rId2", "footnotes", "footnotes.xml")
                   RELATION("rId3", "comments", "comments.xml") RELATION("rId4", "header", "header1.xml")
                       RELATION("rId5", "numbering", "numbering.xml"))},
};
const std::vector<ZipEntry> pptx{
    {"_rels/.rels", RELATIONS(RELATION("rId1", "officeDocument", "ppt/presentation.xml"))},
    {"ppt/presentation.xml",
     "<p:presentation" NAMESPACES
     "><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/></p:sldIdLst></p:presentation>"},
    {"ppt/_rels/presentation.xml.rels", RELATIONS(RELATION("rId1", "slide", "slides/slide1.xml"))},
    {"ppt/slides/slide1.xml", "<p:sld" NAMESPACES "><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>text"
                              "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"},
    {"ppt/slides/_rels/slide1.xml.rels",
     RELATIONS(RELATION("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
                   RELATION("rId2", "chart", "../charts/chart1.xml"))},
};
const std::vector<ZipEntry> xlsx{
    {"_rels/.rels", RELATIONS(RELATION("rId1", "officeDocument", "xl/workbook.xml"))},
    {"xl/workbook.xml",
     "<workbook" NAMESPACES "><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
                                                 RELATION("rId2", "sharedStrings", "sharedStrings.xml")
                                                     RELATION("rId3", "styles", "styles.xml"))},
    {"xl/sharedStrings.xml", "<sst><si><t>zero</t></si><si><t>one</t></si></sst>"},
    {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00\"/></numFmts>"
                      "<cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
    {"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c>"
                                 "<c r=\"B1\" t=\"s\"><v>1</v></c></row></sheetData></worksheet>"},
};
const std::vector<ZipEntry> odt{{"mimetype", "application/vnd.oasis.opendocument.text"}};
const std::vector<ZipEntry> ods{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}};
const std::vector<ZipEntry> odp{{"mimetype", "application/vnd.oasis.opendocument.presentation"}};
const std::vector<ZipEntry> epub{
    {"mimetype", "application/epub+zip"},
    {"META-INF/container.xml",
     "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>"},
    {"a.opf", "<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>"
              "<item id=\"n\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/></manifest>"
              "<spine toc=\"n\"><itemref idref=\"a\"/></spine></package>"},
    {"a.xhtml", "<html><body><p>text</p></body></html>"},
};

struct Part {
    const char *fileName;
    const std::vector<ZipEntry> *others;
    const char *path;
};

// Only ever add at the end: seeds and findings name a part by its place.
const Part parts[] = {
    {"a.docx", &docx, "word/document.xml"},
    {"a.docx", &docx, "word/footnotes.xml"},
    {"a.docx", &docx, "word/comments.xml"},
    {"a.docx", &docx, "word/header1.xml"},
    {"a.docx", &docx, "word/styles.xml"},
    {"a.docx", &docx, "word/_rels/document.xml.rels"},
    {"a.docx", &docx, "word/charts/chart1.xml"},
    {"a.pptx", &pptx, "ppt/slides/slide1.xml"},
    {"a.pptx", &pptx, "ppt/presentation.xml"},
    {"a.pptx", &pptx, "ppt/_rels/presentation.xml.rels"},
    {"a.pptx", &pptx, "ppt/notesSlides/notesSlide1.xml"},
    {"a.pptx", &pptx, "ppt/charts/chart1.xml"},
    {"a.xlsx", &xlsx, "xl/worksheets/sheet1.xml"},
    {"a.xlsx", &xlsx, "xl/workbook.xml"},
    {"a.xlsx", &xlsx, "xl/sharedStrings.xml"},
    {"a.xlsx", &xlsx, "xl/styles.xml"},
    {"a.odt", &odt, "content.xml"},
    {"a.odt", &odt, "styles.xml"},
    {"a.ods", &ods, "content.xml"},
    {"a.odp", &odp, "content.xml"},
    {"a.odt", &odt, "META-INF/manifest.xml"},
    {"a.epub", &epub, "a.xhtml"},
    {"a.epub", &epub, "a.opf"},
    {"a.epub", &epub, "toc.ncx"},
    {"a.epub", &epub, "META-INF/container.xml"},
};

/// The parts of a format, one of them replaced by `xml`.
QByteArray container(const Part &part, const QByteArray &xml) {
    std::vector<ZipEntry> entries;
    for (const auto &other : *part.others) {
        if (other.name != part.path)
            entries.push_back(other);
    }
    entries.push_back({part.path, xml});
    return fuzz::storedZip(entries);
}

} // namespace

FUZZ_TARGET(xml) {
    if (input.isEmpty())
        return;
    const auto &part = parts[uchar(input[0]) % std::size(parts)];
    fuzz::readAll(container(part, input.mid(1)), QString::fromLatin1(part.fileName));
}
