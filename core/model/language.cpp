#include "model/language.h"

#include <algorithm>
#include <array>

namespace docchat {
namespace {

// In the order of Language.
constexpr std::array<QLatin1StringView, 29> codes{
    QLatin1StringView("und"), QLatin1StringView("zxx"), QLatin1StringView("ar"), QLatin1StringView("hy"),
    QLatin1StringView("eu"),  QLatin1StringView("ca"),  QLatin1StringView("da"), QLatin1StringView("nl"),
    QLatin1StringView("en"),  QLatin1StringView("fi"),  QLatin1StringView("fr"), QLatin1StringView("de"),
    QLatin1StringView("el"),  QLatin1StringView("hi"),  QLatin1StringView("hu"), QLatin1StringView("id"),
    QLatin1StringView("ga"),  QLatin1StringView("it"),  QLatin1StringView("lt"), QLatin1StringView("ne"),
    QLatin1StringView("no"),  QLatin1StringView("pt"),  QLatin1StringView("ro"), QLatin1StringView("ru"),
    QLatin1StringView("sr"),  QLatin1StringView("es"),  QLatin1StringView("sv"), QLatin1StringView("ta"),
    QLatin1StringView("tr"),
};
static_assert(codes.size() == std::size_t(Language::Turkish) + 1);

} // namespace

QString languageCode(Language language) {
    return codes.at(std::size_t(language));
}

Language languageFromCode(QStringView code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    return found == codes.end() ? Language::Unknown : Language(found - codes.begin());
}

} // namespace docchat
