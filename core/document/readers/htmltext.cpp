#include "document/readers/htmltext.h"

#include "document/readers/charset.h"

#include <libxml/HTMLparser.h>
#include <QRegularExpression>

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

namespace docchat::document {
namespace {

constexpr int deepest = 10'000;               // elements in elements; beyond, each end tag would cost too much
constexpr qsizetype pieceSize = 64 * 1024;    // bytes that are parsed before the limits are looked at
constexpr qsizetype charsetSearch = 4096;     // bytes in which a page names its charset
constexpr qsizetype longestCell = 2000;       // code units; more is a page laid out by a table
constexpr int mostSpan = 1000;                // columns of one cell
constexpr size_t mostTables = 50;             // in one another

using Names = std::set<std::string_view>;

const Names skippedElements{"script", "style", "noscript", "template", "svg", "object", "iframe", "datalist"};
const Names blockElements{
    "address", "article", "aside",  "blockquote", "body",   "caption", "center",  "dd",      "details",
    "dialog",  "dir",     "div",    "dl",         "dt",     "fieldset", "figcaption", "figure", "footer",
    "form",    "header",  "hr",     "html",       "legend", "li",      "main",    "menu",    "nav",
    "ol",      "option",  "p",      "pre",        "section", "select", "summary", "textarea", "ul"};

int headingLevel(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

std::string_view viewOf(const xmlChar *text) {
    return text ? std::string_view(reinterpret_cast<const char *>(text)) : std::string_view();
}

/// The value of an attribute; null when it is not there.
const xmlChar *attribute(const xmlChar **attributes, std::string_view name) {
    for (; attributes && attributes[0]; attributes += 2) {
        if (viewOf(attributes[0]) == name)
            return attributes[1] ? attributes[1] : attributes[0];
    }
    return nullptr;
}

bool isHidden(const xmlChar **attributes) {
    static const QRegularExpression none(QStringLiteral("display\\s*:\\s*none"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto *style = attribute(attributes, "style");
    return attribute(attributes, "hidden") ||
           (style && none.match(QString::fromUtf8(reinterpret_cast<const char *>(style))).hasMatch());
}

/// Elements that have no end tag, so that nothing could count them out again.
bool isVoid(std::string_view name) {
    static const Names names{"area", "base", "br",   "col",   "embed", "frame",  "hr",
                             "img",  "input", "link", "meta", "param", "source", "wbr"};
    return names.contains(name);
}

class Collector {
public:
    explicit Collector(SectionList *sections) : m_sections(sections) {}

    void start(std::string_view name, const xmlChar **attributes) {
        ++m_depth;
        if (m_skipped > 0 || ((skippedElements.contains(name) || isHidden(attributes)) && !isVoid(name))) {
            ++m_skipped;
            return;
        }
        if (name == "title") {
            m_inTitle = true;
        } else if (name == "br") {
            m_text += QLatin1Char('\n');
        } else if (name == "img") {
            add(QLatin1Char(' ') + QString::fromUtf8(viewOf(attribute(attributes, "alt")).data()) +
                QLatin1Char(' '));
        } else if (name == "table") {
            beginTable();
        } else if (name == "tr") {
            endRow();
        } else if (name == "td" || name == "th") {
            beginCell(name == "th", attributes);
        } else if (headingLevel(name) > 0 || blockElements.contains(name)) {
            endBlock();
        }
        m_preformatted += name == "pre" ? 1 : 0;
    }

    void end(std::string_view name) {
        --m_depth;
        if (m_skipped > 0) {
            --m_skipped;
            return;
        }
        m_preformatted -= name == "pre" && m_preformatted > 0 ? 1 : 0;
        if (name == "title")
            m_inTitle = false;
        else if (headingLevel(name) > 0)
            endHeading();
        else if (name == "table")
            endTable();
        else if (name == "td" || name == "th")
            endCell();
        else if (name == "tr")
            endRow();
        else if (blockElements.contains(name))
            endBlock();
    }

    void characters(const QString &text) {
        if (m_skipped > 0)
            return;
        if (m_inTitle)
            m_head.title += text;
        else
            add(text);
    }

    /// What is still open when the page ends.
    HtmlHead finish() {
        while (!m_tables.empty())
            endTable();
        endBlock();
        m_head.title = m_head.title.simplified();
        return m_head;
    }

    [[nodiscard]] bool isTooDeep() const { return m_depth > deepest; }
    [[nodiscard]] bool isFull() const { return m_sections->isFull(); }

private:
    /// A table being read. Rows of cells with a little text stand for themselves; a table that lays out a page
    /// has blocks in it, which become paragraphs.
    struct Table {
        QStringList headings;
        QStringList row;
        QString cell;
        int span = 1;
        bool inCell = false;
        bool rowIsHead = true;
        bool hasRows = false;
        bool isLayout = false;
    };

    void add(const QString &text) {
        if (m_preformatted > 0) {
            m_text += text;
            return;
        }
        for (const auto c : text) {
            const bool isSpace = c.isSpace();
            const bool afterSpace = m_text.isEmpty() || m_text.back().isSpace();
            if (!isSpace)
                m_text += c;
            else if (!afterSpace)
                m_text += QLatin1Char(' ');
        }
    }

    void endBlock() {
        const auto text = std::exchange(m_text, {});
        auto *table = m_tables.empty() ? nullptr : &m_tables.back();
        if (table && table->inCell && !table->isLayout) {
            table->cell += text + QLatin1Char(' ');
            if (table->cell.size() > longestCell)
                layOut(*table);
        } else {
            m_sections->addParagraph(text);
        }
    }

    /// The table turned out to hold blocks: what was gathered of its row becomes paragraphs.
    void layOut(Table &table) {
        if (table.isLayout)
            return;
        table.isLayout = true;
        for (const auto &cell : std::exchange(table.row, {}))
            m_sections->addParagraph(cell.simplified());
        m_sections->addParagraph(std::exchange(table.cell, {}).simplified());
    }

    void endHeading() {
        if (m_text.trimmed().isEmpty())
            return;
        if (!m_tables.empty() && m_tables.back().inCell)
            layOut(m_tables.back());
        const auto text = std::exchange(m_text, {}).simplified();
        if (m_head.firstHeading.isEmpty())
            m_head.firstHeading = text;
        m_sections->addHeading(text);
    }

    void beginTable() {
        endBlock();
        if (!m_tables.empty())
            layOut(m_tables.back());
        if (m_tables.size() < mostTables)
            m_tables.push_back({});
    }

    void endTable() {
        if (m_tables.empty())
            return;
        endRow();
        endBlock();
        if (!m_tables.back().hasRows) // nothing but its headings
            m_sections->addParagraph(rowText({}, m_tables.back().headings));
        m_tables.pop_back();
    }

    void beginCell(bool isHead, const xmlChar **attributes) {
        endCell();
        if (m_tables.empty())
            return endBlock();
        auto &table = m_tables.back();
        m_text.clear();
        table.inCell = true;
        table.rowIsHead = table.rowIsHead && isHead;
        const auto span = QByteArray(viewOf(attribute(attributes, "colspan")).data()).toInt();
        table.span = std::clamp(span, 1, mostSpan);
    }

    void endCell() {
        if (m_tables.empty() || !m_tables.back().inCell)
            return endBlock();
        endBlock();
        auto &table = m_tables.back();
        table.inCell = false;
        const auto cell = std::exchange(table.cell, {}).simplified();
        if (!table.isLayout && table.row.size() < mostSpan) {
            table.row += cell;
            table.row.insert(table.row.size(), table.span - 1, QString());
        }
    }

    void endRow() {
        endCell();
        if (m_tables.empty())
            return;
        auto &table = m_tables.back();
        const auto row = std::exchange(table.row, {});
        const bool isHead = std::exchange(table.rowIsHead, true);
        if (row.isEmpty())
            return;
        if (isHead && table.headings.isEmpty()) {
            table.headings = row;
            return;
        }
        m_sections->addParagraph(rowText(table.headings, row));
        table.hasRows = true;
    }

    SectionList *m_sections;
    HtmlHead m_head;
    QString m_text; ///< of the block being read
    std::vector<Table> m_tables;
    int m_depth = 0;
    int m_skipped = 0; ///< elements open since the first one that is not shown
    int m_preformatted = 0;
    bool m_inTitle = false;
};

void startElement(void *collector, const xmlChar *name, const xmlChar **attributes) {
    static_cast<Collector *>(collector)->start(viewOf(name), attributes);
}

void endElement(void *collector, const xmlChar *name) {
    static_cast<Collector *>(collector)->end(viewOf(name));
}

void characters(void *collector, const xmlChar *text, int size) {
    static_cast<Collector *>(collector)->characters(
        QString::fromUtf8(reinterpret_cast<const char *>(text), size));
}

struct FreeParser {
    void operator()(htmlParserCtxt *parser) const { htmlFreeParserCtxt(parser); }
};

QByteArray namedCharset(const QByteArray &html) {
    static const QRegularExpression name(
        QStringLiteral("<(?:meta|\\?xml)[^>]*(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)"),
        QRegularExpression::CaseInsensitiveOption);
    return name.match(QString::fromLatin1(html.left(charsetSearch))).captured(1).toLatin1();
}

} // namespace

HtmlHead addHtml(SectionList &sections, const QByteArray &html, const QByteArray &charset) {
    const auto utf8 = decodeText(html, charset.isEmpty() ? namedCharset(html) : charset).toUtf8();
    Collector collector(&sections);
    htmlSAXHandler events{}; // no tree: it would be as deep as the page says
    events.startElement = startElement;
    events.endElement = endElement;
    events.characters = characters;
    events.cdataBlock = characters;
    events.ignorableWhitespace = characters;
    const std::unique_ptr<htmlParserCtxt, FreeParser> parser(
        htmlCreatePushParserCtxt(&events, &collector, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
    if (!parser)
        return {};
    htmlCtxtUseOptions(parser.get(),
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    for (qsizetype at = 0; at < utf8.size() && !collector.isTooDeep() && !collector.isFull(); at += pieceSize)
        htmlParseChunk(parser.get(), utf8.constData() + at, int(std::min(pieceSize, utf8.size() - at)), 0);
    if (!collector.isTooDeep())
        htmlParseChunk(parser.get(), nullptr, 0, 1);
    if (parser->myDoc) {
        xmlFreeDoc(parser->myDoc);
        parser->myDoc = nullptr;
    }
    return collector.finish();
}

} // namespace docchat::document
