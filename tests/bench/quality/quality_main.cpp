// docchat-quality FOLDER...: how well the offline search finds and quotes, on question sets with known
// answers, beside plain FTS5 (tests/bench/quality/run).

#include "library.h"

#include "async/loop.h"
#include "bench_report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSet>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::quality;

namespace {

struct Wishes {
    FileForm form = FileForm::Html;
    bool absent = true;
    bool typos = true;
    bool markdown = false;
};

QString one(double value) {
    return QString::number(value, 'f', 1);
}

QString two(double value) {
    return QString::number(value, 'f', 2);
}

const QStringList heads{u"set, ranking"_s,  u"hit@1"_s,       u"hit@5"_s,    u"MRR@10"_s,       u"nDCG@10"_s,
                        u"best sentence"_s, u"best 3"_s,      u"quotes"_s,   u"1,000 tokens"_s, u"kept"_s,
                        u"rejected"_s,      u"rejected@95"_s, u"score@95"_s, u"median ms"_s,    u"p95 ms"_s};

QStringList rowOf(const QString &name, const Measures &measures) {
    return {name,
            one(measures.hit1),
            one(measures.hit5),
            one(measures.mrr10),
            one(measures.ndcg10),
            one(measures.sentence1),
            one(measures.sentences3),
            one(measures.quotes),
            one(measures.excerpts),
            one(measures.kept),
            u"–"_s,
            u"–"_s,
            two(measures.score5),
            two(measures.medianMs),
            two(measures.p95Ms)};
}

template <class Library>
std::vector<Answered> askAll(Library &library, const std::vector<SetQuestion> &questions) {
    std::vector<Answered> answered;
    for (const auto &question : questions)
        answered.push_back(library.ask(question.text));
    return answered;
}

std::vector<SetQuestion> withTypos(std::vector<SetQuestion> questions) {
    quint32 seed = 1;
    for (auto &question : questions)
        question.text = withTypo(question.text, seed++);
    return questions;
}

/// What is said to each question while everything of its article's title is taken out of the library.
std::vector<Answered> askWithoutArticle(Library &library, const QuestionSet &set) {
    QHash<QString, QString> titles;
    QStringList order;
    for (const auto &document : set.documents) {
        titles[document.id] = document.title;
        if (!order.contains(document.title))
            order += document.title;
    }
    std::vector<Answered> answered;
    for (const auto &title : order) {
        std::vector<SetQuestion> questions;
        for (const auto &question : set.questions) {
            if (titles.value(question.relevant.cbegin().key()) == title)
                questions.push_back(question);
        }
        if (questions.empty())
            continue;
        const auto removed = library.removeTitle(set.documents, title);
        for (auto &answer : askAll(library, questions))
            answered.push_back(std::move(answer));
        library.add(removed);
    }
    return answered;
}

/// Whether its questions have answers, and its documents are parts of a few articles.
bool hasArticles(const QuestionSet &set) {
    QSet<QString> titles;
    for (const auto &document : set.documents)
        titles.insert(document.title);
    const bool answers = std::any_of(set.questions.begin(), set.questions.end(),
                                     [](const SetQuestion &question) { return !question.answers.isEmpty(); });
    return answers && titles.size() > 1 && 2 * size_t(titles.size()) < set.documents.size();
}

void measureSet(const QString &folder, const Wishes &wishes, bench::Table &table) {
    const auto set = readQuestionSet(folder);
    std::fprintf(stderr, "%s: %zu documents, %zu questions\n", qPrintable(set.name), set.documents.size(),
                 set.questions.size());
    PlainFts plain(set.documents);
    auto plainRow = rowOf(set.name + u", plain FTS5"_s, measure(set.questions, askAll(plain, set.questions)));
    for (qsizetype i = 5; i < 13; ++i)
        plainRow[i] = u"–"_s;
    table.add(plainRow);

    Library library(wishes.form);
    library.add(set.documents);
    const auto present = askAll(library, set.questions);
    auto row = rowOf(set.name + u", DocChat"_s, measure(set.questions, present));
    if (wishes.typos) {
        const auto questions = withTypos(set.questions);
        table.add(
            rowOf(set.name + u", DocChat, a typo each"_s, measure(questions, askAll(library, questions))));
    }
    if (wishes.absent && hasArticles(set)) {
        const auto absent = askWithoutArticle(library, set);
        row[10] = one(rejected(absent));
        row[11] = one(rejectedAt95(present, absent));
    }
    table.add(row);
}

Wishes wishesFrom(const QCommandLineParser &parser) {
    const auto form = parser.value(u"as"_s);
    return {form == u"text"          ? FileForm::Text
            : form == u"titled-text" ? FileForm::TitledText
                                     : FileForm::Html,
            !parser.isSet(u"no-absent"_s), !parser.isSet(u"no-typos"_s), parser.isSet(u"markdown"_s)};
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"folder"_s, u"Question sets: corpus.jsonl, queries.jsonl, qrels.tsv."_s);
    parser.addOptions({{u"as"_s, u"Files of the documents: html, text, titled-text."_s, u"FORM"_s, u"html"_s},
                       {u"no-absent"_s, u"Without asking for what was taken out."_s},
                       {u"no-typos"_s, u"Without typos."_s},
                       {u"markdown"_s, u"A table in Markdown."_s}});
    parser.process(app);
    if (parser.positionalArguments().isEmpty())
        parser.showHelp(2);
    const auto wishes = wishesFrom(parser);
    try {
        async::Loop loop;
        bench::Table table(heads);
        for (const auto &folder : parser.positionalArguments())
            measureSet(folder, wishes, table);
        bench::print(table.text(wishes.markdown));
    } catch (const std::exception &failed) {
        std::fprintf(stderr, "docchat-quality: %s\n", failed.what());
        return 2;
    }
    return 0;
}
