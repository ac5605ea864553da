#pragma once

#include "document/readers/reader.h"

#include <vector>

namespace docchat::document {

/// Gathers the paragraphs of a document without pages into sections of a readable size, which stand for its
/// pages.
class SectionList {
public:
    explicit SectionList(DocumentKind kind) : m_kind(kind) {}

    /// Ends the section before; the next one is called `heading`, which is also its first paragraph.
    void addHeading(const QString &heading);

    /// Normalises and adds; an empty paragraph does nothing.
    void addParagraph(const QString &paragraph);

    /// NoText when nothing was added.
    [[nodiscard]] Result<std::unique_ptr<Reader>> toReader();

private:
    void open(const QString &label);
    void append(const QString &text);

    DocumentKind m_kind;
    std::vector<Page> m_sections;
};

} // namespace docchat::document
