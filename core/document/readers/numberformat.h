#pragma once

#include <QLocale>
#include <QString>

#include <vector>

namespace docchat::document {

/// A format of cells as spreadsheets write it ("#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd"), taken apart once and
/// used for many cells (ECMA-376, part 1, 18.8.31). What it cannot show it shows as a plain number.
class NumberFormat {
public:
    explicit NumberFormat(const QString &code = {});

    /// The code of a built-in format, 0 to 58; "General" for others. Dates are those of the United States.
    [[nodiscard]] static QString builtIn(int id);

    /// `since1904`: dates count from 1904, not from 1900.
    [[nodiscard]] QString shown(double value, bool since1904 = false) const;

private:
    enum class Kind { Literal, Digit, Point, Comma, Percent, Exponent, Slash, Date, Text, General };
    struct Token {
        Kind kind = Kind::Literal;
        QString text; ///< what stands there; of a date its letters, "[h]" for elapsed time
    };
    enum class Style { General, Number, Scientific, Fraction, Date, Text };
    struct Section {
        std::vector<Token> tokens;
        Style style = Style::Number;
        QChar comparison; ///< of a condition: '<' '>' '=' 'l' (<=) 'g' (>=) 'n' (<>)
        double limit = 0;
        QLocale locale = QLocale::c();
    };

    static QStringList split(const QString &code);
    static Section parse(const QString &code);
    static qsizetype parseBracket(const QString &code, qsizetype at, Section &section);
    static qsizetype parseLetters(const QString &code, qsizetype at, Section &section);
    static void settle(Section &section);
    static void settleMinutes(Section &section);
    static bool holds(const Section &section, double value);
    [[nodiscard]] const Section *sectionFor(double value, bool &isNegative) const;
    struct Layout;
    struct Moment;
    static Layout layoutOf(const Section &section);
    static QString digitsAt(const QString &whole, qsizetype place, const Layout &layout);
    static QString datePart(const Section &section, const QString &letters, const Moment &moment);
    static QString general(double value);
    static QString number(const Section &section, double value);
    static QString scientific(const Section &section, double value);
    static QString fraction(const Section &section, double value);
    static QString date(const Section &section, double value, bool since1904);

    std::vector<Section> m_sections;
};

} // namespace docchat::document
