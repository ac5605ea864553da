#pragma once

#include "async/awaitable.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace docchat {

/// One notice of the desktop (org.freedesktop.Notifications) when work that took long has ended and the
/// window is not in front; a click on it brings the window there. Without such a service nothing happens.
/// Loop thread only.
class DesktopNotice : public QObject {
    Q_OBJECT

public:
    /// Work is long from `longWork` on.
    explicit DesktopNotice(QWidget *window, async::Milliseconds longWork = std::chrono::seconds(20));

    void documentEnded(const QString &name, bool isWhole);
    /// How much runs now; told again and again.
    void setRunning(int count);
    void forget(); ///< what ran: the program ends

private Q_SLOTS:
    void actionInvoked(uint notice, const QString &action);

private:
    void send(const QString &words);

    QPointer<QWidget> m_window;
    async::Milliseconds m_longWork;
    async::Clock::time_point m_begun{};
    int m_running = 0;
    int m_whole = 0; ///< since it began
    int m_failed = 0;
    QString m_name; ///< of the last whole one
    uint m_sent = 0;
};

} // namespace docchat
