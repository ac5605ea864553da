#include "index/chatsearch.h"

#include "index/analysis.h"
#include "index/chats.h"
#include "index/querysyntax.h"
#include "index/snippet.h"

#include <algorithm>

namespace docchat::index {
namespace {

constexpr qsizetype snippetLength = 60;
constexpr qsizetype mostBefore = 14; // characters before the first found word: a row of the list is short

/// The words as an FTS5 expression; they are letters and figures alone.
QString expressionOf(const QStringList &words) {
    QStringList parts;
    for (const auto &word : words)
        parts += QStringLiteral("\"%1\"").arg(word);
    parts.last() = QStringLiteral("(%1 OR %1 *)").arg(parts.last());
    return parts.join(QStringLiteral(" AND "));
}

/// Every word begins one of the title's.
bool titleHas(const QString &title, const QStringList &words) {
    const auto inTitle = tokenize(title);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(inTitle.begin(), inTitle.end(),
                           [&](const Token &token) { return token.term.startsWith(word); });
    });
}

/// The stems of the words, and of those in the text that the last one begins.
Terms termsIn(const QString &text, const QStringList &words) {
    Terms terms{queryTerms(words.join(u' ')), Language::Unknown};
    for (const auto &token : analyse(text)) {
        if (token.term.startsWith(words.last()) && !terms.stems.contains(token.term))
            terms.stems += token.term;
    }
    return terms;
}

/// How much to leave out at the beginning, for the first found word to be in sight.
qsizetype leftOut(const Snippet &snippet) {
    if (snippet.marks.empty() || snippet.marks.front().start <= mostBefore)
        return 0;
    const auto first = snippet.marks.front().start;
    const auto space = snippet.text.indexOf(u' ', first - mostBefore);
    return space >= 0 && space < first ? space + 1 : first;
}

ChatMatch matchFrom(const Statement &row, const QStringList &words) {
    const auto text = row.text(3);
    const auto snippet = snippetOf(text, termsIn(text, words), snippetLength);
    const auto cut = leftOut(snippet);
    const qsizetype dots = cut > 0 ? 1 : 0;
    ChatMatch match{row.integer(0), row.integer(1), row.text(2),
                    (cut > 0 ? QStringLiteral("…") : QString()) + snippet.text.mid(cut)};
    for (const auto &mark : snippet.marks)
        match.marks.emplace_back(int(mark.start - cut + dots), int(mark.end - mark.start));
    return match;
}

} // namespace

std::vector<ChatMatch> searchChats(Database &database, const QString &typed, int most, qint64 collection) {
    std::vector<ChatMatch> matches;
    const auto words = queryWords(searchedPart(typed));
    if (words.isEmpty())
        return matches;
    for (const auto &chat : collection != 0 ? chatsOf(database, collection) : allChats(database)) {
        if (int(matches.size()) < most && titleHas(chat.title, words))
            matches.push_back({chat.id, 0, chat.title, {}});
    }
    auto rows =
        database.prepare("SELECT message.chat, message.id, chat.title, message.text FROM message_fts"
                         " JOIN message ON message.id=message_fts.rowid JOIN chat ON chat.id=message.chat"
                         " WHERE message_fts MATCH ?1 AND chat.removed=0 AND ?3 IN (0, chat.collection)"
                         " ORDER BY message.id DESC LIMIT ?2");
    rows.bind(expressionOf(words), qint64(most) - qint64(matches.size()), collection);
    while (rows.step())
        matches.push_back(matchFrom(rows, words));
    return matches;
}

} // namespace docchat::index
