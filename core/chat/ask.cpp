#include "chat/ask.h"

#include "chat/marks.h"
#include "chat/prompt.h"
#include "chat/quote.h"
#include "index/querysyntax.h"

namespace docchat::chat {

using async::AsyncGenerator;
using async::Task;

namespace {

QString readSoFar(const std::vector<ReadSoFar> &unfinished) {
    QStringList parts;
    for (const auto &document : unfinished) {
        if (!document.reason.isEmpty()) {
            parts += QStringLiteral("%1 could not be read whole: %2").arg(document.name, document.reason);
            continue;
        }
        parts += document.pages > 0 ? QStringLiteral("%1: read so far: pages 1–%2 of %3")
                                          .arg(document.name, QString::number(document.pagesRead),
                                               QString::number(document.pages))
                                    : QStringLiteral("%1 is still being read").arg(document.name);
    }
    return parts.join(QStringLiteral("; "));
}

QString noteOf(const Retrieved &retrieved) {
    QStringList notes;
    if (!retrieved.unfinished.empty())
        notes += readSoFar(retrieved.unfinished);
    if (retrieved.cut)
        notes += QStringLiteral("The question is long: only its beginning was looked up");
    if (retrieved.vectors)
        notes += QStringLiteral("Found by words alone: %1").arg(retrieved.vectors->message);
    return notes.join(QStringLiteral(". "));
}

Task<Citation> located(index::Store *store, Citation citation) {
    auto found = co_await store->read([citation](index::Database &database) mutable {
        locate(database, citation);
        return citation;
    });
    co_return found.ok() ? std::move(*found) : std::move(citation);
}

AnswerEnd failure(Error error, bool begun, QString note) {
    return {begun ? AnswerState::Interrupted : AnswerState::Failed, false, false, std::move(note),
            std::move(error)};
}

QString opening(const Quotes &quotes, const Retrieved &retrieved) {
    if (quotes.fit == Fit::Good)
        return QStringLiteral("Quoted from your documents:\n\n");
    if (quotes.fit == Fit::Weak)
        return QStringLiteral("A weak match, quoted from your documents:\n\n");
    if (retrieved.documents == 0)
        return QStringLiteral("**There are no documents to ask yet.** Add some, then ask again.\n\n");
    return QStringLiteral("**Not in these documents.** Nothing in %1 answers this.%2\n\n")
        .arg(retrieved.documents == 1 ? QStringLiteral("the document")
                                      : QStringLiteral("the %1 documents").arg(retrieved.documents),
             quotes.citations.empty() ? QString()
                                      : QStringLiteral(" The closest passages, which may not be about it:"));
}

/// There was nothing to look for, or nowhere.
AsyncGenerator<AnswerEvent> answerWithProblem(QString problem) {
    co_yield AnswerEvent(AnswerText{problem + QStringLiteral("\n\n")});
    co_yield AnswerEvent(AnswerEnd{AnswerState::NotFound, false, false, {}, std::nullopt});
}

/// Offline: the best sentences, word for word.
AsyncGenerator<AnswerEvent> answerWithQuotes(index::Store *store, QString question, Retrieved retrieved) {
    const auto quotes = co_await async::runBlocking(
        [](std::stop_token, QString text, const index::Found *found) { return quote(text, *found); },
        question, static_cast<const index::Found *>(&retrieved.found));
    co_yield AnswerEvent(AnswerText{opening(quotes, retrieved)});
    for (const auto &citation : quotes.citations) {
        auto whole = co_await located(store, citation);
        const auto text =
            QStringLiteral("“%1” [%2]\n\n").arg(whole.quote.simplified(), QString::number(whole.number));
        co_yield AnswerEvent(AnswerCitation{std::move(whole)});
        if (quotes.fit != Fit::None) // what is only close is shown beside, never as the answer
            co_yield AnswerEvent(AnswerText{text});
    }
    const bool answered = quotes.fit != Fit::None;
    co_yield AnswerEvent(AnswerEnd{answered ? AnswerState::Done : AnswerState::NotFound, answered,
                                   quotes.fit == Fit::Weak, noteOf(retrieved), std::nullopt});
}

/// With a model: its text as it comes, every mark checked.
AsyncGenerator<AnswerEvent> answerWithModel(AskTools tools, QString question, Retrieved retrieved) {
    const auto prompt = makePrompt(question, retrieved.found, tools.tokenBudget);
    MarkFilter filter(int(prompt.hits.size()));
    auto text = tools.model->answer(prompt.turns);
    bool begun = false;
    bool cited = false;
    std::optional<Error> failed;
    for (bool more = true; more;) {
        const auto piece = co_await text.next();
        if (piece && !piece->ok())
            failed = piece->error();
        more = piece && piece->ok();
        for (auto &marked : more ? filter.feed((*piece)->text) : filter.finish()) {
            begun = true;
            if (marked.passage > 0) {
                cited = true;
                const auto &hit = retrieved.found.hits[size_t(prompt.hits[size_t(marked.passage) - 1])];
                auto citation = co_await async::runBlocking(
                    [](std::stop_token, QString claim, const index::Hit *passage) {
                        return citeFor(claim, *passage);
                    },
                    marked.claim, &hit);
                citation.number = marked.number;
                co_yield AnswerEvent(AnswerCitation{co_await located(tools.store, std::move(citation))});
            }
            co_yield AnswerEvent(AnswerText{std::move(marked.text)});
        }
    }
    if (failed) {
        co_yield AnswerEvent(failure(std::move(*failed), begun, noteOf(retrieved)));
        co_return;
    }
    co_yield AnswerEvent(AnswerEnd{AnswerState::Done, cited, false, noteOf(retrieved), std::nullopt});
}

} // namespace

AsyncGenerator<AnswerEvent> ask(AskTools tools, Question question) {
    auto retrieved = co_await retrieve(tools.store, tools.embedder, question.text, question.documents);
    if (!retrieved.ok()) {
        co_yield AnswerEvent(failure(retrieved.error(), false, {}));
        co_return;
    }
    const bool canWrite = tools.model && !retrieved->found.hits.empty();
    const auto words = canWrite ? retrieved->question : index::searchedPart(retrieved->question);
    auto answer = !retrieved->problem.isEmpty() ? answerWithProblem(retrieved->problem)
                  : canWrite                    ? answerWithModel(tools, words, std::move(*retrieved))
                                                : answerWithQuotes(tools.store, words, std::move(*retrieved));
    while (auto event = co_await answer.next())
        co_yield std::move(*event);
}

} // namespace docchat::chat
