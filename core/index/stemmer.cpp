#include "index/stemmer.h"

#include <QHash>

#include <libstemmer.h>

#include <array>
#include <memory>
#include <new>
#include <vector>

namespace docchat::index {
namespace {

using Script = QChar::Script;

/// Which of Snowball's algorithms stems a language, and the alphabet that it knows.
struct Algorithm {
    Language language;
    const char *name;
    Script script;
};

constexpr std::array algorithms = std::to_array<Algorithm>({
    {Language::Arabic, "arabic", Script::Script_Arabic},
    {Language::Armenian, "armenian", Script::Script_Armenian},
    {Language::Basque, "basque", Script::Script_Latin},
    {Language::Catalan, "catalan", Script::Script_Latin},
    {Language::Danish, "danish", Script::Script_Latin},
    {Language::Dutch, "dutch", Script::Script_Latin},
    {Language::English, "english", Script::Script_Latin},
    {Language::Finnish, "finnish", Script::Script_Latin},
    {Language::French, "french", Script::Script_Latin},
    {Language::German, "german", Script::Script_Latin},
    {Language::Greek, "greek", Script::Script_Greek},
    {Language::Hindi, "hindi", Script::Script_Devanagari},
    {Language::Hungarian, "hungarian", Script::Script_Latin},
    {Language::Indonesian, "indonesian", Script::Script_Latin},
    {Language::Irish, "irish", Script::Script_Latin},
    {Language::Italian, "italian", Script::Script_Latin},
    {Language::Lithuanian, "lithuanian", Script::Script_Latin},
    {Language::Nepali, "nepali", Script::Script_Devanagari},
    {Language::Norwegian, "norwegian", Script::Script_Latin},
    {Language::Portuguese, "portuguese", Script::Script_Latin},
    {Language::Romanian, "romanian", Script::Script_Latin},
    {Language::Russian, "russian", Script::Script_Cyrillic},
    {Language::Serbian, "serbian", Script::Script_Cyrillic},
    {Language::Spanish, "spanish", Script::Script_Latin},
    {Language::Swedish, "swedish", Script::Script_Latin},
    {Language::Tamil, "tamil", Script::Script_Tamil},
    {Language::Turkish, "turkish", Script::Script_Latin},
});

constexpr auto firstStemmed = std::size_t(Language::Arabic);

const Algorithm *algorithmOf(Language language) {
    const auto i = std::size_t(language);
    return i < firstStemmed ? nullptr : &algorithms.at(i - firstStemmed);
}

/// What is usual in an alphabet; Unknown for one that nobody can stem.
Language usualIn(Script script) {
    switch (script) {
    case Script::Script_Latin:
        return Language::English;
    case Script::Script_Cyrillic:
        return Language::Russian;
    case Script::Script_Arabic:
        return Language::Arabic;
    case Script::Script_Greek:
        return Language::Greek;
    case Script::Script_Devanagari:
        return Language::Hindi;
    case Script::Script_Armenian:
        return Language::Armenian;
    case Script::Script_Tamil:
        return Language::Tamil;
    default:
        return Language::Unknown;
    }
}

Script scriptOf(QChar c) {
    return c.unicode() < 0x80 ? Script::Script_Latin : c.script(); // figures too: "1990s"
}

/// One Snowball stemmer and the stems it gave last, each in the one place that its word has: a table that
/// grows with the words costs more to look in than stemming does. Not for sharing between threads.
class Stemmer {
public:
    explicit Stemmer(const char *algorithm) : m_algorithm(algorithm) {}

    QString stem(QStringView word) {
        auto &place = m_places[qHash(word) % m_places.size()];
        if (place.word != word) {
            auto text = word.toString();
            auto stem = compute(text);
            place = {std::move(text), std::move(stem)}; // both, or where memory runs out neither
        }
        return place.stem;
    }

private:
    struct Place {
        QString word;
        QString stem;
    };

    QString compute(const QString &word) {
        if (!m_stemmer)
            m_stemmer.reset(sb_stemmer_new(m_algorithm, "UTF_8"));
        const auto utf8 = word.toUtf8();
        const auto *stem = m_stemmer ? sb_stemmer_stem(m_stemmer.get(),
                                                       reinterpret_cast<const sb_symbol *>(utf8.constData()),
                                                       static_cast<int>(utf8.size()))
                                     : nullptr;
        if (!stem) {           // an index that held the word as it is would find it by no question
            m_stemmer.reset(); // without memory Snowball may be left in the middle of a word
            throw std::bad_alloc();
        }
        const int length = sb_stemmer_length(m_stemmer.get());
        return length > 0 ? QString::fromUtf8(reinterpret_cast<const char *>(stem), length) : word;
    }

    const char *m_algorithm;
    std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> m_stemmer{nullptr, &sb_stemmer_delete};
    std::vector<Place> m_places{8192}; // the words of some hundred passages
};

Stemmer &stemmerOf(const Algorithm &algorithm) {
    thread_local std::array<std::unique_ptr<Stemmer>, algorithms.size()> stemmers;
    auto &stemmer = stemmers.at(std::size_t(&algorithm - algorithms.data()));
    if (!stemmer)
        stemmer = std::make_unique<Stemmer>(algorithm.name);
    return *stemmer;
}

} // namespace

QString stem(QStringView word, Language language) {
    if (word.isEmpty() || language == Language::Unstemmed)
        return word.toString();
    const auto script = scriptOf(word.front());
    const auto *algorithm = algorithmOf(language);
    if (!algorithm || algorithm->script != script)
        algorithm = algorithmOf(usualIn(script));
    return algorithm ? stemmerOf(*algorithm).stem(word) : word.toString();
}

} // namespace docchat::index
