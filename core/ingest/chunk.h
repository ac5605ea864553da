#pragma once

#include "model/passage.h"

#include <vector>

namespace docchat::ingest {

constexpr qsizetype usualPassage = 800; ///< code units: about 200 tokens

/// Cuts the text of a document, page by page, into passages: whole paragraphs up to a target, longer ones at
/// sentence ends, a heading kept with what follows it, small pieces merged, no overlap. Where several pieces
/// could be the last of a passage their text decides, so that a small change of a document leaves most of its
/// passages as they were. No sentence goes on from one section into the next. A passage's heading is the last
/// one found in the text, or of the page's section if that began later. Every passage knows its exact range
/// and pages. Pure; used by one thread at a time.
class Chunker {
public:
    enum class Pages { Printed, Sections }; ///< a sentence may go on over the end of a printed page

    /// `target`: what a passage has at most, in code units; 100 or more.
    explicit Chunker(DocumentId document, Pages pages = Pages::Printed, qsizetype target = usualPassage)
        : m_document(document)
        , m_target(target)
        , m_between(pages == Pages::Printed ? u'\n' : QChar(QChar::ParagraphSeparator)) {}

    /// Where the next page begins in the document's text.
    [[nodiscard]] qsizetype nextPageStart() const {
        return m_base + m_text.size() + (m_pages.empty() ? 0 : 1);
    }

    /// Adds the next page and gives the passages that are complete with it.
    std::vector<Passage> add(const Page &page);

    /// The rest, after the last page.
    std::vector<Passage> finish();

private:
    /// A paragraph or a sentence.
    struct Piece {
        qsizetype start; ///< in m_text
        qsizetype end;
        bool heading;
    };

    struct PageStart {
        int number;
        qsizetype start; ///< in the document's text
        QString heading;
    };

    std::vector<Piece> paragraphs(bool last) const;
    std::vector<Passage> cut(const std::vector<Piece> &paragraphs, bool last);
    QString headingAt(const Piece &paragraph);
    void cutLong(const Piece &paragraph, qsizetype openStart, std::vector<Passage> &passages) const;
    qsizetype lastOfPassage(const std::vector<Piece> &open) const;
    Passage takePassage(std::vector<Piece> &open) const;
    Passage passage(qsizetype start, qsizetype end) const;
    const PageStart &pageOf(qsizetype position) const;
    void forget(qsizetype upTo);

    /// Less than that is merged with a neighbour.
    [[nodiscard]] qsizetype small() const { return m_target / 4; }

    DocumentId m_document;
    qsizetype m_target;
    QChar m_between;      ///< two pages; one code unit, as everywhere
    QString m_text;       ///< what is not yet in a passage
    qsizetype m_base = 0; ///< where m_text begins in the document's text
    QString m_heading;
    QStringList m_found; ///< headings of the text since the section before
    QString m_section;   ///< the heading of the page that the last paragraph began on
    std::vector<PageStart> m_pages;
};

} // namespace docchat::ingest
