#include "document/readers/numberformat.h"

#include <QDate>
#include <QHash>

#include <algorithm>
#include <cmath>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestCode = 1000;
constexpr int digitsKept = 15; // as spreadsheets do
constexpr qint64 msADay = 86'400'000;

/// A number without its sign, rounded half up as decimal digits, since binary halves would surprise.
struct Decimal {
    QString whole; ///< without leading zeros; empty for 0
    QString part;  ///< exactly as many digits as asked for
};

Decimal rounded(double value, int decimals) {
    const auto written = QString::number(std::abs(value), 'e', digitsKept - 1);
    const auto e = written.indexOf(u'e');
    auto digits = u'0' + written.left(e).remove(u'.'); // a zero for what is carried
    const auto exponent = written.mid(e + 1).toInt();
    auto point = qsizetype(exponent) + 2; // digits before the point
    if (point < 1) {
        digits.prepend(QString(1 - point, u'0'));
        point = 1;
    }
    const auto kept = point + decimals;
    if (kept < digits.size()) {
        bool carries = digits[kept] >= u'5';
        digits.truncate(kept);
        for (auto at = kept - 1; carries && at >= 0; --at) {
            carries = digits[at] == u'9';
            digits[at] = carries ? QChar(u'0') : QChar(digits[at].unicode() + 1);
        }
    }
    digits = digits.leftJustified(kept, u'0');
    auto whole = digits.left(point);
    while (whole.startsWith(u'0'))
        whole.remove(0, 1);
    return {whole, digits.mid(point)};
}

/// The languages of Windows' numbers for them; months and days are named in these.
QLocale localeOf(uint windows) {
    static const QHash<uint, QLocale::Language> languages{
        {0x01, QLocale::Arabic},    {0x04, QLocale::Chinese},    {0x05, QLocale::Czech},
        {0x06, QLocale::Danish},    {0x07, QLocale::German},     {0x08, QLocale::Greek},
        {0x0A, QLocale::Spanish},   {0x0B, QLocale::Finnish},    {0x0C, QLocale::French},
        {0x0E, QLocale::Hungarian}, {0x10, QLocale::Italian},    {0x11, QLocale::Japanese},
        {0x12, QLocale::Korean},    {0x13, QLocale::Dutch},      {0x14, QLocale::NorwegianBokmal},
        {0x15, QLocale::Polish},    {0x16, QLocale::Portuguese}, {0x19, QLocale::Russian},
        {0x1D, QLocale::Swedish},   {0x1F, QLocale::Turkish},    {0x22, QLocale::Ukrainian}};
    const auto found = languages.constFind(windows & 0x3FF);
    return found == languages.constEnd() ? QLocale::c() : QLocale(*found);
}

QString padded(qint64 value, qsizetype width) {
    return QString::number(value).rightJustified(qMin<qsizetype>(width, 2), u'0');
}

QString milliseconds(qint64 value) {
    return QString::number(value).rightJustified(3, u'0');
}

} // namespace

NumberFormat::NumberFormat(const QString &code) {
    for (const auto &part : split(code.left(longestCode)))
        m_sections.push_back(parse(part));
}

QString NumberFormat::builtIn(int id) {
    static const QHash<int, QString> codes{{1, u"0"_s},
                                           {2, u"0.00"_s},
                                           {3, u"#,##0"_s},
                                           {4, u"#,##0.00"_s},
                                           {5, u"$#,##0_);($#,##0)"_s},
                                           {6, u"$#,##0_);($#,##0)"_s},
                                           {7, u"$#,##0.00_);($#,##0.00)"_s},
                                           {8, u"$#,##0.00_);($#,##0.00)"_s},
                                           {9, u"0%"_s},
                                           {10, u"0.00%"_s},
                                           {11, u"0.00E+00"_s},
                                           {12, u"# ?/?"_s},
                                           {13, u"# ?\?/?\?"_s},
                                           {14, u"m/d/yyyy"_s},
                                           {15, u"d-mmm-yy"_s},
                                           {16, u"d-mmm"_s},
                                           {17, u"mmm-yy"_s},
                                           {18, u"h:mm AM/PM"_s},
                                           {19, u"h:mm:ss AM/PM"_s},
                                           {20, u"h:mm"_s},
                                           {21, u"h:mm:ss"_s},
                                           {22, u"m/d/yyyy h:mm"_s},
                                           {32, u"h:mm:ss"_s},
                                           {33, u"h:mm:ss"_s},
                                           {37, u"#,##0_);(#,##0)"_s},
                                           {38, u"#,##0_);(#,##0)"_s},
                                           {39, u"#,##0.00_);(#,##0.00)"_s},
                                           {40, u"#,##0.00_);(#,##0.00)"_s},
                                           {41, u"#,##0_);(#,##0);\"-\"_)"_s},
                                           {42, u"$#,##0_);($#,##0);$\"-\"_)"_s},
                                           {43, u"#,##0.00_);(#,##0.00);\"-\"_)"_s},
                                           {44, u"$#,##0.00_);($#,##0.00);$\"-\"_)"_s},
                                           {45, u"mm:ss"_s},
                                           {46, u"[h]:mm:ss"_s},
                                           {47, u"mm:ss.0"_s},
                                           {48, u"##0.0E+0"_s},
                                           {49, u"@"_s}};
    const bool isEastAsianDate = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return codes.value(id, isEastAsianDate ? u"yyyy/m/d"_s : u"General"_s);
}

/// At semicolons that are not quoted; four sections at most.
QStringList NumberFormat::split(const QString &code) {
    QStringList parts{QString()};
    bool isQuoted = false;
    for (qsizetype at = 0; at < code.size(); ++at) {
        const auto c = code[at];
        if (c == u'"')
            isQuoted = !isQuoted;
        if (c == u';' && !isQuoted) {
            if (parts.size() == 4)
                break;
            parts += QString();
            continue;
        }
        parts.last() += c;
        if (!isQuoted && (c == u'\\' || c == u'_' || c == u'*') && at + 1 < code.size())
            parts.last() += code[++at];
    }
    return parts;
}

NumberFormat::Section NumberFormat::parse(const QString &code) {
    Section section;
    const auto add = [&](Kind kind, const QString &text) { section.tokens.push_back({kind, text}); };
    for (qsizetype at = 0; at < code.size();) {
        const auto c = code[at];
        if (c == u'"') {
            const auto end = code.indexOf(u'"', at + 1);
            add(Kind::Literal, code.mid(at + 1, (end < 0 ? code.size() : end) - at - 1));
            at = end < 0 ? code.size() : end + 1;
        } else if (c == u'\\' || c == u'_' || c == u'*') { // as it is; as wide as it is; to fill with
            if (c != u'*')
                add(Kind::Literal, c == u'_' ? u" "_s : code.mid(at + 1, 1));
            at += 2;
        } else if (c == u'[') {
            at = parseBracket(code, at, section);
        } else if (c == u'0' || c == u'#' || c == u'?') {
            add(Kind::Digit, c);
            ++at;
        } else if (c == u'.' || c == u',' || c == u'%' || c == u'/' || c == u'@') {
            add(c == u'.'   ? Kind::Point
                : c == u',' ? Kind::Comma
                : c == u'%' ? Kind::Percent
                : c == u'/' ? Kind::Slash
                            : Kind::Text,
                c);
            ++at;
        } else {
            at = parseLetters(code, at, section);
        }
    }
    settle(section);
    return section;
}

/// [h], a condition, a currency with a language, or a colour.
qsizetype NumberFormat::parseBracket(const QString &code, qsizetype at, Section &section) {
    auto end = code.indexOf(u']', at);
    if (end < 0)
        end = code.size();
    const auto inside = code.mid(at + 1, end - at - 1).toLower();
    if (!inside.isEmpty() && u"hms"_s.contains(inside[0]) && inside.count(inside[0]) == inside.size()) {
        section.tokens.push_back({Kind::Date, u'[' + inside + u']'});
    } else if (inside.startsWith(u'$')) {
        const auto dash = code.indexOf(u'-', at);
        const bool hasLanguage = dash >= 0 && dash < end;
        section.tokens.push_back({Kind::Literal, code.mid(at + 2, (hasLanguage ? dash : end) - at - 2)});
        if (hasLanguage)
            section.locale = localeOf(code.mid(dash + 1, end - dash - 1).toUInt(nullptr, 16));
    } else if (!inside.isEmpty() && u"<>="_s.contains(inside[0])) {
        const bool isPair = inside.size() > 1 && (inside[1] == u'=' || inside[1] == u'>');
        section.comparison = !isPair             ? inside[0]
                             : inside[1] == u'>' ? QChar(u'n')
                             : inside[0] == u'<' ? QChar(u'l')
                                                 : QChar(u'g');
        section.limit = inside.mid(isPair ? 2 : 1).toDouble();
    }
    return end + 1;
}

qsizetype NumberFormat::parseLetters(const QString &code, qsizetype at, Section &section) {
    const auto rest = QStringView(code).sliced(at);
    for (const auto word : {"general"_L1, "am/pm"_L1, "a/p"_L1}) {
        if (!rest.startsWith(word, Qt::CaseInsensitive))
            continue;
        section.tokens.push_back({word == "general"_L1 ? Kind::General : Kind::Date, word});
        return at + word.size();
    }
    const auto c = code[at].toLower();
    if (c == u'e' && rest.size() > 1 && (rest[1] == u'+' || rest[1] == u'-')) {
        section.tokens.push_back({Kind::Exponent, rest[1]});
        return at + 2;
    }
    if (!u"ymdhse"_s.contains(c)) {
        section.tokens.push_back({Kind::Literal, code[at]});
        return at + 1;
    }
    auto end = at;
    while (end < code.size() && code[end].toLower() == c)
        ++end;
    const auto letters = c == u'e' ? u"yyyy"_s : QString(end - at, c);
    section.tokens.push_back({Kind::Date, letters});
    return end;
}

/// What it is all together.
void NumberFormat::settle(Section &section) {
    const auto has = [&](Kind kind) {
        return std::ranges::any_of(section.tokens, [&](const Token &token) { return token.kind == kind; });
    };
    if (has(Kind::Date))
        section.style = Style::Date;
    else if (has(Kind::General))
        section.style = Style::General;
    else if (has(Kind::Text))
        section.style = Style::Text;
    else if (has(Kind::Exponent))
        section.style = Style::Scientific;
    else if (has(Kind::Slash) && has(Kind::Digit))
        section.style = Style::Fraction;
    if (section.style == Style::Date)
        settleMinutes(section);
}

/// An m after hours or before seconds means minutes ("n" from here on).
void NumberFormat::settleMinutes(Section &section) {
    Token *before = nullptr;
    for (auto &token : section.tokens) {
        if (token.kind != Kind::Date || token.text.contains(u'/'))
            continue;
        const bool isMonth = token.text.startsWith(u'm') && token.text.size() <= 2;
        if (isMonth && before && before->text.contains(u'h'))
            token.text.replace(u'm', u'n');
        else if (token.text.contains(u's') && before && before->text.startsWith(u'm') &&
                 before->text.size() <= 2)
            before->text.replace(u'm', u'n');
        before = &token;
    }
}

bool NumberFormat::holds(const Section &section, double value) {
    switch (section.comparison.unicode()) {
    case u'<':
        return value < section.limit;
    case u'>':
        return value > section.limit;
    case u'=':
        return value == section.limit;
    case u'l':
        return value <= section.limit;
    case u'g':
        return value >= section.limit;
    case u'n':
        return value != section.limit;
    default:
        return true;
    }
}

const NumberFormat::Section *NumberFormat::sectionFor(double value, bool &isNegative) const {
    isNegative = value < 0;
    const auto numbers = qMin<size_t>(m_sections.size(), 3);
    const bool hasConditions =
        std::any_of(m_sections.begin(), m_sections.begin() + qsizetype(numbers),
                    [](const Section &section) { return !section.comparison.isNull(); });
    if (hasConditions) {
        for (size_t at = 0; at < numbers; ++at) {
            if (holds(m_sections[at], value))
                return &m_sections[at];
        }
        return nullptr;
    }
    if (value < 0 && numbers > 1) {
        isNegative = false; // that section writes its own sign
        return &m_sections[1];
    }
    return &m_sections[value == 0 && numbers > 2 ? 2 : 0];
}

QString NumberFormat::shown(double value, bool since1904) const {
    bool isNegative = false;
    const auto *section = sectionFor(value, isNegative);
    if (!section || !std::isfinite(value))
        return general(value);
    QString text;
    switch (section->style) {
    case Style::Date:
        return date(*section, value, since1904);
    case Style::General:
    case Style::Text:
        for (const auto &token : section->tokens)
            text += token.kind == Kind::General || token.kind == Kind::Text ? general(std::abs(value))
                                                                            : token.text;
        break;
    case Style::Scientific:
        text = scientific(*section, value);
        break;
    case Style::Fraction:
        text = fraction(*section, value);
        break;
    case Style::Number:
        text = section->tokens.empty() && m_sections.size() == 1 ? general(std::abs(value))
                                                                 : number(*section, value);
        break;
    }
    const bool isZero = std::ranges::none_of(text, [](QChar c) { return c >= u'1' && c <= u'9'; });
    return (isNegative && !isZero ? u"-"_s + text.trimmed() : text.trimmed());
}

/// As wide columns show it; whole numbers wholly, since they may be names.
QString NumberFormat::general(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return QString::number(value, 'f', 0);
    return QString::number(value, 'g', 10).toUpper();
}

/// Where the digits of a section go.
struct NumberFormat::Layout {
    std::vector<Token>::const_iterator point; ///< or the end
    int places = 0;                           ///< for digits before the point
    int zeros = 0;                            ///< digits that stand there in any case
    int decimals = 0;
    int partZeros = 0; ///< decimals that stand there in any case
    bool groups = false;
    double factor = 1; ///< of percent, and of thousands that are cut
};

NumberFormat::Layout NumberFormat::layoutOf(const Section &section) {
    Layout layout;
    const auto &tokens = section.tokens;
    layout.point = std::ranges::find(tokens, Kind::Point, &Token::kind);
    auto behind = tokens.begin(); // the last digit
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (token->kind != Kind::Digit)
            continue;
        const bool isZero = token->text == "0"_L1;
        behind = token + 1;
        if (token < layout.point) {
            ++layout.places;
            layout.zeros += isZero || layout.zeros > 0 ? 1 : 0;
        } else {
            ++layout.decimals;
            layout.partZeros = isZero ? layout.decimals : layout.partZeros;
        }
    }
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (token->kind == Kind::Percent)
            layout.factor *= 100;
        else if (token->kind == Kind::Comma && token >= behind)
            layout.factor /= 1000;
        else if (token->kind == Kind::Comma && token < layout.point)
            layout.groups = true;
    }
    return layout;
}

/// The digits of one place, counted from the right; the first place takes what is left of it too.
QString NumberFormat::digitsAt(const QString &whole, qsizetype place, const Layout &layout) {
    const bool isFirst = place == layout.places - 1;
    QString text;
    for (auto at = isFirst ? qMax(place, whole.size() - 1) : place; at >= place; --at) {
        if (at >= whole.size())
            continue;
        text += whole[whole.size() - 1 - at];
        if (layout.groups && at > 0 && at % 3 == 0)
            text += u',';
    }
    return text;
}

QString NumberFormat::number(const Section &section, double value) {
    const auto layout = layoutOf(section);
    const auto decimal = rounded(value * layout.factor, layout.decimals);
    const auto whole = decimal.whole.rightJustified(layout.zeros, u'0');
    auto part = decimal.part;
    while (part.size() > layout.partZeros && part.endsWith(u'0'))
        part.chop(1);
    QString text;
    qsizetype place = layout.places;
    qsizetype decimals = 0;
    for (auto token = section.tokens.begin(); token != section.tokens.end(); ++token) {
        if (token->kind == Kind::Digit && token < layout.point)
            text += digitsAt(whole, --place, layout);
        else if (token->kind == Kind::Digit)
            text += part.mid(decimals++, 1);
        else if (token == layout.point)
            text += (layout.places == 0 ? whole : QString()) + (part.isEmpty() ? QString() : u"."_s);
        else if (token->kind == Kind::Percent || token->kind == Kind::Literal || token->kind == Kind::Slash)
            text += token->text;
    }
    return text;
}

QString NumberFormat::scientific(const Section &section, double value) {
    const auto layout = layoutOf(section);
    const auto sign = std::ranges::find(section.tokens, Kind::Exponent, &Token::kind);
    const auto width = std::count_if(sign, section.tokens.end(),
                                     [](const Token &token) { return token.kind == Kind::Digit; });
    const auto decimals = int(layout.decimals - (layout.point < sign ? width : 0));
    const auto step = int(layout.places - (layout.point < sign ? 0 : width)); // the exponent is a multiple
    int exponent = 0;
    Decimal mantissa;
    for (int round = 0; round < 2; ++round) { // rounding up may need one digit more
        const auto written = QString::number(std::abs(value), 'e', digitsKept - 1);
        if (round == 0)
            exponent = value == 0 ? 0 : written.mid(written.indexOf(u'e') + 1).toInt();
        else
            ++exponent;
        const auto multiple = qMax(step, 1);
        exponent = int(std::floor(double(exponent) / multiple)) * multiple;
        mantissa = rounded(std::abs(value) / std::pow(10.0, exponent), qMax(decimals, 0));
        if (mantissa.whole.size() <= multiple)
            break;
    }
    QString text = mantissa.whole.isEmpty() ? u"0"_s : mantissa.whole;
    if (!mantissa.part.isEmpty())
        text += u'.' + mantissa.part;
    const QString plus = exponent < 0 ? u"-"_s : sign->text == "+"_L1 ? u"+"_s : QString();
    return text + u'E' + plus + QString::number(std::abs(exponent)).rightJustified(width, u'0');
}

QString NumberFormat::fraction(const Section &section, double value) {
    const auto &tokens = section.tokens;
    const auto slash = std::ranges::find(tokens, Kind::Slash, &Token::kind);
    QString fixed; // a denominator that the format gives: "# ?/8"
    qsizetype width = 0;
    for (auto token = slash; token != tokens.end(); ++token) {
        if (token->kind == Kind::Literal && token->text.size() == 1 && token->text[0].isDigit())
            fixed += token->text;
        width += token->kind == Kind::Digit ? 1 : 0;
    }
    const bool hasWhole = std::any_of(tokens.begin(), slash, [](const Token &token) {
        return token.kind == Kind::Literal && token.text.trimmed().isEmpty();
    });
    const auto amount = std::abs(value);
    if (amount >= 1e15)
        return general(amount);
    const auto whole = hasWhole ? std::floor(amount) : 0.0;
    const auto rest = amount - whole;
    const int given = fixed.left(4).toInt();
    const int most =
        given > 0 ? given : int(std::pow(10, qBound(qsizetype(1), qsizetype(width), qsizetype(4)))) - 1;
    int best = given > 0 ? given : 1;
    for (int bottom = 1; given == 0 && bottom <= most; ++bottom) {
        const auto miss = [&](int by) { return std::abs(rest - std::round(rest * by) / by); };
        if (miss(bottom) < miss(best) - 1e-12)
            best = bottom;
    }
    const auto top = std::round(rest * best);
    const auto wholeText = QString::number(top == best && hasWhole ? whole + 1 : whole, 'f', 0);
    if (hasWhole && (top == 0 || top == best))
        return wholeText;
    const auto text = QString::number(top, 'f', 0) + u'/' + QString::number(best);
    return whole > 0 ? wholeText + u' ' + text : text;
}

/// A moment, taken apart as dates are shown.
struct NumberFormat::Moment {
    QDate date;
    qint64 ms = 0;  ///< of the day
    qint64 all = 0; ///< ms since the beginning, for elapsed time
    bool isHalfDay = false;
};

QString NumberFormat::datePart(const Section &section, const QString &letters, const Moment &moment) {
    const auto hours = moment.ms / 3'600'000;
    const auto width = letters.size();
    if (letters.startsWith(u'[')) {
        const qint64 unit = letters[1] == u'h' ? 3'600'000 : letters[1] == u's' ? 1000 : 60'000;
        return QString::number(moment.all / unit).rightJustified(width - 2, u'0');
    }
    if (letters == "am/pm"_L1)
        return hours < 12 ? u"AM"_s : u"PM"_s;
    if (letters == "a/p"_L1)
        return hours < 12 ? u"A"_s : u"P"_s;
    switch (letters[0].unicode()) {
    case u'y':
        return width <= 2 ? padded(moment.date.year() % 100, 2) : QString::number(moment.date.year());
    case u'm':
        if (width == 5)
            return section.locale.monthName(moment.date.month()).left(1);
        return width <= 2 ? padded(moment.date.month(), width)
                          : section.locale.monthName(moment.date.month(),
                                                     width == 3 ? QLocale::ShortFormat : QLocale::LongFormat);
    case u'd':
        return width <= 2 ? padded(moment.date.day(), width)
                          : section.locale.dayName(moment.date.dayOfWeek(),
                                                   width == 3 ? QLocale::ShortFormat : QLocale::LongFormat);
    case u'h':
        return padded(moment.isHalfDay ? (hours + 11) % 12 + 1 : hours, width);
    case u'n':
        return padded(moment.ms / 60'000 % 60, width);
    default:
        return padded(moment.ms / 1000 % 60, width);
    }
}

QString NumberFormat::date(const Section &section, double value, bool since1904) {
    constexpr double last = 2'958'466; // the year 10000
    if (value < 0 || value >= last)
        return general(value);
    const auto &tokens = section.tokens;
    const auto decimals = std::ranges::count(tokens, Kind::Digit, &Token::kind);
    const qint64 step = decimals == 0 ? 1000 : decimals == 1 ? 100 : decimals == 2 ? 10 : 1;
    Moment moment;
    moment.all = qint64(std::round(value * double(msADay) / double(step))) * step;
    moment.ms = moment.all % msADay;
    const auto day = moment.all / msADay;
    // 1900 is taken for a leap year, so that days before its March are one off.
    const auto first = since1904 ? QDate(1904, 1, 1) : QDate(1899, 12, day < 60 ? 31 : 30);
    moment.date = first.addDays(day);
    moment.isHalfDay = std::ranges::any_of(
        tokens, [](const Token &token) { return token.text.startsWith("a"_L1) && token.kind == Kind::Date; });
    QString text;
    qsizetype used = 0;
    const auto fraction = milliseconds(moment.ms % 1000);
    for (const auto &token : tokens) {
        if (token.kind == Kind::Date)
            text += datePart(section, token.text, moment);
        else if (token.kind == Kind::Digit)
            text += fraction.mid(used++, 1);
        else if (token.kind != Kind::Text && token.kind != Kind::General && token.kind != Kind::Exponent)
            text += token.text;
    }
    return text.trimmed();
}

} // namespace docchat::document
