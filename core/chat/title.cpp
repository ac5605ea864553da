#include "chat/title.h"

#include "index/querysyntax.h"

#include <QStringView>
#include <QTextBoundaryFinder>

namespace docchat::chat {
namespace {

constexpr qsizetype longestTitle = 60;
constexpr qsizetype shortestPart = 12; // "Hello." says nothing

/// Of a CJK mark, or followed by a space or the end: "3.5" ends nothing.
bool endsAt(QStringView text, qsizetype at, QStringView marks, QStringView wideMarks) {
    if (wideMarks.contains(text[at]))
        return true;
    return marks.contains(text[at]) && (at + 1 == text.size() || text[at + 1].isSpace());
}

/// The end of the first part that ends with one of the marks and is long enough; -1: there is none.
qsizetype endOfPart(QStringView text, QStringView marks, QStringView wideMarks) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool wide = wideMarks.contains(text[i]);
        if (endsAt(text, i, marks, wideMarks) && (wide || i + 1 >= shortestPart))
            return i + 1;
    }
    return -1;
}

QString withoutEnd(QStringView part) {
    auto end = part.size();
    while (end > 0 && QStringView(u".,;:–—。，；：").contains(part[end - 1]))
        --end;
    return part.first(end).trimmed().toString();
}

/// Whole words, or where one alone is too long, whole characters.
QString cut(const QString &text) {
    const auto room = longestTitle - 1;
    auto end = text.lastIndexOf(QLatin1Char(' '), room);
    if (end < shortestPart) {
        QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, text);
        characters.setPosition(room);
        end = characters.isAtBoundary() ? room : characters.toPreviousBoundary();
    }
    return withoutEnd(QStringView(text).first(end)) + QStringLiteral("…");
}

} // namespace

QString titleOf(const QString &question) {
    const auto words = index::parseQuery(question).question.simplified();
    const auto whole = words.isEmpty() ? question.simplified() : words;
    const auto sentenceEnd = endOfPart(whole, u".?!…", u"。？！");
    const auto sentence = sentenceEnd > 0 ? whole.first(sentenceEnd) : whole;
    if (sentence.size() <= longestTitle)
        return withoutEnd(sentence);
    const auto clauseEnd = endOfPart(sentence, u",;:–—", u"，；：、");
    if (clauseEnd > 0 && clauseEnd <= longestTitle)
        return withoutEnd(QStringView(sentence).first(clauseEnd));
    return cut(sentence);
}

} // namespace docchat::chat
