#include "chat/goon.h"

#include "chat/excerpts.h"
#include "chat/marks.h"
#include "index/stopwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace docchat::chat {

using provider::ChatTurn;

namespace {

constexpr qsizetype longestRepetition = 4000; // characters
constexpr qsizetype fewestRepeated = 3;       // letters, of a word that is not whole
constexpr qsizetype longestWord = 60;

const QString request =
    QStringLiteral("Your answer was cut off. Go on exactly where it stopped, in the same language and form: "
                   "repeat nothing of it, and do not say that you go on.");

bool isOfWord(QChar c) {
    return c.isLetterOrNumber();
}

/// Whether a language that puts no spaces between words writes it.
bool standsAlone(QChar c) {
    const auto script = c.script();
    return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
           script == QChar::Script_Katakana || script == QChar::Script_Thai;
}

qsizetype trimmedSize(QStringView text) {
    auto size = text.size();
    while (size > 0 && text[size - 1].isSpace())
        --size;
    return size;
}

qsizetype spaceBefore(QStringView text) {
    qsizetype at = 0;
    while (at < text.size() && text[at].isSpace())
        ++at;
    return at;
}

/// Without spaces in front; the end of a line stays.
QString afterSpace(QStringView text) {
    const auto word = spaceBefore(text);
    return text.first(word).contains(QLatin1Char('\n')) ? text.toString() : text.sliced(word).toString();
}

/// Does the word stand in the sources?
bool isKnown(const QString &word, const QString &known) {
    const QRegularExpression whole(QStringLiteral("\\b%1\\b").arg(QRegularExpression::escape(word)),
                                   QRegularExpression::CaseInsensitiveOption |
                                       QRegularExpression::UseUnicodePropertiesOption);
    return known.contains(whole);
}

bool isWord(const QString &word, const QString &known) {
    const bool canBe = word.size() > 1 || QStringView(u"aeiouyAEIOUY").contains(word);
    return (canBe && index::isStopWord(word.toLower())) || isKnown(word, known);
}

/// The word, or its beginning, at the start of a text.
QString firstWordOf(QStringView text) {
    return text.first(std::ranges::find_if_not(text, isOfWord) - text.begin()).toString();
}

/// Is the end of `written` from `start`, which begins `rest` too, there twice? Not when it is no more than a
/// letter or two that both happen to have.
bool isRepetition(QStringView written, qsizetype start, QStringView rest, const QString &known) {
    const auto repeated = written.sliced(start);
    if (start > 0 && isOfWord(written[start - 1]) && isOfWord(repeated.front()))
        return false;
    const auto letters = std::ranges::count_if(repeated, [](QChar c) { return c.isLetter(); });
    const bool endsInWord =
        isOfWord(repeated.back()) && rest.size() > repeated.size() && isOfWord(rest[repeated.size()]);
    const bool isHalfWord =
        letters > 0 && !isWord(repeated.toString(), known) && isWord(firstWordOf(rest), known);
    return letters >= (endsInWord ? fewestRepeated : 1) || isHalfWord;
}

/// Is the word at the seam one that was cut in two?
bool isCutWord(QStringView written, QStringView rest, const QString &known) {
    auto start = written.size();
    while (start > 0 && isOfWord(written[start - 1]))
        --start;
    const auto second = firstWordOf(rest);
    const auto whole = written.sliced(start).toString() + second;
    return isKnown(whole, known) || (isWord(whole, known) && !isWord(second, known));
}

/// Two pieces that meet without a space: what stands between them.
QString between(QStringView written, QStringView rest, const QString &known) {
    const auto left = written.back();
    const auto right = rest.front();
    const bool opens = isOfWord(right) || QStringView(u"[(“„\"").contains(right);
    const bool closes = isOfWord(left) || QStringView(u".,;:!?)]”").contains(left);
    if (!opens || !closes || standsAlone(left) || standsAlone(right))
        return {};
    const bool inWord = isOfWord(left) && isOfWord(right);
    return inWord && isCutWord(written, rest, known) ? QString() : QStringLiteral(" ");
}

} // namespace

QString withoutHalfMark(const QString &text) {
    static const QRegularExpression half(QStringLiteral("\\s?\\[[\\d\\s,]{0,20}$"));
    const auto match = half.match(text);
    return match.hasMatch() ? text.left(match.capturedStart()) : text;
}

QString asWritten(const Begun &begun, const std::vector<const index::Hit *> &sources, double mostTokens) {
    static const QRegularExpression mark(QStringLiteral("\\s?\\[(\\d{1,3})\\]"));
    QString text;
    qsizetype taken = 0;
    for (auto marks = mark.globalMatch(begun.text); marks.hasNext();) {
        const auto match = marks.next();
        const auto citation =
            std::ranges::find(begun.citations, match.captured(1).toInt(), &Citation::number);
        if (citation == begun.citations.end())
            continue;
        text += begun.text.mid(taken, match.capturedStart() - taken);
        taken = match.capturedEnd();
        const auto source = std::ranges::find_if(
            sources, [&](const index::Hit *hit) { return hit->passage.id == citation->passage; });
        if (source != sources.end())
            text += match.captured().left(match.captured().indexOf(QLatin1Char('['))) +
                    QStringLiteral("[%1]").arg(source - sources.begin() + 1);
    }
    text += begun.text.mid(taken);
    const auto tokens = estimateTokens(text);
    if (tokens > mostTokens)
        text = text.right(qsizetype(double(text.size()) * mostTokens / tokens));
    return text;
}

std::vector<ChatTurn> goingOn(std::vector<ChatTurn> turns, const QString &written) {
    turns.push_back({ChatTurn::Speaker::Assistant, written});
    turns.push_back({ChatTurn::Speaker::User, request});
    return turns;
}

/// The rest as it follows what was written; nullopt: that is not certain yet.
std::optional<QString> Seam::joined(bool last) const {
    const auto written = QStringView(m_written).first(trimmedSize(m_written));
    const auto rest = QStringView(m_pending).sliced(spaceBefore(m_pending));
    const bool hasSpace = written.size() < m_written.size();
    if (written.isEmpty())
        return m_pending;
    if (rest.isEmpty())
        return last ? std::optional(QString()) : std::nullopt;
    for (auto start = std::max<qsizetype>(0, written.size() - longestRepetition); start < written.size();
         ++start) {
        const auto end = written.sliced(start);
        const bool maySoon = !last && rest.size() <= end.size();
        if (maySoon && end.startsWith(rest))
            return std::nullopt;
        if (rest.startsWith(end) && isRepetition(written, start, rest, m_known)) {
            const auto more = rest.sliced(end.size());
            return hasSpace ? afterSpace(more) : more.toString();
        }
    }
    const bool wordMayGoOn = std::ranges::all_of(rest, isOfWord) && rest.size() < longestWord;
    if (!last && wordMayGoOn)
        return std::nullopt;
    if (hasSpace)
        return afterSpace(m_pending);
    if (rest.size() < m_pending.size())
        return m_pending;
    return between(written, rest, m_known) + rest.toString();
}

QString Seam::feed(const QString &text) {
    if (m_isJoined)
        return text;
    m_pending += text;
    const auto rest = joined(false);
    m_isJoined = rest.has_value();
    return rest.value_or(QString());
}

QString Seam::finish() {
    return m_isJoined ? QString() : joined(true).value_or(QString());
}

} // namespace docchat::chat
