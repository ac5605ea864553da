#include "index/lexicon.h"

#include "index/analysis.h"
#include "index/stemmer.h"

#include <QHash>

#include <algorithm>
#include <memory_resource>
#include <string_view>

namespace docchat::index {
namespace {

constexpr double leastAlike = .5; ///< Dice's coefficient from which words count as spelled alike
constexpr double alikeShare = .8; ///< of what the word itself would count
constexpr std::size_t firstMemory = 256 * 1024; ///< for the words of 200 passages, mostly

std::vector<quint64> trigrams(const QString &word) {
    const auto bounded = u'_' + word + u'_';
    std::vector<quint64> grams;
    for (qsizetype i = 0; i + 3 <= bounded.size(); ++i) {
        grams.push_back(quint64{bounded[i].unicode()} << 32U | quint64{bounded[i + 1].unicode()} << 16U |
                        bounded[i + 2].unicode());
    }
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
}

/// Dice's coefficient of two sorted sets.
double dice(const std::vector<quint64> &a, const std::vector<quint64> &b) {
    std::size_t both = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        both += *i == *j;
        *i < *j ? ++i : *j < *i ? ++j : (++i, ++j);
    }
    return 2. * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

/// Whether stems may begin with another letter than their words: these algorithms take prefixes away.
bool stemsBeginDifferently(Language language) {
    return language == Language::Arabic || language == Language::Indonesian || language == Language::Irish;
}

} // namespace

/// The terms in one language, and the words of its texts so far.
struct Lexicon::Known {
    template <class T>
    using ByWord = std::pmr::unordered_map<std::u16string_view, T>;

    QStringList stems;
    QString firstLetters; ///< of the stems
    std::vector<std::vector<quint64>> trigrams;
    std::pmr::monotonic_buffer_resource memory{firstMemory};
    ByWord<Word> words{&memory};
    ByWord<std::vector<double>> likeness{&memory};

    /// A copy that lives as long as this.
    std::u16string_view kept(std::u16string_view word) {
        auto *copy =
            static_cast<char16_t *>(memory.allocate(word.size() * sizeof(char16_t), alignof(char16_t)));
        std::copy(word.begin(), word.end(), copy);
        return {copy, word.size()};
    }
};

Lexicon::Lexicon(QStringView question, QList<Language> languages)
    : m_languages(std::move(languages)), m_gramPlaces(gramTableSize) {
    if (m_languages.isEmpty())
        m_languages += Language::Unknown;
    QHash<QString, std::size_t> terms;
    for (const auto &word : queryWords(question)) {
        const auto stemmed = stem(word, m_languages.front());
        if (!terms.contains(stemmed)) {
            terms.insert(stemmed, termCount());
            m_words += word;
        }
        forEachGram(word, [&](quint32 hash) {
            auto &place = m_gramPlaces[hash];
            if (place == 0) {
                m_grams.push_back({hash, 0, {}});
                place = static_cast<quint32>(m_grams.size());
            }
            ++m_grams[place - 1].times;
            m_grams[place - 1].terms.push_back(terms.value(stemmed));
        });
    }
}

Lexicon::~Lexicon() = default;

QStringList Lexicon::stems(std::size_t term) const {
    QStringList different;
    for (const auto language : m_languages)
        different += stem(m_words[qsizetype(term)], language);
    different.removeDuplicates();
    return different;
}

double Lexicon::frequency(std::size_t term, const Corpus &corpus) const {
    double passages = 0;
    for (const auto &one : stems(term))
        passages += corpus.documentFrequency ? corpus.documentFrequency(one) : 0;
    return passages;
}

Lexicon::Known &Lexicon::knownIn(Language language) {
    auto &known = m_known[language];
    if (!known) {
        known = std::make_unique<Known>();
        for (const auto &word : std::as_const(m_words)) {
            known->stems += stem(word, language);
            known->firstLetters += known->stems.back().front();
            known->trigrams.push_back(trigrams(known->stems.back()));
        }
    }
    return *known;
}

const Lexicon::Word &Lexicon::look(QStringView word, Language language) {
    auto &known = knownIn(language);
    const std::u16string_view key(word.utf16(), static_cast<std::size_t>(word.size()));
    auto found = known.words.find(key);
    if (found == known.words.end())
        found = known.words.emplace(known.kept(key), read(word, known, language)).first;
    return found->second;
}

const std::vector<double> &Lexicon::likeness(QStringView word, Language language) {
    auto &known = knownIn(language);
    const std::u16string_view key(word.utf16(), static_cast<std::size_t>(word.size()));
    auto found = known.likeness.find(key);
    if (found == known.likeness.end())
        found = known.likeness.emplace(known.kept(key), compare(word, known, language)).first;
    return found->second;
}

Lexicon::Word Lexicon::read(QStringView word, const Known &known, Language language) const {
    Word read;
    const auto plain = folded(word);
    read.isWord = !plain.isEmpty();
    if (!read.isWord)
        return read;
    forEachGram(plain, [&](quint32 hash) {
        ++read.gramCount;
        if (m_gramPlaces[hash] > 0)
            read.grams.push_back(m_gramPlaces[hash] - 1);
    });
    if (known.firstLetters.contains(plain.front()) || stemsBeginDifferently(language))
        read.term = int(known.stems.indexOf(stem(plain, language)));
    return read;
}

std::vector<double> Lexicon::compare(QStringView word, const Known &known, Language language) const {
    std::vector<double> likeness;
    const auto stemmed = stem(folded(word), language);
    if (stemmed.isEmpty())
        return likeness;
    std::vector<quint64> ours;
    for (qsizetype i = 0; i < known.stems.size(); ++i) {
        const auto &term = known.stems[i];
        double alike = term == stemmed ? 1 : 0;
        const bool related = term.front() == stemmed.front() || (term.size() >= 6 && stemmed.size() >= 6);
        if (alike == 0 && related && term.size() >= 4 && stemmed.size() >= 4) {
            ours = ours.empty() ? trigrams(stemmed) : std::move(ours);
            const auto share = dice(ours, known.trigrams[static_cast<std::size_t>(i)]);
            alike = share >= leastAlike ? alikeShare * share : 0;
        }
        if (alike > 0) {
            likeness.resize(static_cast<std::size_t>(known.stems.size()));
            likeness[static_cast<std::size_t>(i)] = alike;
        }
    }
    return likeness;
}

} // namespace docchat::index
