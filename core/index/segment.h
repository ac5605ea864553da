#pragma once

#include "model/passage.h"

#include <QHash>
#include <QString>
#include <QStringView>

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// A part of the postings: which passages hold which terms, and how often (Zobel & Moffat 2006, "Inverted
/// files for text search engines"). Everything here is plain data and may run on any thread.
namespace docchat::index {

/// Passages by number from 0 in the order of their ids, and for each term the numbers that it is in. Never
/// changed once it is made.
struct Segment {
    qint64 lastPassage = 0;            ///< passages up to this id were read, whether or not they are here
    quint64 words = 0;                 ///< in all passages
    std::vector<DocumentId> documents; ///< ascending
    std::vector<quint32> passages;     ///< the id by number, ascending
    std::vector<quint32> documentOf;   ///< by number: the index in `documents`
    std::vector<quint16> lengths;      ///< by number, in words
    std::vector<char> terms;           ///< UTF-8, one after the other, in the order of their bytes
    std::vector<quint64> termEnds;
    std::vector<quint32> frequencies; ///< by term: passages that hold it
    std::vector<quint8> lists; ///< by term: gap of the number × 2, + 1 if it comes once, else its count
    std::vector<quint64> listEnds;

    [[nodiscard]] std::string_view term(size_t index) const;
    [[nodiscard]] std::span<const quint8> list(size_t index) const;
    /// The index of a term, which is UTF-8.
    [[nodiscard]] std::optional<size_t> find(std::string_view term) const;
    /// Can every index, end and list be used unchecked?
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] size_t bytes() const; ///< of memory
};

using SegmentPtr = std::shared_ptr<const Segment>;

/// The largest id of a passage that fits.
constexpr qint64 largestPassage = 0xFFFF'FFFF;

/// Calls visit(number, count) for each passage of a list; counts end at 255.
template <class Visit>
void forEachPosting(std::span<const quint8> list, Visit visit) {
    quint32 number = 0;
    for (const auto *byte = list.data(), *end = byte + list.size(); byte < end;) {
        quint32 value = 0;
        int shift = 0;
        for (; *byte >= 128; shift += 7)
            value |= quint32(*byte++ & 127U) << shift;
        value |= quint32(*byte++) << shift;
        number += value >> 1U;
        visit(number, (value & 1U) != 0 ? quint32(1) : quint32(*byte++));
    }
}

/// The list of one term while it grows.
class ListWriter {
public:
    void add(quint32 number, quint32 count);
    /// The postings of a list whose numbers begin at `base` here.
    void append(std::span<const quint8> list, quint32 base, quint32 lastOfList, quint32 frequency);
    [[nodiscard]] const std::string &bytes() const { return m_bytes; }
    [[nodiscard]] quint32 frequency() const { return m_frequency; }

private:
    void put(quint32 value);

    std::string m_bytes;
    quint32 m_last = 0;
    quint32 m_frequency = 0;
};

/// Makes a segment of passages that come in the order of their ids.
class SegmentBuilder {
public:
    void add(const Passage &passage);
    [[nodiscard]] size_t size() const { return m_segment.passages.size(); }
    /// lastPassage: what was read, even if the last ones are gone.
    [[nodiscard]] SegmentPtr finish(qint64 lastPassage);

private:
    quint32 documentIndex(DocumentId document);

    Segment m_segment; ///< all but the terms
    QHash<DocumentId, quint32> m_documents;
    QHash<QString, quint32> m_terms;
    std::vector<ListWriter> m_lists;
    std::vector<quint32> m_ofPassage; ///< terms of the passage that is being added
};

/// The documents of all of them, ascending.
[[nodiscard]] std::vector<DocumentId> documentsOf(const std::vector<SegmentPtr> &segments);

/// The segments as one, in their order, without the passages of documents that are not in `documents`
/// (ascending). Null: stopped.
[[nodiscard]] SegmentPtr merge(const std::vector<SegmentPtr> &segments,
                               const std::vector<DocumentId> &documents, const std::stop_token &stop);

} // namespace docchat::index
