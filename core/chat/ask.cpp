#include "chat/ask.h"

#include "async/deadline.h"
#include "chat/marks.h"
#include "chat/prompt.h"
#include "chat/quote.h"
#include "index/analysis.h"
#include "index/querysyntax.h"
#include "index/stopwords.h"

#include <algorithm>

namespace docchat::chat {

using async::AsyncGenerator;
using async::Task;

namespace {

constexpr async::Milliseconds patience = std::chrono::seconds(8); // with a model that makes a question whole
constexpr int fewestTokens = 400;                                 // of passages that a model is tried with

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

/// Citations counted in the order of their first use.
class CitationNumbers {
public:
    /// Gives a citation its number. False: it was given before.
    bool give(Citation &citation) {
        const auto known = std::ranges::find_if(m_given, [&](const Citation &other) {
            return other.passage == citation.passage && other.start == citation.start &&
                   other.end == citation.end && other.verified == citation.verified;
        });
        if (known != m_given.end()) {
            citation.number = known->number;
            return false;
        }
        citation.number = int(m_given.size()) + 1;
        m_given.push_back(citation);
        return true;
    }

    /// What was cited last of a passage.
    [[nodiscard]] std::optional<Citation> lastOf(qint64 passage) const {
        const auto known = std::find_if(m_given.rbegin(), m_given.rend(), [&](const Citation &citation) {
            return citation.passage == passage;
        });
        return known == m_given.rend() ? std::nullopt : std::optional(*known);
    }

    [[nodiscard]] bool supports() const {
        return std::ranges::any_of(m_given, [](const Citation &citation) { return citation.verified; });
    }

private:
    std::vector<Citation> m_given;
};

QString noteOf(const Retrieved &retrieved, const CitationNumbers &numbers, const PromptLimits &limits,
               const AskTools &tools, std::optional<provider::Finish> finish) {
    QStringList notes;
    if (!numbers.supports())
        notes += QStringLiteral("Nothing in your documents supports this answer");
    if (finish == provider::Finish::Length)
        notes +=
            QStringLiteral("%1 stopped at the longest answer it may write").arg(tools.model->chatModel());
    if (finish == provider::Finish::Filtered)
        notes += QStringLiteral("The server cut the answer by its rules on contents");
    if (limits.passages < tools.limits.passages)
        notes +=
            QStringLiteral("%1 reads little at once: fewer passages were sent").arg(tools.model->chatModel());
    if (const auto note = noteOf(retrieved); !note.isEmpty())
        notes += note;
    return notes.join(QStringLiteral(". "));
}

/// Without a figure, and with no more than one word that is more than grammar.
bool saysLittle(const QString &claim) {
    qsizetype words = 0;
    for (const auto &token : index::tokenize(claim)) {
        const bool isFigure = std::ranges::any_of(token.term, [](QChar c) { return c.isDigit(); });
        words += isFigure ? 2 : !index::isStopWord(token.term);
    }
    return words < 2;
}

/// What a claim is supported by best, with its place. A claim that says too little to be compared ("It
/// does.") goes with the last one of its passage.
Task<Citation> citationFor(index::Store *store, QString claim, const index::Hit *hit,
                           CitationNumbers *numbers, bool *isNew) {
    auto citation = co_await async::runBlocking(
        [](std::stop_token, QString said, const index::Hit *passage) { return citeFor(said, *passage); },
        claim, hit);
    const auto last = numbers->lastOf(citation.passage);
    if (last && saysLittle(claim)) {
        *isNew = false;
        co_return *last;
    }
    *isNew = numbers->give(citation);
    co_return *isNew ? co_await located(store, std::move(citation)) : std::move(citation);
}

/// With a model, once: its text as it comes, every mark checked.
AsyncGenerator<AnswerEvent> writeAnswer(const AskTools &tools, const Question &question,
                                        const Retrieved &retrieved, const PromptLimits &limits) {
    const auto prompt = makePrompt(question.text, retrieved.found, limits, question.before);
    MarkFilter filter(int(prompt.hits.size()));
    CitationNumbers numbers;
    std::optional<provider::Finish> finish;
    std::optional<Error> failed;
    bool begun = false;
    auto pieces = tools.model->answer(prompt.turns);
    for (bool more = true; more;) {
        auto piece = co_await pieces.next();
        if (piece && !piece->ok())
            failed = piece->error();
        more = piece && piece->ok();
        if (more && (*piece)->wait)
            co_yield AnswerEvent(AnswerWait{(*piece)->wait->why, (*piece)->wait->wait});
        if (more && !(*piece)->writer.isEmpty())
            co_yield AnswerEvent(AnswerWriter{(*piece)->writer});
        if (more && (*piece)->finish)
            finish = (*piece)->finish;
        for (auto &marked : more ? filter.feed((*piece)->text) : filter.finish()) {
            begun = true;
            if (marked.passage > 0) {
                const auto &hit = retrieved.found.hits[size_t(prompt.hits[size_t(marked.passage) - 1])];
                bool isNew = false;
                auto citation =
                    co_await citationFor(tools.store, std::move(marked.claim), &hit, &numbers, &isNew);
                marked.text = QStringLiteral("[%1]").arg(citation.number);
                if (isNew)
                    co_yield AnswerEvent(AnswerCitation{std::move(citation)});
            }
            co_yield AnswerEvent(AnswerText{std::move(marked.text)});
        }
    }
    if (failed) {
        co_yield AnswerEvent(failure(std::move(*failed), begun, noteOf(retrieved)));
        co_return;
    }
    co_yield AnswerEvent(AnswerEnd{AnswerState::Done, numbers.supports(), false,
                                   noteOf(retrieved, numbers, limits, tools, finish), std::nullopt});
}

/// With a model; one that reads less at once than was thought is asked again with half as much.
AsyncGenerator<AnswerEvent> answerWithModel(AskTools tools, Question question, Retrieved retrieved) {
    for (auto limits = tools.limits;; limits.passages /= 2) {
        auto answer = writeAnswer(tools, question, retrieved, limits);
        bool again = false;
        while (auto event = co_await answer.next()) {
            const auto *end = std::get_if<AnswerEnd>(&*event);
            again = end && end->state == AnswerState::Failed && end->error->fault == ServerFault::TooLong &&
                    limits.passages > fewestTokens;
            if (!again)
                co_yield std::move(*event);
        }
        if (!again)
            co_return;
    }
}

Task<QString> writtenBy(provider::ChatModel *model, std::vector<provider::ChatTurn> turns) {
    QString text;
    auto pieces = model->answer(std::move(turns));
    while (auto piece = co_await pieces.next()) {
        if (!piece->ok())
            co_return QString();
        text += (*piece)->text;
    }
    co_return text;
}

/// The question with its filters as it is looked up: made whole where it leans on the one before.
Task<QString> wholeQuestion(provider::ChatModel *model, const Question &question) {
    const auto typed = index::parseQuery(question.text);
    if (question.before.empty() || !leansOnBefore(typed.question))
        co_return question.text;
    QString whole;
    try {
        if (model)
            whole = wholeFrom(co_await async::withTimeout(
                                  patience, writtenBy(model, wishForWhole(typed.question, question.before))),
                              typed.question);
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
    auto retrieved = co_await retrieve(tools.store, tools.embedder, whole, question.documents);
    if (!retrieved.ok()) {
        co_yield AnswerEvent(failure(retrieved.error(), false, {}));
        co_return;
    }
    const bool canWrite = tools.model && !retrieved->found.hits.empty();
    const auto words = index::searchedPart(retrieved->question);
    if (canWrite)
        question.text = index::parseQuery(question.text).question;
    auto answer = !retrieved->problem.isEmpty() ? answerWithProblem(retrieved->problem)
                  : canWrite                    ? answerWithModel(tools, question, std::move(*retrieved))
                                                : answerWithQuotes(tools.store, words, std::move(*retrieved));
    while (auto event = co_await answer.next())
        co_yield std::move(*event);
}

} // namespace docchat::chat
