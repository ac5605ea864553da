#pragma once

#include "chat/excerpts.h"
#include "chat/followup.h"
#include "model/chat.h"
#include "provider/chatmodel.h"

namespace docchat::chat {

/// How much a model may be given, in tokens as estimateTokens() counts them.
struct PromptLimits {
    int context = 8192;  ///< that the model reads and writes at once
    int answer = 1024;   ///< of it, for the answer
    int passages = 3000; ///< at most
};

/// The turns to send for a question: instructions, the newest of the conversation, the passages as numbered
/// data, the question.
struct Prompt {
    std::vector<provider::ChatTurn> turns;
    std::vector<qsizetype> hits; ///< of passage n, from 1, the place in Found::hits at n - 1
    double tokens = 0;           ///< of all turns, about
};

/// Packs what was found (excerpts.h) and the newest exchanges into what the model reads at once: the
/// conversation gets at most a quarter, the passages the rest. Invisible and direction-changing characters
/// are taken out of the passages. What the person wants of answers follows our instructions (style.h). Pure.
[[nodiscard]] Prompt makePrompt(const QString &question, const index::Found &found,
                                const PromptLimits &limits = {}, const std::vector<Exchange> &before = {},
                                const AnswerStyle &style = {});

} // namespace docchat::chat
