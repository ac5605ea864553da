#pragma once

#include "index/segment.h"

#include <QList>
#include <QStringList>

#include <mutex>

namespace docchat::index {

/// A passage that has words of a question.
struct ScoredPassage {
    qint64 passage = 0;
    DocumentId document = 0;
    double score = 0; ///< BM25, not normed
};

/// The scores of all passages while a question is looked up, 0 in between; kept, for they are large.
class Scoreboards {
public:
    struct Board {
        std::vector<float> scores;    ///< by number
        std::vector<quint32> touched; ///< numbers with a score, each once
    };
    [[nodiscard]] std::unique_ptr<Board> take(size_t passages);
    void giveBack(std::unique_ptr<Board> board); ///< with all its scores 0

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Board>> m_boards;
};

/// What is known of the words of all passages at one moment. Never changed once it is made; any thread.
/// Removed documents count in the frequencies until their segment is merged.
class PostingsView {
public:
    /// `searched`: the documents that may be found, ascending. `whole`: there are no later passages.
    PostingsView(std::vector<SegmentPtr> segments, const std::vector<DocumentId> &searched, bool whole,
                 std::shared_ptr<Scoreboards> boards);

    [[nodiscard]] bool isWhole() const { return m_whole; }
    /// Passages up to this id were read.
    [[nodiscard]] qint64 lastPassage() const;
    [[nodiscard]] size_t passages() const { return m_passages; }
    [[nodiscard]] size_t bytes() const; ///< of memory

    /// How many passages hold a stem.
    [[nodiscard]] double frequency(const QString &stem) const;

    /// The best `count` passages of `documents` (empty: all) by BM25 with k1 .9 and b .6 over different
    /// stems; equal ones by id. Where more than 20,000 were found by rarer stems, those in more than a tenth
    /// of the passages bring in no more: measured, this costs less than one of a hundred of the best 20.
    /// `exact` looks at every passage.
    [[nodiscard]] std::vector<ScoredPassage>
    best(const QStringList &stems, const QList<DocumentId> &documents, int count, bool exact = false) const;

private:
    struct Part {
        SegmentPtr segment;
        quint32 base = 0;             ///< the number of its first passage among all
        std::vector<quint8> searched; ///< by document of the segment
        bool all = true;              ///< every document is searched
    };
    struct Term;

    [[nodiscard]] std::vector<Term> termsOf(const QStringList &stems) const;
    [[nodiscard]] std::vector<std::vector<quint8>> allowed(const QList<DocumentId> &documents) const;
    void addScores(const Term &term, const std::vector<std::vector<quint8>> &allowed, bool onlyFound,
                   Scoreboards::Board &board) const;
    [[nodiscard]] ScoredPassage passageAt(quint32 number, float score) const;

    std::vector<Part> m_parts;
    std::vector<float> m_saturation; ///< by length: k1 (1 − b + b length ÷ average)
    size_t m_passages = 0;
    bool m_whole = false;
    std::shared_ptr<Scoreboards> m_boards;
};

using PostingsViewPtr = std::shared_ptr<const PostingsView>;

} // namespace docchat::index
