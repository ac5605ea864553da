#pragma once

#include "document/readers/sections.h"
#include "document/readers/xml.h"
#include "document/readers/zip.h"

#include <QSet>

#include <functional>
#include <vector>

namespace docchat::document {

/// What one part of a package says about others.
struct Relationship {
    QString id;
    QString kind; ///< the last word of its type: "slide", "notesSlide"
    QString part; ///< the other's name in the container; empty when it lies elsewhere
};

class Relationships : public std::vector<Relationship> {
public:
    [[nodiscard]] QString part(QStringView id) const; ///< empty when there is none of this id
    [[nodiscard]] QStringList ofKind(QLatin1StringView kind) const;
};

/// The container of an Office document (ECMA-376, part 2). The bytes must outlive it.
class Package {
public:
    /// Unpacks the small parts. `usual`: the name of the main part where the container does not say. Error:
    /// as ZipFile::open(); Damaged without a main part.
    static Result<Package> open(const QByteArray &bytes, const ParseLimits &limits, const QString &usual);

    [[nodiscard]] const ParseLimits &limits() const { return m_limits; }
    [[nodiscard]] const QString &mainPart() const { return m_mainPart; }
    [[nodiscard]] QStringList names() const { return m_zip.names(); }
    [[nodiscard]] bool has(const QString &name) const { return m_names.contains(name.toLower()); }
    [[nodiscard]] QByteArray part(const QString &name) const; ///< empty for what has to be streamed
    [[nodiscard]] Result<std::unique_ptr<ZipStream>> stream(const QString &name) const;
    [[nodiscard]] Relationships relationships(const QString &part) const;
    [[nodiscard]] Origin origin() const;

private:
    Package(ZipFile zip, const QByteArray &bytes, const ParseLimits &limits);

    ZipFile m_zip;
    QByteArray m_bytes;
    ParseLimits m_limits;
    QHash<QString, QString> m_names; ///< by their lower-case forms: parts differ by more than case
    QString m_mainPart;
};

/// Goes to the next child of the element that lies at `depth`; false after the last one and on errors. What
/// the caller does not want of a child has to be skipped.
bool nextChild(XmlWalker &xml, int depth);

/// The text in the current element and in those in it; goes to its end.
[[nodiscard]] QString elementText(XmlWalker &xml);

/// The attribute that names a relationship (r:id), not one of the same name (id).
[[nodiscard]] QString relationshipId(const XmlWalker &xml, QLatin1StringView name);

/// Could this first row of a table be names of its columns?
[[nodiscard]] bool lookLikeHeadings(const QStringList &cells);

struct Block {
    QString text;
    bool isHeading = false;
    QString placeholder = {}; ///< of a slide's shape: "title", "body", "sldNum"
};
using Blocks = std::vector<Block>;

/// Adds them to a document.
void addBlocks(SectionList &sections, const Blocks &blocks);

/// Texts joined to one line, for what is a paragraph of something else.
[[nodiscard]] QString joined(const Blocks &blocks);

/// Reads paragraphs, tables, text boxes, charts and diagrams of WordprocessingML and of DrawingML, which are
/// called alike. Where a part is shown twice it is read once.
class BlockReader {
public:
    /// What lies at `part` of `package`. Styles and notes are the caller's to know.
    BlockReader(const Package &package, const QString &part);

    std::function<bool(const QString &style)> isHeadingStyle;
    std::function<Block(QLatin1StringView kind, const QString &id)> note; ///< footnotes, comments

    /// The blocks in the current element; goes to its end.
    [[nodiscard]] Blocks readChildren(XmlWalker &xml);

    /// The blocks in the next child of the element at `depth`; false after the last one.
    bool readNext(XmlWalker &xml, int depth, Blocks &blocks);

    /// The blocks in a whole part that is not streamed. Broken XML keeps what came before.
    [[nodiscard]] Blocks readPart();

    /// Far more text was read than the limits allow; nothing is read any more. Twice: text of cells is
    /// counted as that of rows too.
    [[nodiscard]] bool isFull() const { return m_textBytes > 2 * m_package.limits().text; }

private:
    struct Line;
    struct Table;
    void readBlock(XmlWalker &xml, Blocks &blocks);
    void readParagraph(XmlWalker &xml, Blocks &blocks);
    void readProperties(XmlWalker &xml, Line &line);
    void readInline(XmlWalker &xml, Line &line);
    bool readMark(XmlWalker &xml, Line &line);
    bool readReference(XmlWalker &xml, Blocks &blocks);
    bool readNote(XmlWalker &xml, Blocks &blocks);
    template <class Read>
    void readAlternatives(XmlWalker &xml, const Read &read);
    void readShape(XmlWalker &xml, Blocks &blocks);
    void readTable(XmlWalker &xml, Blocks &blocks);
    void readRow(XmlWalker &xml, Table &table, Blocks &blocks);
    void readCell(XmlWalker &xml, Table &table);
    void endRow(Table &table, Blocks &blocks);
    void count(XmlWalker &xml, const QString &text);

    const Package &m_package;
    QString m_part;
    Relationships m_relationships;
    QSet<QString> m_shown;
    QString m_placeholder;
    qint64 m_textBytes = 0;
};

/// Titles, names of axes, series and categories of a chart.
[[nodiscard]] QString chartText(const QByteArray &xml, const ParseLimits &limits);

/// Is there something, and is it XML to its end?
[[nodiscard]] bool isWellFormed(const QByteArray &xml, const ParseLimits &limits);

/// The sections as a reader; `isBroken`: without any text, that is damage.
[[nodiscard]] Opened finished(SectionList &sections, bool isBroken);

} // namespace docchat::document
