#include "document/readers/htmltext.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>

namespace docchat::document {
namespace {

using Name = std::string_view;

constexpr size_t deepestTable = 50;           // deeper ones are read without their rows
constexpr qsizetype longestHeading = 300;     // a longer one was never closed
constexpr qsizetype declarationSearch = 8192; // bytes in which a declaration of the charset may stand

constexpr Name leftOut[] = {"noscript", "rp", "rt", "script", "style", "svg", "template"};

constexpr Name blocks[] = {"address",  "article",    "aside",  "blockquote", "body",     "caption",  "center",
                           "dd",       "details",    "dialog", "dir",        "div",      "dl",       "dt",
                           "fieldset", "figcaption", "figure", "footer",     "form",     "frameset", "header",
                           "hgroup",   "hr",         "legend", "li",         "main",     "menu",     "nav",
                           "ol",       "optgroup",   "option", "p",          "pre",      "section",  "select",
                           "summary",  "table",      "tbody",  "td",         "textarea", "tfoot",    "th",
                           "thead",    "title",      "tr",     "ul"};
static_assert(std::ranges::is_sorted(leftOut) && std::ranges::is_sorted(blocks));

bool isOneOf(std::span<const Name> names, Name name) {
    return std::ranges::binary_search(names, name);
}

bool isHeadingName(Name name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

/// Attributes as libxml2 gives them: name, value, name, value, null.
QString attribute(const xmlChar **attributes, Name wanted) {
    for (; attributes && attributes[0]; attributes += 2) {
        if (reinterpret_cast<const char *>(attributes[0]) == wanted)
            return attributes[1] ? QString::fromUtf8(reinterpret_cast<const char *>(attributes[1]))
                                 : QString::fromUtf8(wanted.data(), qsizetype(wanted.size()));
    }
    return {};
}

bool isHidden(const xmlChar **attributes) {
    const auto hidden = attribute(attributes, "hidden");
    if (!hidden.isNull() && hidden != QLatin1StringView("until-found"))
        return true;
    auto style = attribute(attributes, "style");
    return style.contains(QLatin1StringView("display"), Qt::CaseInsensitive) &&
           style.remove(QLatin1Char(' ')).contains(QLatin1StringView("display:none"), Qt::CaseInsensitive);
}

/// Collects what the parser reports. It keeps no stack of elements but tables, so that depth costs nothing.
class Collector {
public:
    explicit Collector(const ParseLimits &limits) : m_mostBytes(limits.text) {}

    void start(Name name, const xmlChar **attributes);
    void end(Name name);
    void addText(const QString &text);
    [[nodiscard]] bool isFull() const { return m_bytes > m_mostBytes; }
    [[nodiscard]] HtmlText take();

private:
    void startTablePart(Name name, const xmlChar **attributes);
    void endTablePart(Name name);
    void startHeading();
    void endBlock();
    void flush();
    void emitPiece(TextPiece piece);
    void emitPieces(TextPieces pieces);
    void endTable();

    HtmlText m_html;
    QString m_text; ///< of the open paragraph
    std::vector<TableRows> m_tables;
    std::vector<bool> m_inHead; ///< by table
    int m_tablesIgnored = 0;    ///< open ones beyond the deepest
    int m_left = 0;             ///< elements open in and with one that is left out
    int m_preformatted = 0;
    bool m_inHeading = false;
    bool m_inTitle = false;
    qint64 m_bytes = 0;
    qint64 m_mostBytes;
};

void Collector::start(Name name, const xmlChar **attributes) {
    const bool isPage = name == "html" || name == "body"; // scripts hide these until they have run
    if (m_left > 0 || isOneOf(leftOut, name) || (!isPage && isHidden(attributes))) {
        ++m_left;
        return;
    }
    if (isHeadingName(name))
        startHeading();
    else if (isOneOf(blocks, name))
        endBlock();
    if (name == "title")
        m_inTitle = true;
    else if (name == "pre")
        ++m_preformatted;
    else if (name == "br")
        m_text += QLatin1Char('\n');
    else if (name == "img" || name == "area")
        addText(QLatin1Char(' ') + attribute(attributes, "alt") + QLatin1Char(' '));
    else
        startTablePart(name, attributes);
}

void Collector::end(Name name) {
    if (m_left > 0) {
        --m_left;
        return;
    }
    if (isHeadingName(name)) {
        flush();
        m_inHeading = false;
        return;
    }
    if (name == "title" && m_inTitle) {
        if (m_html.title.isEmpty())
            m_html.title = m_text.simplified();
        m_text.clear();
        m_inTitle = false;
    }
    if (isOneOf(blocks, name))
        endBlock();
    if (name == "pre")
        m_preformatted = std::max(0, m_preformatted - 1);
    else
        endTablePart(name);
}

void Collector::startTablePart(Name name, const xmlChar **attributes) {
    if (name == "table") {
        if (m_inHeading)
            flush();
        m_inHeading = false;
        if (m_tables.size() >= deepestTable) {
            ++m_tablesIgnored;
            return;
        }
        m_tables.emplace_back();
        m_inHead.push_back(false);
        return;
    }
    if (m_tables.empty() || m_tablesIgnored > 0)
        return;
    if (name == "thead" || name == "tbody" || name == "tfoot") {
        m_inHead.back() = name == "thead";
    } else if (name == "tr") {
        emitPieces(m_tables.back().endRow());
        m_tables.back().beginRow(m_inHead.back());
    } else if (name == "td" || name == "th") {
        m_tables.back().beginCell(attribute(attributes, "colspan").toInt(),
                                  attribute(attributes, "rowspan").toInt(), name == "th");
    }
}

void Collector::endTablePart(Name name) {
    if (m_tables.empty())
        return;
    if (name == "table") {
        if (m_tablesIgnored > 0)
            --m_tablesIgnored;
        else
            endTable();
        return;
    }
    if (m_tablesIgnored > 0)
        return;
    if (name == "td" || name == "th")
        m_tables.back().endCell();
    else if (name == "tr")
        emitPieces(m_tables.back().endRow());
}

void Collector::endTable() {
    m_tables.back().endCell(); // what the last row says lies outside of it
    auto row = m_tables.back().endRow();
    auto rest = m_tables.back().end();
    m_tables.pop_back();
    m_inHead.pop_back();
    emitPieces(std::move(row));
    emitPieces(std::move(rest));
}

void Collector::startHeading() {
    flush();
    m_inHeading = true;
}

/// Paragraphs part at a block's ends; within a heading they are words of it.
void Collector::endBlock() {
    if (m_inHeading && m_text.size() < longestHeading) {
        addText(QStringLiteral(" "));
        return;
    }
    flush();
    m_inHeading = false;
}

void Collector::addText(const QString &text) {
    if (m_left > 0)
        return;
    for (const auto c : text) {
        if (c == QChar::SoftHyphen || c == QLatin1Char('\r'))
            continue;
        if (m_preformatted > 0 || !c.isSpace())
            m_text += c;
        else if (!m_text.isEmpty() && !m_text.back().isSpace())
            m_text += QLatin1Char(' ');
    }
}

void Collector::flush() {
    auto text = std::exchange(m_text, {});
    if (text.trimmed().isEmpty())
        return;
    const bool isHeading = m_inHeading && text.size() <= longestHeading;
    m_bytes += text.size() * qint64(sizeof(QChar));
    emitPiece({isHeading ? text.simplified() : text, isHeading});
}

/// To the innermost open cell, or to the page.
void Collector::emitPiece(TextPiece piece) {
    for (auto table = m_tables.rbegin(); table != m_tables.rend(); ++table) {
        if (table->inCell()) {
            table->add(std::move(piece));
            return;
        }
    }
    m_html.pieces.push_back(std::move(piece));
}

void Collector::emitPieces(TextPieces pieces) {
    for (auto &piece : pieces) {
        m_bytes += piece.text.size() * qint64(sizeof(QChar)) / 2;
        emitPiece(std::move(piece));
    }
}

HtmlText Collector::take() {
    flush();
    while (!m_tables.empty())
        endTable();
    return std::move(m_html);
}

Name nameOf(const xmlChar *name) {
    return reinterpret_cast<const char *>(name);
}

/// What the parser calls back with: it stops when there is enough text.
struct Parse {
    Collector collector;
    htmlParserCtxtPtr context = nullptr;

    void stopWhenFull() {
        if (collector.isFull())
            xmlStopParser(context);
    }
};

void startElement(void *parse, const xmlChar *name, const xmlChar **attributes) {
    static_cast<Parse *>(parse)->collector.start(nameOf(name), attributes);
    static_cast<Parse *>(parse)->stopWhenFull();
}

void endElement(void *parse, const xmlChar *name) {
    static_cast<Parse *>(parse)->collector.end(nameOf(name));
    static_cast<Parse *>(parse)->stopWhenFull();
}

void characters(void *parse, const xmlChar *text, int size) {
    static_cast<Parse *>(parse)->collector.addText(
        QString::fromUtf8(reinterpret_cast<const char *>(text), size));
}

/// The charset that the page names in itself; empty when it does not.
QByteArray declaredCharset(const QByteArray &bytes) {
    static const QRegularExpression declaration(
        QStringLiteral(
            R"re(<(?:meta\s[^>]{0,500}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]{1,40}))re"),
        QRegularExpression::CaseInsensitiveOption);
    return declaration.match(QString::fromLatin1(bytes.left(declarationSearch))).captured(1).toLatin1();
}

/// nullopt when the bytes are not in this charset, or nobody knows it.
std::optional<QString> decodedAs(const QByteArray &bytes, QByteArray charset) {
    charset = charset.toLower();
    if (charset.isEmpty() || charset.startsWith("utf-16") || charset.startsWith("utf-32"))
        return std::nullopt; // it could be read as ASCII
    if (charset == "iso-8859-1" || charset == "latin1" || charset == "us-ascii" || charset == "ascii")
        charset = "windows-1252"; // what browsers take these for
    else if (charset == "euc-kr" || charset == "ks_c_5601-1987")
        charset = "windows-949";
    QStringDecoder decoder(charset.constData());
    if (!decoder.isValid())
        return std::nullopt;
    QString text = decoder.decode(bytes);
    if (charset == "utf-8" && decoder.hasError())
        return std::nullopt;
    return text;
}

QString decoded(const QByteArray &bytes, const QByteArray &charset) {
    if (QStringConverter::encodingForData(bytes))
        return decodeText(bytes);
    if (auto text = decodedAs(bytes, charset))
        return *text;
    if (auto text = decodedAs(bytes, declaredCharset(bytes)))
        return *text;
    return decodeText(bytes);
}

} // namespace

HtmlText parseHtml(const QByteArray &bytes, const ParseLimits &limits, const QByteArray &charset) {
    auto text = decoded(bytes, charset);
    text.replace(QChar::Null, QLatin1Char(' ')); // the parser would end there
    const auto utf8 = std::exchange(text, {}).toUtf8();
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(htmlNewParserCtxt(),
                                                                                 &htmlFreeParserCtxt);
    if (!context)
        return {};
    Parse parse{Collector(limits), context.get()};
    *context->sax = {}; // no tree: the parser gives up on one that is deep
    context->sax->startElement = startElement;
    context->sax->endElement = endElement;
    context->sax->characters = characters;
    context->sax->ignorableWhitespace = characters;
    context->userData = &parse;
    xmlFreeDoc(htmlCtxtReadMemory(context.get(), utf8.constData(), int(utf8.size()), nullptr, "UTF-8",
                                  HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC));
    return parse.collector.take();
}

void addHtml(const HtmlText &html, SectionList *sections) {
    for (const auto &[text, isHeading] : html.pieces) {
        if (isHeading)
            sections->addHeading(text);
        else
            sections->addParagraph(text);
    }
}

} // namespace docchat::document
