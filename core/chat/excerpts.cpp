#include "chat/excerpts.h"

#include <algorithm>
#include <limits>

namespace docchat::chat {
namespace {

constexpr double everything = std::numeric_limits<double>::infinity();
constexpr double labelTokens = 4; // of a passage: its number and punctuation, beside name and place

double tokensOf(char32_t c) {
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
        return 1;
    case QChar::Script_Latin:
    case QChar::Script_Common:
    case QChar::Script_Inherited:
        return 1. / 4;
    default:
        return 1. / 2;
    }
}

/// The sentences of one passage and which of them are taken.
struct PickedPassage {
    qsizetype hit = 0;
    std::vector<index::TextRange> sentences;
    std::vector<bool> taken;

    [[nodiscard]] bool isNew() const { return std::ranges::find(taken, true) == taken.end(); }

    [[nodiscard]] Excerpt excerpt() const {
        Excerpt excerpt{hit, {}};
        for (size_t i = 0; i < sentences.size(); ++i) {
            if (!taken[i])
                continue;
            if (i > 0 && taken[i - 1])
                excerpt.ranges.back().end = sentences[i].end;
            else
                excerpt.ranges.push_back(sentences[i]);
        }
        return excerpt;
    }
};

/// Fills the budget with sentences.
class Picker {
public:
    Picker(const index::Found &found, double budget) : m_found(found), m_left(budget) {}

    void take(const index::RankedSentence &sentence) {
        auto &passage = passageOf(sentence.candidate);
        const auto at = std::ranges::find_if(passage.sentences, [&](const index::TextRange &range) {
            return range.end > sentence.range.start;
        });
        if (at == passage.sentences.end())
            return;
        const auto i = size_t(at - passage.sentences.begin());
        const auto last = passage.sentences.size() - 1;
        if (!fits(passage, i > 0 ? i - 1 : 0, std::min(i + 1, last), m_left))
            fits(passage, i, i, m_begun ? m_left : everything);
    }

    void takeWhole(qsizetype hit) {
        const bool isRanked =
            std::ranges::any_of(m_passages, [&](const PickedPassage &passage) { return passage.hit == hit; });
        auto &passage = passageOf(hit);
        if (!isRanked && !passage.sentences.empty())
            fits(passage, 0, passage.sentences.size() - 1, m_begun ? m_left : everything);
    }

    [[nodiscard]] std::vector<Excerpt> excerpts() const {
        std::vector<Excerpt> excerpts;
        for (const auto &passage : m_passages) {
            if (!passage.isNew())
                excerpts.push_back(passage.excerpt());
        }
        return excerpts;
    }

private:
    PickedPassage &passageOf(qsizetype hit) {
        const auto known = std::ranges::find(m_passages, hit, &PickedPassage::hit);
        if (known != m_passages.end())
            return *known;
        auto sentences = index::sentences(m_found.hits[size_t(hit)].passage.text);
        const auto count = sentences.size();
        return m_passages.emplace_back(PickedPassage{hit, std::move(sentences), std::vector<bool>(count)});
    }

    /// Takes the sentences from first to last, or none of them if they cost more than `most`.
    bool fits(PickedPassage &passage, size_t first, size_t last, double most) {
        const auto &hit = m_found.hits[size_t(passage.hit)];
        double cost = passage.isNew() ? labelTokens + estimateTokens(hit.nameAndPlace()) : 0;
        for (auto i = first; i <= last; ++i) {
            if (!passage.taken[i])
                cost += estimateTokens(index::part(hit.passage.text, passage.sentences[i])) + 1;
        }
        if (cost > most)
            return false;
        m_begun = true;
        m_left -= cost;
        std::fill(passage.taken.begin() + std::ptrdiff_t(first),
                  passage.taken.begin() + std::ptrdiff_t(last) + 1, true);
        return true;
    }

    const index::Found &m_found;
    std::vector<PickedPassage> m_passages; // in the order of their best sentences
    double m_left;
    bool m_begun = false; // what is best is taken whatever it costs
};

} // namespace

double estimateTokens(QStringView text) {
    double tokens = 0;
    for (const auto c : text.toUcs4())
        tokens += tokensOf(c);
    return tokens;
}

std::vector<Excerpt> pickExcerpts(const index::Found &found, double tokenBudget) {
    Picker picker(found, tokenBudget);
    for (const auto &sentence : found.sentences)
        picker.take(sentence);
    for (qsizetype hit = 0; hit < qsizetype(found.hits.size()); ++hit)
        picker.takeWhole(hit);
    return picker.excerpts();
}

QString textOf(const Excerpt &excerpt, const index::Hit &hit) {
    const QStringView passage(hit.passage.text);
    QString text;
    qsizetype shown = 0;
    for (const auto &range : excerpt.ranges) {
        if (!passage.sliced(shown, range.start - shown).trimmed().isEmpty())
            text += text.isEmpty() ? QStringLiteral("… ") : QStringLiteral(" … ");
        text += index::part(passage, range);
        shown = range.end;
    }
    if (!passage.sliced(shown).trimmed().isEmpty())
        text += QStringLiteral(" …");
    return text;
}

} // namespace docchat::chat
