#include "commands.h"

#include "async/gather.h"
#include "async/semaphore.h"
#include "chat/quote.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace docchat::cli {

using async::Task;

namespace {

constexpr int questionsAtOnce = 4;

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

/// Answers one question, printing each event as it comes; false when there was no answer to give because of
/// an error.
class Answerer {
public:
    Answerer(Context *context, QJsonValue id)
        : m_context(context), m_id(std::move(id)), m_begun(async::Clock::now()) {}

    Task<bool> answer(chat::AskTools tools, chat::Question question) {
        auto events = chat::ask(tools, std::move(question));
        while (auto event = co_await events.next())
            std::visit([this](const auto &what) { show(what); }, *event);
        co_return m_whole;
    }

private:
    void show(const chat::AnswerText &piece) {
        if (m_firstMs < 0)
            m_firstMs = msSince(m_begun);
        m_context->output.json({{QStringLiteral("id"), m_id},
                                {QStringLiteral("event"), QStringLiteral("text")},
                                {QStringLiteral("text"), piece.text}});
        m_context->output.text(piece.text);
    }

    void show(const chat::AnswerCitation &cited) {
        m_context->output.json(citationJson(cited.citation, m_id));
        m_citations.push_back(cited.citation);
    }

    void show(const chat::AnswerEnd &end) {
        m_whole = end.state == AnswerState::Done || end.state == AnswerState::NotFound;
        m_context->output.json({{QStringLiteral("id"), m_id},
                                {QStringLiteral("event"), QStringLiteral("done")},
                                {QStringLiteral("answered"), end.answered},
                                {QStringLiteral("state"), answerStateName(end.state)},
                                {QStringLiteral("note"), end.note},
                                {QStringLiteral("error"), end.error ? end.error->text() : QString()},
                                {QStringLiteral("first_ms"), m_firstMs},
                                {QStringLiteral("ms"), msSince(m_begun)}});
        m_context->output.text(QStringLiteral("\n"));
        for (const auto &citation : m_citations) {
            m_context->output.line(QStringLiteral("[%1] %2: “%3” (%4)")
                                       .arg(QString::number(citation.number), citation.nameAndPlace(),
                                            citation.quote.simplified(),
                                            citation.verified ? QStringLiteral("found in source")
                                                              : QStringLiteral("not found in source")));
        }
        if (!end.note.isEmpty())
            m_context->output.line(end.note);
        if (end.error)
            m_context->output.error(*end.error);
    }

    Context *m_context;
    QJsonValue m_id;
    async::Clock::time_point m_begun;
    std::vector<Citation> m_citations;
    qint64 m_firstMs = -1;
    bool m_whole = false;
};

Task<bool> answerOne(Context *context, chat::AskTools tools, QList<DocumentId> documents,
                     NumberedQuery query) {
    Answerer answerer(context, query.id);
    co_return co_await answerer.answer(tools, {query.text, std::move(documents)});
}

Task<bool> searchOne(Context *context, QList<DocumentId> documents, int most, NumberedQuery query) {
    const auto retrieved = co_await chat::retrieve(
        &context->application->store(), context->application->askTools().embedder, query.text, documents);
    if (!retrieved.ok()) {
        context->output.error(retrieved.error());
        co_return false;
    }
    int rank = 0;
    for (const auto &hit : retrieved->found.hits) {
        if (++rank > most)
            break;
        context->output.json({{QStringLiteral("id"), query.id},
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
        context->output.line(QStringLiteral("%1. %2 (%3)\n%4\n")
                                 .arg(QString::number(rank), hit.nameAndPlace(),
                                      QString::number(hit.score, 'f', 2), hit.passage.text.simplified()));
    }
    co_return true;
}

/// One query from the command line, or many from a file, some at once.
template <class F>
Task<int> forQueries(Context *context, QString fileOption, F each) {
    std::vector<NumberedQuery> queries;
    if (context->arguments.has(fileOption)) {
        auto read = readQueries(*context, context->arguments.value(fileOption));
        if (!read)
            co_return Usage;
        queries = std::move(*read);
    } else if (!context->arguments.positional.isEmpty()) {
        queries.push_back({QJsonValue(1), context->arguments.positional.join(QLatin1Char(' '))});
    } else {
        context->output.error({ErrorKind::Usage, QStringLiteral("Nothing is asked"),
                               QStringLiteral("Give a question, or --%1 FILE").arg(fileOption)});
        co_return Usage;
    }
    const auto whole =
        co_await async::mapConcurrent(std::move(queries), context->output.asJson ? questionsAtOnce : 1, each);
    co_return std::find(whole.begin(), whole.end(), false) == whole.end() ? AllDone : SomeFailed;
}

} // namespace

std::optional<std::vector<NumberedQuery>> readQueries(const Context &context, const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        context.output.error({ErrorKind::Missing, QStringLiteral("%1: %2").arg(path, file.errorString()),
                              QStringLiteral("Check the path")});
        return std::nullopt;
    }
    std::vector<NumberedQuery> queries;
    while (!file.atEnd()) {
        const auto object = QJsonDocument::fromJson(file.readLine()).object();
        const auto text = object.value(QLatin1StringView("query"))
                              .toString(object.value(QLatin1StringView("text")).toString());
        if (!text.isEmpty())
            queries.push_back({object.value(QLatin1StringView("id")), text});
    }
    return queries;
}

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
    const auto documents = documentOptions(*context);
    if (!documents)
        co_return Usage;
    const auto tools = context->application->askTools();
    co_return co_await forQueries(context, QStringLiteral("questions"), [=](NumberedQuery query) {
        return answerOne(context, tools, *documents, std::move(query));
    });
}

Task<int> search(Context *context) {
    const auto documents = documentOptions(*context);
    if (!documents)
        co_return Usage;
    const int most = std::max(1, context->arguments.value(QStringLiteral("k"), QStringLiteral("10")).toInt());
    co_return co_await forQueries(context, QStringLiteral("queries"), [=](NumberedQuery query) {
        return searchOne(context, *documents, most, std::move(query));
    });
}

} // namespace docchat::cli
