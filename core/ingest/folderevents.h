#pragma once

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QStringList>

class QSocketNotifier;

namespace docchat::ingest {

/// Tells that something has happened in folders, not what: whoever listens looks. On Linux by inotify(7);
/// elsewhere (FSEvents, ReadDirectoryChangesW) it watches nothing so far, and says so. Loop thread only.
class FolderEvents : public QObject {
    Q_OBJECT

public:
    /// At most so many folders are watched, as the system has only so many watches for all programs.
    explicit FolderEvents(int most, QObject *parent = nullptr);
    ~FolderEvents() override;

    /// What became of a wish to watch.
    enum class Watching {
        Before, ///< all of them were watched already
        Since,  ///< some only now: what happened in them meanwhile was not told
        Not     ///< not all: the system watches no more, or they are too many
    };
    /// These folders and no others.
    Watching watch(const QStringList &folders);

Q_SIGNALS:
    void happened();

private:
    void readAll();
    void end();

    int m_most;
    QDeadlineTimer m_again; ///< when the system is asked again
    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
    QHash<QString, int> m_watches; ///< by folder
};

} // namespace docchat::ingest
