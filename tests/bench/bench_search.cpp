#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_library.h"
#include "bench_report.h"
#include "bench_usage.h"

#include "index/analysis.h"
#include "index/search.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

namespace docchat::bench {

using index::Database;
using index::Postings;

namespace {

constexpr int asked = 300;
constexpr int askedPlain = 100; // it takes long
constexpr int warmUp = 20;
constexpr int compared = 20; // candidates whose recall is measured

struct Times {
    double median = 0;
    double p95 = 0;
    [[nodiscard]] QString text() const {
        return QStringLiteral("%1 / %2").arg(rounded(median), rounded(p95));
    }
};

/// ms that each(question) takes.
template <class F>
Times timesOf(const QStringList &questions, F each) {
    for (const auto &question : questions.first(std::min<qsizetype>(warmUp, questions.size())))
        each(question);
    QList<double> times;
    for (const auto &question : questions) {
        const Stopwatch watch;
        each(question);
        times += watch.wall() * 1000;
    }
    std::ranges::sort(times);
    return {median(times), times[times.size() * 95 / 100]};
}

void askPlain(Database &plain, const QString &question) {
    auto rows = plain.prepare("SELECT rowid FROM plain WHERE plain MATCH ?1 ORDER BY rank LIMIT 200");
    rows.bind(index::queryWords(question).join(QStringLiteral(" OR ")));
    while (rows.step()) {
    }
}

/// How many of the best that looking at everything finds are among the candidates.
double recallOf(const index::PostingsView &view, const QStringList &questions) {
    double wanted = 0;
    double found = 0;
    for (const auto &question : questions) {
        const auto stems = index::queryTerms(question);
        const auto candidates = view.best(stems, {}, 200);
        for (const auto &best : view.best(stems, {}, compared, true)) {
            ++wanted;
            found += std::ranges::any_of(candidates, [&](const index::ScoredPassage &candidate) {
                return candidate.passage == best.passage;
            });
        }
    }
    return wanted > 0 ? found / wanted : 1;
}

struct SearchFigures {
    double buildSeconds = 0;
    double loadSeconds = 0;
    double bytes = 0; ///< of memory a passage
    double fileBytes = 0;
    Times search;
    Times candidates;
    Times withoutPostings;
    Times plain;
    double recall = 0;
};

SearchFigures measureSearch(const MadeLibrary &library, int passages) {
    SearchFigures figures;
    QFile::remove(library.postingsPath());
    Database database(library.path(), Database::Mode::ReadOnly);
    {
        Postings built(library.postingsPath());
        built.setLimits({0, 200, 20'000});
        const Stopwatch watch;
        built.upkeep(database, {}, true);
        figures.buildSeconds = watch.wall();
    }
    Postings postings(library.postingsPath());
    const Stopwatch watch;
    postings.upkeep(database, {}, false);
    figures.loadSeconds = watch.wall();
    const auto view = postings.refresh(database);
    figures.bytes = double(view->bytes()) / passages;
    figures.fileBytes = double(QFile(library.postingsPath()).size()) / passages;

    const auto questions = library.questions(asked);
    figures.search = timesOf(questions, [&](const QString &question) {
        std::ignore = index::search(database, {question}, &postings);
    });
    figures.candidates = timesOf(questions, [&](const QString &question) {
        std::ignore = view->best(index::queryTerms(question), {}, 200);
    });
    figures.recall = recallOf(*view, questions);
    const auto few = questions.first(askedPlain);
    figures.withoutPostings =
        timesOf(few, [&](const QString &question) { std::ignore = index::search(database, {question}); });
    Database plain(library.plainPath(), Database::Mode::ReadOnly);
    figures.plain = timesOf(few, [&](const QString &question) { askPlain(plain, question); });
    return figures;
}

QString tableOf(const std::vector<std::pair<int, SearchFigures>> &all, bool markdown) {
    QStringList heads{QStringLiteral("passages")};
    for (const auto &[passages, figures] : all)
        heads += QString::number(passages);
    Table table(heads);
    const auto row = [&](const char *name, auto cell) {
        QStringList cells{QString::fromUtf8(name)};
        for (const auto &[passages, figures] : all)
            cells += cell(figures);
        table.add(cells);
    };
    using F = const SearchFigures &;
    row("postings built and written, s", [](F of) { return rounded(of.buildSeconds); });
    row("read from their file, s", [](F of) { return rounded(of.loadSeconds); });
    row("bytes of memory a passage", [](F of) { return rounded(of.bytes); });
    row("bytes of the file a passage", [](F of) { return rounded(of.fileBytes); });
    row("a question, ms: median / p95", [](F of) { return of.search.text(); });
    row("of this its candidates", [](F of) { return of.candidates.text(); });
    row("best 20 among them, %", [](F of) { return rounded(of.recall * 100); });
    row("a question before there are postings", [](F of) { return of.withoutPostings.text(); });
    row("plain FTS5, all words OR, best 200", [](F of) { return of.plain.text(); });
    return table.text(markdown);
}

} // namespace

int benchSearch(const Options &options) {
    const QTemporaryDir temporary;
    const auto folder = options.folder.isEmpty() ? temporary.path() : options.folder;
    std::vector<std::pair<int, SearchFigures>> all;
    for (const auto passages : options.passages) {
        const MadeLibrary library(folder, passages);
        all.emplace_back(passages, measureSearch(library, passages));
    }
    print(tableOf(all, options.markdown));
    Target few(QStringLiteral("p95 of a question within 10 ms to 100,000 passages"), 10);
    Target many(QStringLiteral("p95 of a question within 20 ms beyond"), 20);
    Target memory(QStringLiteral("at most 200 bytes of memory a passage from 100,000 on"), 200);
    Target recall(QStringLiteral("at most 1 % of the best 20 missed"), 1);
    for (const auto &[passages, figures] : all) {
        const auto place = QString::number(passages);
        (passages <= 100'000 ? few : many).add(place, figures.search.p95);
        recall.add(place, 100 - 100 * figures.recall);
        if (passages >= 100'000)
            memory.add(place, figures.bytes);
    }
    for (const auto *target : {&few, &many, &memory, &recall})
        print(target->line());
    return 0;
}

} // namespace docchat::bench
