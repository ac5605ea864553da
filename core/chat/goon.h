#pragma once

#include "index/search.h"
#include "model/passage.h"
#include "provider/chatmodel.h"

#include <optional>
#include <vector>

/// Going on with an answer that was cut off. Everything here is pure; any thread.
namespace docchat::chat {

/// What was written of an answer before it was cut off.
struct Begun {
    QString text;
    std::vector<Citation> citations = {};

    [[nodiscard]] bool isEmpty() const { return text.trimmed().isEmpty(); }
};

/// The text without half a mark ("[1") at its end: the model writes that anew.
[[nodiscard]] QString withoutHalfMark(const QString &text);

/// The end of what was written, at most about so many tokens, as its model wrote it: with the numbers of the
/// sources in the place of those of the citations. A mark whose source is there no more is left out.
[[nodiscard]] QString asWritten(const Begun &begun, const std::vector<const index::Hit *> &sources,
                                double mostTokens);

/// The turns after which a model goes on with what it wrote.
[[nodiscard]] std::vector<provider::ChatTurn> goingOn(std::vector<provider::ChatTurn> turns,
                                                      const QString &written);

/// Joins the rest of an answer to what was written of it: words that the model repeats are cut, and a space
/// that is missing between two words is put there. Holds back what could still be a repetition.
class Seam {
public:
    /// `known`: words of the sources; a word that was cut in two is whole if it stands there.
    Seam(QString written, const QString &known) : m_written(std::move(written)), m_known(known) {}

    /// What is certain of the rest so far.
    [[nodiscard]] QString feed(const QString &text);
    /// The rest of the rest.
    [[nodiscard]] QString finish();

private:
    [[nodiscard]] std::optional<QString> joined(bool last) const;

    QString m_written;
    QString m_known;
    QString m_pending;
    bool m_isJoined = false;
};

} // namespace docchat::chat
