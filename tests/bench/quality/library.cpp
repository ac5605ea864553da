#include "library.h"

#include "async/run.h"
#include "chat/excerpts.h"
#include "chat/quote.h"
#include "index/documents.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <stdexcept>

namespace docchat::quality {

using async::Task;

namespace {

constexpr qsizetype sentencesWanted = 3;
constexpr double tokensOfPrompt = 1000;
constexpr qsizetype documentsWanted = 100;

QByteArray contentOf(const SetDocument &document, FileForm form) {
    switch (form) {
    case FileForm::Html:
        return "<!DOCTYPE html><meta charset=utf-8><h1>" + document.title.toHtmlEscaped().toUtf8() +
               "</h1>\n<p>" + document.text.toHtmlEscaped().toUtf8().replace("\n\n", "</p>\n<p>") + "</p>\n";
    case FileForm::TitledText:
        return (document.title + QStringLiteral("\n\n") + document.text + u'\n').toUtf8();
    case FileForm::Text:
        break;
    }
    return (document.text + u'\n').toUtf8();
}

QString suffixOf(FileForm form) {
    return form == FileForm::Html ? QStringLiteral(".html") : QStringLiteral(".txt");
}

std::unique_ptr<Application> openApplication(const QString &folder) {
    Options options;
    options.dataFolder = folder;
    options.offline = true;
    auto application = Application::open(options, index::Store::Access::ReadWrite);
    if (!application.ok())
        throw std::runtime_error(qPrintable(application.error().text()));
    return std::move(*application);
}

template <class T>
T valueOf(Result<T> result) {
    if (!result.ok())
        throw std::runtime_error(qPrintable(result.error().text()));
    return std::move(*result);
}

void appendNew(QStringList &list, const QString &value) {
    if (list.size() < documentsWanted && !list.contains(value))
        list += value;
}

} // namespace

Library::Library(FileForm form)
    : m_form(form), m_application(openApplication(m_folder.filePath(QStringLiteral("library")))) {
    QDir(m_folder.path()).mkdir(QStringLiteral("files"));
}

Library::~Library() {
    async::run(m_application->shutdown());
}

void Library::add(const std::vector<SetDocument> &documents) {
    async::run(addAll(documents));
}

Task<void> Library::addAll(std::vector<SetDocument> documents) {
    std::vector<std::pair<QString, ingest::JobId>> jobs;
    for (const auto &document : documents) {
        QFile file(m_folder.filePath(QStringLiteral("files/") + document.id + suffixOf(m_form)));
        if (!file.open(QIODevice::WriteOnly) || file.write(contentOf(document, m_form)) < 0)
            throw std::runtime_error(qPrintable(file.errorString()));
        file.close();
        jobs.emplace_back(document.id, m_application->jobs().add(file.fileName()));
    }
    for (const auto &[id, job] : jobs) {
        const auto ended = co_await m_application->jobs().finished(job);
        if (ended.result.document == 0)
            std::fprintf(stderr, "%s was not read: %s\n", qPrintable(id),
                         ended.result.error ? qPrintable(ended.result.error->text()) : "?");
        m_documents[id] = ended.result.document;
        m_ids[ended.result.document] = id;
        m_application->jobs().dismiss(job);
    }
}

std::vector<SetDocument> Library::removeTitle(const std::vector<SetDocument> &documents,
                                              const QString &title) {
    std::vector<SetDocument> removed;
    for (const auto &document : documents) {
        if (document.title == title)
            removed.push_back(document);
    }
    valueOf(async::run(m_application->store().write([this, &removed](index::Database &database) {
        for (const auto &document : removed)
            index::removeDocument(database, m_documents.value(document.id));
        index::scrubRemovedWords(database); // the frequencies of words know nothing of them either
        return Done{};
    })));
    return removed;
}

Answered Library::ask(const QString &question) {
    const auto begun = std::chrono::steady_clock::now();
    const auto found = valueOf(m_application->store().readNow(
        [&](index::Database &database) { return index::search(database, index::Query{question}); }));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;

    Answered answered;
    answered.ms = took.count();
    for (const auto &hit : found.hits)
        appendNew(answered.documents, m_ids.value(hit.passage.document));
    for (const auto &sentence : found.sentences) {
        if (answered.sentences.size() < sentencesWanted)
            answered.sentences +=
                index::part(found.hits[size_t(sentence.candidate)].passage.text, sentence.range).toString();
    }
    answered.best = found.sentences.empty() ? 0 : found.sentences.front().score;
    const auto quotes = chat::quote(question, found);
    answered.found = quotes.fit != chat::Fit::None;
    for (const auto &citation : quotes.citations)
        answered.quotes += citation.quote;
    for (const auto &excerpt : chat::pickExcerpts(found, tokensOfPrompt))
        answered.excerpts += chat::textOf(excerpt, found.hits[size_t(excerpt.hit)]) + u'\n';
    return answered;
}

PlainFts::PlainFts(const std::vector<SetDocument> &documents)
    : m_database(m_folder.filePath(QStringLiteral("plain.sqlite")), index::Database::Mode::ReadWrite) {
    m_database.execute("CREATE VIRTUAL TABLE plain USING fts5(id UNINDEXED, title, text)");
    index::Transaction transaction(m_database);
    auto insert = m_database.prepare("INSERT INTO plain VALUES (?1, ?2, ?3)");
    for (const auto &document : documents) {
        insert.bind(document.id, document.title, document.text).run();
    }
    transaction.commit();
}

Answered PlainFts::ask(const QString &question) {
    static const QRegularExpression word(QStringLiteral("[\\p{L}\\p{M}\\p{N}]+"));
    const auto begun = std::chrono::steady_clock::now();
    QStringList words;
    for (auto matches = word.globalMatch(question); matches.hasNext();)
        words += u'"' + matches.next().captured() + u'"';
    Answered answered;
    auto rows = m_database.prepare("SELECT id FROM plain WHERE plain MATCH ?1 ORDER BY rank LIMIT 100");
    if (!words.isEmpty())
        rows.bind(words.join(QStringLiteral(" OR ")));
    while (rows.step())
        answered.documents += rows.text(0);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    answered.ms = took.count();
    return answered;
}

} // namespace docchat::quality
