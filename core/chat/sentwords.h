#pragma once

#include "model/chat.h"
#include "model/sent.h"

#include <optional>

/// What was sent, in words for people. Pure.
namespace docchat::chat {

/// About how many tokens were sent.
[[nodiscard]] qint64 tokensOf(const Sent &sent);

/// "this computer", or its name.
[[nodiscard]] QString placeOf(const Sent &sent);

/// What it cost in dollars, with the answer that came; nullopt where a price is not known.
[[nodiscard]] std::optional<double> costOf(const std::vector<Sent> &sent, const Message &answer);

/// The whole of it: where text went, how much, and what it cost. nullopt: nobody knows.
[[nodiscard]] QString summaryOf(const std::optional<std::vector<Sent>> &sent, const Message &answer);

/// "10:24:07 · api.example.com": when and where.
[[nodiscard]] QString headlineOf(const Sent &sent);

/// "large-3, to write the answer, about 1,234 tokens": who, what for, and how much.
[[nodiscard]] QString detailsOf(const Sent &sent);

/// Its words, each turn below what it is.
[[nodiscard]] QString fullTextOf(const Sent &sent);

} // namespace docchat::chat
