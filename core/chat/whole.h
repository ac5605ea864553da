#pragma once

#include "chat/ask.h"

namespace docchat::chat {

/// A stretch of a document that a model reads at once, as a source to cite.
using Section = index::Hit;

/// Something about a document that no few passages can tell: "Summarise it", "List every name".
struct WholeWish {
    DocumentId document = 0;
    QString wish;
    AnswerStyle style = {};
    Begun begun = {}; ///< of the answer, to be gone on with
};

/// How many sections of the document were read.
struct SectionsRead {
    int done = 0;
    int total = 0;
};
using WholeEvent = std::variant<SectionsRead, AnswerEvent>;

/// The document cut into sections of whole passages, each of about as many tokens. Runs on the thread of the
/// connection; throws SqliteError.
[[nodiscard]] std::vector<Section> sectionsOf(index::Database &database, DocumentId document, double tokens);

/// Reads a whole document with the model: notes on each section, some sections at once, notes on the notes
/// where there are too many of them, and from these the answer, whose marks cite sections (written.h). Needs
/// a model. An error ends it; what was written stays. Abandoning the generator stops the model. Loop thread.
async::AsyncGenerator<WholeEvent> askWhole(AskTools tools, WholeWish wish);

/// Answers a question by a whole document where it asks for one (wholewish.h), is about one alone, and there
/// is a model; else by ask().
async::AsyncGenerator<WholeEvent> askEither(AskTools tools, Question question);

} // namespace docchat::chat
