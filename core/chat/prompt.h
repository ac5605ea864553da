#pragma once

#include "chat/excerpts.h"
#include "provider/chatmodel.h"

namespace docchat::chat {

/// The turns to send for a question: instructions, the passages as numbered data, the question.
struct Prompt {
    std::vector<provider::ChatTurn> turns;
    std::vector<qsizetype> hits; ///< of passage n, from 1, the place in Found::hits at n - 1
};

/// Packs the best sentences of what was found (excerpts.h) to the budget, in tokens. Invisible and
/// direction-changing characters are taken out of the passages. Pure.
[[nodiscard]] Prompt makePrompt(const QString &question, const index::Found &found, double tokenBudget);

} // namespace docchat::chat
