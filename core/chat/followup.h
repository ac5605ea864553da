#pragma once

#include "provider/chatmodel.h"

#include <QString>

#include <vector>

/// Questions that lean on what was asked before them: "And for 2023?", "Who built it?". Everything here is
/// pure; any thread.
namespace docchat::chat {

/// An earlier question and its answer.
struct Exchange {
    QString question;
    QString answer;
};

/// Can a question be understood only by those who heard the one before? True for one that begins with "and",
/// "what about" and the like, is made of pronouns and question words alone, or has a pronoun and hardly
/// anything else, in ten languages. A search by keywords never does.
[[nodiscard]] bool leansOnBefore(const QString &question);

/// The question with the words of the one before it in front; of which figures are left out when the new one
/// brings its own ("in 2022" before "and for 2023?").
[[nodiscard]] QString madeWhole(const QString &question, const QString &before);

/// What to ask a model for, so that it makes the question whole: by the last exchanges of a conversation, no
/// more than about 1,000 tokens of them.
[[nodiscard]] std::vector<provider::ChatTurn> wishForWhole(const QString &question,
                                                           const std::vector<Exchange> &before);

/// The question in what a model wrote: one line of it, without quotes around it. Empty: it wrote no question
/// that could be used, being empty, or far longer than what was asked.
[[nodiscard]] QString wholeFrom(const QString &written, const QString &question);

} // namespace docchat::chat
