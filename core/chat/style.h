#pragma once

#include "chat/prompt.h"
#include "model/chat.h"

/// How a person wants answers to be written, as a model is told. Everything here is pure; any thread.
namespace docchat::chat {

constexpr qsizetype longestInstructions = 2000; ///< characters of them that a model is told

/// The English name of the language of a code ("de": "German"); empty: it is that of no language.
[[nodiscard]] QString languageName(const QString &code);

/// Language and length, as the end of our own instructions: "Answer in German, at length, in Markdown."
/// `asked` is what gives the language where none is chosen: "question".
[[nodiscard]] QString formOf(const AnswerStyle &style, const QString &asked);

/// What is said after our own instructions: the person's, and that they take back none of ours. Empty: there
/// are none.
[[nodiscard]] QString wishesOf(const AnswerStyle &style);

/// The limits with as much room for the answer as its length needs: at most half of the context.
[[nodiscard]] PromptLimits limitsFor(const AnswerStyle &style, PromptLimits limits);

} // namespace docchat::chat
