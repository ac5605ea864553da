#include "index/search.h"

#include "index/analysis.h"
#include "index/documents.h"
#include "index/fusion.h"
#include "index/vectors.h"

#include <algorithm>
#include <tuple>

namespace docchat::index {
namespace {

constexpr size_t vectorCandidates = 50;
constexpr size_t fewByWords = 50; // then the nearest are candidates, whatever vectors are worth
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

/// What the vectors know of a question.
struct VectorView {
    QHash<qint64, double> cosines = {}; ///< of the words' passages and of the nearest
    std::vector<qint64> nearest = {};   ///< best first
    Background background = {};
    double weight = 0;
    bool signsWhole = true;
};

std::vector<qint64> bestOf(const QHash<qint64, double> &cosines, size_t count) {
    std::vector<std::pair<double, qint64>> all;
    for (auto entry = cosines.begin(); entry != cosines.end(); ++entry)
        all.emplace_back(-entry.value(), entry.key());
    count = std::min(all.size(), count);
    std::partial_sort(all.begin(), all.begin() + qsizetype(count), all.end());
    std::vector<qint64> passages;
    for (size_t i = 0; i < count; ++i)
        passages.push_back(all[i].second);
    return passages;
}

double weightOf(const VectorView &view, const std::vector<Hit> &byWords) {
    std::vector<double> surprises;
    for (const auto &hit : byWords)
        surprises.push_back(
            surprise(view.cosines.value(hit.passage.id, view.background.mean), view.background));
    const double nearest =
        view.nearest.empty() ? 0 : surprise(view.cosines.value(view.nearest.front()), view.background);
    return vectorWeight(surprises, nearest, view.background);
}

/// Scans the signs, then looks at the stored vectors of the nearest and of what the words found.
VectorView lookAtVectors(Database &database, const Query &query, const std::vector<Hit> &byWords) {
    SignIndex ofThisQuestion;
    auto &signs = query.signs ? *query.signs : ofThisQuestion;
    const auto snapshot = signs.current(database, query.model, int(query.vector.size()));
    const auto cosines = [&](const std::vector<qint64> &passages) {
        return cosinesOf(database, query.model, query.vector, passages);
    };
    VectorView view;
    view.signsWhole = snapshot->whole;
    view.cosines = cosines(nearestBySigns(*snapshot, query.vector, {query.documents}));
    view.nearest = bestOf(view.cosines, vectorCandidates);
    const auto sample = cosines(snapshot->sample).values();
    view.background = backgroundOf({sample.begin(), sample.end()}, double(snapshot->passages()));
    std::vector<qint64> others;
    for (const auto &hit : byWords) {
        if (!view.cosines.contains(hit.passage.id))
            others.push_back(hit.passage.id);
    }
    view.cosines.insert(cosines(others));
    view.weight = weightOf(view, byWords);
    return view;
}

/// Adds the passages nearest by vector that the words did not find.
void addNearest(Database &database, const VectorView &view, std::vector<Hit> &hits) {
    if (view.weight == 0 && hits.size() >= fewByWords)
        return;
    auto row = database.prepare((QByteArray(hitColumns) + " FROM passage JOIN document AS d ON d.id=document"
                                                          " WHERE passage.id=?1 AND d.state<>'failed'")
                                    .constData());
    for (const auto id : view.nearest) {
        if (std::any_of(hits.begin(), hits.end(), [id](const Hit &hit) { return hit.passage.id == id; }))
            continue;
        if (row.bind(id).step())
            hits.push_back(hitFrom(row));
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

/// Is this asked as a question, rather than typed as keywords ("invoice 2024-117")?
bool looksLikeQuestion(const QString &text, const QStringList &words) {
    return text.trimmed().endsWith(QLatin1Char('?')) || words.size() >= 4;
}

} // namespace

Found search(Database &database, const Query &query) {
    const auto words = queryWords(query.text);
    Found found;
    auto hits = byWords(database, query, words);
    const bool hasWords = !hits.empty();
    VectorView view;
    if (!query.vector.empty()) {
        view = lookAtVectors(database, query, hits);
        found.signsWhole = view.signsWhole;
        addNearest(database, view, hits);
    }
    const auto corpus = corpusOf(database);
    found.corpusPassages = corpus.passages;
    if (hits.empty())
        return found;

    std::vector<QString> texts;
    for (const auto &hit : hits)
        texts.push_back(hit.passage.text);
    const auto scores = bm25(queryTerms(query.text), texts, corpus);
    std::vector<Candidate> candidates;
    const auto before = textsBefore(database, hits);
    for (size_t i = 0; i < hits.size(); ++i) {
        const auto cosine = view.cosines.constFind(hits[i].passage.id);
        const double share =
            cosine == view.cosines.cend() ? 0 : vectorShare(view.weight, *cosine, view.background);
        candidates.push_back(
            {hits[i].passage.text, hits[i].passage.heading, hits[i].name, scores[i], share, before[i]});
    }
    auto ranking = rerank(query.text, candidates, corpus, looksLikeQuestion(query.text, words));

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
    if (!hasWords) // then the scores of sentences say nothing
        std::sort(found.sentences.begin(), found.sentences.end(), [](const auto &a, const auto &b) {
            return std::tuple(a.candidate, -a.score, a.range.start) <
                   std::tuple(b.candidate, -b.score, b.range.start);
        });
    return found;
}

} // namespace docchat::index
