#include "queries.h"

#include "chat/quote.h"
#include "chat/style.h"
#include "chat/whole.h"
#include "index/collections.h"
#include "settings/settings.h"

#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

/// What the command line asks is not kept, and so is not what was sent for it.
void notNoted(const Sent &) {}

qint64 msSince(async::Clock::time_point begun) {
    return std::chrono::duration_cast<async::Milliseconds>(async::Clock::now() - begun).count();
}

QJsonObject citationJson(const Citation &citation, const QJsonValue &id) {
    QJsonArray boxes;
    for (const auto &box : citation.boxes) {
        boxes.append(QJsonArray{box.page, box.rect.x(), box.rect.y(), box.rect.width(), box.rect.height()});
    }
    return {{QStringLiteral("id"), id},
            {QStringLiteral("event"), QStringLiteral("citation")},
            {QStringLiteral("number"), citation.number},
            {QStringLiteral("document"), citation.document},
            {QStringLiteral("name"), citation.name},
            {QStringLiteral("page"), citation.page},
            {QStringLiteral("place"), citation.where()},
            {QStringLiteral("start"), qint64(citation.start)},
            {QStringLiteral("end"), qint64(citation.end)},
            {QStringLiteral("quote"), citation.quote},
            {QStringLiteral("verified"), citation.verified},
            {QStringLiteral("boxes"), boxes}};
}

QString sourceLine(const Citation &citation) {
    return QStringLiteral("[%1] %2: “%3” (%4)")
        .arg(QString::number(citation.number), citation.nameAndPlace(), citation.quote.simplified(),
             citation.verified ? QStringLiteral("found in source") : QStringLiteral("not found in source"));
}

/// Answers one question, printing each event as it comes; false when there was no answer to give because of
/// an error.
class Answerer {
public:
    Answerer(QJsonValue id, InTurn print)
        : m_id(std::move(id)), m_print(std::move(print)), m_begun(async::Clock::now()) {}

    Task<bool> answer(chat::AskTools tools, chat::Question question) {
        auto events = chat::ask(tools, std::move(question));
        while (auto event = co_await events.next())
            std::visit([this](const auto &what) { show(what); }, *event);
        co_return m_whole;
    }

    Task<bool> answerWhole(chat::AskTools tools, chat::WholeWish wish) {
        auto events = chat::askWhole(tools, std::move(wish));
        while (auto event = co_await events.next()) {
            if (const auto *read = std::get_if<chat::SectionsRead>(&*event))
                show(*read);
            else
                std::visit([this](const auto &what) { show(what); }, std::get<chat::AnswerEvent>(*event));
        }
        co_return m_whole;
    }

private:
    void show(const chat::SectionsRead &read) {
        m_print([id = m_id, read](const Output &output) {
            output.json({{QStringLiteral("id"), id},
                         {QStringLiteral("event"), QStringLiteral("progress")},
                         {QStringLiteral("done"), read.done},
                         {QStringLiteral("total"), read.total}});
            output.progress(QStringLiteral("%1 of %2 sections read").arg(read.done).arg(read.total));
        });
    }

    void show(const chat::AnswerAsked &) {} // a question of the command line leans on none before it

    void show(const chat::AnswerWait &waiting) {
        m_print([waiting](const Output &output) {
            output.warning(QStringLiteral("%1; going on in %2 s")
                               .arg(waiting.why.message)
                               .arg((waiting.wait.count() + 999) / 1000));
        });
    }

    void show(const chat::AnswerWriter &writer) {
        m_print([id = m_id, model = writer.model](const Output &output) {
            output.json({{QStringLiteral("id"), id},
                         {QStringLiteral("event"), QStringLiteral("writer")},
                         {QStringLiteral("model"), model}});
        });
    }

    void show(const chat::AnswerText &piece) {
        if (m_firstMs < 0)
            m_firstMs = msSince(m_begun);
        m_print([id = m_id, text = piece.text](const Output &output) {
            output.json({{QStringLiteral("id"), id},
                         {QStringLiteral("event"), QStringLiteral("text")},
                         {QStringLiteral("text"), text}});
            output.text(text);
        });
    }

    void show(const chat::AnswerCitation &cited) {
        m_print([json = citationJson(cited.citation, m_id)](const Output &output) { output.json(json); });
        m_citations.push_back(cited.citation);
    }

    void show(const chat::AnswerEnd &end) {
        m_whole = end.state != AnswerState::Failed && end.state != AnswerState::Interrupted;
        const QJsonObject done{{QStringLiteral("id"), m_id},
                               {QStringLiteral("event"), QStringLiteral("done")},
                               {QStringLiteral("answered"), end.answered},
                               {QStringLiteral("state"), answerStateName(end.state)},
                               {QStringLiteral("note"), end.note},
                               {QStringLiteral("error"), end.error ? end.error->text() : QString()},
                               {QStringLiteral("first_ms"), m_firstMs},
                               {QStringLiteral("ms"), msSince(m_begun)}};
        m_print([done, end, citations = m_citations](const Output &output) {
            output.json(done);
            output.text(QStringLiteral("\n"));
            for (const auto &citation : citations)
                output.line(sourceLine(citation));
            if (!end.note.isEmpty())
                output.line(end.note);
            if (end.error)
                output.error(*end.error);
        });
    }

    QJsonValue m_id;
    InTurn m_print;
    async::Clock::time_point m_begun;
    std::vector<Citation> m_citations;
    qint64 m_firstMs = -1;
    bool m_whole = false;
};

Task<bool> answerOne(chat::AskTools tools, index::Scope scope, AnswerStyle style, NumberedQuery query,
                     InTurn print) {
    Answerer answerer(query.id, std::move(print));
    chat::Question question{query.text, std::move(scope.documents), {}, std::move(style)};
    question.collection = scope.collection;
    co_return co_await answerer.answer(tools, std::move(question));
}

/// How answers are to be written: as the options say, else as it is set for the collection, else for all
/// chats. A usage error is printed and nullopt returned when an option makes no sense.
std::optional<AnswerStyle> styleOption(const Context &context, const AnswerStyle &ofCollection = {}) {
    const auto &arguments = context.arguments;
    const auto length = arguments.value(QStringLiteral("length"));
    const auto language = arguments.value(QStringLiteral("language"));
    const AnswerStyle style{arguments.value(QStringLiteral("instructions")), answerLengthFromName(length),
                            language};
    if (answerLengthName(style.length) != length) {
        context.output.error({ErrorKind::Usage, QStringLiteral("%1 is not a length of answers").arg(length),
                              QStringLiteral("There are short, normal and long")});
        return std::nullopt;
    }
    if (!language.isEmpty() && language != questionLanguage && chat::languageName(language).isEmpty()) {
        context.output.error({ErrorKind::Usage,
                              QStringLiteral("%1 is not the code of a language").arg(language),
                              QStringLiteral("It has two letters, such as en or de; or say question")});
        return std::nullopt;
    }
    return style.over(ofCollection)
        .over(settings::Settings(context.application->options().dataFolder).answerStyle());
}

/// That of a collection; nothing is chosen where there is none.
Task<AnswerStyle> styleIn(Context *context, qint64 collection) {
    const auto found = co_await context->application->store().read(
        [collection](index::Database &database) { return index::findCollection(database, collection); });
    co_return found.ok() && *found ? (*found)->style : AnswerStyle();
}

void printHit(const Output &output, const QJsonValue &id, int rank, const index::Hit &hit) {
    output.json({{QStringLiteral("id"), id},
                 {QStringLiteral("rank"), rank},
                 {QStringLiteral("score"), hit.score},
                 {QStringLiteral("document"), hit.passage.document},
                 {QStringLiteral("name"), hit.name},
                 {QStringLiteral("passage"), hit.passage.id},
                 {QStringLiteral("page"), hit.passage.firstPage},
                 {QStringLiteral("place"), hit.where()},
                 {QStringLiteral("start"), qint64(hit.passage.start)},
                 {QStringLiteral("end"), qint64(hit.passage.end)},
                 {QStringLiteral("text"), hit.passage.text}});
    output.line(QStringLiteral("%1. %2 (%3)\n%4\n")
                    .arg(QString::number(rank), hit.nameAndPlace(), QString::number(hit.score, 'f', 2),
                         hit.passage.text.simplified()));
}

/// Why a search that did not fail gives nothing; empty: it gives something.
QString nothingFound(const chat::Retrieved &retrieved) {
    if (!retrieved.problem.isEmpty())
        return retrieved.problem;
    if (!retrieved.found.hits.empty())
        return {};
    return retrieved.documents == 0 ? QStringLiteral("There are no documents to search yet.")
                                    : QStringLiteral("Nothing was found.");
}

Task<bool> searchOne(Context *context, index::Scope scope, size_t most, NumberedQuery query, InTurn print) {
    const auto tools = context->application->askTools(notNoted);
    auto retrieved = co_await chat::retrieve(tools.store, tools.embedder, query.text, scope);
    if (!retrieved.ok()) {
        print([error = retrieved.error()](const Output &output) { output.error(error); });
        co_return false;
    }
    if (const auto nothing = nothingFound(*retrieved); !nothing.isEmpty())
        print([nothing](const Output &output) { output.warning(nothing); });
    auto hits = std::move(retrieved->found.hits);
    hits.resize(std::min(hits.size(), most));
    print([id = query.id, hits = std::move(hits)](const Output &output) {
        int rank = 0;
        for (const auto &hit : hits)
            printHit(output, id, ++rank, hit);
    });
    co_return true;
}

} // namespace

std::optional<QList<DocumentId>> documentOptions(const Context &context) {
    QList<DocumentId> ids;
    for (const auto &value : context.arguments.options.values(QStringLiteral("document"))) {
        bool isNumber = false;
        ids += value.toLongLong(&isNumber);
        if (!isNumber) {
            context.output.error({ErrorKind::Usage,
                                  QStringLiteral("%1 is not a document's number").arg(value),
                                  QStringLiteral("docchat-cli list shows them")});
            return std::nullopt;
        }
    }
    return ids;
}

Task<int> ask(Context *context) {
    const auto scope = co_await scopeOption(context);
    if (!scope)
        co_return Usage;
    const auto style = styleOption(*context, co_await styleIn(context, scope->collection));
    if (!style)
        co_return Usage;
    const auto &heldBack = context->application->heldBack();
    if (heldBack && !context->application->options().offline)
        context->output.warning(
            QStringLiteral("%1 is not asked, as the library works offline").arg(heldBack->name));
    const auto tools = context->application->askTools(notNoted);
    co_return co_await forQueries(
        context, QStringLiteral("questions"), [=](NumberedQuery query, InTurn print) {
            return answerOne(tools, *scope, *style, std::move(query), std::move(print));
        });
}

Task<int> summarise(Context *context) {
    bool isNumber = false;
    const auto id = context->arguments.positional.value(0).toLongLong(&isNumber);
    if (!isNumber) {
        context->output.error({ErrorKind::Usage, QStringLiteral("Which document is to be summarised?"),
                               QStringLiteral("docchat-cli list shows their numbers")});
        co_return Usage;
    }
    const auto style = styleOption(*context);
    if (!style)
        co_return Usage;
    const auto words = context->arguments.positional.mid(1).join(QLatin1Char(' '));
    const auto wish = words.isEmpty() ? QStringLiteral("Summarise the document.") : words;
    Answerer answerer(
        id, [context](const std::function<void(const Output &)> &print) { print(context->output); });
    const bool whole =
        co_await answerer.answerWhole(context->application->askTools(notNoted), {id, wish, *style});
    co_return whole ? AllDone : SomeFailed;
}

Task<int> search(Context *context) {
    const auto scope = co_await scopeOption(context);
    if (!scope)
        co_return Usage;
    const auto most =
        size_t(std::max(1, context->arguments.value(QStringLiteral("k"), QStringLiteral("10")).toInt()));
    co_return co_await forQueries(context, QStringLiteral("queries"), [=](NumberedQuery query, InTurn print) {
        return searchOne(context, *scope, most, std::move(query), std::move(print));
    });
}

} // namespace docchat::cli
