#include "chat/written.h"

#include "base/words.h"
#include "chat/marks.h"
#include "chat/quote.h"
#include "index/analysis.h"
#include "index/stopwords.h"

#include <algorithm>

namespace docchat::chat {

using async::AsyncGenerator;
using async::Task;

namespace {

constexpr double begunShare = 0.5; // of what a model reads at once, for what was written before

/// Citations counted in the order of their first use.
class CitationNumbers {
public:
    explicit CitationNumbers(std::vector<Citation> given) : m_given(std::move(given)) {}

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
        citation.number = m_given.empty() ? 1 : m_given.back().number + 1;
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

/// What must be said of an answer that is whole.
QString noteOf(const CitationNumbers &numbers, std::optional<provider::Finish> finish, const QString &model) {
    QString note;
    if (!numbers.supports())
        note = Words::tr("Nothing in your documents supports this answer");
    if (finish == provider::Finish::Length)
        note = joined(note, Words::tr("%1 stopped at the longest answer it may write").arg(model));
    if (finish == provider::Finish::Filtered)
        note = joined(note, Words::tr("The server cut the answer by its rules on contents"));
    return note;
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

/// The words of all sources.
QString wordsOf(const std::vector<const index::Hit *> &sources) {
    QString words;
    for (const auto *source : sources)
        words += source->passage.text + QLatin1Char('\n');
    return words;
}

double roomForBegun(const PromptLimits &limits) {
    return begunShare * (limits.context - limits.answer);
}

} // namespace

PromptLimits limitsBeside(const Begun &begun, PromptLimits limits) {
    if (!begun.isEmpty())
        limits.context -= int(std::min(estimateTokens(begun.text), roomForBegun(limits)));
    return limits;
}

Task<Citation> located(index::Store *store, Citation citation) {
    auto found = co_await store->read([citation](index::Database &database) mutable {
        locate(database, citation);
        return citation;
    });
    co_return found.ok() ? std::move(*found) : std::move(citation);
}

Task<Result<QString>> writtenBy(provider::ChatModel *model, std::vector<provider::ChatTurn> turns) {
    QString text;
    auto pieces = model->answer(std::move(turns));
    while (auto piece = co_await pieces.next()) {
        if (!piece->ok())
            co_return piece->error();
        text += (*piece)->text;
    }
    co_return text;
}

AnswerEnd endedBy(Error error, bool begun, QString note) {
    return {begun ? AnswerState::Interrupted : AnswerState::Failed, false, false, std::move(note),
            std::move(error)};
}

QString joined(const QString &first, const QString &second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + QStringLiteral(". ") + second;
}

AsyncGenerator<AnswerEvent> writeCited(AskTools tools, std::vector<provider::ChatTurn> turns,
                                       std::vector<const index::Hit *> sources, QString note, Begun before) {
    const auto written = asWritten(before, sources, roomForBegun(tools.limits));
    Seam seam(written, before.isEmpty() ? QString() : wordsOf(sources));
    MarkFilter filter(int(sources.size()), written);
    CitationNumbers numbers(before.citations);
    std::optional<provider::Finish> finish;
    std::optional<Error> failed;
    bool begun = !before.isEmpty();
    auto pieces = tools.model->answer(begun ? goingOn(std::move(turns), written) : std::move(turns));
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
        for (auto &marked : more ? filter.feed(seam.feed((*piece)->text)) : filter.finish(seam.finish())) {
            begun = true;
            if (marked.passage > 0) {
                bool isNew = false;
                auto citation = co_await citationFor(tools.store, std::move(marked.claim),
                                                     sources[size_t(marked.passage) - 1], &numbers, &isNew);
                marked.text = QStringLiteral("[%1]").arg(citation.number);
                if (isNew)
                    co_yield AnswerEvent(AnswerCitation{std::move(citation)});
            }
            co_yield AnswerEvent(AnswerText{std::move(marked.text)});
        }
    }
    if (failed) {
        co_yield AnswerEvent(endedBy(std::move(*failed), begun, note));
        co_return;
    }
    const bool isCut = finish == provider::Finish::Length;
    co_yield AnswerEvent(AnswerEnd{isCut ? AnswerState::OutOfRoom : AnswerState::Done, numbers.supports(),
                                   false, joined(noteOf(numbers, finish, tools.model->chatModel()), note),
                                   std::nullopt});
}

} // namespace docchat::chat
