#include "chat/surroundings.h"

#include "index/documents.h"
#include "index/sentences.h"

#include <algorithm>

namespace docchat::chat {
namespace {

constexpr qsizetype reach = 2000; // characters of the document that are looked at on each side
constexpr qsizetype most = 400;   // that are shown on each side

/// Where the sentence begins in which `text` ends, or the one before if `text` ends between two.
qsizetype startOfLast(QStringView text) {
    const auto sentences = index::sentences(text);
    return sentences.empty() ? text.size() : sentences.back().start;
}

/// The end of `text`: the sentence it breaks off in, and one more.
QString lastSentences(const QString &text, bool breaksOff) {
    auto start = startOfLast(text);
    if (breaksOff && start > 0)
        start = startOfLast(QStringView(text).first(start));
    const auto shown = text.sliced(start).simplified();
    if (shown.size() <= most)
        return shown;
    const auto tail = shown.last(most);
    return QStringLiteral("…") + tail.sliced(std::max<qsizetype>(0, tail.indexOf(QLatin1Char(' '))));
}

QString firstSentences(const QString &text, bool breaksOff) {
    const auto sentences = index::sentences(text);
    const auto count = std::min<size_t>(breaksOff ? 2 : 1, sentences.size());
    const auto shown = sentences.empty() ? QString() : text.first(sentences[count - 1].end).simplified();
    if (shown.size() <= most)
        return shown;
    const auto head = shown.first(most);
    const auto gap = head.lastIndexOf(QLatin1Char(' '));
    return head.first(gap > 0 ? gap : most) + QStringLiteral(" …");
}

/// Whether a sentence goes over `at`.
bool isInside(QStringView text, qsizetype at) {
    return std::ranges::any_of(index::sentences(text), [at](const index::TextRange &sentence) {
        return sentence.start < at && at < sentence.end;
    });
}

} // namespace

Surroundings surroundingsOf(index::Database &database, const Citation &citation) {
    const auto start = std::max<qsizetype>(0, citation.start - reach);
    const auto text = index::textOf(database, citation.document, start, citation.end + reach);
    const auto from = std::min(citation.start - start, text.size());
    const auto to = std::min(citation.end - start, text.size());
    return {lastSentences(text.first(from), isInside(text, from)),
            firstSentences(text.sliced(to), isInside(text, to))};
}

} // namespace docchat::chat
