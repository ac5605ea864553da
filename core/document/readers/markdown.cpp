#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/sections.h"

#include <QTextDocumentFragment>

#include <md4c.h>

namespace docchat::document {
namespace {

/// Collects what md4c reports as paragraphs. Tables become "heading: value" rows, so that a row stands alone.
struct Collector {
    SectionList sections;
    QString text;
    QStringList tableHead;
    QStringList row;
    bool inHead = false;
    int cellsOpen = 0;

    void flush() { sections.addParagraph(std::exchange(text, {})); }

    void endRow() {
        if (inHead) {
            tableHead = row;
        } else {
            sections.addParagraph(rowText(tableHead, row));
        }
        row.clear();
    }
};

bool isCell(MD_BLOCKTYPE type) {
    return type == MD_BLOCK_TD || type == MD_BLOCK_TH;
}

int enterBlock(MD_BLOCKTYPE type, void *, void *userdata) {
    auto *collector = static_cast<Collector *>(userdata);
    if (type == MD_BLOCK_THEAD)
        collector->inHead = true;
    else if (type == MD_BLOCK_TBODY)
        collector->inHead = false;
    else if (type == MD_BLOCK_H || type == MD_BLOCK_P || type == MD_BLOCK_CODE || type == MD_BLOCK_LI ||
             type == MD_BLOCK_TABLE)
        collector->flush();
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void *, void *userdata) {
    auto *collector = static_cast<Collector *>(userdata);
    if (type == MD_BLOCK_H)
        collector->sections.addHeading(std::exchange(collector->text, {}));
    else if (isCell(type))
        collector->row += std::exchange(collector->text, {});
    else if (type == MD_BLOCK_TR)
        collector->endRow();
    else if (type == MD_BLOCK_P || type == MD_BLOCK_CODE || type == MD_BLOCK_LI)
        collector->flush();
    return 0;
}

int ignoreSpan(MD_SPANTYPE, void *, void *) {
    return 0;
}

int addText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata) {
    auto *collector = static_cast<Collector *>(userdata);
    if (type == MD_TEXT_BR)
        collector->text += QLatin1Char('\n');
    else if (type == MD_TEXT_SOFTBR)
        collector->text += QLatin1Char(' ');
    else if (type == MD_TEXT_ENTITY)
        collector->text +=
            QTextDocumentFragment::fromHtml(QString::fromUtf8(text, qsizetype(size))).toPlainText();
    else if (type != MD_TEXT_NULLCHAR)
        collector->text += QString::fromUtf8(text, qsizetype(size));
    return 0;
}

} // namespace

Opened openMarkdown(const QByteArray &bytes, const ReadOptions &options) {
    Collector collector{SectionList(DocumentKind::Markdown, options.limits), {}, {}, {}};
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = ignoreSpan;
    parser.leave_span = ignoreSpan;
    parser.text = addText;
    const auto utf8 = decodeText(bytes).toUtf8();
    if (md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &collector) != 0)
        return Error{ErrorKind::Damaged, Words::tr("it cannot be read as Markdown"),
                     Words::tr("Save it as plain text")};
    collector.flush();
    return collector.sections.toReader();
}

} // namespace docchat::document
