#include "document/readers/rtfscan.h"

#include <algorithm>

namespace docchat::document {
namespace {

constexpr qsizetype longestWord = 32;
constexpr qint64 largestNumber = 2'147'483'647;

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

int hexDigit(char c) {
    if (isDigit(c))
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

RtfToken RtfScanner::next() {
    while (m_at < m_bytes.size()) {
        const char c = m_bytes[m_at++];
        if (c == '{')
            return {RtfToken::Kind::Open};
        if (c == '}')
            return {RtfToken::Kind::Close};
        if (c == '\\')
            return control();
        if (c != '\r' && c != '\n' && c != '\0')
            return {RtfToken::Kind::Byte, {}, {}, uchar(c)};
    }
    return {};
}

RtfToken RtfScanner::control() {
    if (m_at >= m_bytes.size())
        return {};
    if (isLetter(m_bytes[m_at]))
        return controlWord();
    const char symbol = m_bytes[m_at++];
    if (symbol == '\'' && m_at + 1 < m_bytes.size()) {
        const int high = hexDigit(m_bytes[m_at]);
        const int low = hexDigit(m_bytes[m_at + 1]);
        if (high >= 0 && low >= 0) {
            m_at += 2;
            return {RtfToken::Kind::Hex, {}, {}, uchar(high * 16 + low)};
        }
    }
    if (symbol == '{' || symbol == '}' || symbol == '\\')
        return {RtfToken::Kind::Byte, {}, {}, uchar(symbol)};
    return {RtfToken::Kind::Symbol, {}, {}, uchar(symbol)};
}

RtfToken RtfScanner::controlWord() {
    const auto start = m_at;
    while (m_at < m_bytes.size() && isLetter(m_bytes[m_at]) && m_at - start < longestWord)
        ++m_at;
    RtfToken token{RtfToken::Kind::Word, m_bytes.sliced(start, m_at - start)};
    const bool isNegative = m_at + 1 < m_bytes.size() && m_bytes[m_at] == '-' && isDigit(m_bytes[m_at + 1]);
    m_at += isNegative;
    qint64 number = 0;
    const auto digits = m_at;
    for (; m_at < m_bytes.size() && isDigit(m_bytes[m_at]); ++m_at)
        number = std::min(largestNumber, number * 10 + (m_bytes[m_at] - '0'));
    if (m_at > digits)
        token.number = int(isNegative ? -number : number);
    if (m_at < m_bytes.size() && m_bytes[m_at] == ' ')
        ++m_at;
    if (token.word == "bin")
        m_at += std::clamp<qsizetype>(token.numberOr(0), 0, m_bytes.size() - m_at);
    return token;
}

std::optional<uchar> RtfScanner::takeTrailByte() {
    const bool isOne = m_at < m_bytes.size() && uchar(m_bytes[m_at]) >= 0x40;
    if (!isOne || m_bytes.sliced(m_at).startsWith("\\'"))
        return std::nullopt;
    return uchar(m_bytes[m_at++]);
}

} // namespace docchat::document
