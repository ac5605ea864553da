#include "model/document.h"

#include "model/names.h"

namespace docchat {
namespace {

constexpr std::array stateNames{QLatin1StringView("reading"), QLatin1StringView("ready"),
                                QLatin1StringView("partial"), QLatin1StringView("failed")};

} // namespace

QString stateName(DocumentState state) {
    return stateNames[size_t(state)];
}

DocumentState stateFromName(QStringView name) {
    return fromName(stateNames, name, DocumentState::Failed);
}

} // namespace docchat
