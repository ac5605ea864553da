#include "index/questionform.h"

#include "index/analysis.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace docchat::index {
namespace {

constexpr double mostKeywords = 5;
constexpr qsizetype longestLooked = 1'000; // nobody types more keywords

/// Folded words that begin a question or a wish, or stand in one only; none of them is a usual keyword.
const QSet<QString> &askingWords() {
    static const auto known = [] {
        static constexpr QLatin1StringView latin(
            "what who whom whose which when where why how do does did is are was were can could will would "
            "shall should may tell explain describe summarise summarize compare "
            "wer wen wem wessen welche welcher welches welchem welchen wann wo wohin woher wie warum wieso "
            "weshalb wieviel erklare beschreibe vergleiche "
            "qui quoi quel quelle quels quelles quand pourquoi combien explique expliquez decris resume "
            "que quien quienes cual cuales cuando donde como cuanto cuantos cuanta cuantas explica "
            "chi quale quali quando dove perche quanto quanti quanta quante spiega "
            "quem qual quais onde quantos quantas explique");
        const auto words = QString(latin).split(u' ');
        QSet<QString> all(words.begin(), words.end());
        const auto russian =
            QStringLiteral("что кто кого кому чем какои какая какое какие каким каких когда где куда как "
                           "почему сколько зачем обьясни опиши сравни")
                .split(u' ');
        return all.unite({russian.begin(), russian.end()});
    }();
    return known;
}

/// Questions of scripts that write no gaps between words.
bool asksWithoutGaps(QStringView text) {
    static const std::array signs{
        QStringLiteral("什么"),   QStringLiteral("什麼"),   QStringLiteral("怎么"),  QStringLiteral("怎麼"),
        QStringLiteral("谁"),     QStringLiteral("誰"),     QStringLiteral("哪"),    QStringLiteral("多少"),
        QStringLiteral("几"),     QStringLiteral("为何"),   QStringLiteral("如何"),  QStringLiteral("吗"),
        QStringLiteral("嗎"),     QStringLiteral("何"),     QStringLiteral("なぜ"),  QStringLiteral("どう"),
        QStringLiteral("どの"),   QStringLiteral("どこ"),   QStringLiteral("だれ"),  QStringLiteral("いつ"),
        QStringLiteral("いくら"), QStringLiteral("ですか"), QStringLiteral("ますか")};
    return std::any_of(signs.begin(), signs.end(), [&](const QString &sign) { return text.contains(sign); });
}

bool hasQuestionMark(QStringView text) {
    // ? ¿ and those of full width, small, Arabic, Greek, Armenian, Ethiopic, reversed, double, with !
    static constexpr QStringView marks(u"?¿？﹖؟\u037E՞፧⸮⁇⁈⁉‽⳺꘏");
    const auto found = std::find_if(text.begin(), text.end(), [](QChar c) { return marks.contains(c); });
    if (found != text.end())
        return true;
    // Greek is typed with a semicolon that looks the same.
    return text.endsWith(u';') &&
           std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Greek; });
}

} // namespace

bool looksLikeQuestion(QStringView text) {
    const auto looked = text.left(longestLooked).trimmed();
    if (text.size() > longestLooked || hasQuestionMark(looked) || asksWithoutGaps(looked))
        return true;
    const auto words = tokenize(looked);
    const auto asks = [](const Token &word) { return askingWords().contains(word.term); };
    // "In which year", "und wie lange": at the beginning, but perhaps not the first word.
    const auto beginning = std::min<std::size_t>(words.size(), 2);
    return std::any_of(words.begin(), words.begin() + qsizetype(beginning), asks) ||
           countWords(looked) > mostKeywords;
}

} // namespace docchat::index
