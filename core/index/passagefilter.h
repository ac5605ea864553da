#pragma once

#include "index/querysyntax.h"
#include "index/scope.h"
#include "index/sqlite.h"
#include "model/passage.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace docchat::index {

/// The documents that are asked: those of `scope` that hold text and that file:, type:, after:, before: and
/// collection: let through; of two collections, those of either. Their date is the day they were added to the
/// library, in local time: the file's own date says when it was last copied. nullopt: nothing narrows it, all
/// are asked.
[[nodiscard]] std::optional<QList<DocumentId>> documentsFor(Database &database, const TypedQuery &query,
                                                            const Scope &scope);

/// What passages must hold and must not: phrases to the letter but for case, accents, marks and white space;
/// excluded words in any of their forms. In the text or its heading.
class PassageFilter {
public:
    PassageFilter() = default;
    /// `languages`: those that passages are in.
    PassageFilter(const QStringList &phrases, const QStringList &excludedWords, QList<Language> languages);

    [[nodiscard]] bool isEmpty() const { return m_phrases.empty() && m_excluded.isEmpty(); }
    [[nodiscard]] bool accepts(const Passage &passage) const;

    /// The phrases that are so short a piece of an unspaced script that the word index cannot find them.
    [[nodiscard]] QStringList unindexed() const;
    /// For FTS5: passages with the words (`join` is AND or OR), the phrases and without the excluded words;
    /// it lets some through that accepts() does not, and misses none but for unindexed().
    [[nodiscard]] QString expression(const QStringList &words, const QString &join) const;

private:
    struct Phrase {
        QStringList words; ///< folded, in order
        QString text;      ///< as it was typed
    };
    [[nodiscard]] static QString indexed(const Phrase &phrase);
    /// A phrase for FTS5, as each of the languages stems it.
    [[nodiscard]] QString inLanguages(const QString &phrase) const;

    std::vector<Phrase> m_phrases;
    QStringList m_excluded; ///< folded words
    QList<Language> m_languages{Language::Unknown};
};

/// A passage that the word index found, best first.
struct RankedPassage {
    qint64 passage = 0;
    DocumentId document = 0;
    double rank = 0; ///< FTS5's: the smaller the better
};

/// Every passage of `documents` (nullopt: of all that hold text) whose index entries fit `filter` and the
/// words. Best first. `goesOn` is asked now and then; false ends it with nothing. Throws SqliteError.
[[nodiscard]] std::vector<RankedPassage> rankedPassages(Database &database, const PassageFilter &filter,
                                                        const QStringList &words, const QString &join,
                                                        const std::optional<QList<DocumentId>> &documents,
                                                        const std::function<bool()> &goesOn = {});

} // namespace docchat::index
