#pragma once

#include <QString>

#include <optional>

/// What models cost, as far as that is known. Pure.
namespace docchat::provider {

/// US dollars per million tokens.
struct Price {
    double sent = 0;
    double written = 0; ///< nothing for embedding
};

/// The list price of a model at its maker's own host; nullopt: not known.
[[nodiscard]] std::optional<Price> priceOf(const QString &host, const QString &model);

/// What tokens cost, in dollars; nullopt: the price is not known.
[[nodiscard]] std::optional<double> costOf(const QString &host, const QString &model, qint64 sent,
                                           qint64 written);

/// "about $0.34", "less than $0.01": never more exact than it is.
[[nodiscard]] QString costWords(double dollars);

/// What must be said beside a cost: since when the prices are known.
[[nodiscard]] QString pricesNote();

} // namespace docchat::provider
