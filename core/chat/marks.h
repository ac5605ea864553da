#pragma once

#include <QString>

#include <vector>

namespace docchat::chat {

/// A piece of an answer after its marks were checked.
struct MarkedPiece {
    QString text;    ///< to show, marks renumbered in the order of their first use
    int passage = 0; ///< a mark of this passage (from 1) was used for the first time here; else 0
    int number = 0;  ///< its new number
    QString claim;   ///< the sentence that the mark stands behind
};

/// Checks the [n] marks of an answer as it streams in: numbers that no passage has are dropped, the others
/// are counted anew from 1. Holds back what could be half a mark. Pure.
class MarkFilter {
public:
    explicit MarkFilter(int passages) : m_passages(passages) {}

    [[nodiscard]] std::vector<MarkedPiece> feed(const QString &text);
    [[nodiscard]] std::vector<MarkedPiece> finish();

private:
    std::vector<MarkedPiece> take(bool last);
    void mark(int passage, std::vector<MarkedPiece> &pieces);

    int m_passages;
    QString m_pending;
    QString m_sentence;         ///< since the last sentence end before the text that has a mark
    std::vector<int> m_numbers; ///< passages in the order of their new numbers
};

} // namespace docchat::chat
