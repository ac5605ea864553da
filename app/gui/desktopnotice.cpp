#include "desktopnotice.h"

#include "widgets/activate.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QLocale>

namespace docchat {
namespace {

const QString &service() {
    static const auto name = QStringLiteral("org.freedesktop.Notifications");
    return name;
}

const QString &path() {
    static const auto name = QStringLiteral("/org/freedesktop/Notifications");
    return name;
}

} // namespace

DesktopNotice::DesktopNotice(QWidget *window, async::Milliseconds longWork)
    : m_window(window), m_longWork(longWork) {
    QDBusConnection::sessionBus().connect(service(), path(), service(), QStringLiteral("ActionInvoked"), this,
                                          SLOT(actionInvoked(uint, QString)));
}

void DesktopNotice::forget() {
    m_running = m_whole = m_failed = 0;
}

void DesktopNotice::documentEnded(const QString &name, bool isWhole) {
    ++(isWhole ? m_whole : m_failed);
    if (isWhole)
        m_name = name;
}

void DesktopNotice::setRunning(int count) {
    const auto now = async::Clock::now();
    const bool wasRunning = std::exchange(m_running, count) > 0;
    if (!wasRunning && count > 0) {
        m_begun = now;
        m_whole = m_failed = 0;
    }
    if (!wasRunning || count > 0 || now - m_begun < m_longWork || !m_window || m_window->isActiveWindow())
        return;
    const QLocale locale;
    QStringList words;
    if (m_whole == 1)
        words += tr("%1 can be asked now.").arg(m_name);
    else if (m_whole > 1)
        words += tr("%1 documents can be asked now.").arg(locale.toString(m_whole));
    if (m_failed > 0)
        words += tr("%1 failed.").arg(locale.toString(m_failed));
    if (!words.isEmpty()) // else it was paused, or cancelled
        send(words.join(QLatin1Char(' ')));
}

void DesktopNotice::send(const QString &words) {
    auto wish = QDBusMessage::createMethodCall(service(), path(), service(), QStringLiteral("Notify"));
    wish << QStringLiteral("DocChat") << m_sent << QStringLiteral("org.docchat.DocChat")
         << tr("The documents have been read") << words.toHtmlEscaped()
         << QStringList{QStringLiteral("default"), tr("Show")}
         << QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("org.docchat.DocChat")}} << -1;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(wish), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<uint> reply = *answer;
        if (!reply.isError())
            m_sent = reply.value();
        answer->deleteLater();
    });
}

void DesktopNotice::actionInvoked(uint notice, const QString &) {
    if (notice == m_sent && m_window)
        ui::bringToFront(m_window);
}

} // namespace docchat
