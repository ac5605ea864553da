#include "ingest/chunk.h"

#include "index/detectlanguage.h"
#include "index/sentences.h"

#include <algorithm>

namespace docchat::ingest {
namespace {

constexpr qsizetype target = 800;       // code units: 200 tokens
constexpr qsizetype small = target / 4; // less than that is merged with a neighbour
constexpr qsizetype longestHeading = 100;
constexpr qsizetype rememberedHeadings = 100;

bool endsSentence(QStringView text) {
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        const QChar c = text[i];
        if (c.isSpace() || QStringView(u"\"')]}”’»").contains(c))
            continue;
        return QStringView(u".!?:;,。！？؟…").contains(c);
    }
    return true;
}

/// A short line of its own that does not end like a sentence and is no row of a table (cells parted by tabs).
bool looksLikeHeading(QStringView text) {
    return text.size() <= longestHeading && !endsSentence(text) && !text.contains(u'\t') &&
           std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
}

} // namespace

std::vector<Passage> Chunker::add(const Page &page) {
    // A page break alone does not end a paragraph; the end of a sentence there does.
    if (!m_pages.empty())
        m_text += QLatin1Char('\n');
    m_pages.push_back({page.number, m_base + m_text.size(), page.heading.simplified()});
    m_text += page.text;
    return cut(paragraphs(false), false);
}

std::vector<Passage> Chunker::finish() {
    return cut(paragraphs(true), true);
}

std::vector<Chunker::Paragraph> Chunker::paragraphs(bool last) const {
    std::vector<Paragraph> found;
    auto addParagraph = [&](qsizetype start, qsizetype end) {
        while (start < end && m_text[start].isSpace())
            ++start;
        while (end > start && m_text[end - 1].isSpace())
            --end;
        if (start < end)
            found.push_back({start, end, looksLikeHeading(QStringView(m_text).sliced(start, end - start))});
    };
    qsizetype start = 0;
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (m_text[i] != QLatin1Char('\n'))
            continue;
        const bool blankLine = i + 1 < m_text.size() && m_text[i + 1] == QLatin1Char('\n');
        const bool pageBreak = std::any_of(m_pages.begin(), m_pages.end(),
                                           [&](const auto &page) { return page.start == m_base + i + 1; });
        if (blankLine || (pageBreak && endsSentence(QStringView(m_text).sliced(start, i - start)))) {
            addParagraph(start, i);
            start = i + 1;
        }
    }
    if (last)
        addParagraph(start, m_text.size());
    return found;
}

const Chunker::PageStart &Chunker::pageOf(qsizetype position) const {
    const auto after = std::upper_bound(m_pages.begin(), m_pages.end(), position,
                                        [](qsizetype value, const auto &page) { return value < page.start; });
    return after == m_pages.begin() ? m_pages.front() : *std::prev(after);
}

Passage Chunker::passage(qsizetype start, qsizetype end) const {
    Passage passage;
    passage.document = m_document;
    passage.start = m_base + start;
    passage.end = m_base + end;
    passage.firstPage = pageOf(passage.start).number;
    passage.lastPage = pageOf(passage.end - 1).number;
    passage.heading = m_heading;
    passage.text = m_text.sliced(start, end - start);
    passage.language = index::detectLanguage(passage.text);
    return passage;
}

/// Sentences packed up to the target; `openStart` takes in what stands before (a heading or a small
/// paragraph).
void Chunker::cutLong(const Paragraph &paragraph, qsizetype openStart, std::vector<Passage> &passages) {
    const auto text = QStringView(m_text).sliced(paragraph.start, paragraph.end - paragraph.start);
    qsizetype start = openStart;
    qsizetype end = start;
    for (const auto &sentence : index::sentences(text)) {
        const auto sentenceStart = paragraph.start + sentence.start;
        const auto sentenceEnd = paragraph.start + sentence.end;
        if (end > start && sentenceEnd - start > target) {
            passages.push_back(passage(start, end));
            start = sentenceStart;
        }
        end = sentenceEnd;
    }
    if (end <= start)
        return;
    const bool merge = end - start < small && !passages.empty() && passages.back().end > m_base + openStart;
    if (merge)
        passages.back() = passage(passages.back().start - m_base, end);
    else
        passages.push_back(passage(start, end));
}

/// The heading that begins with a paragraph: its own, or that of the section which its page is the first of.
QString Chunker::headingAt(const Paragraph &paragraph) {
    const auto section = pageOf(m_base + paragraph.start).heading;
    const bool begins = section != std::exchange(m_section, section);
    const auto found = begins ? std::exchange(m_found, {}) : QStringList();
    if (paragraph.heading) {
        if (m_found.size() >= rememberedHeadings)
            m_found.removeFirst();
        m_found += m_text.sliced(paragraph.start, paragraph.end - paragraph.start).simplified();
        return m_found.last();
    }
    // The section began within the page before: the text has named it, and perhaps what is in it.
    const bool isNamed = std::any_of(found.begin(), found.end(), [&](const QString &heading) {
        return heading.endsWith(section, Qt::CaseInsensitive) ||
               section.endsWith(heading, Qt::CaseInsensitive);
    });
    return begins && !isNamed ? section : QString();
}

std::vector<Passage> Chunker::cut(const std::vector<Paragraph> &paragraphs, bool last) {
    std::vector<Passage> passages;
    qsizetype start = -1; // of the open passage, and what is in it
    qsizetype end = -1;
    bool onlyHeading = false;
    auto close = [&] {
        if (start >= 0)
            passages.push_back(passage(start, end));
        start = -1;
    };
    for (const auto &paragraph : paragraphs) {
        const auto heading = headingAt(paragraph);
        if (!heading.isEmpty()) {
            if (start >= 0 && !onlyHeading && end - start >= small)
                close();
            m_heading = heading;
        }
        const bool fits = start < 0 || paragraph.end - start <= target || end - start < small;
        if (!fits)
            close();
        if (paragraph.end - paragraph.start > target) {
            cutLong(paragraph, start >= 0 ? start : paragraph.start, passages);
            start = -1;
            continue;
        }
        onlyHeading = paragraph.heading && (start < 0 || onlyHeading);
        if (start < 0)
            start = paragraph.start;
        end = paragraph.end;
    }
    if (last) {
        close();
        forget(m_text.size());
    } else if (start >= 0) {
        forget(start);
    } else if (!paragraphs.empty()) {
        forget(paragraphs.back().end);
    }
    return passages;
}

/// Lets go of text that is in passages, and of the pages that lie wholly in it.
void Chunker::forget(qsizetype upTo) {
    m_text.remove(0, upTo);
    m_base += upTo;
    while (m_pages.size() > 1 && m_pages[1].start <= m_base)
        m_pages.erase(m_pages.begin());
}

} // namespace docchat::ingest
