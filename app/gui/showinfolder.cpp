#include "showinfolder.h"

#include "base/paths.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace docchat {

void showInFolder(const QString &path) {
    auto wish = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("/org/freedesktop/FileManager1"),
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
    wish << QStringList(urlOf(path).toString(QUrl::FullyEncoded)) << QString();
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(wish));
    const auto folder = urlOf(QFileInfo(path).absolutePath());
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, answer, [answer, folder] {
        if (QDBusPendingReply<>(*answer).isError())
            QDesktopServices::openUrl(folder);
        answer->deleteLater();
    });
}

} // namespace docchat
