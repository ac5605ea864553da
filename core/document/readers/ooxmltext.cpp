#include "document/readers/ooxml.h"

#include <algorithm>
#include <iterator>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostColumns = 1000;
constexpr qsizetype longestRow = 2000; // a table with longer ones arranges a page; its cells are paragraphs

/// Nothing in these is seen on the page: deleted text, codes of fields, looks.
bool isUnseen(const XmlWalker &xml) {
    static const QSet<QString> names{u"del"_s,          u"moveFrom"_s, u"delText"_s,     u"instrText"_s,
                                     u"delInstrText"_s, u"sectPr"_s,   u"tblPr"_s,       u"tblGrid"_s,
                                     u"sdtPr"_s,        u"sdtEndPr"_s, u"rt"_s,          u"bodyPr"_s,
                                     u"lstStyle"_s,     u"spPr"_s,     u"txPr"_s,        u"extLst"_s,
                                     u"binData"_s,      u"tblPrEx"_s,  u"tableStyleId"_s};
    return names.contains(xml.name().toString());
}

bool isOn(const XmlWalker &xml) {
    const auto value = xml.attribute("val"_L1);
    return value != "0"_L1 && value != "false"_L1 && value != "off"_L1;
}

/// The letters of the font Symbol from 'A' and 'a' on; other fonts of signs by what they are used for.
QString symbol(const QString &font, uint code) {
    static const auto capitals = u"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"_s;
    static const auto letters = u"αβχδεφγηιϕκλμνοπθρστυϖωξψζ"_s;
    const bool isPrivate = code >= 0xE000 && code <= 0xF8FF;
    const uint low = isPrivate ? code & 0xFF : code;
    if (font.compare("Symbol"_L1, Qt::CaseInsensitive) == 0) {
        if (low >= 'A' && low <= 'Z')
            return QString(capitals[low - 'A']);
        if (low >= 'a' && low <= 'z')
            return QString(letters[low - 'a']);
        static const QHash<uint, char16_t> signs{{0xB0, u'°'}, {0xB1, u'±'}, {0xA3, u'≤'}, {0xB3, u'≥'},
                                                 {0xB4, u'×'}, {0xB7, u'•'}, {0xB9, u'≠'}, {0xA5, u'∞'},
                                                 {0xAE, u'→'}, {0xB8, u'÷'}, {0xBB, u'≈'}, {0xE5, u'∑'}};
        return signs.contains(low) ? QString(QChar(signs.value(low))) : QString();
    }
    static const QHash<uint, char16_t> dingbats{{0xFC, u'✓'}, {0xFB, u'✗'}, {0xFE, u'☑'}, {0xFD, u'☒'},
                                                {0xA8, u'☐'}, {0x6F, u'☐'}, {0xE0, u'→'}, {0xA7, u'•'}};
    if (font.startsWith("Wingdings"_L1, Qt::CaseInsensitive))
        return dingbats.contains(low) ? QString(QChar(dingbats.value(low))) : QString();
    const bool isPlain = code >= 0x20 && code <= 0xFFFF && !isPrivate && !QChar::isSurrogate(code);
    return isPlain ? QString(QChar(char16_t(code))) : QString();
}

} // namespace

/// A paragraph while it is read.
struct BlockReader::Line {
    QString text;
    bool isHeading = false;
    bool isHidden = false;   ///< the run
    std::vector<bool> codes; ///< of the fields that are open: is it their code that comes?
    Blocks after;            ///< what hangs on the paragraph: boxes, notes, tables
};

/// A table while it is read.
struct BlockReader::Table {
    int rows = 0;
    bool isHeadingRow = false; ///< the row says so of itself
    bool isDeleted = false;
    QStringList headings;
    QStringList cells; ///< of the row
    std::vector<Blocks> contents;
    QHash<int, QString> merged; ///< what goes on downwards, by column
};

BlockReader::BlockReader(const Package &package, const QString &part)
    : m_package(package), m_part(part), m_relationships(package.relationships(part)) {}

Blocks BlockReader::readPart() {
    XmlWalker xml(m_package.part(m_part), m_package.limits());
    return readChildren(xml);
}

Blocks BlockReader::readChildren(XmlWalker &xml) {
    Blocks blocks;
    const int depth = xml.depth();
    while (nextChild(xml, depth))
        readBlock(xml, blocks);
    return blocks;
}

bool BlockReader::readNext(XmlWalker &xml, int depth, Blocks &blocks) {
    if (!nextChild(xml, depth))
        return false;
    readBlock(xml, blocks);
    return true;
}

void BlockReader::readBlock(XmlWalker &xml, Blocks &blocks) {
    if (xml.is("p"_L1))
        return readParagraph(xml, blocks);
    if (xml.is("tbl"_L1))
        return readTable(xml, blocks);
    if (xml.is("sp"_L1))
        return readShape(xml, blocks);
    if (xml.is("AlternateContent"_L1))
        return readAlternatives(xml, [&] {
            const auto size = blocks.size();
            std::ranges::move(readChildren(xml), std::back_inserter(blocks));
            return blocks.size() > size;
        });
    if (xml.is("ph"_L1))
        m_placeholder = xml.attribute("type"_L1);
    if (isUnseen(xml) || readReference(xml, blocks))
        return skipElement(xml);
    std::ranges::move(readChildren(xml), std::back_inserter(blocks));
}

template <class Read>
void BlockReader::readAlternatives(XmlWalker &xml, const Read &read) {
    const int depth = xml.depth();
    bool isRead = false;
    while (nextChild(xml, depth)) {
        if (isRead)
            skipElement(xml);
        else
            isRead = read();
    }
}

void BlockReader::readShape(XmlWalker &xml, Blocks &blocks) {
    const auto outer = std::exchange(m_placeholder, QString());
    auto inner = readChildren(xml);
    for (auto &block : inner) {
        if (block.placeholder.isEmpty())
            block.placeholder = m_placeholder;
    }
    std::ranges::move(inner, std::back_inserter(blocks));
    m_placeholder = outer;
}

void BlockReader::readParagraph(XmlWalker &xml, Blocks &blocks) {
    Line line;
    readInline(xml, line);
    line.text.remove(QChar::SoftHyphen);
    if (!line.text.trimmed().isEmpty())
        blocks.push_back({line.text, line.isHeading});
    std::ranges::move(line.after, std::back_inserter(blocks));
}

void BlockReader::readProperties(XmlWalker &xml, Line &line) {
    const int depth = xml.depth();
    while (nextChild(xml, depth)) {
        if (xml.is("pStyle"_L1) && isHeadingStyle)
            line.isHeading = isHeadingStyle(xml.attribute("val"_L1));
        else if (xml.is("outlineLvl"_L1))
            line.isHeading = xml.attribute("val"_L1).toInt() < 9;
        else if (xml.is("vanish"_L1))
            line.isHidden = isOn(xml);
        skipElement(xml);
    }
}

void BlockReader::readInline(XmlWalker &xml, Line &line) {
    const int depth = xml.depth();
    const bool isRun = xml.is("r"_L1);
    while (nextChild(xml, depth)) {
        if (xml.is("t"_L1)) {
            const auto text = elementText(xml);
            const bool isSeen = !line.isHidden && std::ranges::find(line.codes, true) == line.codes.end();
            count(xml, text);
            line.text += isSeen ? text : QString();
        } else if (xml.is("pPr"_L1) || xml.is("rPr"_L1)) {
            readProperties(xml, line);
        } else if (xml.is("tbl"_L1) || xml.is("p"_L1) || xml.is("txbxContent"_L1) || xml.is("sp"_L1)) {
            readBlock(xml, line.after);
        } else if (xml.is("AlternateContent"_L1)) {
            readAlternatives(xml, [&] {
                const auto size = line.text.size();
                const auto after = line.after.size();
                readInline(xml, line);
                return line.text.size() > size || line.after.size() > after;
            });
        } else if (isUnseen(xml) || readMark(xml, line) || readReference(xml, line.after)) {
            skipElement(xml);
        } else {
            readInline(xml, line);
        }
    }
    if (isRun)
        line.isHidden = false;
}

/// Marks that stand for characters, and those of fields.
bool BlockReader::readMark(XmlWalker &xml, Line &line) {
    if (xml.is("tab"_L1) || xml.is("ptab"_L1)) {
        line.text += u'\t';
    } else if (xml.is("br"_L1) || xml.is("cr"_L1)) {
        line.text += u'\n';
    } else if (xml.is("noBreakHyphen"_L1)) {
        line.text += u'-';
    } else if (xml.is("sym"_L1)) {
        line.text += symbol(xml.attribute("font"_L1), xml.attribute("char"_L1).toUInt(nullptr, 16));
    } else if (xml.is("textpath"_L1)) {
        line.text += xml.attribute("string"_L1);
    } else if (xml.is("fldChar"_L1)) {
        const auto type = xml.attribute("fldCharType"_L1);
        if (type == "begin"_L1)
            line.codes.push_back(true);
        else if (type == "separate"_L1 && !line.codes.empty())
            line.codes.back() = false;
        else if (type == "end"_L1 && !line.codes.empty())
            line.codes.pop_back();
    } else {
        return false;
    }
    return true;
}

bool BlockReader::readReference(XmlWalker &xml, Blocks &blocks) {
    const bool isChart = xml.is("chart"_L1);
    if (!isChart && !xml.is("relIds"_L1))
        return readNote(xml, blocks);
    const auto part = m_relationships.part(relationshipId(xml, isChart ? "id"_L1 : "dm"_L1));
    if (part.isEmpty() || m_shown.contains(part))
        return !part.isEmpty();
    m_shown.insert(part);
    auto text = isChart ? chartText(m_package.part(part), m_package.limits())
                        : joined(BlockReader(m_package, part).readPart());
    count(xml, text);
    if (!text.isEmpty())
        blocks.push_back({isChart ? u"Chart: "_s + text : text});
    return true;
}

bool BlockReader::readNote(XmlWalker &xml, Blocks &blocks) {
    for (const auto kind : {"footnoteReference"_L1, "endnoteReference"_L1, "commentReference"_L1}) {
        if (!xml.is(kind))
            continue;
        auto block = note ? note(kind, xml.attribute("id"_L1)) : Block{};
        if (!block.text.isEmpty())
            blocks.push_back(std::move(block));
        return true;
    }
    return false;
}

void BlockReader::readTable(XmlWalker &xml, Blocks &blocks) {
    Table table;
    const std::function<void()> readRows = [&] {
        const int depth = xml.depth();
        while (nextChild(xml, depth)) {
            if (xml.is("tr"_L1))
                readRow(xml, table, blocks);
            else if (isUnseen(xml))
                skipElement(xml);
            else
                readRows();
        }
    };
    readRows();
}

void BlockReader::readRow(XmlWalker &xml, Table &table, Blocks &blocks) {
    table.cells.clear();
    table.contents.clear();
    table.isHeadingRow = table.isDeleted = false;
    const std::function<void()> readCells = [&] {
        const int depth = xml.depth();
        while (nextChild(xml, depth)) {
            if (xml.is("tc"_L1)) {
                readCell(xml, table);
                continue;
            }
            if (xml.is("tblHeader"_L1))
                table.isHeadingRow = isOn(xml);
            else if (xml.is("del"_L1))
                table.isDeleted = true;
            else if (xml.is("gridBefore"_L1))
                table.cells += QStringList(qBound(0, xml.attribute("val"_L1).toInt(), mostColumns));
            if (isUnseen(xml))
                skipElement(xml);
            else
                readCells();
        }
    };
    readCells();
    if (table.isDeleted)
        return;
    const auto size = blocks.size();
    endRow(table, blocks);
    for (auto at = size; at < blocks.size(); ++at)
        count(xml, blocks[at].text);
}

void BlockReader::readCell(XmlWalker &xml, Table &table) {
    const int column = int(table.cells.size());
    int span = 1; // what DrawingML spans, it follows by cells that are covered
    bool goesOn = xml.attribute("vMerge"_L1) == "1"_L1;
    bool begins = !xml.attribute("rowSpan"_L1).isEmpty();
    const bool isCovered = xml.attribute("hMerge"_L1) == "1"_L1; // by the cell before, which spans it
    Blocks content;
    const int depth = xml.depth();
    while (nextChild(xml, depth)) {
        if (!xml.is("tcPr"_L1)) {
            readBlock(xml, content);
            continue;
        }
        const int inside = xml.depth();
        while (nextChild(xml, inside)) {
            if (xml.is("gridSpan"_L1))
                span = xml.attribute("val"_L1).toInt();
            else if (xml.is("vMerge"_L1))
                (xml.attribute("val"_L1) == "restart"_L1 ? begins : goesOn) = true;
            skipElement(xml);
        }
    }
    if (column >= mostColumns)
        return;
    auto text = isCovered ? QString() : joined(content);
    if (goesOn && text.isEmpty())
        text = table.merged.value(column);
    else
        table.merged.remove(column);
    if (begins)
        table.merged.insert(column, text.left(200));
    table.cells += text;
    table.cells += QStringList(qBound(0, span - 1, mostColumns));
    if (!isCovered)
        table.contents.push_back(std::move(content));
}

void BlockReader::endRow(Table &table, Blocks &blocks) {
    const auto text = rowText(table.headings, table.cells);
    const auto filled = std::ranges::count_if(table.contents, [](const auto &each) { return !each.empty(); });
    const bool arrangesPage = text.size() > longestRow || (filled < 2 && table.headings.isEmpty());
    if (++table.rows == 1 && !arrangesPage && (table.isHeadingRow || lookLikeHeadings(table.cells)))
        table.headings = table.cells;
    if (!arrangesPage) {
        blocks.push_back({text});
        return;
    }
    for (auto &content : table.contents)
        std::ranges::move(content, std::back_inserter(blocks));
}

void BlockReader::count(XmlWalker &xml, const QString &text) {
    m_textBytes += text.size() * qint64(sizeof(QChar));
    if (isFull())
        xml.raiseError(u"too much text"_s);
}

} // namespace docchat::document
