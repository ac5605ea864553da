#include "index/querysyntax.h"

#include "index/analysis.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

namespace docchat::index {
namespace {

using Kind = QueryFilter::Kind;

constexpr qsizetype longestTyped = 1'000; // what is longer was pasted
constexpr qsizetype longestSearched = 4'000;
constexpr qsizetype mostSearchedWords = 128;
constexpr auto quote = u'"';

struct TypeWords {
    const char *words;
    const char *kinds;
};
constexpr std::array typeWords{
    TypeWords{"pdf", "pdf"},
    TypeWords{"docx word", "docx doc odt rtf"},
    TypeWords{"doc", "doc docx"},
    TypeWords{"odt", "odt"},
    TypeWords{"rtf", "rtf"},
    TypeWords{"xlsx excel spreadsheet", "xlsx xls ods"},
    TypeWords{"xls", "xls xlsx"},
    TypeWords{"ods", "ods"},
    TypeWords{"csv tsv", "csv"},
    TypeWords{"pptx powerpoint slides presentation", "pptx ppt odp"},
    TypeWords{"ppt", "ppt pptx"},
    TypeWords{"odp", "odp"},
    TypeWords{"md markdown", "markdown"},
    TypeWords{"txt text", "text"},
    TypeWords{"mail email eml mbox", "mail"},
    TypeWords{"image picture scan png jpg jpeg tiff gif bmp webp", "image"},
    TypeWords{"code source", "code"},
    TypeWords{"html htm", "html"},
    TypeWords{"epub ebook", "epub"},
};

QStringList words(const char *list) {
    return QString::fromLatin1(list).split(u' ');
}

bool endsFilter(QChar c) {
    return c.isSpace();
}

bool isTrailingSign(QChar c) {
    return QStringView(u"?!.,;:)]}？！。，、؟").contains(c);
}

/// A piece of the typed text between white space, or to the end of its quotes.
struct Value {
    QString text;
    qsizetype end = 0; ///< behind it and its quotes
};

/// The value that begins at `start`: quoted, or up to white space, without the signs that end a sentence.
std::optional<Value> valueAt(const QString &typed, qsizetype start) {
    if (start >= typed.size())
        return std::nullopt;
    if (typed[start] == quote) {
        const auto close = typed.indexOf(quote, start + 1);
        const bool ends = close >= 0 && (close + 1 == typed.size() || endsFilter(typed[close + 1]) ||
                                         isTrailingSign(typed[close + 1]));
        const auto text = ends ? typed.mid(start + 1, close - start - 1).simplified() : QString();
        return text.isEmpty() ? std::nullopt : std::optional(Value{text, close + 1});
    }
    auto end = start;
    while (end < typed.size() && !endsFilter(typed[end]))
        ++end;
    while (end > start && isTrailingSign(typed[end - 1]))
        --end;
    const auto text = typed.mid(start, end - start);
    return text.isEmpty() || text.contains(quote) ? std::nullopt : std::optional(Value{text, end});
}

/// The first day of a year, a month or a day.
QDate firstDay(const QString &text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10)
        return {};
    static constexpr auto rest = QLatin1StringView("-01-01");
    const auto date = QDate::fromString(text + rest.mid(text.size() - 4), Qt::ISODate);
    return date.isValid() && date.year() >= 1000 ? date : QDate();
}

std::optional<QueryFilter> keyedFilter(const QString &typed, qsizetype start) {
    static const std::array<std::pair<QLatin1StringView, Kind>, 5> keys{
        std::pair(QLatin1StringView("file:"), Kind::Name),
        {QLatin1StringView("type:"), Kind::Type},
        {QLatin1StringView("after:"), Kind::After},
        {QLatin1StringView("before:"), Kind::Before},
        {QLatin1StringView("collection:"), Kind::Collection}};
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto &known) {
        return QStringView(typed).sliced(start).startsWith(known.first, Qt::CaseInsensitive);
    });
    const auto value = key == keys.end() ? std::nullopt : valueAt(typed, start + key->first.size());
    if (!value)
        return std::nullopt;
    QueryFilter filter{key->second, value->text, {start, value->end}, typed.mid(start, value->end - start)};
    if (filter.kind == Kind::Type && kindsOfType(filter.value).isEmpty())
        return std::nullopt;
    if (filter.kind == Kind::Name && foldedName(filter.value).isEmpty())
        return std::nullopt;
    if (filter.kind == Kind::After || filter.kind == Kind::Before) {
        const auto day = firstDay(filter.value);
        if (!day.isValid())
            return std::nullopt;
        filter.value = day.toString(Qt::ISODate);
    }
    return filter;
}

/// -word or -"some words". A word begins with a letter and has two of them, or one that is a word by itself.
std::optional<QueryFilter> withoutFilterAt(const QString &typed, qsizetype start) {
    const auto value = valueAt(typed, start + 1);
    if (!value || tokenize(value->text).empty())
        return std::nullopt;
    const auto first = value->text.front();
    const bool quoted = typed[start + 1] == quote;
    const bool isWord = (first.isLetter() || first.isSurrogate()) &&
                        (value->text.size() > 1 || first.unicode() >= 0x0E00) && !value->text.contains(u':');
    if (!quoted && !isWord)
        return std::nullopt;
    return QueryFilter{Kind::Without, value->text, {start, value->end}, typed.mid(start, value->end - start)};
}

std::optional<QueryFilter> phraseAt(const QString &typed, qsizetype start) {
    const auto value = valueAt(typed, start);
    if (!value || tokenize(value->text).empty())
        return std::nullopt;
    return QueryFilter{Kind::Phrase, value->text, {start, value->end}, typed.mid(start, value->end - start)};
}

std::optional<QueryFilter> filterAt(const QString &typed, qsizetype start) {
    if (typed[start] == quote)
        return phraseAt(typed, start);
    if (typed[start] == u'-')
        return withoutFilterAt(typed, start);
    return keyedFilter(typed, start);
}

} // namespace

QStringList TypedQuery::values(QueryFilter::Kind kind) const {
    QStringList found;
    for (const auto &filter : filters) {
        if (filter.kind == kind)
            found += filter.value;
    }
    return found;
}

QString TypedQuery::documentWords() const {
    QStringList found;
    for (const auto &filter : filters) {
        if (filter.kind != Kind::Without && filter.kind != Kind::Phrase)
            found += filter.typed;
    }
    return found.join(u' ');
}

TypedQuery parseQuery(const QString &typed) {
    if (typed.size() > longestTyped)
        return {typed};
    TypedQuery query;
    QString rest;
    bool atStart = true;
    for (qsizetype at = 0; at < typed.size();) {
        const auto filter = atStart && !endsFilter(typed[at]) ? filterAt(typed, at) : std::nullopt;
        if (!filter) {
            atStart = endsFilter(typed[at]) || QStringView(u"([{¿¡").contains(typed[at]);
            rest += typed[at++];
            continue;
        }
        if (filter->kind == Kind::Phrase)
            rest += filter->typed;
        query.filters.push_back(*filter);
        at = filter->range.end;
        atStart = false;
    }
    query.question = query.filters.empty() ? typed.trimmed() : rest.simplified();
    return query;
}

QString withoutFilter(const QString &typed, const QueryFilter &filter) {
    return QString(typed).remove(filter.range.start, filter.range.length()).simplified();
}

QStringList kindsOfType(const QString &word) {
    const auto wanted = word.toCaseFolded();
    const auto found = std::find_if(typeWords.begin(), typeWords.end(), [&](const TypeWords &known) {
        return words(known.words).contains(wanted);
    });
    return found == typeWords.end() ? QStringList() : words(found->kinds);
}

QString foldedName(const QString &name) {
    auto folded = name.toCaseFolded().normalized(QString::NormalizationForm_KD);
    folded.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return folded.simplified();
}

QString searchedPart(const QString &question) {
    const auto begin = question.left(longestSearched);
    QSet<QString> seen;
    for (const auto &token : tokenize(begin)) {
        seen.insert(token.term);
        if (seen.size() > mostSearchedWords)
            return begin.left(token.start);
    }
    return begin;
}

} // namespace docchat::index
