#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace docchat {

/// SIGINT, SIGTERM and, unless it is ignored, SIGHUP as a Qt signal on the loop's thread. One a program.
class UnixSignals : public QObject {
    Q_OBJECT

public:
    /// Keeps them from this thread and all that it will start: first thing in main().
    static void block();

    /// After block().
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void stopRequested(int signal);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace docchat
