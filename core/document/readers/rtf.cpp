#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/rtfcodepage.h"
#include "document/readers/rtfscan.h"
#include "document/readers/sections.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace docchat::document {
namespace {

using Kind = RtfToken::Kind;

constexpr size_t deepest = 1000;               // groups in groups; deeper ones are passed over
constexpr qsizetype longestText = 1024 * 1024; // code units of one paragraph, cell or note
constexpr qsizetype mostCells = 5000;
constexpr qsizetype mostNotes = 5000;
constexpr qsizetype longestHeading = 300;

/// Where the text of a group goes.
enum class Destination { Body, Skip, FontTable, StyleSheet, Title, Note, Header };

/// What a group inherits and its end takes back.
struct Group {
    Destination destination = Destination::Body;
    Destination outer = Destination::Body; ///< of the last group around it that is not passed over
    int font = 0;
    int eastAsianFont = -1;
    bool isEastAsian = false;
    int bytesOfUnicode = 1; ///< characters that stand for a \u elsewhere
    bool hidden = false;
    bool bold = false;
    bool inTable = false;
    int style = 0;
    int outline = 9; ///< 9: body text
};

/// A control word that stands for a character.
struct Character {
    QByteArrayView word;
    char16_t character;
};

constexpr Character characters[] = {
    {"tab", u' '},       {"emdash", u'—'},    {"endash", u'–'}, {"lquote", u'‘'},    {"rquote", u'’'},
    {"ldblquote", u'“'}, {"rdblquote", u'”'}, {"bullet", u'•'}, {"emspace", u' '},   {"enspace", u' '},
    {"qmspace", u' '},   {"line", u'\n'},     {"lbr", u'\n'},   {"softline", u'\n'},
};

/// A group that begins with this word has its text elsewhere.
struct Named {
    QByteArrayView word;
    Destination destination;
};

constexpr Named destinations[] = {
    {"fonttbl", Destination::FontTable}, {"stylesheet", Destination::StyleSheet},
    {"title", Destination::Title},       {"footnote", Destination::Note},
    {"annotation", Destination::Note},   {"shptxt", Destination::Note},
    {"dptxbxtext", Destination::Note},   {"header", Destination::Header},
    {"headerl", Destination::Header},    {"headerr", Destination::Header},
    {"headerf", Destination::Header},    {"footer", Destination::Header},
    {"footerl", Destination::Header},    {"footerr", Destination::Header},
    {"footerf", Destination::Header},
};

/// Groups without a star that hold no text of the document.
constexpr QByteArrayView skipped[] = {
    "colortbl", "info",       "pict",      "objdata",   "objclass",     "fldinst",  "filetbl",   "listtable",
    "rsidtbl",  "themedata",  "datastore", "revtbl",    "xe",           "tc",       "bkmkstart", "bkmkend",
    "upr",      "nonshppict", "atnid",     "atnauthor", "nonesttables", "template", "ftnsep",    "ftnsepc",
    "ftncn",    "aftnsep",    "aftnsepc",  "aftncn",    "private",      "rxe",      "do",
};

bool isHeadingName(const QString &name) {
    static const QRegularExpression pattern(
        QStringLiteral("^(heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|заголовок|标题|見出し)"
                       "\\s*[1-9]$|^title$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(name.trimmed()).hasMatch();
}

/// A lone half of a surrogate pair becomes U+FFFD.
QString wellFormed(QString text) {
    if (text.isValidUtf16())
        return text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

/// Puts paragraphs and rows of tables together.
class RtfDocument {
public:
    explicit RtfDocument(const ParseLimits &limits) : m_sections(DocumentKind::Rtf, limits) {}

    [[nodiscard]] bool isFull() const { return m_sections.isFull(); }
    void setTitle(const QString &title) { m_sections.setTitle(wellFormed(title)); }

    void endParagraph(const QString &text, bool isHeading) {
        m_headings.clear();
        const auto whole = wellFormed(text);
        if (isHeading && whole.size() <= longestHeading)
            m_sections.addHeading(whole.simplified());
        else
            m_sections.addParagraph(whole);
        addNotes();
    }

    void endCell(const QString &text, bool isBold) {
        if (m_cells.size() >= mostCells)
            endRow(false);
        m_cells += wellFormed(text);
        m_allBold = m_allBold && (isBold || text.trimmed().isEmpty());
    }

    void endRow(bool isMarkedHeading) {
        const auto cells = std::exchange(m_cells, {});
        const bool isHeading = isMarkedHeading || (std::exchange(m_allBold, true) && cells.size() > 1);
        m_sections.addParagraph(rowText(m_headings, cells));
        if (m_headings.isEmpty() && isHeading)
            m_headings = cells;
        addNotes();
    }

    [[nodiscard]] bool hasCells() const { return !m_cells.isEmpty(); }

    /// Kept until the paragraph that it belongs to has ended.
    void addNote(const QString &text) {
        if (m_notes.size() >= mostNotes)
            addNotes();
        m_notes += wellFormed(text);
    }

    /// The same header stands on every page and in every section: it is kept once.
    void addHeader(const QString &text) {
        const auto line = text.simplified();
        const bool hasLetters = std::ranges::any_of(line, [](QChar c) { return c.isLetter(); });
        if (hasLetters && !m_headers.contains(line)) {
            m_headers.insert(line);
            addNote(line);
        }
    }

    Opened toReader() {
        addNotes();
        return m_sections.toReader();
    }

private:
    void addNotes() {
        for (const auto &note : std::exchange(m_notes, {}))
            m_sections.addParagraph(note);
    }

    SectionList m_sections;
    QStringList m_cells;
    QStringList m_headings; ///< of the table's columns
    QStringList m_notes;
    QSet<QString> m_headers;
    bool m_allBold = true; ///< all cells of the row
};

/// Follows the groups of RTF 1.9.1 and hands over their text.
class RtfParser {
public:
    RtfParser(const QByteArray &bytes, const ParseLimits &limits) : m_scanner(bytes), m_document(limits) {}

    Opened parse() {
        for (auto token = m_scanner.next(); token.kind != Kind::End && !m_document.isFull();
             token = m_scanner.next())
            take(token);
        while (m_groups.size() > 1)
            close();
        if (m_document.hasCells()) {
            endCell();
            endRow();
        }
        endParagraph();
        return m_document.toReader();
    }

private:
    void take(const RtfToken &token) {
        if (m_tooDeep > 0) {
            m_tooDeep += token.kind == Kind::Open ? 1 : token.kind == Kind::Close ? -1 : 0;
            return;
        }
        const bool isStarred = std::exchange(m_isStarred, false);
        const bool beginsGroup = std::exchange(m_beginsGroup, false);
        if (token.kind == Kind::Open || token.kind == Kind::Close)
            m_toSkip = 0;
        if (token.kind == Kind::Open)
            open();
        else if (token.kind == Kind::Close)
            close();
        else if (token.kind == Kind::Word)
            takeWord(token, isStarred, beginsGroup);
        else if (token.kind == Kind::Symbol)
            takeSymbol(token.byte, beginsGroup);
        else
            takeByte(token);
    }

    void open() {
        if (m_groups.size() >= deepest) {
            m_tooDeep = 1;
            return;
        }
        m_groups.push_back(group());
        m_beginsGroup = true;
    }

    void close() {
        if (m_groups.size() <= 1)
            return;
        const auto ended = group();
        const auto before = m_groups[m_groups.size() - 2].destination;
        if (ended.destination != before || ended.destination == Destination::StyleSheet) {
            flushBytes();
            endDestination(ended.destination);
        }
        m_groups.pop_back();
    }

    void endDestination(Destination destination) {
        if (destination == Destination::Title)
            m_document.setTitle(std::exchange(m_title, {}));
        else if (destination == Destination::Note)
            m_document.addNote(std::exchange(m_note, {}));
        else if (destination == Destination::Header)
            m_document.addHeader(std::exchange(m_header, {}));
        else if (destination == Destination::StyleSheet)
            endStyle();
    }

    void endStyle() {
        const auto name = std::exchange(m_styleName, {}).section(QLatin1Char(';'), 0, 0);
        if (m_style >= 0 && (group().outline < 9 || isHeadingName(name)))
            m_headingStyles.insert(m_style);
        m_style = 0;
    }

    void takeSymbol(uchar symbol, bool beginsGroup) {
        if (symbol == '*')
            m_isStarred = beginsGroup;
        else if (symbol == '\n' || symbol == '\r')
            breakParagraph();
        else if (symbol == '~')
            addCharacter(u' ');
        else if (symbol == '_')
            addCharacter(u'-');
    }

    void takeByte(const RtfToken &token) {
        std::array<uchar, 2> bytes{token.byte, 0};
        size_t count = 1;
        if (token.kind == Kind::Byte && isLeadByte(token.byte, codePage())) {
            if (const auto trail = m_scanner.takeTrailByte())
                bytes[count++] = *trail;
        }
        if (m_toSkip > 0) {
            --m_toSkip;
            return;
        }
        if (!holdsText())
            return;
        const int page = codePage();
        if (page != m_bytesPage || group().destination != m_bytesDestination)
            flushBytes();
        m_bytesPage = page;
        m_bytesDestination = group().destination;
        m_bytes.append(reinterpret_cast<const char *>(bytes.data()), qsizetype(count));
        noteFormat();
        if (m_bytes.size() > longestText)
            flushBytes();
    }

    void takeWord(const RtfToken &token, bool isStarred, bool beginsGroup) {
        if ((beginsGroup || isStarred) && beginDestination(token.word, isStarred))
            return;
        if (m_toSkip > 0 && token.word != "u" && token.word != "uc" && isCharacter(token.word)) {
            --m_toSkip;
            return;
        }
        if (token.word == "u")
            addUnicode(token.numberOr(0));
        else if (token.word == "uc")
            group().bytesOfUnicode = std::clamp(token.numberOr(1), 0, 100);
        else if (!takeStructure(token) && !takeFont(token) && !takeFormat(token))
            takeCharacterWord(token.word);
    }

    /// Does the word say where the text of its group goes?
    bool beginDestination(QByteArrayView word, bool isStarred) {
        if (group().destination == Destination::StyleSheet && isStarred) {
            m_style = -1; // of characters or tables
            return true;
        }
        const auto known = std::ranges::find(destinations, word, &Named::word);
        if (known != std::end(destinations)) {
            begin(known->destination);
            return true;
        }
        if (word == "ud" && isStarred) {
            begin(group().outer);
            return true;
        }
        if (isStarred || std::ranges::find(skipped, word) != std::end(skipped)) {
            begin(Destination::Skip);
            return true;
        }
        return false;
    }

    void begin(Destination destination) {
        flushBytes();
        if (group().destination != Destination::Skip)
            group().outer = group().destination;
        group().destination = destination;
        if (destination == Destination::StyleSheet)
            m_style = 0;
    }

    /// Ends of paragraphs, cells and rows.
    bool takeStructure(const RtfToken &token) {
        const auto word = token.word;
        if (word == "par" || word == "sect" || word == "page" || word == "column")
            breakParagraph();
        else if (word == "cell")
            endCell();
        else if (word == "row")
            endRow();
        else if (word == "nestcell")
            addCharacter(u'\t');
        else if (word == "nestrow")
            addCharacter(u'\n');
        else if (word == "trowd")
            m_isHeadingRow = false;
        else if (word == "trhdr")
            m_isHeadingRow = true;
        else
            return false;
        return true;
    }

    bool takeFont(const RtfToken &token) {
        const auto word = token.word;
        const int number = token.numberOr(0);
        if (word == "f") {
            group().font = number;
        } else if (word == "af") {
            if (group().isEastAsian)
                group().eastAsianFont = number;
        } else if (word == "loch" || word == "hich") {
            group().isEastAsian = false;
        } else if (word == "dbch") {
            group().isEastAsian = true;
        } else if (word == "fcharset") {
            setFontPage(number == 0 ? latinPage : codePageOfCharset(number));
        } else if (word == "cpg") {
            setFontPage(number);
        } else if (word == "deff") {
            m_groups.front().font = group().font = number;
        } else if (word == "ansicpg") {
            m_defaultPage = number > 0 ? number : 1252;
        } else if (word == "mac") {
            m_defaultPage = 10000;
        } else if (word == "pc") {
            m_defaultPage = 437;
        } else if (word == "pca") {
            m_defaultPage = 850;
        } else {
            return false;
        }
        return true;
    }

    void setFontPage(int page) {
        if (group().destination == Destination::FontTable)
            m_fontPages.insert(group().font, page);
    }

    bool takeFormat(const RtfToken &token) {
        const auto word = token.word;
        if (word == "plain") {
            group().bold = group().hidden = group().isEastAsian = false;
            group().font = m_groups.front().font;
        } else if (word == "pard") {
            group().inTable = false;
            group().style = 0;
            group().outline = 9;
        } else if (word == "b") {
            group().bold = token.isOn();
        } else if (word == "v" || word == "deleted") {
            group().hidden = token.isOn();
        } else if (word == "intbl") {
            group().inTable = token.isOn();
        } else if (word == "outlinelevel") {
            group().outline = token.numberOr(9);
        } else if (word == "s") {
            (group().destination == Destination::StyleSheet ? m_style : group().style) = token.numberOr(0);
        } else {
            return false;
        }
        return true;
    }

    static bool isCharacter(QByteArrayView word) {
        return std::ranges::find(characters, word, &Character::word) != std::end(characters);
    }

    void takeCharacterWord(QByteArrayView word) {
        const auto known = std::ranges::find(characters, word, &Character::word);
        if (known != std::end(characters))
            addCharacter(known->character);
    }

    void addUnicode(int number) {
        addCharacter(char16_t(number & 0xFFFF));
        m_toSkip = group().bytesOfUnicode;
    }

    void addCharacter(char16_t character) {
        if (!holdsText())
            return;
        flushBytes();
        noteFormat();
        if (auto *target = textOf(group().destination))
            append(*target, QString(QChar(character)));
    }

    void flushBytes() {
        if (m_bytes.isEmpty())
            return;
        const auto text = decodeCodePage(std::exchange(m_bytes, {}), m_bytesPage);
        if (auto *target = textOf(m_bytesDestination))
            append(*target, text);
    }

    void append(QString &target, const QString &text) {
        if (target.size() < longestText)
            target += text;
        if (&target == &m_paragraph && m_paragraph.size() >= longestText && !group().inTable)
            endLongParagraph();
    }

    /// Not within a word where there are any.
    void endLongParagraph() {
        const auto cut = m_paragraph.lastIndexOf(QLatin1Char(' ')) + 1;
        const auto rest = cut > longestText / 2 ? m_paragraph.mid(cut) : QString();
        m_paragraph.chop(rest.size());
        endParagraph();
        m_paragraph = rest;
    }

    QString *textOf(Destination destination) {
        switch (destination) {
        case Destination::Body:
            return &m_paragraph;
        case Destination::StyleSheet:
            return &m_styleName;
        case Destination::Title:
            return &m_title;
        case Destination::Note:
            return &m_note;
        case Destination::Header:
            return &m_header;
        case Destination::Skip:
        case Destination::FontTable:
            break;
        }
        return nullptr;
    }

    /// A cell is bold when all of it is.
    void noteFormat() {
        if (group().destination != Destination::Body)
            return;
        m_isBold = m_isBold && group().bold;
    }

    void breakParagraph() {
        if (group().destination == Destination::Note || group().destination == Destination::Header ||
            (group().destination == Destination::Body && group().inTable))
            addCharacter(u'\n');
        else if (group().destination == Destination::Body)
            endParagraph();
    }

    void endParagraph() {
        flushBytes();
        const bool isHeading = group().outline < 9 || m_headingStyles.contains(group().style);
        m_isBold = true;
        if (m_document.hasCells()) // a table without \row
            m_document.endRow(std::exchange(m_isHeadingRow, false));
        m_document.endParagraph(std::exchange(m_paragraph, {}), isHeading);
    }

    void endCell() {
        if (group().destination != Destination::Body)
            return;
        flushBytes();
        m_document.endCell(std::exchange(m_paragraph, {}), std::exchange(m_isBold, true));
    }

    void endRow() {
        flushBytes();
        if (group().destination == Destination::Body)
            m_document.endRow(std::exchange(m_isHeadingRow, false));
    }

    [[nodiscard]] bool holdsText() const {
        const auto destination = group().destination;
        return !group().hidden && destination != Destination::Skip && destination != Destination::FontTable;
    }

    /// Fonts of charset 0 are Latin where the document's own code page is East Asian, and the document's
    /// elsewhere: writers mark Cyrillic fonts so.
    [[nodiscard]] int codePage() const {
        const bool usesEastAsian = group().isEastAsian && group().eastAsianFont >= 0;
        const int page = m_fontPages.value(usesEastAsian ? group().eastAsianFont : group().font, 0);
        if (page == latinPage)
            return isMultiByte(m_defaultPage) ? 1252 : m_defaultPage;
        return page > 0 ? page : m_defaultPage;
    }

    Group &group() { return m_groups.back(); }
    [[nodiscard]] const Group &group() const { return m_groups.back(); }

    static constexpr int latinPage = -1;

    RtfScanner m_scanner;
    RtfDocument m_document;
    std::vector<Group> m_groups = std::vector<Group>(1);
    qint64 m_tooDeep = 0; ///< groups that are open below the deepest
    bool m_isStarred = false;
    bool m_beginsGroup = false;
    int m_toSkip = 0; ///< characters that stand for the last \u

    QHash<int, int> m_fontPages;
    int m_defaultPage = 1252;
    QByteArray m_bytes; ///< not decoded yet: a character may have several
    int m_bytesPage = 1252;
    Destination m_bytesDestination = Destination::Body;

    QSet<int> m_headingStyles;
    int m_style = 0; ///< being defined; -1: none of paragraphs
    bool m_isHeadingRow = false;
    bool m_isBold = true; ///< all of the cell so far

    QString m_paragraph;
    QString m_styleName;
    QString m_title;
    QString m_note;
    QString m_header;
};

} // namespace

Opened openRtf(const QByteArray &bytes, const ReadOptions &options) {
    if (!bytes.left(64).trimmed().startsWith("{\\rtf")) {
        return Error{ErrorKind::Damaged, Words::tr("it does not begin like RTF"),
                     Words::tr("Get the file anew from where it came from")};
    }
    return RtfParser(bytes, options.limits).parse();
}

} // namespace docchat::document
