#include "taskbar.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

#include <algorithm>

namespace docchat {

void Taskbar::show(double share) {
    const int percent = share < 0 ? -1 : std::clamp(int(share * 100), 0, 100);
    if (percent == m_percent)
        return;
    m_percent = percent;
    auto update = QDBusMessage::createSignal(QStringLiteral("/org/docchat/DocChat"),
                                             QStringLiteral("com.canonical.Unity.LauncherEntry"),
                                             QStringLiteral("Update"));
    update << QStringLiteral("application://org.docchat.DocChat.desktop")
           << QVariantMap{{QStringLiteral("progress"), std::max(0, percent) / 100.0},
                          {QStringLiteral("progress-visible"), percent >= 0}};
    QDBusConnection::sessionBus().send(update); // nobody may be there to hear it
}

} // namespace docchat
