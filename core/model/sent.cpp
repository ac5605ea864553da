#include "model/sent.h"

namespace docchat {

QString purposeName(Sent::Purpose purpose) {
    return purpose == Sent::Purpose::Find ? QStringLiteral("find") : QStringLiteral("write");
}

Sent::Purpose purposeFromName(QStringView name) {
    return name == QLatin1StringView("find") ? Sent::Purpose::Find : Sent::Purpose::Write;
}

} // namespace docchat
