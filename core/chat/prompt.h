#pragma once

#include "index/search.h"
#include "provider/chatmodel.h"

namespace docchat::chat {

/// The turns to send for a question: instructions, the passages as numbered data, the question. The first
/// `count` passages that fit the budget are used (tokens at four characters each); their number is returned
/// beside. Invisible and direction-changing characters are taken out of the passages. Pure.
struct Prompt {
    std::vector<provider::ChatTurn> turns;
    int passages = 0;
};
[[nodiscard]] Prompt makePrompt(const QString &question, const std::vector<index::Hit> &hits,
                                int tokenBudget);

} // namespace docchat::chat
