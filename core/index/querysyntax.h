#pragma once

#include "index/sentences.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <vector>

/// What people type into the question box, beside words. Pure; any thread.
namespace docchat::index {

/// One filter, as it was typed: file:"annual report", type:pdf, after:2024-05, before:2025, -word, "a
/// phrase", collection:contracts.
struct QueryFilter {
    enum class Kind { Name, Type, After, Before, Without, Phrase, Collection };

    Kind kind = Kind::Phrase;
    QString value;   ///< without its key and quotes; of After and Before an ISO date
    TextRange range; ///< in the typed text

    /// As a person would type it: `after:2024-05-01` only where a day was typed.
    QString typed = {};
};

/// A typed question: its words, and what the filters beside them ask for.
struct TypedQuery {
    QString question;                      ///< without filters; phrases stay, in their quotes
    std::vector<QueryFilter> filters = {}; ///< in order

    [[nodiscard]] QStringList values(QueryFilter::Kind kind) const;
    /// The filters that choose documents, as they were typed: "type:pdf after:2030". Empty: none.
    [[nodiscard]] QString documentWords() const;
};

/// Reads the filters. Whatever is no valid filter ("ratio 3:1", "file:", "type:unheard-of", a lone dash, a
/// dash inside a word, a quote that is not closed) is part of the question, and so is everything in a text of
/// more than 1,000 characters: that was pasted. A dash before a figure ("-5 degrees") is a sign.
///
/// A date is a year, a month or a day; after: counts from its first day on, before: up to the day before it.
/// Whether there is a collection of a name is not known here.
[[nodiscard]] TypedQuery parseQuery(const QString &typed);

/// `typed` without one of its filters.
[[nodiscard]] QString withoutFilter(const QString &typed, const QueryFilter &filter);

/// The kinds of documents that a word of type: means ("word": "docx", "odt", "rtf"), as kindName(); empty for
/// an unknown word.
[[nodiscard]] QStringList kindsOfType(const QString &word);

/// Folded for comparing names: case and accents gone, white space single.
[[nodiscard]] QString foldedName(const QString &name);

/// The part of a question that is looked up: at most its first 128 different words, and 4,000 characters. A
/// longer one, say a pasted contract, would take minutes and find no better.
[[nodiscard]] QString searchedPart(const QString &question);

} // namespace docchat::index
