#include "index/matches.h"

#include "base/words.h"
#include "index/analysis.h"
#include "index/collections.h"
#include "index/documents.h"

#include <algorithm>

namespace docchat::index {
namespace {

using Kind = QueryFilter::Kind;

constexpr size_t askEvery = 64;    // passages that are read
constexpr qsizetype mostNames = 5; // of collections

/// Of the passages that the word index found those that hold the phrases to the letter.
void keepAccepted(Database &database, const PassageFilter &filter, std::vector<RankedPassage> &ranked,
                  const std::function<bool()> &goesOn) {
    if (filter.isEmpty())
        return;
    auto row = database.prepare("SELECT heading, text, language FROM passage WHERE id=?1");
    size_t asked = 0;
    std::erase_if(ranked, [&](const RankedPassage &one) {
        if (goesOn && asked++ % askEvery == 0 && !goesOn())
            return true;
        Passage passage;
        const bool isThere = row.bind(one.passage).step();
        if (isThere) {
            passage.heading = row.text(0);
            passage.text = row.text(1);
            passage.language = languageFromCode(row.text(2));
        }
        const bool accepted = isThere && filter.accepts(passage);
        row.reset();
        return !accepted;
    });
}

/// Groups the passages by document, best first, and counts them.
std::vector<MatchedDocument> grouped(const std::vector<RankedPassage> &ranked) {
    std::vector<MatchedDocument> documents;
    QHash<DocumentId, size_t> places;
    for (const auto &one : ranked) {
        const auto place = places.constFind(one.document);
        if (place == places.cend()) {
            places.insert(one.document, documents.size());
            documents.push_back({.document = one.document, .name = {}, .total = 1, .matches = {}});
        } else {
            ++documents[*place].total;
        }
    }
    return documents;
}

Match matchFrom(PlaceFinder &places, const Statement &row, DocumentId document, const QString &question) {
    Match match;
    match.passage = row.integer(0);
    match.page = int(row.integer(1));
    match.start = qsizetype(row.integer(2));
    match.end = qsizetype(row.integer(3));
    match.text = row.text(4);
    match.place = places.placeOnPage(document, match.page, match.start);
    const auto language = languageFromCode(row.text(5));
    match.snippet = snippetOf(match.text, {queryTerms(question, language), language});
    return match;
}

void fetch(Database &database, const std::vector<RankedPassage> &ranked, int most, const QString &question,
           Matches &matches, const std::function<bool()> &goesOn) {
    QHash<DocumentId, MatchedDocument *> byId;
    auto name = database.prepare("SELECT name, kind FROM document WHERE id=?1");
    for (auto &document : matches.documents) {
        byId.insert(document.document, &document);
        if (name.bind(document.document).step()) {
            document.name = name.text(0);
            document.kind = kindFromName(name.text(1));
        }
        name.reset();
    }
    PlaceFinder places(database);
    auto row = database.prepare("SELECT id, first_page, start, end, text, language FROM passage WHERE id=?1");
    for (const auto &one : ranked) {
        if (matches.fetched >= most || (goesOn && size_t(matches.fetched) % askEvery == 0 && !goesOn()))
            break;
        if (row.bind(one.passage).step()) {
            byId[one.document]->matches.push_back(matchFrom(places, row, one.document, question));
            ++matches.fetched;
        }
        row.reset();
    }
    for (auto &document : matches.documents)
        std::sort(document.matches.begin(), document.matches.end(),
                  [](const Match &a, const Match &b) { return a.start < b.start; });
}

/// A collection that is named and not there, with those that are.
QString unknownCollection(Database &database, const TypedQuery &query) {
    for (const auto &name : query.values(Kind::Collection)) {
        if (collectionNamed(database, name))
            continue;
        QStringList names;
        for (const auto &collection : allCollections(database))
            names += QStringLiteral("“%1”").arg(collection.name);
        if (names.isEmpty())
            return Words::tr("There is no collection “%1”: none was made yet.").arg(name);
        if (names.size() == 1)
            return Words::tr("There is no collection “%1”. There is %2.").arg(name, names.front());
        const auto rest = names.size() - mostNames;
        const auto shown = names.mid(0, mostNames).join(QStringLiteral(", "));
        return rest > 0 ? Words::tr("There is no collection “%1”. There are %2 and %3 more.")
                              .arg(name, shown, QString::number(rest))
                        : Words::tr("There is no collection “%1”. There are %2.").arg(name, shown);
    }
    return {};
}

/// Why no document is asked; empty: those that were chosen hold no text.
QString nothingIn(Database &database, const TypedQuery &query, const Scope &scope) {
    const auto collection = scope.collection != 0 ? findCollection(database, scope.collection) : std::nullopt;
    const auto name = collection ? QStringLiteral("“%1”").arg(collection->name) : QString();
    const auto words = query.documentWords();
    if (!words.isEmpty() && !scope.documents.isEmpty())
        return Words::tr("None of the chosen documents matches %1.").arg(words);
    if (!words.isEmpty())
        return collection ? Words::tr("No document in the collection %1 matches %2.").arg(name, words)
                          : Words::tr("No document matches %1.").arg(words);
    if (scope.collection == 0)
        return {};
    if (!collection)
        return Words::tr("The collection is not there any more.");
    return scope.documents.isEmpty()
               ? Words::tr("The collection %1 holds no documents yet.").arg(name)
               : Words::tr("None of the chosen documents is in the collection %1.").arg(name);
}

} // namespace

QString problemOf(Database &database, const TypedQuery &query,
                  const std::optional<QList<DocumentId>> &documents, const Scope &scope) {
    if (const auto unknown = unknownCollection(database, query); !unknown.isEmpty())
        return unknown;
    if (documents && documents->isEmpty()) {
        if (const auto nothing = nothingIn(database, query, scope); !nothing.isEmpty())
            return nothing;
    }
    if (!queryWords(searchedPart(query.question)).isEmpty())
        return {};
    if (query.filters.empty())
        return Words::tr("There is no word in it to look for.");
    QStringList typed;
    for (const auto &filter : query.filters)
        typed += filter.typed;
    return Words::tr("There is no word to look for beside %1.").arg(typed.join(u' '));
}

Matches findMatches(Database &database, const QString &typed, const Scope &scope, int most,
                    const std::function<bool()> &goesOn) {
    const auto query = parseQuery(typed);
    const auto documents = documentsFor(database, query, scope);
    Matches matches;
    matches.problem = problemOf(database, query, documents, scope);
    if (!matches.problem.isEmpty())
        return matches;
    const auto question = searchedPart(query.question);
    auto words = queryWords(question);
    words.removeDuplicates();
    const PassageFilter filter(query.values(Kind::Phrase), query.values(Kind::Without),
                               languagesFor(database, question));
    const auto look = [&](const QString &join) {
        auto ranked = rankedPassages(database, filter, words, join, documents, goesOn);
        keepAccepted(database, filter, ranked, goesOn);
        return ranked;
    };
    auto ranked = look(QStringLiteral("AND"));
    if (ranked.empty() && words.size() > 1) {
        ranked = look(QStringLiteral("OR"));
        matches.someWords = !ranked.empty();
    }
    matches.total = int(ranked.size());
    matches.documents = grouped(ranked);
    fetch(database, ranked, most, question, matches, goesOn);
    return matches;
}

} // namespace docchat::index
