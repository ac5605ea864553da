#include "index/answertype.h"

#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace docchat::index {
namespace {

using Option = QRegularExpression;

QRegularExpression pattern(const QString &text, QRegularExpression::PatternOptions options = {}) {
    QRegularExpression expression(text, options | Option::UseUnicodePropertiesOption);
    expression.optimize();
    return expression;
}

QRegularExpression anyCase(const QString &text) {
    return pattern(text, Option::CaseInsensitiveOption);
}

// ---- Questions ----

/// A pattern of questions in lower case and what they ask for; the first that matches counts.
struct Asking {
    AnswerType type;
    QRegularExpression question;
};

const std::vector<Asking> &askings() {
    static const std::vector<Asking> table{
        {AnswerType::Percentage,
         pattern(QStringLiteral(
             "\\b(what|which) (percent|percentage|proportion|share|fraction)|how many percent"))},
        {AnswerType::Duration,
         pattern(QStringLiteral("\\bhow (long|old)\\b|what (length of time|period of time|duration)|how many "
                                "(years|days|months|hours|minutes|weeks|decades|centuries)"))},
        {AnswerType::Money,
         pattern(QStringLiteral(
             "\\bhow much (money|did .* (cost|pay|spend|earn|sell|raise))|what (was|is) the "
             "(cost|price|budget|salary|amount of money)|how much .* (cost|worth|paid|spent)"))},
        {AnswerType::Measure,
         pattern(QStringLiteral("\\bhow (far|tall|high|deep|wide|large|big|heavy|fast|hot|cold)\\b|what "
                                "(temperature|distance|height|speed|size|length|weight|area)\\b"))},
        {AnswerType::Number,
         pattern(QStringLiteral(
             "\\bhow (many|much|often|frequently)\\b|what (number|amount|quantity)|\\bpopulation "
             "of\\b|what (is|was) the population"))},
        {AnswerType::Date,
         pattern(QStringLiteral("\\bwhen\\b|\\b(what|which) (\\w+ )?(year|date|day|month|decade|century|time "
                                "period|era|period)\\b|what time\\b"))},
        {AnswerType::Person, pattern(QStringLiteral("\\b(who|whom|whose)\\b"))},
        {AnswerType::Place,
         pattern(QStringLiteral("\\bwhere\\b|\\b(what|which) (\\w+ "
                                "){0,2}(city|country|state|town|place|region|continent|province|county|"
                                "river|island|location|capital|village|district|borough|nation|mountain|"
                                "ocean|sea|lake|street)\\b"))},
        {AnswerType::Reason,
         pattern(QStringLiteral(
             "\\bwhy\\b|what (is|was|were|are) the (reason|cause|purpose)|for what reason|what "
             "caused"))},
        {AnswerType::Person,
         pattern(
             QStringLiteral("\\b(what|which) (\\w+ "
                            "){0,2}(person|people|m[ae]n|wom[ae]n|individual|king|queen|emperor|president|"
                            "minister|leader|author|writer|scientist|chemist|physicist|mathematician|"
                            "philosopher|artist|singer|actor|"
                            "director|composer|general|commander|politician|player|coach|ruler|explorer|"
                            "inventor|founder|governor|"
                            "mayor|professor|pope|bishop|architect|engineer|prince|princess|khan)s?\\b"))},
        {AnswerType::Group,
         pattern(QStringLiteral(
             "\\b(what|which) (\\w+ ){0,2}(company|organization|team|group|party|church|university|"
             "school|college|agency|network|dynasty|tribe|family|band|institution|club|league)s?"
             "\\b"))},
        {AnswerType::Name,
         pattern(QStringLiteral(
             "what (is|was|are|were) the (name|title)|\\bname of\\b|what .* (called|named|known "
             "as)|what (is|was) .* nickname"))},
        {AnswerType::Manner, pattern(QStringLiteral("\\bhow\\b"))},
    };
    return table;
}

/// Lower case, one space between words, no signs but those inside words.
QString plain(QStringView question) {
    auto text = question.toString().toLower();
    const auto isKept = [](QChar c) {
        return c.isLetterOrNumber() || c.isMark() || c == u'_' || c == u'%' || c == u'\'' || c == u'-' ||
               c == u'’';
    };
    std::replace_if(text.begin(), text.end(), [&](QChar c) { return !isKept(c); }, QChar::Space);
    return text.simplified();
}

// ---- Sentences ----

#define NUMBER_WORDS                                                                                         \
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"      \
    "seventeen|"                                                                                             \
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?" \
    "|"                                                                                                      \
    "billions?|trillion|dozens?|half|quarter|third|twice|both|single"

/// The words of one match of a pattern, in lower case.
QStringList wordsOf(QStringView match) {
    QStringList words;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= match.size(); ++i) {
        if (i < match.size() && (match[i].isLetterOrNumber() || match[i].isMark() || match[i] == u'_'))
            continue;
        if (i > start)
            words.append(match.sliced(start, i - start).toString().toLower());
        start = i + 1;
    }
    return words;
}

bool isNew(const QStringList &words, const QSet<QString> &known) {
    return std::any_of(words.begin(), words.end(),
                       [&](const QString &word) { return !known.contains(word); });
}

/// Whether any match of `expression` that `accepted` lets through holds a word that the question does not.
template <class Accepted>
bool holdsNew(const QRegularExpression &expression, const QString &sentence, const QSet<QString> &known,
              Accepted accepted) {
    for (auto matches = expression.globalMatch(sentence); matches.hasNext();) {
        const auto match = matches.next();
        const auto words = wordsOf(match.capturedView());
        if (accepted(match, words) && isNew(words, known))
            return true;
    }
    return false;
}

bool holdsDate(const QString &sentence, const QSet<QString> &known) {
    static const auto dates = pattern(QStringLiteral(
        "\\b(?:1\\d{3}|20\\d{2})s?\\b|\\b\\d{1,4} ?(?:BC|AD|BCE|CE)\\b|"
        "\\b\\d{1,2}(?:st|nd|rd|th) (?:century|centuries|millennium)\\b|"
        "\\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
        "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)[- ]century\\b|"
        "\\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|"
        "Feb\\.|"
        "Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\.)(?!\\w)"));
    return holdsNew(dates, sentence, known, [](const auto &, const auto &) { return true; });
}

const QRegularExpression &numbers() {
    static const auto expression = anyCase(QStringLiteral("[-+]?\\d[\\d,.]*|\\b(?:" NUMBER_WORDS ")\\b"));
    return expression;
}

bool holdsNumber(const QString &sentence) {
    return numbers().match(sentence).hasMatch();
}

bool holdsNewNumber(const QString &sentence, const QSet<QString> &known) {
    return holdsNew(numbers(), sentence, known, [](const auto &, const auto &) { return true; });
}

bool holdsPercentage(const QString &sentence) {
    static const auto percentages =
        anyCase(QStringLiteral("\\d[\\d.,]*\\s?(?:%|per ?cent)|\\b(?:" NUMBER_WORDS ")\\b per ?cent"));
    return percentages.match(sentence).hasMatch();
}

bool holdsMoney(const QString &sentence) {
    static const auto money = anyCase(QStringLiteral(
        "[$£€¥]\\s?\\d|\\b(?:dollars?|pounds?|euros?|cents?|US\\$|USD|rupees|yen|shillings?)\\b"));
    return money.match(sentence).hasMatch() && holdsNumber(sentence);
}

bool holdsDuration(const QString &sentence) {
    static const auto durations =
        anyCase(QStringLiteral("\\b(?:\\d[\\d,.]*|" NUMBER_WORDS
                               "|several|few|many)[ -](?:\\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|"
                               "months?|years?|decades?|centuries|century)\\b"));
    return durations.match(sentence).hasMatch();
}

bool holdsMeasure(const QString &sentence) {
    static const auto measures =
        anyCase(QStringLiteral("\\d[\\d,.]*\\s?(?:km|kilomet|mi\\b|miles?|m\\b|met(?:er|re)s?|cm|mm|ft|feet|"
                               "foot|inch|in\\b|kg|g\\b|tons?|"
                               "tonnes?|lb|pounds|acres?|ha\\b|hectares?|sq|square|°|degrees?|K\\b|MW|kW|"
                               "W\\b|hp|psi|bar|MPa|kPa|Hz|litres?|"
                               "liters?|gallons?|barrels?|mph|kn)"));
    return measures.match(sentence).hasMatch();
}

/// Capitalised words in a row; one alone at the start of a sentence says nothing.
bool holdsName(const QString &sentence, const QSet<QString> &known) {
    static const auto names = pattern(QStringLiteral(
        "\\b\\p{Lu}[\\w’'\\-.]*(?:\\s+(?:(?:of|the|de|du|la|von|van|al|ibn|bin)\\s+)*\\p{Lu}[\\w’'\\-.]*)*"));
    return holdsNew(names, sentence, known, [](const auto &match, const QStringList &words) {
        return match.capturedStart() > 0 || words.size() > 1;
    });
}

bool holdsQuotation(const QString &sentence) {
    static const auto quotations = pattern(QStringLiteral("[\"“][^\"”]{2,60}[\"”]"));
    return quotations.match(sentence).hasMatch();
}

bool holdsPlace(const QString &sentence, const QSet<QString> &known) {
    static const auto places =
        pattern(QStringLiteral("\\b(?:in|at|near|from|to|of|into|on|across|outside|around|between|throughout)"
                               "\\s+(?:(?:the|northern|southern|"
                               "eastern|western|central|modern[- ]day)\\s+)*(\\p{Lu}\\w*)"));
    for (auto matches = places.globalMatch(sentence); matches.hasNext();) {
        if (!known.contains(matches.next().captured(1).toLower()))
            return true;
    }
    return false;
}

bool holdsReason(const QString &sentence) {
    static const auto reasons =
        anyCase(QStringLiteral("\\b(?:because|due to|since|so that|in order to|as a "
                               "result|therefore|thus|hence|to avoid|to prevent|owing to|"
                               "caused by|reason|led to|for fear|as (?:it|they|he|she) )"));
    return reasons.match(sentence).hasMatch();
}

bool holdsManner(const QString &sentence) {
    static const auto manners = anyCase(QStringLiteral("\\b(?:by|through|using|via|with)\\b"));
    return manners.match(sentence).hasMatch();
}

/// 1 for what was asked for, `instead` for some number in its place.
double orNumber(bool found, double instead, const QString &sentence) {
    return found ? 1 : holdsNumber(sentence) ? instead : 0;
}

} // namespace

AnswerType answerType(QStringView question) {
    const auto text = plain(question);
    const auto &table = askings();
    const auto asking = std::find_if(table.begin(), table.end(), [&](const Asking &asked) {
        return asked.question.match(text).hasMatch();
    });
    return asking == table.end() ? AnswerType::Other : asking->type;
}

QSet<QString> questionWords(QStringView question) {
    const auto words = wordsOf(question);
    return {words.begin(), words.end()};
}

double matchesType(AnswerType type, QStringView text, const QSet<QString> &questionWords) {
    const auto sentence = text.toString();
    switch (type) {
    case AnswerType::Percentage:
        return orNumber(holdsPercentage(sentence), .4, sentence);
    case AnswerType::Duration:
        return orNumber(holdsDuration(sentence), .4, sentence);
    case AnswerType::Money:
        return orNumber(holdsMoney(sentence), .3, sentence);
    case AnswerType::Measure:
        return orNumber(holdsMeasure(sentence), .4, sentence);
    case AnswerType::Number:
        return holdsNewNumber(sentence, questionWords) ? 1 : 0;
    case AnswerType::Date:
        return holdsDate(sentence, questionWords) ? 1 : 0;
    case AnswerType::Person:
    case AnswerType::Group:
        return holdsName(sentence, questionWords) ? 1 : 0;
    case AnswerType::Name:
        return holdsName(sentence, questionWords) ? 1 : holdsQuotation(sentence) ? .6 : 0;
    case AnswerType::Place:
        return holdsPlace(sentence, questionWords) ? 1 : 0;
    case AnswerType::Reason:
        return holdsReason(sentence) ? 1 : 0;
    case AnswerType::Manner:
        return holdsManner(sentence) ? .5 : 0;
    case AnswerType::Other:
        break;
    }
    return .5;
}

bool expectsMatch(AnswerType type) {
    return type != AnswerType::Group && type != AnswerType::Name && type != AnswerType::Manner &&
           type != AnswerType::Other;
}

} // namespace docchat::index
