#include "chat/marks.h"

#include <QRegularExpression>

#include <utility>

namespace docchat::chat {
namespace {

constexpr qsizetype longestMark = 23; // "[100, 101, 102, 103]", and a space on either side of each comma
constexpr int largestMark = 999;
constexpr int fence = 3; // as many backticks begin a block, which an empty line does not end

/// [3], [1, 2] and [1][2] are marks; [text](link), [x] and the interval [0, 1] are not.
const QRegularExpression &markPattern() {
    static const QRegularExpression pattern(
        QStringLiteral("\\[(\\d{1,3}|[1-9]\\d{0,2}(?:\\s?,\\s?[1-9]\\d{0,2}){1,3})\\](?!\\()"));
    return pattern;
}

QString lastSentence(const QString &text) {
    static const QRegularExpression end(QStringLiteral("[.!?:]\\s+|\\n"));
    const auto trimmed = text.trimmed();
    qsizetype from = 0;
    for (auto ends = end.globalMatch(trimmed); ends.hasNext();)
        from = ends.next().capturedEnd();
    return trimmed.mid(from).isEmpty() ? trimmed : trimmed.mid(from);
}

} // namespace

QString withoutMarks(const QString &answer) {
    QString text;
    bool isAfterText = false;
    for (const auto &piece : MarkFilter(largestMark).finish(answer)) {
        if (piece.passage > 0 && isAfterText && text.back().isSpace())
            text.chop(1);
        text += piece.text;
        isAfterText = piece.passage == 0;
    }
    return text;
}

bool isProse(const QString &language) {
    return language.compare(QLatin1String("markdown"), Qt::CaseInsensitive) == 0 ||
           language.compare(QLatin1String("md"), Qt::CaseInsensitive) == 0;
}

std::vector<MarkedPiece> MarkFilter::feed(const QString &text) {
    m_pending += text;
    return take(false);
}

std::vector<MarkedPiece> MarkFilter::finish(const QString &text) {
    m_pending += text;
    return take(true);
}

void MarkFilter::followCode(const QString &text) {
    for (const auto c : text) {
        if (c == QLatin1Char('`')) {
            ++m_backticks;
            continue;
        }
        endBackticks();
        if (c == QLatin1Char('\n')) {
            if (std::exchange(m_isFirstLine, false))
                m_isProse = isProse(m_firstLine.trimmed());
            if (m_isLineEmpty && m_code < fence) // a backtick without its partner is none of code
                m_code = 0;
            m_isLineEmpty = true;
        } else if (!c.isSpace()) {
            m_isLineEmpty = false;
        }
        if (m_isFirstLine && m_firstLine.size() < longestMark)
            m_firstLine += c;
    }
}

void MarkFilter::endBackticks() {
    const int count = std::exchange(m_backticks, 0);
    if (count == 0)
        return;
    m_isLineEmpty = false;
    if (m_code == 0) {
        m_code = count;
        m_isFirstLine = count >= fence;
        m_firstLine.clear();
        m_isProse = false;
    } else if (count == m_code || (m_code >= fence && count > m_code)) {
        m_code = 0;
        m_isFirstLine = false;
    }
}

std::vector<MarkedPiece> MarkFilter::take(bool last) {
    std::vector<MarkedPiece> pieces;
    auto plain = [&](const QString &text) {
        if (text.isEmpty())
            return;
        m_sentence = (m_sentence + text).right(longestSentence);
        followCode(text);
        pieces.push_back({text, 0, {}});
    };
    for (;;) {
        const auto match = markPattern().match(m_pending);
        // A mark at the very end may be half a link: "[1]" + "(http…".
        const bool certain = match.hasMatch() && (last || match.capturedEnd() < m_pending.size());
        if (!certain)
            break;
        plain(m_pending.left(match.capturedStart()));
        endBackticks(); // a bracket follows
        if (m_code > 0 && !m_isProse) {
            plain(match.captured());
            m_pending.remove(0, match.capturedEnd());
            continue;
        }
        const auto numbers = match.captured(1).split(QLatin1Char(','));
        for (const auto &number : numbers) {
            const int passage = number.trimmed().toInt();
            if (passage >= 1 && passage <= m_passages)
                pieces.push_back({{}, passage, lastSentence(m_sentence)});
        }
        m_pending.remove(0, match.capturedEnd());
    }
    const auto bracket = m_pending.lastIndexOf(QLatin1Char('['));
    const bool holdBack = !last && bracket >= 0 && m_pending.size() - bracket <= longestMark;
    plain(holdBack ? m_pending.left(bracket) : m_pending);
    m_pending = holdBack ? m_pending.mid(bracket) : QString();
    return pieces;
}

} // namespace docchat::chat
