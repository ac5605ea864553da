#pragma once

#include "index/bm25.h"
#include "model/language.h"

#include <QList>
#include <QStringList>
#include <QStringView>

#include <memory>
#include <unordered_map>
#include <vector>

namespace docchat::index {

/// What the words of passages have of one question. Each different word is folded, stemmed and compared once,
/// however many passages it is in. Not for sharing between threads.
class Lexicon {
public:
    /// What one word has of the question.
    struct Word {
        bool isWord = true; ///< false: nothing is left of it when it is folded
        int term = -1;      ///< the term that it is
        quint32 gramCount = 0;
        std::vector<quint32> grams; ///< of the question's that are in it, as indices, with repeats
    };

    /// `languages`: those of the library, the question's own first.
    explicit Lexicon(QStringView question, QList<Language> languages = {});
    ~Lexicon();
    Lexicon(const Lexicon &) = delete;
    Lexicon &operator=(const Lexicon &) = delete;

    /// The question's words without stop words, folded, in order, one of each stem.
    [[nodiscard]] const QStringList &words() const { return m_words; }
    [[nodiscard]] std::size_t termCount() const { return std::size_t(m_words.size()); }

    /// The different stems of a term in the languages of the library.
    [[nodiscard]] QStringList stems(std::size_t term) const;

    /// Passages with a term, in any of these languages.
    [[nodiscard]] double frequency(std::size_t term, const Corpus &corpus) const;

    /// One 4-gram of the question's words.
    struct Gram {
        quint32 hash = 0;
        double times = 0;               ///< in the question
        std::vector<std::size_t> terms; ///< that it was read from
    };
    [[nodiscard]] const std::vector<Gram> &grams() const { return m_grams; }

    /// A word of cutIntoWords() in a text of `language`. Valid as long as the lexicon.
    [[nodiscard]] const Word &look(QStringView word, Language language);

    /// How much of each term such a word is: 1 for the term itself, .8 × Dice of the trigrams for one spelled
    /// alike, else 0. Empty if none is alike. Valid as long as the lexicon.
    [[nodiscard]] const std::vector<double> &likeness(QStringView word, Language language);

private:
    struct Known;

    Known &knownIn(Language language);
    [[nodiscard]] Word read(QStringView word, const Known &known, Language language) const;
    [[nodiscard]] std::vector<double> compare(QStringView word, const Known &known, Language language) const;

    QList<Language> m_languages;
    QStringList m_words;
    std::vector<Gram> m_grams;
    std::vector<quint32> m_gramPlaces; ///< by hash, behind the index by one; 0 for grams not asked for
    std::unordered_map<Language, std::unique_ptr<Known>> m_known;
};

} // namespace docchat::index
