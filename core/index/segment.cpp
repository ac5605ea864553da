#include "index/segment.h"

#include "index/analysis.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>

namespace docchat::index {
namespace {

constexpr auto gone = std::numeric_limits<quint32>::max();

template <class T>
size_t bytesOf(const std::vector<T> &values) {
    return values.capacity() * sizeof(T);
}

bool endsAt(const std::vector<quint64> &ends, size_t size) {
    return std::ranges::is_sorted(ends) && (ends.empty() ? 0 : ends.back()) == size;
}

/// Does a list hold `frequency` ascending numbers below `passages`, and nothing more?
bool isList(std::span<const quint8> list, size_t passages, quint32 frequency) {
    quint64 number = 0;
    quint32 found = 0;
    for (size_t i = 0; i < list.size(); ++found) {
        quint64 value = 0;
        int shift = 0;
        for (; i < list.size() && list[i] >= 128 && shift < 28; shift += 7)
            value |= quint64(list[i++] & 127U) << shift;
        if (i >= list.size() || list[i] >= 128)
            return false;
        value |= quint64(list[i++]) << shift;
        if ((found > 0 && value < 2) || value > gone)
            return false;
        number += value >> 1U;
        if (number >= passages || ((value & 1U) == 0 && i++ >= list.size()))
            return false;
    }
    return found == frequency;
}

/// The last number of a list and how many there are.
quint32 lastNumber(std::span<const quint8> list) {
    quint32 last = 0;
    forEachPosting(list, [&](quint32 number, quint32) { last = number; });
    return last;
}

void appendTerm(Segment &segment, std::string_view term, const ListWriter &list) {
    segment.terms.insert(segment.terms.end(), term.begin(), term.end());
    segment.termEnds.push_back(segment.terms.size());
    segment.lists.insert(segment.lists.end(), list.bytes().begin(), list.bytes().end());
    segment.listEnds.push_back(segment.lists.size());
    segment.frequencies.push_back(list.frequency());
}

void trim(Segment &segment) {
    segment.documents.shrink_to_fit();
    segment.passages.shrink_to_fit();
    segment.documentOf.shrink_to_fit();
    segment.lengths.shrink_to_fit();
    segment.terms.shrink_to_fit();
    segment.termEnds.shrink_to_fit();
    segment.frequencies.shrink_to_fit();
    segment.lists.shrink_to_fit();
    segment.listEnds.shrink_to_fit();
}

} // namespace

std::string_view Segment::term(size_t index) const {
    const auto begin = index == 0 ? 0 : termEnds[index - 1];
    return {terms.data() + begin, size_t(termEnds[index] - begin)};
}

std::span<const quint8> Segment::list(size_t index) const {
    const auto begin = index == 0 ? 0 : listEnds[index - 1];
    return {lists.data() + begin, size_t(listEnds[index] - begin)};
}

std::optional<size_t> Segment::find(std::string_view wanted) const {
    size_t first = 0;
    for (size_t count = termEnds.size(); count > 0;) {
        const auto half = count / 2;
        if (term(first + half) < wanted) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first < termEnds.size() && term(first) == wanted ? std::optional(first) : std::nullopt;
}

bool Segment::isWhole() const {
    if (documentOf.size() != passages.size() || lengths.size() != passages.size() ||
        frequencies.size() != termEnds.size() || listEnds.size() != termEnds.size() ||
        !endsAt(termEnds, terms.size()) || !endsAt(listEnds, lists.size()))
        return false;
    if (!std::ranges::is_sorted(passages) || !std::ranges::is_sorted(documents) ||
        (!passages.empty() && passages.back() > lastPassage) ||
        std::ranges::any_of(documentOf, [&](quint32 index) { return index >= documents.size(); }))
        return false;
    for (size_t i = 0; i < termEnds.size(); ++i) {
        if ((i > 0 && term(i - 1) > term(i)) || !isList(list(i), passages.size(), frequencies[i]))
            return false;
    }
    return true;
}

size_t Segment::bytes() const {
    return sizeof(Segment) + bytesOf(documents) + bytesOf(passages) + bytesOf(documentOf) + bytesOf(lengths) +
           bytesOf(terms) + bytesOf(termEnds) + bytesOf(frequencies) + bytesOf(lists) + bytesOf(listEnds);
}

void ListWriter::put(quint32 value) {
    for (; value >= 128; value >>= 7U)
        m_bytes.push_back(char(value | 128U));
    m_bytes.push_back(char(value));
}

void ListWriter::add(quint32 number, quint32 count) {
    put((number - m_last) << 1U | (count == 1 ? 1U : 0U));
    if (count > 1)
        m_bytes.push_back(char(std::min(count, 255U)));
    m_last = number;
    ++m_frequency;
}

void ListWriter::append(std::span<const quint8> list, quint32 base, quint32 lastOfList, quint32 frequency) {
    quint32 value = 0;
    size_t i = 0;
    for (int shift = 0;; shift += 7) { // only the first gap changes
        const auto byte = list[i++];
        value |= quint32(byte & 127U) << shift;
        if (byte < 128)
            break;
    }
    put((base + (value >> 1U) - m_last) << 1U | (value & 1U));
    m_bytes.append(reinterpret_cast<const char *>(list.data()) + i, list.size() - i);
    m_last = base + lastOfList;
    m_frequency += frequency;
}

quint32 SegmentBuilder::documentIndex(DocumentId document) {
    const auto known = m_documents.constFind(document);
    return known != m_documents.cend() ? *known : *m_documents.insert(document, quint32(m_documents.size()));
}

void SegmentBuilder::add(const Passage &passage) {
    const auto number = quint32(size());
    m_ofPassage.clear();
    for (const auto *part : {&passage.heading, &passage.text}) {
        for (const auto &token : analyse(*part, passage.language)) {
            auto known = m_terms.constFind(token.term);
            if (known == m_terms.cend()) {
                known = m_terms.insert(token.term, quint32(m_lists.size()));
                m_lists.emplace_back();
            }
            m_ofPassage.push_back(*known);
        }
    }
    std::ranges::sort(m_ofPassage);
    for (size_t i = 0, next = 0; i < m_ofPassage.size(); i = next) {
        while (next < m_ofPassage.size() && m_ofPassage[next] == m_ofPassage[i])
            ++next;
        m_lists[m_ofPassage[i]].add(number, quint32(next - i));
    }
    m_segment.passages.push_back(quint32(passage.id));
    m_segment.documentOf.push_back(documentIndex(passage.document));
    m_segment.lengths.push_back(quint16(std::min<size_t>(m_ofPassage.size(), 0xFFFF)));
    m_segment.words += m_segment.lengths.back();
}

SegmentPtr SegmentBuilder::finish(qint64 lastPassage) {
    auto segment = std::make_shared<Segment>(std::move(m_segment));
    segment->lastPassage = lastPassage;
    for (auto entry = m_documents.cbegin(); entry != m_documents.cend(); ++entry)
        segment->documents.push_back(entry.key());
    std::ranges::sort(segment->documents);
    std::vector<quint32> place(segment->documents.size());
    for (size_t i = 0; i < place.size(); ++i)
        place[m_documents.value(segment->documents[i])] = quint32(i);
    for (auto &index : segment->documentOf)
        index = place[index];

    std::vector<std::pair<std::string, quint32>> terms;
    terms.reserve(size_t(m_terms.size()));
    for (auto entry = m_terms.cbegin(); entry != m_terms.cend(); ++entry)
        terms.emplace_back(entry.key().toStdString(), entry.value());
    std::ranges::sort(terms);
    for (const auto &[term, list] : terms)
        appendTerm(*segment, term, m_lists[list]);
    trim(*segment);
    *this = SegmentBuilder();
    return segment;
}

// ---- Merging ----

namespace {

/// One of the segments that become one, and the term that it has come to.
struct Source {
    const Segment *segment = nullptr;
    quint32 base = 0;             ///< the new number of its first passage, if all stay
    bool all = true;              ///< every passage stays
    std::vector<quint32> numbers; ///< the new number of each passage, or `gone`, if not all stay
    size_t next = 0;

    [[nodiscard]] std::string_view term() const { return segment->term(next); }
};

/// Takes over the passages that stay; what is left to merge are the terms.
Source takePassages(Segment &merged, const Segment &segment) {
    Source source{&segment, quint32(merged.passages.size()), true, {}, 0};
    std::vector<quint32> place;
    for (const auto document : segment.documents) {
        const auto found = std::ranges::lower_bound(merged.documents, document);
        const bool stays = found != merged.documents.end() && *found == document;
        place.push_back(stays ? quint32(found - merged.documents.begin()) : gone);
        source.all = source.all && stays;
    }
    for (size_t i = 0; i < segment.passages.size(); ++i) {
        const auto document = place[segment.documentOf[i]];
        if (!source.all)
            source.numbers.push_back(document == gone ? gone : quint32(merged.passages.size()));
        if (document == gone)
            continue;
        merged.passages.push_back(segment.passages[i]);
        merged.documentOf.push_back(document);
        merged.lengths.push_back(segment.lengths[i]);
        merged.words += segment.lengths[i];
    }
    merged.lastPassage = std::max(merged.lastPassage, segment.lastPassage);
    return source;
}

/// Adds what the source has of its present term.
void takeList(ListWriter &list, const Source &source) {
    const auto postings = source.segment->list(source.next);
    if (source.all) {
        list.append(postings, source.base, lastNumber(postings), source.segment->frequencies[source.next]);
        return;
    }
    forEachPosting(postings, [&](quint32 number, quint32 count) {
        if (source.numbers[number] != gone)
            list.add(source.numbers[number], count);
    });
}

/// Takes the terms over, each with its lists in the order of the sources. False: stopped.
bool takeTerms(Segment &merged, std::vector<Source> &sources, const std::stop_token &stop) {
    const auto later = [&](size_t a, size_t b) {
        const auto order = sources[a].term().compare(sources[b].term());
        return order != 0 ? order > 0 : a > b;
    };
    std::priority_queue<size_t, std::vector<size_t>, decltype(later)> queue(later);
    for (size_t i = 0; i < sources.size(); ++i) {
        if (!sources[i].segment->termEnds.empty())
            queue.push(i);
    }
    while (!queue.empty()) {
        if (stop.stop_requested())
            return false;
        const auto term = sources[queue.top()].term();
        ListWriter list;
        while (!queue.empty() && sources[queue.top()].term() == term) {
            const auto index = queue.top();
            queue.pop();
            takeList(list, sources[index]);
            if (++sources[index].next < sources[index].segment->termEnds.size())
                queue.push(index);
        }
        if (list.frequency() > 0)
            appendTerm(merged, term, list);
    }
    return true;
}

} // namespace

std::vector<DocumentId> documentsOf(const std::vector<SegmentPtr> &segments) {
    std::vector<DocumentId> documents;
    for (const auto &segment : segments)
        documents.insert(documents.end(), segment->documents.begin(), segment->documents.end());
    std::ranges::sort(documents);
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    return documents;
}

SegmentPtr merge(const std::vector<SegmentPtr> &segments, const std::vector<DocumentId> &documents,
                 const std::stop_token &stop) {
    auto merged = std::make_shared<Segment>();
    std::ranges::set_intersection(documentsOf(segments), documents, std::back_inserter(merged->documents));
    size_t listBytes = 0;
    std::vector<Source> sources;
    for (const auto &segment : segments) {
        sources.push_back(takePassages(*merged, *segment));
        listBytes += segment->lists.size();
    }
    merged->lists.reserve(listBytes);
    if (!takeTerms(*merged, sources, stop))
        return nullptr;
    trim(*merged);
    return merged;
}

} // namespace docchat::index
