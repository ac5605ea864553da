#pragma once

#include <QSet>
#include <QStringView>

namespace docchat::index {

/// What kind of thing an English question asks for. Questions in other languages are `Other`.
enum class AnswerType {
    Percentage,
    Duration,
    Money,
    Measure,
    Number,
    Date,
    Person,
    Place,
    Reason,
    Group,
    Name,
    Manner,
    Other
};

/// The kind of answer `question` asks for, read from its question words. Any thread.
[[nodiscard]] AnswerType answerType(QStringView question);

/// The words of a question in lower case: what an answer does not merely repeat.
[[nodiscard]] QSet<QString> questionWords(QStringView question);

/// How well `sentence` holds something of the kind `type` that is not among `questionWords`: 0 no … 1 yes; .5
/// where the kind says nothing. Any thread.
[[nodiscard]] double matchesType(AnswerType type, QStringView sentence, const QSet<QString> &questionWords);

/// Whether a sentence without anything of this kind speaks against being the answer.
[[nodiscard]] bool expectsMatch(AnswerType type);

} // namespace docchat::index
