#include "errorjson.h"

namespace docchat {

QJsonObject withError(QJsonObject answer, const Error &error) {
    answer.insert(QStringLiteral("error"), error.message);
    answer.insert(QStringLiteral("hint"), error.hint);
    answer.insert(QStringLiteral("code"), code(error.kind));
    return answer;
}

std::optional<Error> errorIn(const QJsonObject &answer) {
    if (!answer.contains(QLatin1StringView("error")))
        return std::nullopt;
    return Error{errorKind(answer.value(QLatin1StringView("code")).toString()),
                 answer.value(QLatin1StringView("error")).toString(),
                 answer.value(QLatin1StringView("hint")).toString()};
}

} // namespace docchat
