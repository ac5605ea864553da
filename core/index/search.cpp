#include "index/search.h"

#include "index/analysis.h"
#include "index/documents.h"
#include "index/passagefilter.h"
#include "index/questionform.h"
#include "index/vectors.h"

#include <algorithm>

namespace docchat::index {
namespace {

constexpr double vectorWeight = 0.5; // beside words at 1; measured weights are a later step's (RETRIEVAL.md)
constexpr int vectorCandidates = 50;
constexpr size_t placedHits = 50; // nobody is shown more

QString quoted(const QString &term) {
    return QLatin1Char('"') + QString(term).replace(QLatin1Char('"'), QStringLiteral("\"\"")) +
           QLatin1Char('"');
}

QString idList(const QList<DocumentId> &documents) {
    QStringList ids;
    for (const auto id : documents)
        ids += QString::number(id);
    return ids.join(QLatin1Char(','));
}

constexpr const char *hitColumns =
    "SELECT passage.id, document, first_page, last_page, start, end, heading, text, name, kind";

Hit hitFrom(const Statement &row) {
    Hit hit;
    hit.passage = Passage{row.integer(0),
                          row.integer(1),
                          int(row.integer(2)),
                          int(row.integer(3)),
                          qsizetype(row.integer(4)),
                          qsizetype(row.integer(5)),
                          row.text(6),
                          row.text(7)};
    hit.name = row.text(8);
    hit.kind = kindFromName(row.text(9));
    return hit;
}

/// The passages with the words of the question, by FTS5's own BM25.
std::vector<Hit> byWords(Database &database, const Query &query, const QStringList &words) {
    std::vector<Hit> hits;
    if (words.isEmpty())
        return hits;
    QStringList quotedWords;
    for (const auto &word : words)
        quotedWords += quoted(word);
    auto sql = QByteArray(hitColumns) +
               " FROM (SELECT rowid, rank FROM passage_fts WHERE passage_fts MATCH ?1) AS found"
               " JOIN passage ON passage.id=found.rowid JOIN document AS d ON d.id=passage.document WHERE "
               "d.state<>'failed'";
    if (!query.documents.isEmpty())
        sql += " AND passage.document IN (" + idList(query.documents).toUtf8() + ")";
    sql += " ORDER BY found.rank LIMIT ?2";
    auto rows = database.prepare(sql.constData());
    rows.bind(quotedWords.join(QStringLiteral(" OR ")), query.candidates);
    while (rows.step())
        hits.push_back(hitFrom(rows));
    return hits;
}

constexpr const char *hitOfPassage =
    " FROM passage JOIN document ON document.id=document WHERE passage.id=?1";

/// The same where there are phrases or excluded words: fetched until there are as many as are wanted.
std::vector<Hit> byWordsAndFilter(Database &database, const Query &query, const QStringList &words,
                                  const PassageFilter &filter) {
    std::vector<Hit> hits;
    if (words.isEmpty())
        return hits;
    const auto documents = query.documents.isEmpty() ? std::nullopt : std::optional(query.documents);
    auto row = database.prepare((QByteArray(hitColumns) + hitOfPassage).constData());
    for (const auto &ranked : rankedPassages(database, filter, words, QStringLiteral("OR"), documents)) {
        if (int(hits.size()) >= query.candidates)
            break;
        if (row.bind(ranked.passage).step()) {
            auto hit = hitFrom(row);
            if (filter.accepts(hit.passage.heading, hit.passage.text))
                hits.push_back(std::move(hit));
        }
        row.reset();
    }
    return hits;
}

/// Adds the passages nearest by vector that the words did not find.
void addNearest(Database &database, const QHash<qint64, double> &cosines, const PassageFilter &filter,
                std::vector<Hit> &hits) {
    std::vector<std::pair<double, qint64>> nearest;
    for (auto entry = cosines.begin(); entry != cosines.end(); ++entry)
        nearest.emplace_back(entry.value(), entry.key());
    const auto fetched =
        filter.isEmpty() ? std::min<size_t>(nearest.size(), vectorCandidates) : nearest.size();
    std::partial_sort(nearest.begin(), nearest.begin() + qsizetype(fetched), nearest.end(), std::greater<>());
    auto row = database.prepare((QByteArray(hitColumns) + hitOfPassage).constData());
    int accepted = 0;
    for (size_t i = 0; i < fetched && accepted < vectorCandidates; ++i) {
        const auto id = nearest[i].second;
        if (std::any_of(hits.begin(), hits.end(), [id](const Hit &hit) { return hit.passage.id == id; })) {
            ++accepted;
            continue;
        }
        if (row.bind(id).step()) {
            auto hit = hitFrom(row);
            if (filter.accepts(hit.passage.heading, hit.passage.text)) {
                hits.push_back(std::move(hit));
                ++accepted;
            }
        }
        row.reset();
    }
}

Corpus corpusOf(Database &database) {
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab('main', "
                     "'passage_fts', 'row')");
    const auto size = corpusSize(database);
    Corpus corpus;
    corpus.passages = size.passages;
    corpus.averageLength = size.passages > 0 ? size.words / size.passages : 1;
    corpus.documentFrequency = [&database, known = QHash<QString, double>()](const QString &stem) mutable {
        if (const auto found = known.constFind(stem); found != known.constEnd())
            return *found;
        auto row = database.prepare("SELECT doc FROM temp.passage_terms WHERE term=?1");
        const double frequency = row.bind(stem).step() ? row.real(0) : 0;
        known.insert(stem, frequency);
        return frequency;
    };
    return corpus;
}

/// By hit, the text of the passage right before it in its document.
std::vector<QString> textsBefore(Database &database, const std::vector<Hit> &hits) {
    auto row = database.prepare(
        "SELECT text FROM passage WHERE document=?1 AND start<?2 ORDER BY start DESC LIMIT 1");
    std::vector<QString> texts;
    for (const auto &hit : hits) {
        const bool found = row.bind(hit.passage.document, qint64(hit.passage.start)).step();
        texts.push_back(found ? row.text(0) : QString());
        row.reset();
    }
    return texts;
}

} // namespace

Found search(Database &database, const Query &query) {
    const auto text = searchedPart(query.text);
    const auto words = queryWords(text);
    const PassageFilter filter(query.phrases, query.excludedWords);
    Found found;
    auto hits =
        filter.isEmpty() ? byWords(database, query, words) : byWordsAndFilter(database, query, words, filter);
    QHash<qint64, double> cosines;
    if (!query.vector.empty()) {
        cosines = similarities(database, query.model, query.vector, query.documents);
        addNearest(database, cosines, filter, hits);
    }
    const auto corpus = corpusOf(database);
    found.corpusPassages = corpus.passages;
    if (hits.empty())
        return found;

    std::vector<QString> texts;
    for (const auto &hit : hits)
        texts.push_back(hit.passage.text);
    const auto scores = bm25(queryTerms(text), texts, corpus);
    std::vector<Candidate> candidates;
    const auto before = textsBefore(database, hits);
    for (size_t i = 0; i < hits.size(); ++i)
        candidates.push_back(
            {hits[i].passage.text, hits[i].passage.heading, hits[i].name, scores[i], before[i]});
    auto ranking = rerank(text, candidates, corpus, looksLikeQuestion(text));

    if (!cosines.isEmpty()) {
        for (size_t i = 0; i < hits.size(); ++i)
            ranking.passageScore[i] += vectorWeight * cosines.value(hits[i].passage.id);
        std::sort(ranking.order.begin(), ranking.order.end(), [&](qsizetype a, qsizetype b) {
            const double scoreA = ranking.passageScore[size_t(a)];
            const double scoreB = ranking.passageScore[size_t(b)];
            return scoreA != scoreB ? scoreA > scoreB : a < b;
        });
    }
    std::vector<qsizetype> newPlace(hits.size());
    for (size_t place = 0; place < ranking.order.size(); ++place) {
        const auto index = size_t(ranking.order[place]);
        newPlace[index] = qsizetype(place);
        hits[index].score = ranking.passageScore[index];
        found.hits.push_back(std::move(hits[index]));
    }
    for (size_t i = 0; i < std::min(found.hits.size(), placedHits); ++i) {
        const auto &passage = found.hits[i].passage;
        found.hits[i].place = placeOnPage(database, passage.document, passage.firstPage, passage.start);
    }
    found.sentences = std::move(ranking.sentences);
    for (auto &sentence : found.sentences)
        sentence.candidate = newPlace[size_t(sentence.candidate)];
    return found;
}

} // namespace docchat::index
