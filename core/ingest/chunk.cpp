#include "ingest/chunk.h"

#include "index/detectlanguage.h"
#include "index/sentences.h"

#include <algorithm>
#include <limits>

namespace docchat::ingest {
namespace {

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

/// FNV-1a: the same on every machine, unlike Qt's.
quint64 hashOf(QStringView text) {
    quint64 hash = 14695981039346656037U;
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 1099511628211U;
    return hash;
}

} // namespace

std::vector<Passage> Chunker::add(const Page &page) {
    // The break of a printed page alone does not end a paragraph; the end of a sentence there does.
    if (!m_pages.empty())
        m_text += m_between;
    m_pages.push_back({page.number, m_base + m_text.size(), page.heading.simplified()});
    m_text += page.text;
    return cut(paragraphs(false), false);
}

std::vector<Passage> Chunker::finish() {
    return cut(paragraphs(true), true);
}

std::vector<Chunker::Piece> Chunker::paragraphs(bool last) const {
    std::vector<Piece> found;
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
        if (m_text[i] == QChar::ParagraphSeparator) {
            addParagraph(start, i);
            start = i + 1;
        }
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

/// The open passage ends after the one of its pieces past half the target whose text has the least hash. So
/// the same text is cut at the same places whatever stands before it, and a change is soon caught up with.
qsizetype Chunker::lastOfPassage(const std::vector<Piece> &open) const {
    auto last = qsizetype(open.size()) - 1;
    auto least = std::numeric_limits<quint64>::max();
    for (qsizetype i = 0; i < qsizetype(open.size()); ++i) {
        const auto &piece = open[size_t(i)];
        if (piece.heading || piece.end - open.front().start < m_target / 2)
            continue;
        const auto hash = hashOf(QStringView(m_text).sliced(piece.start, piece.end - piece.start));
        if (hash <= least) {
            least = hash;
            last = i;
        }
    }
    return last;
}

/// Takes one passage off the open pieces.
Passage Chunker::takePassage(std::vector<Piece> &open) const {
    const auto last = lastOfPassage(open);
    auto taken = passage(open.front().start, open[size_t(last)].end);
    open.erase(open.begin(), open.begin() + last + 1);
    return taken;
}

/// Sentences packed up to the target; `openStart` takes in what stands before (a heading or a small
/// paragraph).
void Chunker::cutLong(const Piece &paragraph, qsizetype openStart, std::vector<Passage> &passages) const {
    const auto text = QStringView(m_text).sliced(paragraph.start, paragraph.end - paragraph.start);
    const auto before = passages.size();
    std::vector<Piece> open;
    for (const auto &sentence : index::sentences(text)) {
        const auto start = paragraph.start + sentence.start;
        const auto end = paragraph.start + sentence.end;
        while (!open.empty() && end - open.front().start > m_target)
            passages.push_back(takePassage(open));
        open.push_back({open.empty() && passages.size() == before ? openStart : start, end, false});
    }
    if (open.empty())
        return;
    const auto start = open.front().start;
    const auto end = open.back().end;
    if (end - start < small() && passages.size() > before)
        passages.back() = passage(passages.back().start - m_base, end);
    else
        passages.push_back(passage(start, end));
}

/// The heading that begins with a paragraph: its own, or that of the section which its page is the first of.
QString Chunker::headingAt(const Piece &paragraph) {
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

std::vector<Passage> Chunker::cut(const std::vector<Piece> &paragraphs, bool last) {
    std::vector<Passage> passages;
    std::vector<Piece> open; // of the passage that is not yet cut
    const auto size = [&] { return open.empty() ? 0 : open.back().end - open.front().start; };
    auto close = [&] {
        if (!open.empty())
            passages.push_back(passage(open.front().start, open.back().end));
        open.clear();
    };
    for (const auto &paragraph : paragraphs) {
        const auto heading = headingAt(paragraph);
        if (!heading.isEmpty()) {
            const bool onlyHeadings =
                std::all_of(open.begin(), open.end(), [](const Piece &piece) { return piece.heading; });
            if (!onlyHeadings && size() >= small())
                close();
            m_heading = heading;
        }
        if (paragraph.end - paragraph.start > m_target && size() >= small())
            close();
        while (size() >= small() && paragraph.end - open.front().start > m_target)
            passages.push_back(takePassage(open));
        const auto start = open.empty() ? paragraph.start : open.front().start;
        if (paragraph.end - start > m_target + small()) { // up to that it is whole: its end would be small
            cutLong(paragraph, start, passages);
            open.clear();
            continue;
        }
        open.push_back(paragraph);
    }
    if (last) {
        close();
        forget(m_text.size());
    } else if (!open.empty()) {
        forget(open.front().start);
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
