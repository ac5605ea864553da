#pragma once

#include "async/task.h"
#include "document/descriptor.h"
#include "ingest/foldertree.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <memory>

class QSocketNotifier;
class QThreadPool;

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
    /// These folders and no others. They are asked for on `thread`, which a drive may hold up: `seen` counts
    /// them. One call at a time.
    async::Task<Watching> watch(QThreadPool *thread, QStringList folders, std::shared_ptr<Seen> seen);
    void end(); ///< none

Q_SIGNALS:
    void happened();

private:
    void readAll();
    bool begin();
    void forget(int watch);

    int m_most;
    QDeadlineTimer m_again;                                ///< when the system is asked again
    std::shared_ptr<const document::Descriptor> m_inotify; ///< a thread that adds watches keeps it open
    QSocketNotifier *m_notifier = nullptr;
    QHash<QString, int> m_watches; ///< by folder
    QSet<int> m_gone;              ///< of those that are just being added
};

} // namespace docchat::ingest
