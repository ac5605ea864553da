#include "base/words.h"
#include "document/readers/numberformat.h"
#include "document/readers/ooxml.h"

#include <algorithm>
#include <optional>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostColumns = 16'384; // of Excel
constexpr int mostSheets = 10'000;
constexpr int mostFormats = 70'000;
constexpr qsizetype longestHeading = 100;
constexpr qsizetype longestRow = 1'000'000; // a row of long shared strings is cut
constexpr size_t rowsBeforeHeadings = 30;   // where headings are looked for

/// Text of a string item, without the signs that tell how to say it.
QString stringItem(XmlWalker &xml) {
    QString text;
    const int depth = xml.depth();
    while (nextChild(xml, depth)) {
        if (xml.is("t"_L1))
            text += elementText(xml);
        else if (xml.is("r"_L1))
            text += stringItem(xml);
        else
            skipElement(xml);
    }
    return text;
}

/// The strings that cells refer to, in one piece: there may be millions.
class SharedStrings {
public:
    Status read(const Package &package, const QString &part) {
        if (part.isEmpty() || !package.has(part))
            return Done{};
        auto stream = package.stream(part);
        if (!stream.ok())
            return stream.error();
        XmlWalker xml(stream->get(), package.limits());
        if (nextChild(xml, 0)) {
            while (nextChild(xml, 1)) {
                m_text += stringItem(xml);
                m_ends.push_back(m_text.size());
                if (m_text.size() * qint64(sizeof(QChar)) > package.limits().text)
                    return ZipStream::tooLarge();
            }
        }
        if ((*stream)->passedLimit())
            return ZipStream::tooLarge();
        m_isBroken = xml.hasError();
        return Done{};
    }

    [[nodiscard]] bool isBroken() const { return m_isBroken; } ///< only the first ones could be read
    [[nodiscard]] QString at(qsizetype index) const {
        if (index < 0 || size_t(index) >= m_ends.size())
            return {};
        const auto start = index == 0 ? 0 : m_ends[size_t(index) - 1];
        return m_text.mid(start, m_ends[size_t(index)] - start);
    }

private:
    QString m_text;
    std::vector<qsizetype> m_ends;
    bool m_isBroken = false;
};

/// How the numbers of cells are shown, by the styles of cells.
class CellStyles {
public:
    CellStyles(const QByteArray &xmlText, const ParseLimits &limits) {
        QHash<int, QString> codes;
        QHash<int, size_t> known; // formats by their ids
        bool inCells = false;
        XmlWalker xml(xmlText, limits);
        while (!xml.atEnd() && m_styles.size() < mostFormats) {
            const auto token = xml.next();
            if (xml.is("cellXfs"_L1))
                inCells = token == QXmlStreamReader::StartElement;
            if (token != QXmlStreamReader::StartElement)
                continue;
            const int id = xml.attribute("numFmtId"_L1).toInt();
            if (xml.is("numFmt"_L1))
                codes.insert(id, xml.attribute("formatCode"_L1));
            if (!inCells || !xml.is("xf"_L1))
                continue;
            if (!known.contains(id)) {
                known.insert(id, m_formats.size());
                m_formats.emplace_back(codes.value(id, NumberFormat::builtIn(id)));
            }
            m_styles.push_back(known.value(id));
        }
        m_formats.emplace_back(); // of cells without a style
    }

    [[nodiscard]] const NumberFormat &format(const QString &style) const {
        bool isNumber = false;
        const auto index = style.toUInt(&isNumber);
        return isNumber && index < m_styles.size() ? m_formats[m_styles[index]] : m_formats.back();
    }

private:
    std::vector<NumberFormat> m_formats;
    std::vector<size_t> m_styles; ///< which format
};

struct Cell {
    int column = 0; ///< from 0
    QString text;
    bool isNumber = false;
};

struct Row {
    int number = 0;
    std::vector<Cell> cells; ///< only those with text
};

/// The column of "AB12", from 0; nullopt when it is none.
std::optional<int> columnOf(QStringView reference) {
    int column = 0;
    for (const auto c : reference) {
        if (c < u'A' || c > u'Z')
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
        if (column > mostColumns)
            return std::nullopt;
    }
    return column > 0 ? std::optional(column - 1) : std::nullopt;
}

/// Turns rows into paragraphs once it is known which of the first ones holds the headings.
class RowWriter {
public:
    explicit RowWriter(SectionList &sections) : m_sections(sections) {}

    void add(Row row) {
        if (row.cells.empty())
            return;
        if (m_isDecided)
            return write(row);
        for (const auto &cell : row.cells)
            m_firstSize += cell.text.size();
        m_first.push_back(std::move(row));
        if (m_first.size() == rowsBeforeHeadings || m_firstSize > longestRow)
            decide();
    }

    void finish() {
        if (!m_isDecided)
            decide();
    }

private:
    /// Mostly text, and at least half as wide as the widest: lines above a table are not.
    static bool isHeadings(const Row &row, size_t widest) {
        const auto texts = std::ranges::count_if(
            row.cells, [](const Cell &cell) { return !cell.isNumber && cell.text.size() <= longestHeading; });
        return row.cells.size() >= 2 && size_t(texts) * 3 > row.cells.size() * 2 &&
               row.cells.size() * 2 >= widest;
    }

    void decide() {
        m_isDecided = true;
        size_t widest = 0;
        for (const auto &row : m_first)
            widest = std::max(widest, row.cells.size());
        bool isFound = false;
        for (size_t at = 0; at < m_first.size(); ++at) {
            const auto &row = m_first[at];
            write(row);
            isFound = isFound || (at + 1 < m_first.size() && isHeadings(row, widest));
            if (!isFound || !m_headings.isEmpty())
                continue;
            for (const auto &cell : row.cells)
                m_headings.insert(cell.column, cell.text.left(longestHeading));
        }
        m_first.clear();
    }

    void write(const Row &row) {
        QStringList headings;
        QStringList texts;
        for (const auto &cell : row.cells) {
            headings += m_headings.value(cell.column);
            texts += cell.text;
        }
        m_sections.addParagraph(rowText(headings, texts), row.number);
    }

    SectionList &m_sections;
    std::vector<Row> m_first;
    qsizetype m_firstSize = 0;
    QHash<int, QString> m_headings; ///< by column
    bool m_isDecided = false;
};

struct Sheet {
    QString name;
    QString part;
};

class XlsxReader {
public:
    explicit XlsxReader(const Package &package)
        : m_package(package)
        , m_relationships(package.relationships(package.mainPart()))
        , m_styles(package.part(m_relationships.ofKind("styles"_L1).value(0, u"xl/styles.xml"_s)),
                   package.limits())
        , m_sections(DocumentKind::Xlsx, package.limits()) {}

    Opened read() {
        const auto strings = m_relationships.ofKind("sharedStrings"_L1).value(0, u"xl/sharedStrings.xml"_s);
        if (const auto status = m_strings.read(m_package, strings); !status.ok())
            return status.error();
        m_sections.setOrigin(m_package.origin());
        bool isBroken = m_strings.isBroken();
        const auto all = sheets();
        for (const auto &sheet : all) {
            m_sections.beginSection(u"sheet “%1”"_s.arg(sheet.name));
            const auto status = readSheet(sheet.part);
            isBroken = isBroken || !status.ok();
            if (!status.ok() && status.error().kind != ErrorKind::Damaged)
                return status.error();
            addRest(sheet.part);
            if (m_sections.isFull())
                break;
        }
        return finished(m_sections, isBroken || all.empty());
    }

private:
    std::vector<Sheet> sheets() {
        std::vector<Sheet> found;
        XmlWalker xml(m_package.part(m_package.mainPart()), m_package.limits());
        while (!xml.atEnd() && found.size() < mostSheets) {
            if (xml.next() != QXmlStreamReader::StartElement)
                continue;
            if (xml.is("workbookPr"_L1))
                m_since1904 =
                    xml.attribute("date1904"_L1) == "1"_L1 || xml.attribute("date1904"_L1) == "true"_L1;
            else if (xml.is("sheet"_L1))
                found.push_back(
                    {xml.attribute("name"_L1), m_relationships.part(relationshipId(xml, "id"_L1))});
        }
        if (!found.empty())
            return found;
        for (const auto &name : m_package.names()) { // the workbook is damaged: by their parts
            const auto folder = u"xl/worksheets/"_s;
            if (name.startsWith(folder) && name.endsWith(".xml"_L1) && found.size() < mostSheets)
                found.push_back({name.mid(folder.size()).chopped(4), name});
        }
        return found;
    }

    /// Error: Damaged, also when a part of it could be read.
    Status readSheet(const QString &part) {
        auto stream = m_package.stream(part);
        if (!stream.ok())
            return stream.error();
        XmlWalker xml(stream->get(), m_package.limits());
        RowWriter rows(m_sections);
        int number = 0;
        while (!xml.atEnd() && !m_sections.isFull()) {
            if (xml.next() != QXmlStreamReader::StartElement || !xml.is("row"_L1))
                continue;
            const int written = xml.attribute("r"_L1).toInt();
            number = written > number ? written : number + 1;
            rows.add(readRow(xml, number));
        }
        rows.finish();
        if ((*stream)->passedLimit())
            return ZipStream::tooLarge();
        if (xml.hasError())
            return Error{ErrorKind::Damaged, Words::tr("it is damaged: a sheet of it breaks off"),
                         Words::tr("Open it in its program and save it anew")};
        return Done{};
    }

    Row readRow(XmlWalker &xml, int number) {
        Row row{number, {}};
        int column = -1;
        qsizetype size = 0;
        const int depth = xml.depth();
        while (nextChild(xml, depth)) {
            if (!xml.is("c"_L1) || size > longestRow) {
                skipElement(xml);
                continue;
            }
            column = columnOf(xml.attribute("r"_L1)).value_or(column + 1);
            auto cell = readCell(xml, column);
            size += cell.text.size();
            if (!cell.text.isEmpty() && row.cells.size() < mostColumns && size <= longestRow)
                row.cells.push_back(std::move(cell));
        }
        return row;
    }

    Cell readCell(XmlWalker &xml, int column) {
        const auto type = xml.attribute("t"_L1);
        const auto style = xml.attribute("s"_L1);
        Cell cell{column, {}, false};
        QString value;
        const int depth = xml.depth();
        while (nextChild(xml, depth)) {
            if (xml.is("v"_L1))
                value = elementText(xml);
            else if (xml.is("is"_L1))
                cell.text = stringItem(xml);
            else
                skipElement(xml);
        }
        if (type == "s"_L1) {
            bool isIndex = false;
            const auto index = value.toLongLong(&isIndex);
            cell.text = isIndex ? m_strings.at(index) : QString();
        } else if (type == "b"_L1) {
            cell.text = value.trimmed() == "1"_L1 ? u"TRUE"_s : u"FALSE"_s;
        } else if (type.isEmpty() || type == "n"_L1) {
            bool isNumber = false;
            const auto number = value.toDouble(&isNumber);
            cell.isNumber = isNumber;
            cell.text = isNumber ? m_styles.format(style).shown(number, m_since1904) : value;
        } else if (cell.text.isEmpty()) {
            cell.text = value;
        }
        cell.text = cell.text.simplified();
        return cell;
    }

    /// What is on the sheet beside the cells: comments, drawings, charts.
    void addRest(const QString &part) {
        const auto relationships = m_package.relationships(part);
        for (const auto &comments : relationships.ofKind("comments"_L1))
            addComments(comments);
        for (const auto &comments : relationships.ofKind("threadedComment"_L1))
            addComments(comments);
        for (const auto &drawing : relationships.ofKind("drawing"_L1))
            addBlocks(m_sections, BlockReader(m_package, drawing).readPart());
    }

    void addComments(const QString &part) {
        XmlWalker xml(m_package.part(part), m_package.limits());
        while (!xml.atEnd() && !m_sections.isFull()) {
            if (xml.next() != QXmlStreamReader::StartElement ||
                (!xml.is("comment"_L1) && !xml.is("threadedComment"_L1)))
                continue;
            const auto reference = xml.attribute("ref"_L1);
            const auto text = commentText(xml).simplified();
            const bool isStandIn = text.startsWith("[Threaded comment]"_L1); // for older programs
            if (!text.isEmpty() && !isStandIn)
                m_sections.addParagraph(u"Comment on %1: "_s.arg(reference) + text);
        }
    }

    static QString commentText(XmlWalker &xml) {
        QString text;
        const int depth = xml.depth();
        while (nextChild(xml, depth)) {
            if (!xml.is("text"_L1)) {
                skipElement(xml);
                continue;
            }
            text += elementText(xml);
        }
        return text;
    }

    const Package &m_package;
    Relationships m_relationships;
    CellStyles m_styles;
    SharedStrings m_strings;
    SectionList m_sections;
    bool m_since1904 = false;
};

} // namespace

Opened openXlsx(const QByteArray &bytes, const ReadOptions &options) {
    const auto package = Package::open(bytes, options.limits, u"xl/workbook.xml"_s);
    if (!package.ok())
        return package.error();
    if (package->mainPart().endsWith(".bin"_L1, Qt::CaseInsensitive))
        return Error{ErrorKind::Unsupported, Words::tr("binary workbooks cannot be read"),
                     Words::tr("Open it in Excel and save it as .xlsx")};
    return XlsxReader(*package).read();
}

} // namespace docchat::document
