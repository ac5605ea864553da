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

/// An answer without its marks, and without the space before each. Pure.
[[nodiscard]] QString withoutMarks(const QString &answer);

/// Whether a block of code says that its language is Markdown: some models write their whole answer as one.
/// Pure.
[[nodiscard]] bool isProse(const QString &language);

/// Finds the [n] marks of an answer as it streams in and drops numbers that no passage has. Holds back what
/// could be half a mark. What is in Markdown's code, but for prose, stays as it is: there a[1] is an index.
/// Pure.
class MarkFilter {
public:
    /// `before`: the text that this one goes on with.
    explicit MarkFilter(int passages, const QString &before = {})
        : m_passages(passages), m_sentence(before.right(longestSentence)) {
        followCode(before);
    }

    [[nodiscard]] std::vector<MarkedPiece> feed(const QString &text);
    /// The last of it.
    [[nodiscard]] std::vector<MarkedPiece> finish(const QString &text = {});

private:
    static constexpr qsizetype longestSentence = 600;

    std::vector<MarkedPiece> take(bool last);
    void followCode(const QString &text);
    void endBackticks();

    int m_passages;
    QString m_pending;
    QString m_sentence;  ///< since the last sentence end before the text that has a mark
    int m_backticks = 0; ///< side by side at the end of what was followed
    int m_code = 0;      ///< with as many backticks the code begins that this is in; 0: it is in none
    QString m_firstLine; ///< of the block of code
    bool m_isFirstLine = false;
    bool m_isProse = false; ///< the block is
    bool m_isLineEmpty = false;
};

} // namespace docchat::chat
