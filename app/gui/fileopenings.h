#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

namespace docchat {

/// The files that a desktop asks the running program to open by events (QFileOpenEvent: macOS), not by
/// starting it again. Those that are asked for while there is no window wait for one.
class FileOpenings : public QObject {
    Q_OBJECT

public:
    explicit FileOpenings(QObject *application);

    /// What opens them from now on; null: nothing does, and they wait.
    void setOpener(std::function<void(const QStringList &paths)> open);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open();

    QObject *m_application;
    std::function<void(const QStringList &)> m_open;
    QStringList m_waiting;
};

} // namespace docchat
