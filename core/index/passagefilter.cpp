#include "index/passagefilter.h"

#include "index/analysis.h"
#include "index/collections.h"
#include "index/documents.h"
#include "index/tokenizer.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace docchat::index {
namespace {

using Kind = QueryFilter::Kind;

constexpr qint64 askEvery = 1024; // passages

QString quoted(const QString &term) {
    return u'"' + QString(term).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QStringList termsOf(const std::vector<Token> &tokens) {
    QStringList terms;
    for (const auto &token : tokens)
        terms += token.term;
    return terms;
}

/// Fewer characters than the word index cuts an unspaced script into: they stand in it only inside others.
bool isPiece(const QString &term) {
    if (term.isEmpty() || term.front().unicode() < 0x0E00)
        return false;
    const auto c = term.front().unicode();
    const bool trigrams = c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
    return term.toUcs4().size() < (trigrams ? 3 : 2);
}

/// Whether `phrase` begins at `at` of `terms`; its ends may be pieces of longer terms.
bool standsAt(const QStringList &terms, qsizetype at, const QStringList &phrase) {
    for (qsizetype i = 0; i < phrase.size(); ++i) {
        const auto &wanted = phrase[i];
        const auto &there = terms[at + i];
        const bool first = i == 0;
        const bool last = i + 1 == phrase.size();
        const bool fits =
            there == wanted || (isPiece(wanted) && ((first && last && there.contains(wanted)) ||
                                                    (first && !last && there.endsWith(wanted)) ||
                                                    (last && !first && there.startsWith(wanted))));
        if (!fits)
            return false;
    }
    return true;
}

bool holds(const QStringList &terms, const QStringList &phrase) {
    for (qsizetype at = 0; at + phrase.size() <= terms.size(); ++at) {
        if (standsAt(terms, at, phrase))
            return true;
    }
    return false;
}

QSet<DocumentId> setOf(const QList<DocumentId> &documents) {
    return {documents.begin(), documents.end()};
}

/// Those that are chosen, of the collections that are open or named; nullopt: all.
std::optional<QSet<DocumentId>> chosenIn(Database &database, const TypedQuery &query, const Scope &scope) {
    std::optional<QSet<DocumentId>> chosen;
    const auto narrow = [&chosen](const QSet<DocumentId> &to) {
        chosen = chosen ? chosen->intersect(to) : to;
    };
    if (!scope.documents.isEmpty())
        narrow(setOf(scope.documents));
    if (scope.collection != 0)
        narrow(setOf(documentsIn(database, scope.collection)));
    const auto names = query.values(Kind::Collection);
    QSet<DocumentId> named;
    for (const auto &name : names) {
        if (const auto collection = collectionNamed(database, name))
            named += setOf(documentsIn(database, collection->id));
    }
    if (!names.isEmpty())
        narrow(named);
    return chosen;
}

bool letsThrough(const Document &document, const TypedQuery &query, const QStringList &kinds) {
    if (!kinds.isEmpty() && !kinds.contains(kindName(document.kind)))
        return false;
    const auto day = document.addedAt.toLocalTime().date();
    const auto name = foldedName(document.name);
    return std::all_of(query.filters.begin(), query.filters.end(), [&](const QueryFilter &filter) {
        if (filter.kind == Kind::After)
            return day >= QDate::fromString(filter.value, Qt::ISODate);
        if (filter.kind == Kind::Before)
            return day < QDate::fromString(filter.value, Qt::ISODate);
        return filter.kind != Kind::Name || name.contains(foldedName(filter.value));
    });
}

} // namespace

std::optional<QList<DocumentId>> documentsFor(Database &database, const TypedQuery &query,
                                              const Scope &scope) {
    if (scope.isEverything() && query.documentWords().isEmpty() && !hasRemovedDocuments(database))
        return std::nullopt;
    QStringList kinds;
    for (const auto &word : query.values(Kind::Type))
        kinds += kindsOfType(word);
    const auto chosen = chosenIn(database, query, scope);
    QList<DocumentId> asked;
    for (const auto &document : allDocuments(database)) {
        const bool isChosen = !chosen || chosen->contains(document.id);
        if (isChosen && document.state != DocumentState::Failed && letsThrough(document, query, kinds))
            asked += document.id;
    }
    return asked;
}

PassageFilter::PassageFilter(const QStringList &phrases, const QStringList &excludedWords,
                             QList<Language> languages)
    : m_languages(std::move(languages)) {
    if (m_languages.isEmpty())
        m_languages += Language::Unknown;
    for (const auto &phrase : phrases)
        m_phrases.push_back({termsOf(tokenize(phrase)), phrase});
    for (const auto &word : excludedWords)
        m_excluded += termsOf(tokenize(word)).join(u' ');
}

bool PassageFilter::accepts(const Passage &passage) const {
    for (const auto &phrase : m_phrases) {
        if (!holds(termsOf(tokenize(passage.text)), phrase.words) &&
            !holds(termsOf(tokenize(passage.heading)), phrase.words))
            return false;
    }
    const auto stemsOf = [&](const QString &text) { return termsOf(analyse(text, passage.language)); };
    return std::none_of(m_excluded.begin(), m_excluded.end(), [&](const QString &word) {
        const auto stems = stemsOf(word);
        return holds(stemsOf(passage.text), stems) || holds(stemsOf(passage.heading), stems);
    });
}

/// The phrase without pieces at its ends; empty if nothing is left.
QString PassageFilter::indexed(const Phrase &phrase) {
    auto terms = phrase.words;
    if (!terms.isEmpty() && isPiece(terms.first()))
        terms.removeFirst();
    if (!terms.isEmpty() && isPiece(terms.last()))
        terms.removeLast();
    return terms.join(u' ');
}

QStringList PassageFilter::unindexed() const {
    QStringList found;
    for (const auto &phrase : m_phrases) {
        if (indexed(phrase).isEmpty())
            found += phrase.text;
    }
    return found;
}

QString PassageFilter::inLanguages(const QString &phrase) const {
    QSet<QStringList> seen;
    QStringList phrases;
    for (const auto language : m_languages) {
        if (const auto stems = termsOf(analyse(phrase, language)); !seen.contains(stems)) {
            seen.insert(stems);
            phrases += quoted(tagged(phrase, language));
        }
    }
    return u'(' + phrases.join(QStringLiteral(" OR ")) + u')';
}

QString PassageFilter::expression(const QStringList &words, const QString &join) const {
    QStringList quotedWords;
    for (const auto &word : words)
        quotedWords += inLanguages(word);
    QStringList required;
    if (!quotedWords.isEmpty())
        required += u'(' + quotedWords.join(u' ' + join + u' ') + u')';
    for (const auto &phrase : m_phrases) {
        if (const auto known = indexed(phrase); !known.isEmpty())
            required += inLanguages(known);
    }
    auto all = required.join(QStringLiteral(" AND "));
    if (m_languages.size() > 1) // what stands for the word in one may stand for another word in the next
        return all;
    for (const auto &word : m_excluded)
        all = u'(' + all + QStringLiteral(") NOT ") + inLanguages(word);
    return all;
}

std::vector<RankedPassage> rankedPassages(Database &database, const PassageFilter &filter,
                                          const QStringList &words, const QString &join,
                                          const std::optional<QList<DocumentId>> &documents,
                                          const std::function<bool()> &goesOn) {
    const auto asked = documentsWithText(database, documents);
    const auto unindexed = filter.unindexed();
    // Both give passage, document and rank.
    auto rows = database.prepare(
        unindexed.isEmpty()
            ? "SELECT passage.id, document, passage_fts.rank FROM passage_fts CROSS JOIN passage"
              " ON passage.id=passage_fts.rowid WHERE passage_fts MATCH ?1"
            : "SELECT id, document, 0 FROM passage WHERE instr(text, ?1) OR instr(heading, ?1)");
    rows.bind(unindexed.isEmpty() ? filter.expression(words, join) : unindexed.first());
    std::vector<RankedPassage> found;
    for (qint64 seen = 0; rows.step(); ++seen) {
        if (goesOn && seen % askEvery == 0 && !goesOn())
            return {};
        if (asked.contains(rows.integer(1)))
            found.push_back({rows.integer(0), rows.integer(1), rows.real(2)});
    }
    std::sort(found.begin(), found.end(), [](const RankedPassage &a, const RankedPassage &b) {
        return std::tuple(a.rank, a.passage) < std::tuple(b.rank, b.passage);
    });
    return found;
}

} // namespace docchat::index
