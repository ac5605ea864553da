#include "chat/formulas.h"

#include <QRegularExpression>

namespace docchat::chat {
namespace {

/// Where a part below says @: some lines of a paragraph, which a blank line ends. Not too many and not too
/// long: else a text of nothing but beginnings would be looked through to its end for each of them.
constexpr QLatin1StringView inParagraph(R"([^\n]{0,1000}?(?:\n(?![ \t]*\n)[^\n]{0,1000}?){0,30}?)");

/// Code between fences, to the end where they are not closed; between backticks; an escaped sign.
constexpr QLatin1StringView
    fenced(R"(^[ ]{0,3}(?<fence>`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?^[ ]{0,3}\k<fence>[`~]*[ \t]*$|[\s\S]*))");
constexpr QLatin1StringView inBackticks(R"((?<!`)(?<ticks>`+)(?!`)@(?<!`)\k<ticks>(?!`))");
constexpr QLatin1StringView escapedSign(R"(\\[\\$`])");

constexpr QLatin1StringView inTwoDollars(R"(\$\$@\$\$)");
constexpr QLatin1StringView inRoundBrackets(R"(\\\(@\\\))");
constexpr QLatin1StringView inSquareBrackets(R"(\\\[@\\\])");
/// On a line. The first dollar stands before no space, the second neither behind one nor before a digit.
constexpr QLatin1StringView inDollars(R"(\$(?![\s$])(?:[^$\n\\]|\\[^\n])*(?<!\s)\$(?![\d$]))");

QString codeOrFormula() {
    const auto code = QStringList{fenced, inBackticks, escapedSign}.join(QLatin1Char('|'));
    const auto formula =
        QStringList{inTwoDollars, inRoundBrackets, inSquareBrackets, inDollars}.join(QLatin1Char('|'));
    return QStringLiteral("(?<code>%1)|%2").arg(code, formula).replace(QLatin1StringView("@"), inParagraph);
}

/// Shown as it is, whatever it would mean. "<" as its name, so that none is left to be taken for HTML.
QString escaped(QStringView formula) {
    QString text;
    for (const QChar c : formula) {
        const bool isPunctuation = c.unicode() < 0x7F && !c.isLetterOrNumber() && !c.isSpace();
        if (c == QLatin1Char('<'))
            text += QStringLiteral("&lt;");
        else if (isPunctuation)
            text += QLatin1Char('\\') + c;
        else
            text += c;
    }
    return text;
}

} // namespace

QString withFormulasAsText(const QString &markdown) {
    if (!markdown.contains(QLatin1Char('$')) && !markdown.contains(QStringLiteral("\\(")) &&
        !markdown.contains(QStringLiteral("\\[")))
        return markdown;
    static const QRegularExpression part(codeOrFormula(), QRegularExpression::MultilineOption);
    QString text;
    qsizetype at = 0;
    for (auto parts = part.globalMatch(markdown); parts.hasNext();) {
        const auto match = parts.next();
        if (match.capturedLength(QStringLiteral("code")) > 0)
            continue;
        text += QStringView(markdown).sliced(at, match.capturedStart() - at);
        text += escaped(match.capturedView());
        at = match.capturedEnd();
    }
    return text + markdown.sliced(at);
}

} // namespace docchat::chat
