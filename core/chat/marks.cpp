#include "chat/marks.h"

#include <QRegularExpression>

namespace docchat::chat {
namespace {

constexpr qsizetype longestMark = 23; // "[100, 101, 102, 103]", and a space on either side of each comma

/// [3], [1, 2] and [1][2] are marks; [text](link) and [x] are not.
const QString markWords = QStringLiteral("\\[(\\d{1,3}(?:\\s?,\\s?\\d{1,3}){0,3})\\](?!\\()");

const QRegularExpression &markPattern() {
    static const QRegularExpression pattern(markWords);
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

QString withoutMarks(QString answer) {
    static const QRegularExpression mark(QStringLiteral("\\s?") + markWords);
    return answer.remove(mark);
}

std::vector<MarkedPiece> MarkFilter::feed(const QString &text) {
    m_pending += text;
    return take(false);
}

std::vector<MarkedPiece> MarkFilter::finish(const QString &text) {
    m_pending += text;
    return take(true);
}

std::vector<MarkedPiece> MarkFilter::take(bool last) {
    std::vector<MarkedPiece> pieces;
    auto plain = [&](const QString &text) {
        if (text.isEmpty())
            return;
        m_sentence = (m_sentence + text).right(longestSentence);
        pieces.push_back({text, 0, {}});
    };
    for (;;) {
        const auto match = markPattern().match(m_pending);
        // A mark at the very end may be half a link: "[1]" + "(http…".
        const bool certain = match.hasMatch() && (last || match.capturedEnd() < m_pending.size());
        if (!certain)
            break;
        plain(m_pending.left(match.capturedStart()));
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
