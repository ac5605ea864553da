#include "index/search.h"

#include "index/documents.h"
#include "index/fusion.h"
#include "index/passagefilter.h"
#include "index/questionform.h"
#include "index/tokenizer.h"
#include "index/vectors.h"

#include <algorithm>
#include <tuple>

namespace docchat::index {
namespace {

constexpr size_t vectorCandidates = 50;
constexpr size_t fewByWords = 50; // then the nearest are candidates, whatever vectors are worth
constexpr int postingsCandidates = 100;
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

constexpr const char *hitColumns = "SELECT passage.id, document, first_page, last_page, start, end, heading, "
                                   "text, passage.language, name, kind,"
                                   " (SELECT name FROM document AS mail WHERE mail.id=document.parent)";

Hit hitFrom(const Statement &row) {
    Hit hit;
    hit.passage = Passage{row.integer(0),
                          row.integer(1),
                          int(row.integer(2)),
                          int(row.integer(3)),
                          qsizetype(row.integer(4)),
                          qsizetype(row.integer(5)),
                          row.text(6),
                          row.text(7),
                          languageFromCode(row.text(8))};
    hit.name = row.text(9);
    hit.kind = kindFromName(row.text(10));
    hit.within = row.text(11);
    return hit;
}

/// The stems of the question in the languages of the library.
QStringList stemsOf(const Lexicon &lexicon) {
    QStringList stems;
    for (std::size_t term = 0; term < lexicon.termCount(); ++term)
        stems += lexicon.stems(term);
    stems.removeDuplicates();
    return stems;
}

/// The passages with ids above `after` that have the stems, by FTS5's own BM25.
std::vector<Hit> byWords(Database &database, const Query &query, const QStringList &stems, qint64 after) {
    std::vector<Hit> hits;
    if (stems.isEmpty())
        return hits;
    QStringList phrases;
    for (const auto &stem : stems)
        phrases += quoted(tagged(stem, Language::Unstemmed));
    auto sql = QByteArray(hitColumns) +
               " FROM (SELECT rowid, rank FROM passage_fts WHERE passage_fts MATCH ?1 AND rowid>?3) AS found"
               " JOIN passage ON passage.id=found.rowid JOIN document ON document.id=passage.document WHERE "
               "document.state<>'failed'";
    if (!query.documents.isEmpty())
        sql += " AND passage.document IN (" + idList(query.documents).toUtf8() + ")";
    sql += " ORDER BY found.rank LIMIT ?2";
    auto rows = database.prepare(sql.constData());
    rows.bind(phrases.join(QStringLiteral(" OR ")), query.candidates, after);
    while (rows.step())
        hits.push_back(hitFrom(rows));
    return hits;
}

constexpr const char *hitOfPassage =
    " FROM passage JOIN document ON document.id=passage.document WHERE passage.id=?1";

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
            if (filter.accepts(hit.passage))
                hits.push_back(std::move(hit));
        }
        row.reset();
    }
    return hits;
}

/// The passages with the stems, by the postings: fewer than by FTS5, as their order is that of BM25 as here.
std::vector<Hit> byPostings(Database &database, const Query &query, const QStringList &stems,
                            const PostingsView &postings) {
    std::vector<Hit> hits;
    auto row = database.prepare(
        (QByteArray(hitColumns) + hitOfPassage + " AND passage.document=?2 AND document.state<>'failed'")
            .constData());
    const auto count = std::min(query.candidates, postingsCandidates);
    for (const auto &found : postings.best(stems, query.documents, count)) {
        if (row.bind(found.passage, found.document).step()) // it may be gone meanwhile
            hits.push_back(hitFrom(row));
        row.reset();
    }
    return hits;
}

/// FTS5 takes long for stems of many passages: the five rarest, each in at most a twentieth of them, or the
/// rarest alone.
QStringList telling(QStringList stems, const Corpus &corpus) {
    constexpr double manyPassages = 50'000;
    constexpr qsizetype mostStems = 5;
    if (corpus.passages < manyPassages)
        return stems;
    const auto frequency = [&](const QString &stem) { return corpus.documentFrequency(stem); };
    std::ranges::sort(stems, {}, [&](const QString &stem) { return std::pair(frequency(stem), stem); });
    stems = stems.first(std::min(stems.size(), mostStems));
    while (stems.size() > 1 && frequency(stems.last()) > corpus.passages / 20)
        stems.removeLast();
    return stems;
}

/// The passages with the stems of the question. Those that the postings have not taken in yet come from FTS5,
/// as many again.
std::vector<Hit> withWords(Database &database, const Query &query, const QStringList &stems,
                           const Corpus &corpus, const PostingsView *postings) {
    if (!postings)
        return byWords(database, query, telling(stems, corpus), 0);
    auto hits = byPostings(database, query, stems, *postings);
    if (!postings->isWhole()) {
        auto later = byWords(database, query, telling(stems, corpus), postings->lastPassage());
        std::ranges::move(later, std::back_inserter(hits));
    }
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

/// Those of `passages` that have a cosine, best first.
std::vector<qint64> bestOf(const std::vector<qint64> &passages, const QHash<qint64, double> &cosines) {
    std::vector<std::pair<double, qint64>> all;
    for (const auto passage : passages) {
        if (const auto found = cosines.constFind(passage); found != cosines.cend())
            all.emplace_back(-*found, passage);
    }
    std::ranges::sort(all);
    std::vector<qint64> best;
    for (const auto &[cosine, passage] : all)
        best.push_back(passage);
    return best;
}

Background backgroundIn(const SignSnapshot &snapshot, const QHash<qint64, double> &cosines) {
    std::vector<double> sample;
    for (const auto passage : snapshot.sample) {
        if (const auto found = cosines.constFind(passage); found != cosines.cend())
            sample.push_back(*found);
    }
    return backgroundOf(sample, double(snapshot.passages()));
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
    const auto nearest = nearestBySigns(*snapshot, query.vector, {query.documents});
    auto read = nearest; // all at once, which is cheaper
    read.insert(read.end(), snapshot->sample.begin(), snapshot->sample.end());
    for (const auto &hit : byWords)
        read.push_back(hit.passage.id);
    VectorView view;
    view.signsWhole = snapshot->whole;
    view.cosines = cosinesOf(database, query.model, query.vector, read);
    view.nearest = bestOf(nearest, view.cosines); // those that are filtered out are passed over
    view.background = backgroundIn(*snapshot, view.cosines);
    view.weight = weightOf(view, byWords);
    return view;
}

/// Adds the passages nearest by vector that the words did not find.
void addNearest(Database &database, const VectorView &view, const PassageFilter &filter,
                std::vector<Hit> &hits) {
    if (view.weight == 0 && hits.size() >= fewByWords)
        return;
    auto row = database.prepare(
        (QByteArray(hitColumns) + hitOfPassage + " AND document.state<>'failed'").constData());
    size_t accepted = 0;
    for (const auto id : view.nearest) {
        if (accepted == vectorCandidates)
            break;
        if (std::any_of(hits.begin(), hits.end(), [id](const Hit &hit) { return hit.passage.id == id; })) {
            ++accepted;
            continue;
        }
        if (row.bind(id).step()) {
            auto hit = hitFrom(row);
            if (filter.accepts(hit.passage)) {
                hits.push_back(std::move(hit));
                ++accepted;
            }
        }
        row.reset();
    }
}

Corpus corpusOf(Database &database, PostingsViewPtr postings) {
    const auto size = corpusSize(database);
    Corpus corpus;
    corpus.passages = size.passages;
    corpus.averageLength = size.passages > 0 ? size.words / size.passages : 1;
    if (postings) {
        corpus.documentFrequency = [postings](const QString &stem) { return postings->frequency(stem); };
        return corpus;
    }
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab('main', "
                     "'passage_fts', 'row')");
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

} // namespace

Found search(Database &database, const Query &query, Postings *postings) {
    const auto text = searchedPart(query.text);
    const auto languages = languagesFor(database, text);
    Lexicon lexicon(text, languages);
    const PassageFilter filter(query.phrases, query.excludedWords, languages);
    const auto view = postings ? postings->refresh(database) : nullptr;
    const auto corpus = corpusOf(database, view);
    Found found;
    auto hits = filter.isEmpty() ? withWords(database, query, stemsOf(lexicon), corpus, view.get())
                                 : byWordsAndFilter(database, query, lexicon.words(), filter);
    const bool hasWords = !hits.empty();
    VectorView vectors;
    if (!query.vector.empty()) {
        vectors = lookAtVectors(database, query, hits);
        found.signsWhole = vectors.signsWhole;
        addNearest(database, vectors, filter, hits);
    }
    found.corpusPassages = corpus.passages;
    if (hits.empty())
        return found;

    std::vector<Candidate> candidates;
    for (const auto &hit : hits) {
        const auto cosine = vectors.cosines.constFind(hit.passage.id);
        const double share =
            cosine == vectors.cosines.cend() ? 0 : vectorShare(vectors.weight, *cosine, vectors.background);
        candidates.push_back({hit.passage.text, hit.passage.heading, hit.name, hit.passage.language, share});
    }
    auto before = database.prepare(
        "SELECT text FROM passage WHERE document=?1 AND start<?2 ORDER BY start DESC LIMIT 1");
    const auto textBefore = [&](qsizetype candidate) {
        const auto &passage = hits[size_t(candidate)].passage;
        const bool isThere = before.bind(passage.document, qint64(passage.start)).step();
        auto text = isThere ? before.text(0) : QString();
        before.reset();
        return text;
    };
    auto ranking = rerank(text, lexicon, candidates, corpus, looksLikeQuestion(text), textBefore);

    std::vector<qsizetype> newPlace(hits.size());
    for (size_t place = 0; place < ranking.order.size(); ++place) {
        const auto index = size_t(ranking.order[place]);
        newPlace[index] = qsizetype(place);
        hits[index].score = ranking.passageScore[index];
        found.hits.push_back(std::move(hits[index]));
    }
    PlaceFinder places(database);
    for (size_t i = 0; i < std::min(found.hits.size(), placedHits); ++i) {
        const auto &passage = found.hits[i].passage;
        found.hits[i].place = places.placeOnPage(passage.document, passage.firstPage, passage.start);
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
