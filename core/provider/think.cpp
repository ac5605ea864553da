#include "provider/think.h"

#include <algorithm>
#include <utility>

namespace docchat::provider {
namespace {

constexpr QLatin1StringView opening("<think>");
constexpr QLatin1StringView closing("</think>");

qsizetype leadingSpace(const QString &text) {
    const auto word = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    return word - text.begin();
}

/// How much of the end of `text` could be the beginning of the closing tag.
qsizetype halfTag(const QString &text) {
    for (auto size = std::min(text.size(), closing.size() - 1); size > 0; --size) {
        if (closing.startsWith(QStringView(text).last(size)))
            return size;
    }
    return 0;
}

} // namespace

ThinkFilter::Parted ThinkFilter::feed(const QString &text) {
    Parted parted;
    m_held += text;
    while (step(parted)) {
    }
    return parted;
}

ThinkFilter::Parted ThinkFilter::finish() {
    Parted parted;
    (m_where == Where::Thinking ? parted.reasoning : parted.text) = std::exchange(m_held, {});
    return parted;
}

/// True: it went on to the next part of the stream.
bool ThinkFilter::step(Parted &parted) {
    switch (m_where) {
    case Where::Start:
        return begin();
    case Where::Thinking:
        return think(parted);
    case Where::Gap:
        m_held.remove(0, leadingSpace(m_held));
        if (m_held.isEmpty())
            return false;
        m_where = Where::Answer;
        return true;
    case Where::Answer:
        parted.text += std::exchange(m_held, {});
        return false;
    }
    return false;
}

bool ThinkFilter::begin() {
    const auto space = leadingSpace(m_held);
    const auto word = QStringView(m_held).sliced(space);
    if (word.startsWith(opening)) {
        m_held.remove(0, space + opening.size());
        m_where = Where::Thinking;
        return true;
    }
    if (opening.startsWith(word)) // also while nothing but blanks came
        return false;
    m_where = Where::Answer;
    return true;
}

bool ThinkFilter::think(Parted &parted) {
    if (const auto end = m_held.indexOf(closing); end >= 0) {
        parted.reasoning += m_held.left(end);
        m_held.remove(0, end + closing.size());
        m_where = Where::Gap;
        return true;
    }
    const auto whole = m_held.size() - halfTag(m_held);
    parted.reasoning += m_held.left(whole);
    m_held.remove(0, whole);
    return false;
}

} // namespace docchat::provider
