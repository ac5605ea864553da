#pragma once

#include "async/generator.h"
#include "chat/goon.h"
#include "chat/prompt.h"
#include "chat/retrieve.h"
#include "model/chat.h"
#include "provider/chatmodel.h"

#include <memory>
#include <variant>

namespace docchat::chat {

/// What asking needs; wired in app/application.cpp. embedder and model: null offline.
struct AskTools {
    index::Store *store = nullptr;
    provider::Embedder *embedder = nullptr;
    provider::ChatModel *model = nullptr;
    PromptLimits limits = {};
    std::shared_ptr<const void> owner = {}; ///< of both, where they are made for one question
};

struct Question {
    QString text;
    QList<DocumentId> documents = {};  ///< empty: all
    std::vector<Exchange> before = {}; ///< the conversation, oldest first
    AnswerStyle style = {};
    Begun begun = {}; ///< of an answer that is to be gone on with; empty: it is written from its beginning
    qint64 collection = 0; ///< that the documents are in; 0: any
};

/// What was looked up, where that is not what was typed: a question made whole (followup.h). Comes first.
struct AnswerAsked {
    QString question;
};
/// The model that writes, where another may have taken the place of the one that was asked. Before the text.
struct AnswerWriter {
    QString model;
};
/// The model's server asks for patience; it goes on by itself. Only before the first text.
struct AnswerWait {
    Error why;
    async::Milliseconds wait = {};
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
using AnswerEvent =
    std::variant<AnswerAsked, AnswerWait, AnswerWriter, AnswerText, AnswerCitation, AnswerEnd>;

/// Answers a question from the documents:
///
///     understand → retrieve → answer → cite → show
///
/// A question that leans on the one before is made whole first: by the model, or by rule where there is none
/// or it does not answer in time. Offline it quotes the best sentences word for word; with a model it streams
/// the model's text. Of each mark the claim before it is compared with the passage, and what supports it best
/// is cited; the same words have the same number. A model that reads no more at once is asked again with
/// fewer passages. An answer that was begun needs a model, which goes on with it. Abandoning the generator
/// stops the model. Loop thread.
async::AsyncGenerator<AnswerEvent> ask(AskTools tools, Question question);

} // namespace docchat::chat
