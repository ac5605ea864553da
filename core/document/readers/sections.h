#pragma once

#include "document/readers/reader.h"

#include <vector>

namespace docchat::document {

/// Gathers the paragraphs of a document without pages into sections of a readable size, which stand for its
/// pages.
class SectionList {
public:
    /// `limits`: how much text all sections may hold together.
    explicit SectionList(DocumentKind kind, const ParseLimits &limits = {})
        : m_kind(kind), m_limits(limits) {}

    /// Ends the section before; the next one lies at the place `label` ("slide 4"), which is not part of its
    /// text. A section that grows too long goes on in another one of the same place.
    void beginSection(const QString &label);

    /// Ends the section before unless it is of a place that beginSection() gave; the next one is called
    /// `heading`, which is also its first paragraph.
    void addHeading(const QString &heading);

    /// Normalises and adds; an empty paragraph does nothing. `line`: the number of its first line or of its
    /// row, where the format counts them; each line feed in it then begins the next line.
    void addParagraph(const QString &paragraph, int line = 0);

    void setTitle(const QString &title) { setOrigin({title, {}, 0}); }
    void setOrigin(const Origin &origin) {
        m_origin = {origin.title.simplified().left(longestTitle),
                    origin.author.simplified().left(longestTitle), origin.year};
    }

    void setAttachments(const QList<Attachment> &attachments) { m_attachments = attachments; }

    /// More text was given than the limits allow: a reader may stop then.
    [[nodiscard]] bool isFull() const { return m_textBytes > m_limits.text; }

    /// Error: NoText when nothing was added, TooLarge when too much was.
    [[nodiscard]] Opened toReader();

private:
    static constexpr qsizetype longestTitle = 500;

    void open(const QString &label);
    void append(const QString &text, int line);

    DocumentKind m_kind;
    ParseLimits m_limits;
    Origin m_origin;
    QList<Attachment> m_attachments;
    bool m_placed = false; ///< the label of the section is its place, not its heading
    qint64 m_textBytes = 0;
    std::vector<Page> m_sections;
};

/// "heading: value; heading: value" of the cells that are not empty, so that a row stands alone.
[[nodiscard]] QString rowText(const QStringList &headings, const QStringList &cells);

} // namespace docchat::document
