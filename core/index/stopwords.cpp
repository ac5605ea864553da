#include "index/stopwords.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace docchat::index {
namespace {

using Words = std::array<std::u16string_view, 128>;

/// The words of a list that is divided by single spaces, sorted; empty ones first.
constexpr Words sortedWords(std::u16string_view list) {
    Words words{};
    for (std::size_t count = 0; !list.empty(); ++count) {
        const auto end = std::min(list.find(u' '), list.size());
        words.at(count) = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    std::sort(words.begin(), words.end());
    return words;
}

// Folded, as tokenize() gives them.
constexpr std::array stopWords{
    sortedWords(
        u"what who whom whose which when where why how do does did is are was were be been am has have had "
        u"having can could will would shall should may might must a an the of to in s t and or it its this "
        u"that "
        u"these those there i you he she they we me my your his her their our us them him please tell show "
        u"find "
        u"explain describe list give"),
    sortedWords(
        u"wer wen wem wessen was welche welcher welches welchem welchen wann wo wohin woher wie warum wieso "
        u"weshalb viele viel der das den dem des ein eine einer eines einem einen und oder im zu zur zum von "
        u"vom "
        u"ist sind waren wurde wurden haben hatte es sich"),
    sortedWords(u"que qui quoi quel quelle quels quelles quand ou pourquoi combien le la les un une des de "
                u"du en et au "
                u"aux se est sont etait ont dans par sur ce cette il elle"),
    sortedWords(
        u"que quien quienes cual cuales cuando donde como por cuanto cuantos cuanta cuantas el la los las un "
        u"una unos unas de del en al se es fue fueron ser ha han lo su sus para con"),
    sortedWords(u"che chi cosa quale quali quando dove perche quanto quanti quanta quante il lo la gli le un "
                u"uno una di "
                u"del della dei delle dell in al si sono fu stato ha hanno per con da nel nella"),
    sortedWords(u"que quem qual quais quando onde como por quanto quantos quanta quantas os um uma de da dos "
                u"das em na "
                u"nos nas ao se foi foram ser tem para com"),
    sortedWords(
        u"что кто кого кому чем какои какая какое какие каким каких когда где куда как почему сколько в на и "
        u"или с к по из у о об от за для не был была было были является это"),
};

} // namespace

bool isStopWord(QStringView folded) {
    const std::u16string_view word(folded.utf16(), static_cast<std::size_t>(folded.size()));
    return !word.empty() && std::any_of(stopWords.begin(), stopWords.end(), [&](const Words &words) {
        return std::binary_search(words.begin(), words.end(), word);
    });
}

} // namespace docchat::index
