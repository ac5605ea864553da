#pragma once

#include "base/result.h"

#include <QApplication>
#include <QDateTime>
#include <QObject>
#include <QString>

#include <vector>

namespace docchat {

/// How long the window was busy at a time, and with what: while it is, it neither paints nor takes a key.
/// Keeps the longest times. Loop thread only.
class Responsiveness : public QObject {
    Q_OBJECT

public:
    struct Gap {
        QDateTime at;
        double ms = 0;
        QString what; ///< the task, or the event and the class of the object that took it
    };

    /// The longest first, at most 50, none below 4 ms.
    [[nodiscard]] const std::vector<Gap> &longest() const { return m_longest; }
    [[nodiscard]] qint64 events() const { return m_events; } ///< that were looked at
    [[nodiscard]] const QDateTime &since() const { return m_since; }

    /// An event begins: no step was slow in it yet.
    void begin();
    /// An event took so long. A step of a task that was slow in it is named instead of it.
    void note(const char *receiver, QEvent::Type type, double ms);
    void noteStep(const char *task, double ms);
    void startAgain();

    /// One JSON object: since when, how many events, the longest gap in ms, and the list.
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] Status write(const QString &path) const;

private:
    std::vector<Gap> m_longest;
    qint64 m_events = 0;
    QDateTime m_since = QDateTime::currentDateTime();
    QString m_step; ///< the slowest of the event that runs
    double m_stepMs = 0;
};

/// QApplication that measures how long each event takes.
class WindowApplication : public QApplication {
public:
    using QApplication::QApplication;

    [[nodiscard]] Responsiveness *responsiveness() { return &m_responsiveness; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    Responsiveness m_responsiveness;
    bool m_measures = false; ///< an event within an event is that one's
};

} // namespace docchat
