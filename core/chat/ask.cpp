#include "chat/ask.h"

#include "async/deadline.h"
#include "base/words.h"
#include "chat/quote.h"
#include "chat/written.h"
#include "index/querysyntax.h"

#include <algorithm>
#include <span>

namespace docchat::chat {

using async::AsyncGenerator;
using async::Task;

namespace {

constexpr async::Milliseconds patience = std::chrono::seconds(8); // with a model that makes a question whole
constexpr size_t mostNamed = 3;                                   // documents, in a note
constexpr int fewestTokens = 400;                                 // of passages that a model is tried with

QString readSoFar(const std::vector<ReadSoFar> &unfinished) {
    QStringList parts;
    for (const auto &document : std::span(unfinished).first(std::min(unfinished.size(), mostNamed))) {
        if (!document.reason.isEmpty()) {
            parts += Words::tr("%1 could not be read whole: %2").arg(document.name, document.reason);
            continue;
        }
        parts += document.pages > 0 ? Words::tr("%1: read so far: pages 1–%2 of %3")
                                          .arg(document.name, QString::number(document.pagesRead),
                                               QString::number(document.pages))
                                    : Words::tr("%1 is still being read").arg(document.name);
    }
    if (unfinished.size() > mostNamed)
        parts += Words::tr("%1 more are not read whole yet").arg(unfinished.size() - mostNamed);
    return parts.join(QStringLiteral("; "));
}

QString noteOf(const Retrieved &retrieved) {
    QStringList notes;
    if (!retrieved.unfinished.empty())
        notes += readSoFar(retrieved.unfinished);
    if (retrieved.cut)
        notes += Words::tr("The question is long: only its beginning was looked up");
    if (retrieved.vectors)
        notes += Words::tr("Found by words alone: %1").arg(retrieved.vectors->message);
    return notes.join(QStringLiteral(". "));
}

QString opening(const Quotes &quotes, const Retrieved &retrieved) {
    if (quotes.fit == Fit::Good)
        return Words::tr("Quoted from your documents:\n\n");
    if (quotes.fit == Fit::Weak)
        return Words::tr("A weak match, quoted from your documents:\n\n");
    if (retrieved.documents == 0)
        return Words::tr("**There are no documents to ask yet.** Add some, then ask again.\n\n");
    return Words::tr("**Not in these documents.** Nothing in %1 answers this.%2\n\n")
        .arg(retrieved.documents == 1 ? Words::tr("the document")
                                      : Words::tr("the %1 documents").arg(retrieved.documents),
             quotes.citations.empty() ? QString()
                                      : Words::tr(" The closest passages, which may not be about it:"));
}

Error cannotGoOn() {
    return {ErrorKind::Usage,
            Words::tr("Only a model can go on with an answer, from passages that are still there"),
            Words::tr("Choose a model at the top right, or ask again with Retry")};
}

/// There was nothing to look for, or nowhere.
AsyncGenerator<AnswerEvent> answerWithProblem(QString problem) {
    co_yield AnswerEvent(AnswerText{problem + QStringLiteral("\n\n")});
    co_yield AnswerEvent(AnswerEnd{AnswerState::NotFound, false, false, {}, std::nullopt});
}

size_t quotesFor(AnswerLength length) {
    constexpr size_t fewQuotes = 1;
    constexpr size_t manyQuotes = 5;
    if (length == AnswerLength::Short)
        return fewQuotes;
    return length == AnswerLength::Long ? manyQuotes : usualQuotes;
}

/// Offline: the best sentences, word for word.
AsyncGenerator<AnswerEvent> answerWithQuotes(index::Store *store, QString question, AnswerLength length,
                                             Retrieved retrieved) {
    const auto quotes = co_await async::runBlocking(
        [](std::stop_token, QString text, const index::Found *found, size_t most) {
            return quote(text, *found, most);
        },
        question, static_cast<const index::Found *>(&retrieved.found), quotesFor(length));
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

/// With a model; one that reads less at once than was thought is asked again with half as much.
AsyncGenerator<AnswerEvent> answerWithModel(AskTools tools, Question question, Retrieved retrieved) {
    for (auto limits = tools.limits;; limits.passages /= 2) {
        const auto prompt = makePrompt(question.text, retrieved.found, limitsBeside(question.begun, limits),
                                       question.before, question.style);
        std::vector<const index::Hit *> sources;
        for (const auto hit : prompt.hits)
            sources.push_back(&retrieved.found.hits[size_t(hit)]);
        auto note = noteOf(retrieved);
        if (limits.passages < tools.limits.passages)
            note = joined(
                Words::tr("%1 reads little at once: fewer passages were sent").arg(tools.model->chatModel()),
                note);
        auto answer = writeCited(tools, prompt.turns, sources, note, question.begun);
        bool again = false;
        bool wrote = false;
        while (auto event = co_await answer.next()) {
            const auto *end = std::get_if<AnswerEnd>(&*event);
            wrote = wrote || std::holds_alternative<AnswerText>(*event);
            again = end && !wrote && end->error && end->error->fault == ServerFault::TooLong &&
                    limits.passages > fewestTokens;
            if (!again)
                co_yield std::move(*event);
        }
        if (!again)
            co_return;
    }
}

/// The question with its filters as it is looked up: made whole where it leans on the one before.
Task<QString> wholeQuestion(provider::ChatModel *model, const Question &question) {
    const auto typed = index::parseQuery(question.text);
    if (question.before.empty() || !leansOnBefore(typed.question))
        co_return question.text;
    QString whole;
    try {
        if (model) {
            const auto text = co_await async::withTimeout(
                patience, writtenBy(model, wishForWhole(typed.question, question.before)));
            whole = text.ok() ? wholeFrom(text.value(), typed.question) : QString();
        }
    } catch (const async::TimeoutError &) { // then by rule
    }
    if (whole.isEmpty())
        whole = madeWhole(typed.question, index::parseQuery(question.before.back().question).question);
    for (const auto &filter : typed.filters)
        whole += QLatin1Char(' ') + index::part(question.text, filter.range).toString();
    co_return whole;
}

} // namespace

AsyncGenerator<AnswerEvent> ask(AskTools tools, Question question) {
    const auto whole = co_await wholeQuestion(tools.model, question);
    if (whole != question.text)
        co_yield AnswerEvent(AnswerAsked{whole});
    auto retrieved = co_await retrieve(tools.store, tools.embedder, whole,
                                       index::Scope(question.documents, question.collection));
    if (!retrieved.ok()) {
        co_yield AnswerEvent(endedBy(retrieved.error(), false, {}));
        co_return;
    }
    const bool canWrite = tools.model && !retrieved->found.hits.empty();
    if (!canWrite && !question.begun.isEmpty()) {
        co_yield endedBy(cannotGoOn(), true, {});
        co_return;
    }
    const auto words = index::searchedPart(retrieved->question);
    const auto length = question.style.length;
    if (canWrite)
        question.text = index::parseQuery(question.text).question;
    auto answer = !retrieved->problem.isEmpty() ? answerWithProblem(retrieved->problem)
                  : canWrite                    ? answerWithModel(tools, question, std::move(*retrieved))
                             : answerWithQuotes(tools.store, words, length, std::move(*retrieved));
    while (auto event = co_await answer.next())
        co_yield std::move(*event);
}

} // namespace docchat::chat
