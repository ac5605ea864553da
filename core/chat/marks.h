#pragma once

#include <QString>

#include <vector>

namespace docchat::chat {

/// A piece of an answer after its marks were checked: some text, or a mark.
struct MarkedPiece {
    QString text;    ///< empty: a mark
    int passage = 0; ///< that the mark names, from 1
    QString claim;   ///< the sentence that the mark stands behind
};

/// An answer without its marks. Pure.
[[nodiscard]] QString withoutMarks(QString answer);

/// Finds the [n] marks of an answer as it streams in and drops numbers that no passage has. Holds back what
/// could be half a mark. Pure.
class MarkFilter {
public:
    /// `before`: the text that this one goes on with.
    explicit MarkFilter(int passages, const QString &before = {})
        : m_passages(passages), m_sentence(before.right(longestSentence)) {}

    [[nodiscard]] std::vector<MarkedPiece> feed(const QString &text);
    /// The last of it.
    [[nodiscard]] std::vector<MarkedPiece> finish(const QString &text = {});

private:
    static constexpr qsizetype longestSentence = 600;

    std::vector<MarkedPiece> take(bool last);

    int m_passages;
    QString m_pending;
    QString m_sentence; ///< since the last sentence end before the text that has a mark
};

} // namespace docchat::chat
