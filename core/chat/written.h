#pragma once

#include "chat/ask.h"

namespace docchat::chat {

/// What a model writes, as the events of an answer. Of each mark [n] the claim before it is compared with
/// sources[n - 1], and what supports it best there is cited; the same words have the same number. A claim
/// that says too little to be compared ("It does.") goes with the last one of its source. The sources must
/// live as long as the generator. `note`: to be admitted at the end. With an answer that was begun the model
/// goes on with it: only the rest comes, and its citations are counted on. Loop thread.
async::AsyncGenerator<AnswerEvent> writeCited(AskTools tools, std::vector<provider::ChatTurn> turns,
                                              std::vector<const index::Hit *> sources, QString note,
                                              Begun begun = {});

/// The limits that are left beside what was written of an answer.
[[nodiscard]] PromptLimits limitsBeside(const Begun &begun, PromptLimits limits);

/// All that a model writes, unchecked. Error: what the model's server said; what came before it is gone.
async::Task<Result<QString>> writtenBy(provider::ChatModel *model, std::vector<provider::ChatTurn> turns);

/// The citation with its page, place and rectangles.
async::Task<Citation> located(index::Store *store, Citation citation);

/// How an answer ends by an error: interrupted if some of it is there.
[[nodiscard]] AnswerEnd endedBy(Error error, bool begun, QString note);

/// Two notes as one; either may be empty.
[[nodiscard]] QString joined(const QString &first, const QString &second);

} // namespace docchat::chat
