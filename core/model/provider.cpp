#include "model/provider.h"

namespace docchat {

QString originOf(const QUrl &server) {
    const int usual = server.scheme() == QLatin1StringView("https") ? 443 : 80;
    return QStringLiteral("%1://%2:%3").arg(server.scheme(), server.host()).arg(server.port(usual));
}

} // namespace docchat
