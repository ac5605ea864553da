#pragma once

#include "async/generator.h"
#include "chat/retrieve.h"
#include "model/chat.h"
#include "provider/chatmodel.h"

#include <variant>

namespace docchat::chat {

/// What asking needs; wired in app/application.cpp. embedder and model: null offline.
struct AskTools {
    index::Store *store = nullptr;
    provider::Embedder *embedder = nullptr;
    provider::ChatModel *model = nullptr;
    int tokenBudget = 3000; ///< of passages for a model
};

struct Question {
    QString text;
    QList<DocumentId> documents = {}; ///< empty: all
};

/// Text of the answer, in order; [n] is the mark of citation n.
struct AnswerText {
    QString text;
};
/// Comes right before the text that has its mark.
struct AnswerCitation {
    Citation citation;
};
/// The end: always the last event.
struct AnswerEnd {
    AnswerState state = AnswerState::Done;
    bool answered = false;      ///< something that fits was found
    bool weak = false;          ///< it fits only loosely
    QString note;               ///< how far documents were read, and what did not work
    std::optional<Error> error; ///< with Interrupted and Failed
};
using AnswerEvent = std::variant<AnswerText, AnswerCitation, AnswerEnd>;

/// Answers a question from the documents:
///
///     understand → retrieve → answer → cite → show
///
/// Offline it quotes the best sentences word for word; with a model it streams the model's text, whose marks
/// are checked against the passages. Abandoning the generator stops the model. Loop thread.
async::AsyncGenerator<AnswerEvent> ask(AskTools tools, Question question);

} // namespace docchat::chat
