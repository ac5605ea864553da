#include "chat/formulas.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace docchat::chat {
namespace {

constexpr qsizetype longestFormula = 1000;

bool hasAny(QStringView text, QStringView of) {
    return std::ranges::any_of(text, [&](QChar c) { return of.contains(c); });
}

bool isBlank(QStringView line) {
    return line.trimmed().isEmpty();
}

bool isListItem(QStringView line) {
    static const QRegularExpression item(QStringLiteral("^\\s*(?:[-*+]|\\d{1,9}[.)])\\s"));
    return item.match(line).hasMatch();
}

/// Behind the marks of quotes and lists: "> - text".
QStringView withoutMarkers(QStringView line) {
    static const QRegularExpression markers(QStringLiteral("^(?:\\s*(?:>|[-*+]\\s|\\d{1,9}[.)]\\s))*\\s*"));
    return line.sliced(markers.match(line).capturedLength());
}

/// "```" or "~~~~", as long as it is; empty: the line opens no code.
QStringView fenceOf(QStringView line) {
    const auto text = withoutMarkers(line);
    const auto mark = text.isEmpty() ? QChar() : text.front();
    if (mark != QLatin1Char('`') && mark != QLatin1Char('~'))
        return {};
    const auto end = std::ranges::find_if(text, [&](QChar c) { return c != mark; }) - text.begin();
    const bool isInline = mark == QLatin1Char('`') && text.sliced(end).contains(mark);
    return end < 3 || isInline ? QStringView() : text.first(end);
}

/// Shown as it is, whatever it would mean.
QString escaped(QStringView formula, LessThan lessThan) {
    QString text;
    for (const QChar c : formula) {
        const bool isPunctuation = c.unicode() < 0x7F && !c.isLetterOrNumber() && !c.isSpace();
        if (isPunctuation && (c != QLatin1Char('<') || lessThan == LessThan::Escaped))
            text += QLatin1Char('\\');
        text += c;
    }
    return text;
}

/// Some lines without a blank one between them, outside code of several lines.
class Paragraph {
public:
    Paragraph(QStringView text, LessThan lessThan) : m_text(text), m_lessThan(lessThan) {
        for (qsizetype at = 0; (at = m_text.indexOf(QLatin1Char('`'), at)) >= 0;) {
            const auto length = runAt(at);
            m_lastTicks[length] = at;
            at += length;
        }
    }

    [[nodiscard]] QString withFormulasAsText() {
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at];
            if (c == QLatin1Char('`'))
                copy(codeLength());
            else if (c == QLatin1Char('\\'))
                takeBackslash();
            else if (c == QLatin1Char('$'))
                takeDollar();
            else if (c == QLatin1Char('h') || c == QLatin1Char('<'))
                copy(addressLength());
            else
                copy(1);
        }
        return m_result;
    }

private:
    struct Delimiter {
        QStringView open;
        QStringView close;
        qsizetype next = 0; ///< where it closes next; the text's size: nowhere any more
    };

    void copy(qsizetype length) {
        const auto part = m_text.sliced(m_at, std::min(length, m_text.size() - m_at));
        m_result += part;
        goOn(part);
    }

    void take(qsizetype length) {
        const auto part = m_text.sliced(m_at, length);
        m_result += escaped(part, m_lessThan);
        goOn(part);
    }

    void goOn(QStringView part) {
        if (const auto lineFeed = part.lastIndexOf(QLatin1Char('\n')); lineFeed >= 0)
            m_line = m_at + lineFeed + 1;
        m_at += part.size();
    }

    void takeBackslash() {
        if (!takeFormula(m_delimiters[0]) && !takeFormula(m_delimiters[1]))
            copy(2); // what is escaped is no beginning
    }

    void takeDollar() {
        if (m_text.sliced(m_at).startsWith(m_delimiters[2].open)) {
            if (!takeFormula(m_delimiters[2]))
                copy(2);
            return;
        }
        const auto length = dollarLength();
        length > 0 ? take(length) : copy(1);
    }

    bool takeFormula(Delimiter &delimiter) {
        if (!m_text.sliced(m_at).startsWith(delimiter.open))
            return false;
        const auto begin = m_at + delimiter.open.size();
        if (delimiter.next < begin) {
            const auto found = m_text.indexOf(delimiter.close, begin);
            delimiter.next = found < 0 ? m_text.size() : found;
        }
        const auto length = delimiter.next - begin;
        if (delimiter.next == m_text.size() || length > longestFormula ||
            !isFormula(m_text.sliced(begin, length)))
            return false;
        take(delimiter.next + delimiter.close.size() - m_at);
        return true;
    }

    /// Has something that Markdown would take, and goes through no code, cell, list or quote.
    [[nodiscard]] bool isFormula(QStringView body) const {
        if (!hasAny(body, u"\\^_={*+<~") || body.contains(QLatin1Char('`')) || leavesCell(body))
            return false;
        const auto lines = body.split(QLatin1Char('\n'));
        const bool isDisplayed = isBlank(lines.first());
        return std::none_of(lines.begin() + 1, lines.end(), [&](QStringView line) {
            const auto text = line.trimmed();
            const bool isBlock = text.startsWith(QLatin1Char('>')) || text.startsWith(QLatin1Char('|'));
            return isBlock || (!isDisplayed && isListItem(line));
        });
    }

    [[nodiscard]] bool leavesCell(QStringView body) const {
        if (!m_text.sliced(m_line).trimmed().startsWith(QLatin1Char('|')))
            return false;
        for (qsizetype i = 0; i < body.size(); ++i) {
            if (body[i] == QLatin1Char('|') && (i == 0 || body[i - 1] != QLatin1Char('\\')))
                return true;
        }
        return false;
    }

    /// Of a formula between two dollars on a line that begins here; 0: there is none. The first stands behind
    /// no letter and before no space, the second the other way round.
    [[nodiscard]] qsizetype dollarLength() const {
        auto end = m_at + 1;
        while (end < m_text.size() && !QStringView(u"$`\n").contains(m_text[end]))
            end += m_text[end] == QLatin1Char('\\') ? 2 : 1;
        if (end >= m_text.size() || m_text[end] != QLatin1Char('$') || end == m_at + 1)
            return 0;
        const auto body = m_text.sliced(m_at + 1, end - m_at - 1);
        const bool isBehindLetter = m_at > 0 && m_text[m_at - 1].isLetterOrNumber();
        const bool isBeforeLetter = end + 1 < m_text.size() && m_text[end + 1].isLetterOrNumber();
        if (isBehindLetter || isBeforeLetter || body.front().isSpace() || body.back().isSpace())
            return 0;
        static const QRegularExpression amount(QStringLiteral("^\\d[\\d.,]*(?:[^\\w\\\\^]|$)"));
        const auto signs = amount.match(body).hasMatch() ? QStringView(u"\\^{") : QStringView(u"\\^_={*");
        const bool isMarked = body.contains(u"**") || body.contains(u"](") || leavesCell(body);
        return hasAny(body, signs) && !isMarked ? end + 1 - m_at : 0;
    }

    [[nodiscard]] qsizetype runAt(qsizetype at) const {
        qsizetype length = 0;
        while (at + length < m_text.size() && m_text[at + length] == QLatin1Char('`'))
            ++length;
        return length;
    }

    /// Of code between backticks that begins here, or of the backticks alone.
    [[nodiscard]] qsizetype codeLength() const {
        const auto ticks = runAt(m_at);
        if (m_lastTicks.value(ticks) <= m_at)
            return ticks;
        auto at = m_text.indexOf(QLatin1Char('`'), m_at + ticks);
        while (runAt(at) != ticks)
            at = m_text.indexOf(QLatin1Char('`'), at + runAt(at));
        return at + ticks - m_at;
    }

    /// Of an address that begins here, or of a letter.
    [[nodiscard]] qsizetype addressLength() const {
        const auto begin = m_text[m_at] == QLatin1Char('<') ? m_at + 1 : m_at;
        const auto rest = m_text.sliced(begin);
        if (!rest.startsWith(u"http://") && !rest.startsWith(u"https://"))
            return 1;
        return std::ranges::find_if(rest, [](QChar c) { return c.isSpace(); }) - rest.begin() + begin - m_at;
    }

    QStringView m_text;
    LessThan m_lessThan;
    std::array<Delimiter, 3> m_delimiters{{{u"\\(", u"\\)"}, {u"\\[", u"\\]"}, {u"$$", u"$$"}}};
    QHash<qsizetype, qsizetype> m_lastTicks; ///< by their number: where so many stand last
    qsizetype m_at = 0;
    qsizetype m_line = 0; ///< where the line begins that m_at is in
    QString m_result;
};

/// Code, and what lies between, apart.
class Blocks {
public:
    explicit Blocks(LessThan lessThan) : m_lessThan(lessThan) {}

    void take(QStringView line) {
        const auto fence = fenceOf(line);
        const bool isIndented = m_paragraph.isEmpty() && (line.startsWith(u"    ") || line.startsWith(u'\t'));
        if (!m_fence.isEmpty()) {
            m_result += line;
            if (fence.startsWith(m_fence))
                m_fence = {};
        } else if (!fence.isEmpty() || isIndented || isBlank(line)) {
            endParagraph();
            m_result += line;
            m_fence = fence;
        } else {
            m_paragraph += line;
        }
    }

    [[nodiscard]] QString end() {
        endParagraph();
        return m_result;
    }

private:
    void endParagraph() {
        m_result += Paragraph(m_paragraph, m_lessThan).withFormulasAsText();
        m_paragraph.clear();
    }

    LessThan m_lessThan;
    QStringView m_fence; ///< that code is open in
    QString m_paragraph;
    QString m_result;
};

} // namespace

QString withFormulasAsText(const QString &markdown, LessThan lessThan) {
    if (!hasAny(markdown, u"$\\"))
        return markdown;
    Blocks blocks(lessThan);
    for (qsizetype at = 0; at < markdown.size();) {
        const auto lineFeed = markdown.indexOf(QLatin1Char('\n'), at);
        const auto end = lineFeed < 0 ? markdown.size() : lineFeed + 1;
        blocks.take(QStringView(markdown).sliced(at, end - at));
        at = end;
    }
    return blocks.end();
}

} // namespace docchat::chat
