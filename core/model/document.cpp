#include "model/document.h"

#include <array>

namespace docchat {
namespace {

constexpr std::array kindNames{QLatin1StringView("pdf"), QLatin1StringView("markdown"),
                               QLatin1StringView("text"), QLatin1StringView("unknown")};
constexpr std::array stateNames{QLatin1StringView("reading"), QLatin1StringView("ready"),
                                QLatin1StringView("partial"), QLatin1StringView("failed")};

template <class Enum, size_t n>
Enum fromName(const std::array<QLatin1StringView, n> &names, QStringView name, Enum otherwise) {
    for (size_t i = 0; i < n; ++i) {
        if (names[i] == name)
            return Enum(i);
    }
    return otherwise;
}

} // namespace

QString kindName(DocumentKind kind) {
    return kindNames[size_t(kind)];
}

DocumentKind kindFromName(QStringView name) {
    return fromName(kindNames, name, DocumentKind::Unknown);
}

QString stateName(DocumentState state) {
    return stateNames[size_t(state)];
}

DocumentState stateFromName(QStringView name) {
    return fromName(stateNames, name, DocumentState::Failed);
}

} // namespace docchat
