#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <array>

namespace docchat {

/// The value whose name stands at its place in `names`.
template <class Enum, size_t n>
[[nodiscard]] Enum fromName(const std::array<QLatin1StringView, n> &names, QStringView name, Enum otherwise) {
    for (size_t i = 0; i < n; ++i) {
        if (names[i] == name)
            return Enum(i);
    }
    return otherwise;
}

} // namespace docchat
