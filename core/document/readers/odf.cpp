#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/metadata.h"
#include "document/readers/odfparts.h"
#include "document/readers/sections.h"
#include "document/readers/tablerows.h"
#include "document/readers/xml.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostBlanks = 100;        // of one text:s
constexpr qint64 mostCopies = 100;     // of a row or cell that is said to repeat
constexpr qint64 mostColumns = 16'384; // of a sheet
constexpr int mostPlaces = 20'000;     // slides or sheets with a label of their own
constexpr qsizetype longestRepeated = 200;

/// Elements whose text nobody reads in the document.
constexpr std::array leftOut{"tracked-changes"_L1,  "covered-table-cell"_L1, "note-citation"_L1,
                             "creator-initials"_L1, "ruby-text"_L1,          "script"_L1,
                             "scripts"_L1,          "binary-data"_L1,        "dde-links"_L1,
                             "hidden-text"_L1};

/// Where text inside a paragraph or beside it comes from.
enum class Aside { None, Note, Comment, SlideNotes };

struct Paragraph {
    QString text = {};
    bool isHeading = false;
    Aside aside = Aside::None;
    TextPieces after = {}; ///< notes and boxes within, which are read after it
};

struct SheetCell {
    qint64 column = 0;
    qint64 copies = 1;
    QString text = {};
    bool isText = true;
};

/// A count that a file claims, from 1.
qint64 countOf(const XmlWalker &xml, QLatin1StringView name) {
    return std::clamp<qint64>(xml.attribute(name).toLongLong(), 1, std::numeric_limits<int>::max());
}

QString withPrefix(Aside aside, const QString &text) {
    switch (aside) {
    case Aside::Note:
        return u"Note: "_s + text;
    case Aside::Comment:
        return u"Comment: "_s + text;
    case Aside::SlideNotes:
        return u"Notes: "_s + text;
    case Aside::None:
        break;
    }
    return text;
}

/// Reads one XML file of a document; what came before an error is kept.
class BodyReader {
public:
    BodyReader(const QByteArray &content, const ParseLimits &limits, DocumentKind kind, SectionList *sections)
        : m_xml(content, limits), m_kind(kind), m_sections(sections) {}

    /// All of content.xml. False when its XML is bad.
    bool readBody();

    /// Headers and footers of styles.xml, each once.
    void readHeaders();

private:
    [[nodiscard]] bool isSheet() const { return m_kind == DocumentKind::Ods; }
    void start();
    void end();
    void startText();
    void startPlace();
    void startTable();
    void startSheetRow();
    void startSheetCell();
    void endParagraph();
    void endTable();
    void endSheetCell();
    void endSheetRow();
    void addSheetRow(int number);
    void endAll();
    void emitPiece(const TextPiece &piece, Aside aside);
    [[nodiscard]] TableRows *tableOfCell();
    void add(const TextPiece &piece);
    [[nodiscard]] bool isLeftOut() const;
    [[nodiscard]] bool isParagraph() const;

    XmlWalker m_xml;
    DocumentKind m_kind;
    SectionList *m_sections;
    std::vector<Paragraph> m_paragraphs;         ///< open ones, the inner last
    std::vector<std::pair<int, Aside>> m_asides; ///< open ones, by depth
    std::vector<TableRows> m_tables;             ///< open ones of text documents and slides
    bool m_inHead = false;
    int m_places = 0; ///< slides or sheets
    QStringList m_slideNotes;
    // of the sheet
    QStringList m_headings;
    bool m_headingsKnown = false;
    qint64 m_row = 0;
    qint64 m_rowCopies = 1;
    qint64 m_column = 0;
    std::vector<SheetCell> m_cells;
    std::optional<SheetCell> m_cell;
    QStringList m_comments; ///< of the row
};

bool BodyReader::isLeftOut() const {
    if (std::ranges::any_of(leftOut, [&](auto name) { return m_xml.is(name); }))
        return !m_xml.is("covered-table-cell"_L1) || !isSheet(); // a sheet counts them first
    if (m_xml.namespaceUri().contains("purl.org/dc/"_L1))        // who commented when
        return true;
    const auto placeholder = m_xml.is("frame"_L1) ? m_xml.attribute("class"_L1) : QString();
    return placeholder == "page-number"_L1 || placeholder == "date-time"_L1;
}

/// What describes a picture stands alone too.
bool BodyReader::isParagraph() const {
    return m_xml.is("p"_L1) || m_xml.is("h"_L1) ||
           (m_xml.namespaceUri().contains("svg"_L1) && (m_xml.is("title"_L1) || m_xml.is("desc"_L1)));
}

bool BodyReader::readBody() {
    while (!m_xml.atEnd() && !m_sections->isFull()) {
        const auto token = m_xml.next();
        if (token == QXmlStreamReader::StartElement) {
            if (isLeftOut())
                skipElement(m_xml);
            else
                start();
        } else if (token == QXmlStreamReader::EndElement) {
            end();
        } else if (token == QXmlStreamReader::Characters && !m_paragraphs.empty()) {
            m_paragraphs.back().text += m_xml.text();
        }
    }
    const bool isGood = !m_xml.hasError();
    endAll();
    return isGood;
}

void BodyReader::start() {
    if (isParagraph()) {
        const auto aside = m_asides.empty() ? Aside::None : m_asides.back().second;
        m_paragraphs.push_back({{}, m_xml.is("h"_L1), aside});
    } else if (m_xml.is("note"_L1) || m_xml.is("annotation"_L1) || m_xml.is("notes"_L1)) {
        m_asides.push_back({m_xml.depth(), m_xml.is("note"_L1)         ? Aside::Note
                                           : m_xml.is("annotation"_L1) ? Aside::Comment
                                                                       : Aside::SlideNotes});
    } else if (m_xml.namespaceUri().contains("table"_L1)) {
        startTable();
    } else {
        startPlace();
        startText();
    }
}

/// White space within a paragraph.
void BodyReader::startText() {
    if (m_paragraphs.empty())
        return;
    auto &text = m_paragraphs.back().text;
    if (m_xml.is("s"_L1))
        text += QString(int(std::min<qint64>(countOf(m_xml, "c"_L1), mostBlanks)), QLatin1Char(' '));
    else if (m_xml.is("tab"_L1))
        text += QLatin1Char(' ');
    else if (m_xml.is("line-break"_L1))
        text += QLatin1Char('\n');
}

void BodyReader::startPlace() {
    if (m_kind == DocumentKind::Odp && m_xml.is("page"_L1) && ++m_places <= mostPlaces)
        m_sections->beginSection(u"slide %1"_s.arg(m_places));
}

void BodyReader::startTable() {
    if (m_xml.is("table"_L1) && isSheet()) {
        const auto name = m_xml.attribute("name"_L1);
        if (name.startsWith("'file:"_L1)) { // a copy of another file's sheet
            skipElement(m_xml);
            return;
        }
        if (++m_places <= mostPlaces)
            m_sections->beginSection(u"sheet “%1”"_s.arg(name.isEmpty() ? QString::number(m_places) : name));
        m_headings.clear();
        m_headingsKnown = false;
        m_row = 0;
    } else if (m_xml.is("table-header-rows"_L1)) {
        m_inHead = true;
    } else if (isSheet()) {
        startSheetRow();
        startSheetCell();
    } else if (m_xml.is("table"_L1)) {
        m_tables.emplace_back();
        m_inHead = false;
    } else if (m_xml.is("table-row"_L1) && !m_tables.empty()) {
        m_tables.back().beginRow(m_inHead);
    } else if (m_xml.is("table-cell"_L1) && !m_tables.empty()) {
        const auto rows = int(countOf(m_xml, "number-rows-spanned"_L1));
        const auto columns = int(countOf(m_xml, "number-columns-spanned"_L1));
        m_tables.back().beginCell(columns, rows, false);
    }
}

void BodyReader::startSheetRow() {
    if (!m_xml.is("table-row"_L1))
        return;
    m_rowCopies = countOf(m_xml, "number-rows-repeated"_L1);
    m_column = 0;
}

void BodyReader::startSheetCell() {
    const auto copies = countOf(m_xml, "number-columns-repeated"_L1);
    if (m_xml.is("covered-table-cell"_L1)) {
        m_column += copies;
        skipElement(m_xml);
    } else if (m_xml.is("table-cell"_L1)) {
        const auto type = m_xml.attribute("value-type"_L1);
        m_cell = SheetCell{m_column, copies, {}, type.isEmpty() || type == "string"_L1};
        m_column += copies;
    }
}

void BodyReader::end() {
    if (!m_asides.empty() && m_asides.back().first == m_xml.depth() + 1)
        m_asides.pop_back();
    if (isParagraph())
        endParagraph();
    else if (m_kind == DocumentKind::Odp && m_xml.is("page"_L1))
        endAll();
    else if (m_xml.is("table-header-rows"_L1))
        m_inHead = false;
    else if (m_xml.is("table-cell"_L1))
        endSheetCell();
    else if (m_xml.is("table-row"_L1))
        endSheetRow();
    else if (m_xml.is("table"_L1))
        endTable();
}

void BodyReader::endParagraph() {
    if (m_paragraphs.empty())
        return;
    const auto paragraph = std::move(m_paragraphs.back());
    m_paragraphs.pop_back();
    if (!paragraph.text.trimmed().isEmpty())
        emitPiece({paragraph.text, paragraph.isHeading}, paragraph.aside);
    for (const auto &piece : paragraph.after)
        emitPiece(piece, Aside::None);
}

/// Where a finished paragraph belongs: after the one around it, to its cell, or to the document.
void BodyReader::emitPiece(const TextPiece &piece, Aside aside) {
    if (aside == Aside::SlideNotes)
        m_slideNotes += piece.text.trimmed();
    else if (aside == Aside::Comment && m_cell)
        m_comments += withPrefix(aside, piece.text);
    else if (!m_paragraphs.empty())
        m_paragraphs.back().after.push_back({withPrefix(aside, piece.text), false});
    else if (m_cell)
        m_cell->text += (m_cell->text.isEmpty() ? QString() : u" "_s) + piece.text;
    else if (auto *table = tableOfCell())
        table->add({withPrefix(aside, piece.text), piece.isHeading});
    else
        add({withPrefix(aside, piece.text), piece.isHeading && aside == Aside::None});
}

/// The table whose cell is the innermost open one; null outside of tables.
TableRows *BodyReader::tableOfCell() {
    const auto table = std::find_if(m_tables.rbegin(), m_tables.rend(), std::mem_fn(&TableRows::inCell));
    return table == m_tables.rend() ? nullptr : &*table;
}

void BodyReader::add(const TextPiece &piece) {
    if (piece.isHeading)
        m_sections->addHeading(piece.text);
    else
        m_sections->addParagraph(piece.text);
}

void BodyReader::endTable() {
    if (m_tables.empty())
        return;
    auto pieces = m_tables.back().end();
    m_tables.pop_back();
    for (const auto &piece : pieces)
        emitPiece(piece, Aside::None);
}

void BodyReader::endSheetCell() {
    if (!isSheet()) {
        if (!m_tables.empty())
            m_tables.back().endCell();
        return;
    }
    if (m_cell && !m_cell->text.isEmpty() && m_cell->column < mostColumns)
        m_cells.push_back(*m_cell);
    m_cell.reset();
}

void BodyReader::endSheetRow() {
    if (!isSheet()) {
        if (m_tables.empty())
            return;
        for (const auto &piece : m_tables.back().endRow())
            emitPiece(piece, Aside::None);
        return;
    }
    const auto copies = m_cells.empty() && m_comments.isEmpty() ? 0 : std::min(m_rowCopies, mostCopies);
    constexpr qint64 largest = std::numeric_limits<int>::max();
    for (qint64 copy = 1; copy <= copies && !m_sections->isFull(); ++copy)
        addSheetRow(int(std::min(m_row + copy, largest)));
    m_row = std::min(m_row + m_rowCopies, largest);
    m_cells.clear();
    m_comments.clear();
}

void BodyReader::addSheetRow(int number) {
    QStringList row;
    for (const auto &cell : m_cells) {
        const auto first = qsizetype(cell.column);
        const auto last = qsizetype(std::min(cell.column + std::min(cell.copies, mostCopies), mostColumns));
        row.resize(std::max(row.size(), last));
        for (auto column = first; column < last; ++column)
            row[column] = cell.text;
    }
    m_sections->addParagraph(rowText(m_headings, row), number);
    for (const auto &comment : m_comments)
        m_sections->addParagraph(comment, number);
    if (m_headingsKnown || m_cells.size() < 2)
        return;
    m_headingsKnown = true; // the first row of several cells has them, or there are none
    if (m_rowCopies > 1 || (!m_inHead && !std::ranges::all_of(m_cells, &SheetCell::isText)))
        return;
    for (const auto &heading : row)
        m_headings += heading.simplified().left(longestRepeated);
}

/// Ends what is open: at a slide's end, and where the file breaks off.
void BodyReader::endAll() {
    while (!m_paragraphs.empty())
        endParagraph();
    endSheetCell();
    if (isSheet())
        endSheetRow();
    while (!m_tables.empty()) {
        endSheetCell();
        endSheetRow();
        endTable();
    }
    if (!m_slideNotes.isEmpty())
        m_sections->addParagraph(
            withPrefix(Aside::SlideNotes, std::exchange(m_slideNotes, {}).join(QLatin1Char('\n'))));
}

void BodyReader::readHeaders() {
    QStringList seen;
    int depth = 0; // of the header that is open
    while (!m_xml.atEnd()) {
        const auto token = m_xml.next();
        const bool isHeader =
            m_xml.namespaceUri().contains("style"_L1) &&
            (m_xml.name().startsWith("header"_L1) || m_xml.name().startsWith("footer"_L1)) &&
            !m_xml.name().endsWith("style"_L1) && !m_xml.name().endsWith("properties"_L1);
        if (token == QXmlStreamReader::StartElement && isHeader)
            depth = m_xml.depth();
        else if (token == QXmlStreamReader::EndElement && m_xml.depth() < depth)
            depth = 0;
        else if (token == QXmlStreamReader::StartElement && depth > 0 && m_xml.is("p"_L1))
            m_paragraphs.push_back({});
        else if (token == QXmlStreamReader::StartElement && depth > 0)
            startText();
        else if (token == QXmlStreamReader::Characters && !m_paragraphs.empty())
            m_paragraphs.back().text += m_xml.text();
        else if (token == QXmlStreamReader::EndElement && m_xml.is("p"_L1) && !m_paragraphs.empty()) {
            const auto text = std::move(m_paragraphs.back().text).trimmed();
            m_paragraphs.pop_back();
            if (seen.contains(text) || seen.size() > 100)
                continue;
            seen += text;
            m_sections->addParagraph(text);
        }
    }
}

/// By the name of a type or of what is in the body: "text", "text-template", "presentation".
DocumentKind kindOf(QStringView name) {
    if (name.startsWith("text"_L1))
        return DocumentKind::Odt;
    if (name.startsWith("presentation"_L1))
        return DocumentKind::Odp;
    return name.startsWith("spreadsheet"_L1) ? DocumentKind::Ods : DocumentKind::Unknown;
}

DocumentKind kindOf(const OdfParts &parts, const ParseLimits &limits) {
    const auto type = QString::fromLatin1(parts.value(u"mimetype"_s).trimmed().left(100));
    const auto kind = kindOf(QStringView(type).sliced(type.lastIndexOf(QLatin1Char('.')) + 1));
    if (kind != DocumentKind::Unknown)
        return kind;
    XmlWalker xml(parts.value(u"content.xml"_s), limits);
    bool inBody = false;
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement)
            continue;
        if (inBody)
            return kindOf(xml.name());
        inBody = xml.is("body"_L1);
    }
    return DocumentKind::Unknown;
}

Error damaged(const QString &how) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + how,
            Words::tr("Get the file anew from where it came from, or save it anew in its program")};
}

} // namespace

Opened openOdf(const QByteArray &bytes, const ReadOptions &options) {
    const auto parts = odfParts(bytes, options);
    if (!parts.ok())
        return parts.error();
    const auto content = parts->value(u"content.xml"_s);
    if (content.isEmpty())
        return damaged(Words::tr("its text is missing"));
    const auto kind = kindOf(*parts, options.limits);
    if (kind == DocumentKind::Unknown)
        return Error{ErrorKind::Unsupported,
                     Words::tr("of OpenDocument files only texts, slides and sheets can be read"),
                     Words::tr("Save it as PDF and add that")};
    SectionList sections(kind, options.limits);
    sections.setOrigin(originOf(parts->value(u"meta.xml"_s), options.limits));
    if (kind == DocumentKind::Odt)
        BodyReader(parts->value(u"styles.xml"_s), options.limits, kind, &sections).readHeaders();
    const bool isGood = BodyReader(content, options.limits, kind, &sections).readBody();
    auto reader = sections.toReader();
    if (!isGood && !reader.ok() && reader.error().kind == ErrorKind::NoText)
        return damaged(Words::tr("its text cannot be read"));
    return reader;
}

} // namespace docchat::document
