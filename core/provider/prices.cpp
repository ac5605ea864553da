#include "provider/prices.h"

#include "base/words.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace docchat::provider {
namespace {

struct Listed {
    QLatin1StringView host;
    QLatin1StringView model;
    Price price;
};

constexpr QLatin1StringView openAi("api.openai.com");
constexpr QLatin1StringView mistral("api.mistral.ai");

// https://platform.openai.com/docs/pricing and https://mistral.ai/pricing, by June 2026. A price that is not
// sure is not here.
constexpr Listed listed[] = {
    {openAi, QLatin1StringView("text-embedding-3-small"), {0.02, 0}},
    {openAi, QLatin1StringView("text-embedding-3-large"), {0.13, 0}},
    {openAi, QLatin1StringView("text-embedding-ada-002"), {0.10, 0}},
    {openAi, QLatin1StringView("gpt-4o-mini"), {0.15, 0.60}},
    {openAi, QLatin1StringView("gpt-4o"), {2.50, 10}},
    {openAi, QLatin1StringView("gpt-4.1"), {2, 8}},
    {openAi, QLatin1StringView("gpt-4.1-mini"), {0.40, 1.60}},
    {openAi, QLatin1StringView("gpt-4.1-nano"), {0.10, 0.40}},
    {mistral, QLatin1StringView("mistral-embed"), {0.10, 0}},
};

} // namespace

std::optional<Price> priceOf(const QString &host, const QString &model) {
    const auto found = std::ranges::find_if(
        listed, [&](const Listed &one) { return one.host == host && one.model == model; });
    return found == std::end(listed) ? std::nullopt : std::optional(found->price);
}

std::optional<double> costOf(const QString &host, const QString &model, qint64 sent, qint64 written) {
    const auto price = priceOf(host, model);
    if (!price)
        return std::nullopt;
    return (double(sent) * price->sent + double(written) * price->written) / 1'000'000;
}

QString costWords(double dollars) {
    if (dollars < 0.01)
        return Words::tr("less than $0.01");
    return Words::tr("about $%1").arg(QLocale().toString(dollars, 'f', 2));
}

QString pricesNote() {
    return Words::tr("by list prices of June 2026, which may have changed");
}

} // namespace docchat::provider
